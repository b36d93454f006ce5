//! Quotations of the development data with what the program finds of them, and whether it is right.

use std::path::Path;

use anyhow::{Context, Result};
use read::Limits;
use serde_json::Value;
use text::{Date, Document, Offsets, Span};
use trace::{Archive, Evidence, Prepared, Weighed, prepare};
use understand::{Person, PersonId, Quotation, QuotationKind, Understanding};

use super::regression::Sample;

/// Foreign quotations put into one article.
const FOREIGN: usize = 8;
/// Days after an article from which other articles' quotations are foreign to it: none of their sources is admitted.
const LATER: i32 = 10;
/// Share of a foreign quotation's words in one run from which it was said before.
const SAID_BEFORE: f64 = 0.7;

/// A gold file with its articles and transcripts.
pub struct Set<'a> {
    pub sources: &'a Path,
    pub articles: &'a Path,
    pub gold: &'a Path,
    /// Names of the gold's fields.
    pub start: &'static str,
    pub end: &'static str,
    pub speaker: &'static str,
    /// Real articles, from which the program takes the quotations itself; and one feature that tells the sets apart.
    pub real: bool,
    pub weight: f64,
    /// Of so many articles, two are also tried with their own transcripts alone.
    pub few_every: usize,
}

/// A sample and the kind of model that it is for.
pub struct Case {
    pub within: bool,
    pub sample: Sample,
}

/// An article with the places of quotations whose answer is known.
struct Trial {
    document: Document,
    understanding: Understanding,
    /// Which quotation, and its gold: none where the words are foreign to the article.
    asked: Vec<(usize, Option<Value>)>,
}

impl Trial {
    /// The documents that the gold names.
    fn docs(&self) -> impl Iterator<Item = String> + '_ {
        let items = self.asked.iter().filter_map(|(_, item)| item.as_ref());
        let of = |item: &Value, field: &str| item[field].as_array().cloned().unwrap_or_default();
        items.flat_map(move |item| [of(item, "sources"), of(item, "src")].concat()).map(|place| {
            let doc = place["doc"].as_str().or(place["source"].as_str()).unwrap_or("-");
            doc.rsplit('#').next().unwrap_or(doc).to_owned()
        })
    }
}

impl Set<'_> {
    /// Every quotation of the gold, and foreign ones put into real articles, as the program weighs them now: among all
    /// transcripts, and for some articles among their own alone, as one who has a transcript or two would ask.
    pub fn cases(&self) -> Result<Vec<Case>> {
        let held = prepared(self.sources);
        let all = archive(held.iter().map(|(_, prepared)| prepared));
        let gold = lines(self.gold)?;
        let mut cases = Vec::new();
        for (number, article) in lines(self.articles)?.iter().enumerate() {
            let trial = self.trial(article, &gold);
            self.weigh(&all, &trial, number % 2 == 0, &mut cases);
            if number % self.few_every < 2 {
                let own = |(name, _): &&(String, Prepared)| trial.docs().any(|doc| name.ends_with(&doc));
                let few = archive(held.iter().filter(own).map(|(_, prepared)| prepared));
                self.weigh(&few, &trial, number % 2 == 0, &mut cases);
            }
        }
        Ok(cases)
    }

    fn weigh(&self, archive: &Archive, trial: &Trial, fitted: bool, cases: &mut Vec<Case>) {
        let weighed = archive.weigh(&trial.document, &trial.understanding);
        for (index, item) in &trial.asked {
            // of the two kinds only what decides: one is no counter-example where the other is right
            let judged = |within: bool| {
                let of_kind = |weighed: &&Weighed| weighed.evidence.within.is_some() == within;
                let best = weighed[*index].iter().find(of_kind)?;
                let right = item.as_ref().is_some_and(|item| right(archive, best, item));
                (item.is_some() || !said_before(&best.evidence)).then_some((best, right))
            };
            let kinds = [judged(false), judged(true)];
            let any = kinds.iter().flatten().any(|(_, right)| *right);
            for (best, right) in kinds.into_iter().flatten().filter(|(_, right)| *right || !any) {
                let set = f64::from(u8::from(self.real));
                let features = best.evidence.features();
                let features = features.iter().map(|&feature| f64::from(feature)).chain([set]).collect();
                let sample = Sample { features, right, weight: self.weight, fitted };
                cases.push(Case { within: best.evidence.within.is_some(), sample });
            }
        }
    }

    fn trial(&self, article: &Value, gold: &[Value]) -> Trial {
        let id = article["id"].as_str().unwrap_or_default();
        let items: Vec<&Value> = gold.iter().filter(|item| item["article"] == id).collect();
        let mut document = Document {
            id: id.to_owned(),
            title: article["title"].as_str().map(str::to_owned),
            text: article["text"].as_str().unwrap_or_default().to_owned(),
            published: article["date"].as_str().and_then(|date| date.parse().ok()),
            ..Document::default()
        };
        let span = |item: &Value, text: &str| {
            let offsets = Offsets::new(text);
            let byte = |field: &str| offsets.byte(text, item[field].as_u64().unwrap_or(0) as usize);
            Span::new(byte(self.start).unwrap_or(0), byte(self.end).unwrap_or(0))
        };
        let mut asked = Vec::new();
        let mut understanding = Understanding::default();
        if self.real {
            understanding = understand::article(&document);
            for item in &items {
                let index = found(&understanding, span(item, &document.text));
                asked.extend(index.map(|index| (index, Some((*item).clone()))));
            }
            self.add_foreign(&items, gold, &mut document, &mut understanding, &mut asked);
        } else {
            for (index, item) in items.iter().enumerate() {
                let speaker = item[self.speaker].as_str().map(|name| person(name, &mut understanding));
                understanding.quotations.push(quotation(span(item, &document.text), speaker));
                asked.push((index, Some((*item).clone())));
            }
        }
        Trial { document, understanding, asked }
    }

    /// Appends quotations of later articles, those of a speaker of this article first, under this article's speaker.
    fn add_foreign(
        &self,
        items: &[&Value],
        gold: &[Value],
        document: &mut Document,
        understanding: &mut Understanding,
        asked: &mut Vec<(usize, Option<Value>)>,
    ) {
        let (Some(date), Some(here)) = (document.published, items.first()) else { return };
        let later = |item: &&Value| {
            let other: Option<Date> = item["date"].as_str().and_then(|date| date.parse().ok());
            other.is_some_and(|other| (other - date).get_days() > LATER)
        };
        let same = |item: &Value| items.iter().any(|own| own[self.speaker] == item[self.speaker]);
        let mut foreign: Vec<&Value> = gold.iter().filter(later).collect();
        foreign.sort_by_key(|item| !same(item));
        // not the same ones for every article of a speaker
        let alike = foreign.iter().filter(|item| same(item)).count();
        let among = if alike >= FOREIGN { alike } else { foreign.len() };
        let step = (among / FOREIGN).max(1);
        let offset = document.text.len() % step;
        for item in foreign[..among].iter().skip(offset).step_by(step).take(FOREIGN) {
            let words = item["quote"].as_str().unwrap_or_default();
            let named = if same(item) { item } else { here };
            let speaker = named[self.speaker].as_str().map(|name| person(name, understanding));
            document.text += "\n\n“";
            let span = Span::new(document.text.len(), document.text.len() + words.len());
            document.text += words;
            document.text += "”\n\n";
            asked.push((understanding.quotations.len(), None));
            understanding.quotations.push(quotation(span, speaker));
        }
    }
}

fn person(name: &str, understanding: &mut Understanding) -> PersonId {
    understanding.people.push(Person { name: name.to_owned(), ..Person::default() });
    PersonId(understanding.people.len() as u32 - 1)
}

fn quotation(span: Span, speaker: Option<PersonId>) -> Quotation {
    Quotation {
        span,
        spans: vec![span],
        kind: QuotationKind::Direct,
        clause: None,
        continues: None,
        speaker,
        speaker_mention: None,
        cue: None,
        confidence: 1.0,
    }
}

/// The quotation that the program found where the gold has one.
fn found(understanding: &Understanding, gold: Span) -> Option<usize> {
    let overlap = |quotation: &Quotation| {
        quotation.span.end.min(gold.end).saturating_sub(quotation.span.start.max(gold.start))
    };
    let (index, best) =
        understanding.quotations.iter().enumerate().max_by_key(|(_, quotation)| overlap(quotation))?;
    (2 * overlap(best) >= gold.end - gold.start).then_some(index)
}

fn said_before(evidence: &Evidence) -> bool {
    f64::from(evidence.run) >= SAID_BEFORE * f64::from(evidence.words)
}

/// Whether a passage is one that the gold gives.
fn right(archive: &Archive, nearest: &Weighed, item: &Value) -> bool {
    let document = archive.document(nearest.document);
    let offsets = Offsets::new(&document.text);
    let (start, end) = offsets.points(&document.text, nearest.span);
    let overlaps = |place: &Value| {
        let at = |field: &str| place[field].as_u64().unwrap_or(0) as usize;
        end.min(at("end")) >= start.max(at("begin")) + 10
    };
    let mut made = item["src"].as_array().into_iter().flatten();
    if made.any(|place| place["source"] == document.id.as_str() && overlaps(place)) {
        return true;
    }
    let path = document.path.as_deref().unwrap_or("");
    let of = |field: &str| item[field].as_array().cloned().unwrap_or_default();
    let known = ["sources", "other_events", "variant_sources"].into_iter().flat_map(of);
    let mut docs = known.map(|place| place["doc"].as_str().or(place.as_str()).unwrap_or("-").to_owned());
    let held = docs.any(|doc| !path.is_empty() && path.ends_with(doc.rsplit('#').next().unwrap_or(&doc)));
    held && item["status"] == "traced" && shares_words(nearest.span.of(&document.text), item)
}

/// Whether a passage has a good part of the gold's words: it may be one of several.
fn shares_words(passage: &str, item: &Value) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let passage = words(passage);
    let shares = |source: &Value| {
        let gold = words(source["words"].as_str().unwrap_or(""));
        gold.iter().filter(|word| passage.contains(word)).count() * 5 >= gold.len() * 2
    };
    item["sources"].as_array().into_iter().flatten().any(shares)
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines().map(|line| serde_json::from_str(line).context("not JSON")).collect()
}

/// The transcripts, with what the gold calls them.
fn prepared(sources: &Path) -> Vec<(String, Prepared)> {
    let readings = read::inputs(&[sources.to_string_lossy().into_owned()], &Limits::default());
    let documents = readings.filter_map(|raw| Some(raw.and_then(|raw| raw.read()).ok()?.document));
    let prepared = |document: Document| {
        let name = document.path.clone().filter(|path| !path.ends_with(".jsonl"));
        let name = name.unwrap_or_else(|| document.id.clone());
        let understanding = understand::source(&document);
        (name, prepare(document, understanding))
    };
    documents.map(prepared).collect()
}

fn archive<'a>(held: impl Iterator<Item = &'a Prepared>) -> Archive {
    let mut builder = Archive::builder();
    held.for_each(|prepared| builder.add(prepared.clone()));
    builder.finish()
}
