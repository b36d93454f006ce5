//! The figures of the five seeds against right answers that a person wrote down (`figures.tsv`).
//!
//! The seeds lie outside the repository, in `../shared/seeds`. Where they are not, the tests say so and pass.

use std::path::{Path, PathBuf};

use onrecord::forms::{Extract, Figure};
use onrecord::{Asked, Limits, Record, extract};

const TABLE: &str = include_str!("figures.tsv");

/// The folder with the seeds, if there is one.
fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// What is found in the seeds, with the number that begins their file's name.
fn extracts(folder: &Path) -> Vec<(String, Extract)> {
    let paths = [folder.display().to_string()];
    let numbered = |extract: Extract| {
        let path = extract.document.path.clone().unwrap_or_default();
        let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name[..3].to_owned(), extract)
    };
    extract(&paths, &Limits::default()).map(|extract| numbered(extract.unwrap())).collect()
}

/// A figure as a line of the table, without its document.
fn line(extract: &Extract, figure: &Figure) -> String {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let place = |place: Option<(usize, usize)>| {
        place.map_or("\t".to_owned(), |(start, end)| format!("{start}\t{end}"))
    };
    let time = figure.time.as_ref();
    let cells = [
        format!("{}\t{}", figure.start, figure.end),
        number(Some(figure.value)),
        number(figure.upper),
        number(figure.out_of),
        figure.unit.clone().unwrap_or_default(),
        figure.comparison.to_owned(),
        surname(extract.name(figure.speaker.as_deref()).unwrap_or_default()),
        place(figure.scope.map(|scope| (scope.start, scope.end))),
        place(time.map(|time| (time.start, time.end))),
        time.and_then(|time| time.from.clone()).unwrap_or_default(),
        time.and_then(|time| time.until.clone()).unwrap_or_default(),
    ];
    cells.join("\t")
}

fn surname(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or_default().to_owned()
}

#[test]
fn every_figure_of_the_seeds_is_found() {
    let Some(folder) = seeds() else { return };
    let extracts = extracts(&folder);
    let found: Vec<String> = extracts
        .iter()
        .flat_map(|(number, extract)| {
            extract.figures.iter().map(move |figure| format!("{number}\t{}", line(extract, figure)))
        })
        .collect();
    let wanted = TABLE.lines().filter(|line| !line.starts_with('#'));
    let missing: Vec<_> = wanted.filter(|line| !found.iter().any(|found| found == line)).collect();
    assert!(missing.is_empty(), "not found as written down:\n{}", missing.join("\n"));
}

/// A record of the seeds, with the folder it is in.
fn record() -> Option<(Record, tempfile::TempDir)> {
    let seeds = seeds()?;
    let folder = tempfile::tempdir().unwrap();
    let mut record = Record::create(&folder.path().join("onrecord.db")).unwrap();
    let summary = record.add(&[seeds.display().to_string()], &Limits::default(), |_| {}).unwrap();
    assert_eq!(summary.added, 5);
    Some((record, folder))
}

fn about(words: &str) -> Asked<'_> {
    Asked { about: Some(words), ..Asked::default() }
}

#[test]
fn two_scopes_of_one_value_stand_side_by_side() {
    let Some((record, _folder)) = record() else { return };
    let series = record.series(&about("defence spending")).unwrap();
    let grown =
        series.iter().find(|series| series.points.iter().filter(|point| point.value == 18.0).count() == 2);
    let points = &grown.expect("a series with both").points;
    assert!(points.iter().any(|point| point.relation == "differs in scope"), "{points:?}");
    let scopes: Vec<_> = points.iter().filter_map(|point| point.scope.as_deref()).collect();
    assert_eq!(scopes.len(), 2, "{scopes:?}");
}

#[test]
fn nine_and_twenty_three_are_one_series_over_time() {
    let Some((record, _folder)) = record() else { return };
    let series = record.series(&about("2 percent allies")).unwrap();
    let allies = series.iter().find(|series| series.unit.is_none()).expect("a series of counts");
    let dated: Vec<_> =
        allies.points.iter().filter_map(|point| Some((point.day.as_deref()?, point.value))).collect();
    assert_eq!(dated[0], ("2021-12-31", 9.0));
    assert!(dated.iter().any(|(day, value)| day.starts_with("2024-06") && *value == 23.0), "{dated:?}");
    let documents: std::collections::BTreeSet<_> =
        allies.points.iter().filter(|point| point.value == 23.0).map(|point| point.document.number).collect();
    assert_eq!(documents.len(), 3, "also in the two undated documents");
}

#[test]
fn one_position_is_found_in_four_documents() {
    let Some((record, _folder)) = record() else { return };
    let positions = record.positions(&about("theatres")).unwrap();
    let first = &positions[0];
    let documents: std::collections::BTreeSet<_> =
        first.statements.iter().map(|stated| stated.document.number).collect();
    assert_eq!((documents.len(), first.spread), (4, "taken up"));
    let surnames: std::collections::BTreeSet<_> = first.speakers.iter().map(|name| surname(name)).collect();
    let wanted = ["Stoltenberg", "Blinken", "Rutte"].map(str::to_owned);
    assert_eq!(surnames, wanted.into());
}

#[test]
fn a_headline_at_odds_with_its_text_is_a_problem() {
    let Some(folder) = seeds() else { return };
    let extracts = extracts(&folder);
    let differing: Vec<_> = (extracts.iter())
        .filter(|(_, extract)| extract.problems.iter().any(|problem| problem.code == "title-differs"))
        .map(|(number, _)| number.as_str())
        .collect();
    assert_eq!(differing, ["003"]);
}
