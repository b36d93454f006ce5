//! `train DIR` and `syntax-score DIR`: the weights of the syntax crate, made from treebanks and measured on them.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use syntax::learn::{Sample, read_conllu, score};
use syntax::{Model, Scratch, Sentence};
use text::Span;

/// Where the weights are kept, seen from this crate.
const WEIGHTS: &str = "../crates/syntax/weights";

/// Trains on the CoNLL-U files below `folder` and writes the weights.
pub fn train(folder: &Path) -> Result<()> {
    let started = Instant::now();
    let samples = read(folder, |part| part == Part::Train)?;
    eprintln!("{} sentences", samples.len());
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join(WEIGHTS);
    let clusters = std::fs::read(out.join("clusters.bin"))?;
    let weights = syntax::learn::train(clusters, &samples).context("clusters.bin cannot be read")?;
    std::fs::write(out.join("tagger.bin"), &weights.tagger)?;
    std::fs::write(out.join("parser.bin"), &weights.parser)?;
    std::fs::write(out.join("entities.bin"), &weights.entities)?;
    eprintln!("trained in {:.0} s", started.elapsed().as_secs_f32());
    let model = weights.model().context("the new weights cannot be read")?;
    report(&model, folder, Part::Dev)
}

/// Clusters the words of the Markdown and text files below `folder`, front matter left out.
pub fn clusters(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    find(folder, &["md", "txt"], &mut files).with_context(|| format!("cannot list {}", folder.display()))?;
    files.sort();
    let texts = files.iter().map(std::fs::read_to_string).collect::<std::io::Result<Vec<String>>>()?;
    let bytes = syntax::learn::cluster(texts.iter().map(|text| body(text)));
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(WEIGHTS).join("clusters.bin"), bytes)?;
    Ok(())
}

/// A Markdown file without its front matter.
fn body(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n") else { return text };
    rest.split_once("\n---\n").map_or(text, |(_, body)| body)
}

/// Prints how well the built-in model does on the files below `folder`: the test part, or with `dev` the development
/// part.
pub fn syntax_score(folder: &Path, dev: bool) -> Result<()> {
    report(Model::english(), folder, if dev { Part::Dev } else { Part::Test })
}

fn report(model: &Model, folder: &Path, wanted: Part) -> Result<()> {
    for bank in ["ewt", "gum"] {
        let samples: Vec<Sample> = read(&folder.join(bank), |part| part == wanted)?;
        let found = score(model, &samples);
        let share = |count: usize, of: usize| 100.0 * count as f64 / of.max(1) as f64;
        println!("{bank}: {} sentences, {} words", samples.len(), found.words);
        println!("  tokenisation F1 {:.2}", share(2 * found.tokens_right, found.tokens + found.words));
        println!("  UPOS {:.2}  Penn {:.2}", share(found.upos, found.words), share(found.penn, found.words));
        println!(
            "  UAS {:.2}  LAS {:.2}",
            share(found.heads, found.arcs),
            share(found.relations, found.arcs)
        );
        for (name, found) in [("names", found.names), ("nouns", found.nouns), ("mentions", found.mentions)] {
            let [precision, recall, f1] = found.percent();
            if found.gold > 0 {
                println!("  {name}: precision {precision:.1}  recall {recall:.1}  F1 {f1:.1}");
            }
        }
        println!(
            "  words/s: {:.0} tagged, {:.0} parsed",
            speed(model, &samples, Model::tag_into),
            speed(model, &samples, Model::parse_into)
        );
    }
    Ok(())
}

/// Words a second from raw sentences by one of the model's methods.
fn speed(model: &Model, samples: &[Sample], work: Work) -> f64 {
    let (mut sentence, mut scratch) = (Sentence::default(), Scratch::default());
    let started = cpu_seconds();
    let mut words = 0;
    for sample in samples {
        let span = Span::new(0, sample.text.len());
        work(model, &sample.text, span, &mut sentence, &mut scratch);
        words += sentence.tokens.len();
    }
    words as f64 / (cpu_seconds() - started)
}

/// Seconds that this process has computed, where the system tells (Linux), so that other processes do not count; else
/// seconds of an arbitrary clock.
fn cpu_seconds() -> f64 {
    static STARTED: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| STARTED.elapsed().as_secs_f64(), |count| count / 1e9)
}

type Work = fn(&Model, &str, Span, &mut Sentence, &mut Scratch);

/// What a file of a treebank is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Train,
    Dev,
    Test,
}

impl Part {
    /// By the name of the file, as Universal Dependencies names them. Of a treebank with a file a document, every
    /// tenth document is for development and the one after it for the test.
    fn of(name: &str, number: usize) -> Self {
        match name.rsplit('-').next() {
            Some("train.conllu") => Part::Train,
            Some("dev.conllu") => Part::Dev,
            Some("test.conllu") => Part::Test,
            _ if number % 10 == 8 => Part::Dev,
            _ if number % 10 == 9 => Part::Test,
            _ => Part::Train,
        }
    }
}

/// Reads the files below `folder` that are for a wanted part, in the order of their paths.
fn read(folder: &Path, wanted: impl Fn(Part) -> bool) -> Result<Vec<Sample>> {
    let mut files = Vec::new();
    find(folder, &["conllu"], &mut files).with_context(|| format!("cannot list {}", folder.display()))?;
    files.sort();
    let mut samples = Vec::new();
    let mut number = 0;
    for (at, file) in files.iter().enumerate() {
        let sibling = at > 0 && files[at - 1].parent() == file.parent();
        number = if sibling { number + 1 } else { 0 };
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if wanted(Part::of(&name, number)) {
            let conllu = std::fs::read_to_string(file)?;
            samples.extend(read_conllu(&conllu).map_err(|problem| anyhow!("{}: {problem}", file.display()))?);
        }
    }
    Ok(samples)
}

fn find(folder: &Path, kinds: &[&str], files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, kinds, files)?;
        } else if path.extension().is_some_and(|extension| kinds.iter().any(|kind| extension == *kind)) {
            files.push(path);
        }
    }
    Ok(())
}
