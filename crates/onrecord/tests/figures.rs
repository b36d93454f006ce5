//! The figures of the five seeds against right answers that a person wrote down (`figures.tsv`).
//!
//! The seeds lie outside the repository, in `../shared/seeds`. Where they are not, the tests say so and pass.

use std::path::{Path, PathBuf};

use onrecord::forms::{Extract, Figure};
use onrecord::{Limits, extract};

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
