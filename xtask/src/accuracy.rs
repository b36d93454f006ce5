//! Accuracy on the development data, held against floors just under what was reached: no change may lower it unnoticed.
//!
//! The data lies beside the project (`../shared`), never in it. Where it is absent, this says that it skips.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use regex::Regex;

use crate::shell::{cargo, command, output, root, run};
use crate::{absence, commitments, families, reliability, series};

/// One run of the program, scored by one scorer.
struct Task {
    name: &'static str,
    /// Arguments of `onrecord`; `DATA` is where the data is unpacked, `SHARED` where it came from.
    program: &'static str,
    scorer: &'static str,
    /// Arguments of the scorer; `FOUND` is what the program printed.
    scored: &'static str,
    floors: &'static [Floor],
}

/// A figure in the scorer's output and the least that it may be (`most` for shares of errors).
struct Floor {
    name: &'static str,
    /// Matches the figure as its first group.
    pattern: &'static str,
    bound: Bound,
}

enum Bound {
    Least(f64),
    Most(f64),
}
use Bound::{Least, Most};

const TASKS: &[Task] = &[
    Task {
        name: "figures",
        program: "extract DATA/newsquant_sentences.jsonl --format jsonl",
        scorer: "score_figures.py",
        scored: "DATA/newsquant_dev.json FOUND",
        floors: &[
            Floor { name: "value F1", pattern: r"value .*F1 ([\d.]+)", bound: Least(91.0) },
            Floor { name: "unit or thing", pattern: r"thing counted right ([\d.]+) %", bound: Least(92.0) },
            Floor { name: "comparison", pattern: r"comparison right ([\d.]+) %", bound: Least(92.5) },
        ],
    },
    Task {
        name: "html",
        program: "extract DATA/html_article_extraction_benchmark/html --format jsonl",
        scorer: "score_html.py",
        scored: "DATA/html_article_extraction_benchmark/ground-truth.json FOUND",
        floors: &[Floor { name: "F1 of main text", pattern: r"F1 ([\d.]+)", bound: Least(0.972) }],
    },
    Task {
        name: "quotations between marks",
        program: "extract DATA/ggt_by_id.jsonl --format jsonl",
        scorer: "score_quotes.py",
        scored: "DATA/ggt_dev.jsonl FOUND --direct-only",
        floors: &[
            Floor {
                name: "exact F1",
                pattern: r"quote exact \(edges trimmed\).*F1 +([\d.]+)",
                bound: Least(90.2),
            },
            Floor {
                name: "speakers",
                pattern: r"speaker accuracy on matched \(GGT 0.3\) +([\d.]+)",
                bound: Least(98.0),
            },
        ],
    },
    Task {
        name: "quotations of every kind",
        program: "extract DATA/ggt_by_id.jsonl --format jsonl",
        scorer: "score_quotes.py",
        scored: "DATA/ggt_dev.jsonl FOUND",
        floors: &[
            Floor { name: "F1 at 0.3", pattern: r"quote GGT 0.3 .*F1 +([\d.]+)", bound: Least(89.2) },
            Floor { name: "F1 at 0.8", pattern: r"quote GGT 0.8 .*F1 +([\d.]+)", bound: Least(87.2) },
            Floor {
                name: "F1 at IoU .5",
                pattern: r"quote IoU>=.5 one-to-one .*F1 +([\d.]+)",
                bound: Least(86.7),
            },
            Floor {
                name: "speakers",
                pattern: r"speaker accuracy on matched \(GGT 0.3\) +([\d.]+)",
                bound: Least(96.0),
            },
            Floor {
                name: "full names",
                pattern: r"accuracy on matched \(0.3\) +([\d.]+)",
                bound: Least(89.0),
            },
            Floor {
                name: "recall of indirect speech",
                pattern: r"recall \(GGT 0.3\) indirect n=\d+ +([\d.]+)",
                bound: Least(82.5),
            },
        ],
    },
    Task {
        name: "tracing",
        program: "check DATA/dev_articles.jsonl --against DATA/dev_haystack --format jsonl",
        scorer: "score_trace.py",
        scored: "DATA/dev_gold.jsonl FOUND",
        floors: &[
            Floor { name: "recall", pattern: r"recall +([\d.]+) %", bound: Least(99.0) },
            Floor { name: "recall of short ones", pattern: r"short +([\d.]+) %", bound: Least(95.0) },
            Floor { name: "precision", pattern: r"precision of 'traced' +([\d.]+) %", bound: Least(99.0) },
            Floor {
                name: "the reported event first",
                pattern: r"is the reported event +([\d.]+) %",
                bound: Least(98.5),
            },
            Floor { name: "false of the hard ones", pattern: r"false traces (\d+) of 10,", bound: Most(1.0) },
            Floor { name: "wording", pattern: r"wording class right +([\d.]+) %", bound: Least(91.5) },
            Floor { name: "speaker name", pattern: r"speaker name right +([\d.]+) %", bound: Least(91.0) },
        ],
    },
    Task {
        name: "altered quotations",
        program: "check DATA/altered/articles.jsonl --against DATA/altered/sources.jsonl --unmarked --format jsonl",
        scorer: "score_altered.py",
        scored: "DATA/altered/gold.jsonl FOUND",
        floors: &[
            Floor { name: "recall", pattern: r"ALL positives \d+: recall ([\d.]+) %", bound: Least(95.6) },
            Floor {
                name: "a fifth edited, in marks",
                pattern: r"edit20 +\d+ +[\d.]+% +([\d.]+)%",
                bound: Least(98.0),
            },
            Floor { name: "pair precision", pattern: r"pair precision ([\d.]+) %", bound: Least(98.0) },
            Floor {
                name: "false links (distractor)",
                pattern: r"distractor .*false links ([\d.]+) %",
                bound: Most(2.0),
            },
            Floor {
                name: "false links (markov)",
                pattern: r"markov .*false links ([\d.]+) %",
                bound: Most(2.0),
            },
        ],
    },
];

/// Scores the tasks whose name contains one of `only` (all of them when empty). The built cases of `absence`, which take
/// five runs, only when they are named.
pub fn measure(only: &[&str]) -> Result<()> {
    let shared = root().join("../shared");
    if !shared.join("data/unpack").exists() {
        eprintln!("\nNo development data beside the project: accuracy is not measured (skipped).");
        return Ok(());
    }
    let data = unpacked(&shared)?;
    run(cargo("build --release --locked --package onrecord-cli"))?;
    let place = Place { shared, data, kept: root().join("target/accuracy") };
    fs::create_dir_all(&place.kept)?;
    let mut low = Vec::new();
    for task in
        TASKS.iter().filter(|task| only.is_empty() || only.iter().any(|word| task.name.contains(word)))
    {
        low.extend(place.score(task)?);
    }
    if only.is_empty() || only.contains(&"confidence") {
        reliability::measure(&place.data)?;
    }
    if only.contains(&"absence") {
        absence::measure(&place.data)?;
    }
    if only.is_empty() || only.contains(&"commitments") {
        low.extend(commitments::measure(&place.data).err().map(|error| format!("{error:#}")));
    }
    if only.is_empty() || only.contains(&"families") {
        low.extend(families::measure(&place.data).err().map(|error| format!("{error:#}")));
    }
    if only.is_empty() || only.contains(&"series") {
        low.extend(series::measure(&place.data).err().map(|error| format!("{error:#}")));
    }
    match low.is_empty() {
        true => Ok(()),
        false => bail!("accuracy fell below its floor:\n  {}", low.join("\n  ")),
    }
}

/// Where things lie.
struct Place {
    shared: PathBuf,
    data: PathBuf,
    kept: PathBuf,
}

impl Place {
    /// Runs and scores one task; gives the figures that fell below their floor.
    fn score(&self, task: &Task) -> Result<Vec<String>> {
        let found = self.kept.join(format!("{}.jsonl", task.name.replace(' ', "_")));
        let program = root().join("target/release/onrecord");
        let mut program = command(&program.to_string_lossy(), &self.filled(task.program, &found));
        program.stdout(File::create(&found)?);
        run(program)?;
        let scorer = format!("{}/eval/{} {}", self.shared.display(), task.scorer, task.scored);
        let scores = output(command("python3", &self.filled(&scorer, &found)))?;
        println!("== {}\n{scores}", task.name);
        let low = |floor: &Floor| floor.missed(&scores).transpose();
        task.floors
            .iter()
            .filter_map(low)
            .map(|missed| missed.map(|missed| format!("{}: {missed}", task.name)))
            .collect()
    }

    fn filled(&self, arguments: &str, found: &Path) -> String {
        let data = self.data.to_string_lossy();
        let shared = self.shared.to_string_lossy();
        arguments.replace("DATA", &data).replace("SHARED", &shared).replace("FOUND", &found.to_string_lossy())
    }
}

impl Floor {
    /// What to say when the figure is beyond its bound.
    fn missed(&self, scores: &str) -> Result<Option<String>> {
        let found = Regex::new(self.pattern)?.captures(scores);
        let found = found.with_context(|| format!("the scorer printed no {}", self.name))?;
        let figure: f64 = found[1].parse().with_context(|| format!("{} is no number", &found[1]))?;
        Ok(match self.bound {
            Least(least) if figure < least => Some(format!("{} is {figure}, its floor {least}", self.name)),
            Most(most) if figure > most => Some(format!("{} is {figure}, its ceiling {most}", self.name)),
            _ => None,
        })
    }
}

/// Unpacks the data where ONRECORD_DATA says, else into the user's cache; safe to repeat.
fn unpacked(shared: &Path) -> Result<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let data =
        std::env::var_os("ONRECORD_DATA").map_or_else(|| home.join(".cache/onrecord-data"), PathBuf::from);
    let unpack = shared.join("data/unpack");
    run(command(&unpack.to_string_lossy(), &data.to_string_lossy()))?;
    by_id(&data)?;
    let scorer = format!("{}/eval/score_figures.py --sentences", shared.display());
    let sentences = output(command("python3", &format!("{scorer} {}/newsquant_dev.json", data.display())))?;
    fs::write(data.join("newsquant_sentences.jsonl"), sentences)?;
    Ok(data)
}

/// The quotation set names its documents `doc_id`; the program reads `id`.
fn by_id(data: &Path) -> Result<()> {
    let gold = fs::read_to_string(data.join("ggt_dev.jsonl"))?;
    Ok(fs::write(data.join("ggt_by_id.jsonl"), gold.replace("{\"doc_id\":", "{\"id\":"))?)
}
