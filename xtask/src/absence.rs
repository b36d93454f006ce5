//! Built cases for `not_in_transcript`: what may be said when words are missing from a transcript, and what may not.
//!
//! From the traced development gold, six kinds, each a folder of articles and transcripts of its own:
//!
//! - `invented`: a sentence in the manner of other transcripts (real sequences of three and four words, none of five), put
//!   into an article under the speaker's name, with the occasion's transcript held. Right: `not_in_transcript`.
//!   `invented, news` are those of them in articles that tell of an occasion of the same days: where an article quotes an
//!   old speech only, words missing from that speech may have been said anywhere. `invented, whole` are those of these
//!   whose transcripts show no sign at all of missing words: where one does, the contract may forbid the verdict.
//! - `said_later`: the same with a real sentence of a transcript of a later year, which nobody could have quoted.
//! - `cut_signed`: the true passage cut from the transcript, a sign left in its place ("[portion omitted]").
//! - `cut_unsigned`: cut without a sign: no reader of the transcript could know, so it is reported, not held against.
//! - `inaudible`: the passage made "(inaudible)".
//! - `taken_away`: the whole transcript not held. Right for these: `undecided`.

pub mod chain;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use regex::Regex;
use serde_json::Value;
use text::{Date, date_of_name};

use chain::{Chain, Random};
pub use verdict::Tally;

use crate::gold::{Item, lines, offset, string};

/// Everything random starts here.
const SEED: u64 = 20_260_101;
/// Sentences put into one article.
const PUT_PER_ARTICLE: usize = 2;
/// Days between an occasion and an article that tells of it as news.
const SAME_DAYS: i32 = 4;
/// Transcripts in which a sentence is looked for.
const TRIES: usize = 20;
/// Transcripts from which an invented sentence takes its manner.
const MANNER_TRANSCRIPTS: usize = 60;
/// Kinds whose transcripts are altered, with what stands in the passage's place, in turn.
const CUTS: [(&str, &[&str]); 3] = [
    (
        "cut_signed",
        &["[portion omitted]", "[…]", "(Part of the remarks is missing here.)", "[transcript interrupted]"],
    ),
    ("cut_unsigned", &[""]),
    ("inaudible", &["(inaudible)", "[INAUDIBLE]", "(inaudible due to crosstalk)"]),
];

/// Builds the cases under `data`/absence and judges the released program's verdicts on them, kind by kind.
pub fn measure(data: &Path) -> Result<BTreeMap<String, Tally>> {
    println!("absence: cases built with seed {SEED}");
    let cases = Cases::read(data)?;
    let mut tallies = BTreeMap::new();
    for (kind, made) in [("invented", Made::Invented), ("said_later", Made::SaidLater)] {
        let mut layout = cases.put_in(kind, made)?;
        tallies.insert(kind.to_owned(), layout.judged(kind)?);
        if kind == "invented" {
            layout.places.retain(|(article, ..)| cases.is_news(article));
            tallies.insert(format!("{kind}, news"), layout.judged(kind)?);
            layout.places.retain(|(article, ..)| cases.is_whole(article));
            tallies.insert(format!("{kind}, whole"), layout.judged(kind)?);
        }
    }
    for (kind, signs) in CUTS {
        tallies.insert(kind.to_owned(), cases.cut(kind, signs)?.judged(kind)?);
    }
    tallies.insert("taken_away".to_owned(), cases.taken_away()?.judged("taken_away")?);
    for (kind, tally) in &tallies {
        println!("{kind:13} {tally}");
    }
    Ok(tallies)
}

/// Where a sentence comes from that was never said on the occasion.
#[derive(Clone, Copy)]
enum Made {
    Invented,
    SaidLater,
}

/// The gold that cases are built from.
struct Cases {
    data: PathBuf,
    articles: BTreeMap<String, Value>,
    gold: Vec<Item>,
}

/// One kind, laid out: articles and transcripts to give to the program, and where the cases stand in the articles.
struct Layout {
    articles: PathBuf,
    against: PathBuf,
    places: Vec<Place>,
}

/// A case's quotation: article id, start and end in code points.
type Place = (String, usize, usize);

impl Cases {
    fn read(data: &Path) -> Result<Self> {
        let articles = lines(&data.join("dev_articles.jsonl"))?;
        let articles = articles.into_iter().map(|article| (string(&article["id"]), article)).collect();
        let usable = |item: &Item| {
            item.0["status"] == "traced" && item.0["group"] != "extra" && item.0["speaker"].is_string()
        };
        let gold = lines(&data.join("dev_gold.jsonl"))?.into_iter().map(Item).filter(usable).collect();
        Ok(Cases { data: data.to_owned(), articles, gold })
    }

    /// Sentences never said there, after paragraphs that hold a true one.
    fn put_in(&self, kind: &str, made: Made) -> Result<Layout> {
        let folder = self.folder(kind)?;
        let mut random = Random(SEED);
        let mut manners = BTreeMap::new();
        let mut places = Vec::new();
        let mut articles = Vec::new();
        for (id, article) in &self.articles {
            let mut text: Vec<char> = article["text"].as_str().unwrap_or_default().chars().collect();
            let mut here: Vec<(usize, usize)> = Vec::new();
            for item in self.models(id) {
                let doc = string(&item.0["sources"][0]["doc"]);
                let words = match made {
                    Made::Invented => {
                        manners.entry(family(&doc)).or_insert_with(|| self.manner(&doc)).sentence(&mut random)
                    }
                    Made::SaidLater => self.said_later(&doc, &string(&article["date"]), &mut random),
                };
                let Some(words) = words else { continue };
                let (at, put) = self.insertion(&text, item, &words);
                let start = at + put.iter().position(|&c| c == '“').unwrap_or(0) + 1;
                here.iter_mut().for_each(|place| *place = (place.0 + put.len(), place.1 + put.len()));
                here.push((start, start + words.chars().count()));
                text.splice(at..at, put);
            }
            places.extend(here.into_iter().map(|(start, end)| (id.clone(), start, end)));
            let mut article = article.clone();
            article["text"] = Value::from(text.into_iter().collect::<String>());
            articles.push(article);
        }
        write_records(&folder.join("articles.jsonl"), &articles)?;
        Ok(Layout {
            articles: folder.join("articles.jsonl"),
            against: self.data.join("dev_haystack"),
            places,
        })
    }

    /// The documents that an article is known to quote.
    fn quoted(&self, article: &str) -> impl Iterator<Item = &str> {
        self.gold.iter().filter(move |item| item.0["article"] == article).flat_map(Item::sources)
    }

    /// Whether an article tells of an occasion of its own days, rather than quoting an old speech.
    fn is_news(&self, article: &str) -> bool {
        let written: Option<Date> =
            self.articles[article]["date"].as_str().and_then(|date| date.parse().ok());
        self.quoted(article).any(|doc| {
            let said = date_of_name(doc).zip(written);
            said.is_some_and(|(said, written)| (written - said).get_days().abs() <= SAME_DAYS)
        })
    }

    /// Whether no transcript that an article is known to quote has a sign of missing words, or says that it is partial or
    /// was prepared beforehand.
    fn is_whole(&self, article: &str) -> bool {
        let sign = Regex::new(
            r"(?i)inaudible|unintelligible|indiscernible|cross-?talk|off[- ]mi[ck]|\(break\)|speaks [A-Z]|\[[^\]]*(?:…|\.\.\.|omitted)",
        );
        let name = Regex::new(r"(?i)partial|excerpt|as[- ]prepared|as written");
        let (Ok(sign), Ok(name)) = (sign, name) else { return false };
        self.quoted(article).all(|doc| {
            let text = fs::read_to_string(self.data.join("dev_haystack").join(doc)).unwrap_or_default();
            !name.is_match(doc) && !sign.is_match(&text)
        })
    }

    /// The article's traced items after which a sentence is put, last first; the first ones again where there are few.
    fn models(&self, article: &str) -> Vec<&Item> {
        let mut items: Vec<_> = self.gold.iter().filter(|item| item.0["article"] == article).collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.0["start"].as_u64()));
        items.dedup_by_key(|item| item.0["speaker"].to_string());
        let mut models: Vec<_> =
            items.iter().cycle().take(items.len().min(1) * PUT_PER_ARTICLE).copied().collect();
        models.sort_by_key(|item| std::cmp::Reverse(item.0["start"].as_u64()));
        models
    }

    /// A sentence from a transcript of the same collection that is at least a year younger than the article.
    fn said_later(&self, doc: &str, date: &str, random: &mut Random) -> Option<String> {
        let year = |text: &str| text.get(..4).and_then(|year| year.parse::<u32>().ok());
        let dated = Regex::new(r"(?:19|20)\d\d-\d\d").ok()?;
        let folder = self.data.join("dev_haystack").join(family(doc));
        let mut later = files(&folder);
        later.retain(|path| {
            let name = self.name(path);
            let found = dated.find(&name).and_then(|found| year(found.as_str()));
            found > year(date)
        });
        let sentence = Regex::new(r"[.?!] +([A-Z][^.?!:\[\]()“”\x22*_\\]{60,200})\. ").ok()?;
        (0..TRIES).find_map(|_| {
            let path = later.get(random.below(later.len().max(1)))?;
            let text = fs::read_to_string(path).ok()?;
            let found: Vec<&str> =
                sentence.captures_iter(&text).map(|found| found.extract::<1>().1[0]).collect();
            let words = *found.get(random.below(found.len().max(1)))?;
            Some(text::on_one_line(words))
        })
    }

    /// Where an invented sentence goes (the end of the item's line), and the paragraph that holds it.
    fn insertion(&self, text: &[char], item: &Item, words: &str) -> (usize, Vec<char>) {
        let end = offset(&item.0["end"]).min(text.len());
        let at = end + text[end..].iter().position(|&c| c == '\n').unwrap_or(text.len() - end);
        let paragraph = format!("\n\n“{words},” {} said.\n\n", string(&item.0["speaker"]));
        (at, paragraph.chars().collect())
    }

    /// A chain of word sequences over other transcripts of the same folder.
    fn manner(&self, doc: &str) -> Chain {
        let held: BTreeSet<String> = self.gold.iter().flat_map(Item::documents).map(str::to_owned).collect();
        let haystack = self.data.join("dev_haystack").join(doc);
        let folder = haystack.parent().unwrap_or(&self.data);
        let others = files(folder).into_iter().filter(|path| !held.contains(&self.name(path)));
        let mut chain = Chain::default();
        for path in others.take(MANNER_TRANSCRIPTS) {
            chain.learn(&String::from_utf8_lossy(&fs::read(path).unwrap_or_default()));
        }
        chain
    }

    /// The true passages replaced by a sign, wherever the gold knows them to stand.
    fn cut(&self, kind: &str, signs: &[&str]) -> Result<Layout> {
        let against = self.folder(kind)?.join("haystack");
        let mut changed: BTreeMap<String, String> = BTreeMap::new();
        for (index, item) in self.gold.iter().enumerate() {
            for source in item.0["sources"].as_array().into_iter().flatten() {
                let doc = string(&source["doc"]);
                let Ok(bytes) = fs::read(self.data.join("dev_haystack").join(&doc)) else { continue };
                let text = changed.entry(doc).or_insert_with(|| String::from_utf8_lossy(&bytes).into_owned());
                *text = text.replace(source["words"].as_str().unwrap_or("\0"), signs[index % signs.len()]);
            }
        }
        self.lay_out(&against, &changed, &BTreeSet::new())?;
        Ok(Layout { articles: self.data.join("dev_articles.jsonl"), against, places: self.places() })
    }

    /// The transcripts of all occasions reported left out.
    fn taken_away(&self) -> Result<Layout> {
        let against = self.folder("taken_away")?.join("haystack");
        let left_out = self.gold.iter().flat_map(Item::documents).map(str::to_owned).collect();
        self.lay_out(&against, &BTreeMap::new(), &left_out)?;
        Ok(Layout { articles: self.data.join("dev_articles.jsonl"), against, places: self.places() })
    }

    /// Links the haystack under `to`, with some documents changed and some left out.
    fn lay_out(
        &self,
        to: &Path,
        changed: &BTreeMap<String, String>,
        left_out: &BTreeSet<String>,
    ) -> Result<()> {
        for path in files(&self.data.join("dev_haystack")) {
            let name = self.name(&path);
            let place = to.join(&name);
            fs::create_dir_all(place.parent().context("a file has a folder")?)?;
            match changed.get(&name) {
                _ if left_out.contains(&name) => {}
                Some(text) => fs::write(&place, text)?,
                None => fs::hard_link(&path, &place)?,
            }
        }
        Ok(())
    }

    fn places(&self) -> Vec<Place> {
        let place =
            |item: &Item| (string(&item.0["article"]), offset(&item.0["start"]), offset(&item.0["end"]));
        self.gold.iter().map(place).collect()
    }

    /// An empty folder for a kind.
    fn folder(&self, kind: &str) -> Result<PathBuf> {
        let folder = self.data.join("absence").join(kind);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    fn name(&self, path: &Path) -> String {
        path.strip_prefix(self.data.join("dev_haystack")).unwrap_or(path).to_string_lossy().into_owned()
    }
}

/// The collection that a document belongs to.
fn family(doc: &str) -> String {
    doc.split('/').take(2).collect::<Vec<_>>().join("/")
}

fn write_records(path: &Path, records: &[Value]) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    records.iter().try_for_each(|record| writeln!(out, "{record}"))?;
    Ok(out.flush()?)
}

/// All files under a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
