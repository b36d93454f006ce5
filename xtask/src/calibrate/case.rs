//! Quotations of the development data with what the program finds of them, and whether it is right.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use read::Limits;
use serde_json::Value;
use text::{Date, Document, Offsets, Span};
use trace::{Archive, Evidence, Prepared, Weighed, prepare};
use understand::{Quotation, Understanding};

use super::regression::Sample;
use crate::absence::chain::{Chain, Random};
use crate::gold::{Article, Fields, Item, articles, offset};

/// Everything random starts here.
const SEED: u64 = 20_261_122;
/// Quotations of other articles put into one.
const FOREIGN: usize = 6;
/// Invented ones.
const INVENTED: usize = 3;
/// Transcripts of a collection from which the manner of an invented quotation is learnt.
const LEARNT: usize = 60;
/// Days after an article from which other articles' quotations are foreign to it: none of their sources is admitted.
const LATER: i32 = 10;
/// Share of a foreign quotation's words in one run from which it was said before.
const SAID_BEFORE: f64 = 0.7;

/// A gold file with its articles and transcripts.
pub struct Set<'a> {
    pub sources: &'a Path,
    pub articles: &'a Path,
    pub gold: &'a Path,
    pub fields: Fields,
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
    manner: Manner,
    /// Which quotation, and its gold: none where the words are foreign to the article.
    asked: Vec<(usize, Option<Item>)>,
}

impl Trial {
    /// The documents of the occasions that the gold names.
    fn sources(&self) -> impl Iterator<Item = &str> {
        self.asked.iter().filter_map(|(_, item)| item.as_ref()).flat_map(Item::sources)
    }
}

impl Set<'_> {
    /// Every quotation of the gold, and foreign ones put into real articles, as the program weighs them now: among all
    /// transcripts, and for some articles among their own alone, as one who has a transcript or two would ask.
    pub fn cases(&self) -> Result<Vec<Case>> {
        let held = prepared(self.sources);
        let all = archive(held.iter().map(|(_, prepared)| prepared));
        let chains = Chains::learn(if self.real { &held } else { &[] }, self.sources);
        let articles = articles(self.articles, self.gold, &self.fields)?;
        let gold: Vec<&Item> = articles.iter().flat_map(|article| &article.items).collect();
        let mut cases = Vec::new();
        for (number, article) in articles.iter().enumerate() {
            let trials = match self.real {
                true => [Manner::AsWritten, Manner::Rendered]
                    .map(|manner| self.real_trial(article, &gold, manner, &chains))
                    .into(),
                false => vec![made_trial(article)],
            };
            for trial in trials {
                self.weigh(&all, &trial, number % 2 == 0, &mut cases);
                if number % self.few_every < 2 {
                    let own =
                        |(name, _): &&(String, Prepared)| trial.sources().any(|doc| name.ends_with(doc));
                    let few = archive(held.iter().filter(own).map(|(_, prepared)| prepared));
                    self.weigh(&few, &trial, number % 2 == 0, &mut cases);
                }
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
                // who has only other words than were spoken looks for them on the occasion
                if trial.manner == Manner::Rendered && best.evidence.within.is_none() {
                    continue;
                }
                let set = f64::from(u8::from(self.real));
                let features = best.evidence.features();
                let features = features.iter().map(|&feature| f64::from(feature)).chain([set]).collect();
                let sample = Sample { features, right, weight: self.weight, fitted };
                cases.push(Case { within: best.evidence.within.is_some(), sample });
            }
        }
    }

    /// What the program itself takes for quotations in an article, into which foreign ones are put after those of the gold.
    fn real_trial(&self, article: &Article, gold: &[&Item], manner: Manner, chains: &Chains) -> Trial {
        let mut random = Random(SEED ^ article.document.text.len() as u64);
        let foreign = self.foreign(article, gold, chains, &mut random);
        let place = |item: &Item| offset(&item.0[self.fields.start]);
        let mut items: Vec<&Item> = article.items.iter().collect();
        items.sort_by_key(|item| place(item));
        let text: Vec<char> = article.document.text.chars().collect();
        let strange: Vec<&str> = article.document.text.split_whitespace().collect();
        let (mut written, mut from) = (Vec::new(), 0);
        let mut places: Vec<(usize, usize, Option<Item>)> = Vec::new();
        for (nth, &item) in items.iter().enumerate() {
            let start = place(item).clamp(from, text.len());
            let end = offset(&item.0[self.fields.end]).clamp(start, text.len());
            written.extend(&text[from..start]);
            let at = written.len();
            let rendered = match manner {
                Manner::AsWritten => None,
                Manner::Rendered => rendered(item, &strange, &mut random),
            };
            match rendered {
                Some(words) => written.extend(words.chars()),
                None => written.extend(&text[start..end]),
            }
            places.push((at, written.len(), Some(item.clone())));
            let next = items.get(nth + 1).map_or(text.len(), |next| place(next));
            let line = text[end..].iter().position(|&letter| letter == '\n').map_or(text.len(), |n| end + n);
            from = end;
            if line <= next {
                written.extend(&text[end..line]);
                from = line;
                for (words, speaker) in foreign.iter().skip(nth).step_by(items.len()) {
                    written.extend("\n\n“".chars());
                    places.push((written.len(), written.len() + words.chars().count(), None));
                    written.extend(format!("{words},” {speaker} said.\n\n").chars());
                }
            }
        }
        written.extend(&text[from..]);
        let document = Document { text: written.into_iter().collect(), ..article.document.clone() };
        let understanding = understand::article(&document);
        let offsets = Offsets::new(&document.text);
        let byte = |at: usize| offsets.byte(&document.text, at).unwrap_or(0);
        let found =
            |(start, end, item)| Some((found(&understanding, Span::new(byte(start), byte(end)))?, item));
        let asked = places.into_iter().filter_map(found).collect();
        Trial { document, understanding, manner, asked }
    }

    /// Quotations of later articles, those of a speaker of this article first, and invented ones, with a speaker of this
    /// article.
    fn foreign(
        &self,
        article: &Article,
        gold: &[&Item],
        chains: &Chains,
        random: &mut Random,
    ) -> Vec<(String, String)> {
        let (Some(date), Some(here)) = (article.document.published, article.items.first()) else {
            return Vec::new();
        };
        let later = |item: &&&Item| {
            let other: Option<Date> = item.0["date"].as_str().and_then(|date| date.parse().ok());
            other.is_some_and(|other| (other - date).get_days() > LATER)
        };
        let speaker = |item: &Item| item.0[self.fields.speaker].as_str().map(str::to_owned);
        let same = |item: &Item| article.items.iter().any(|own| speaker(own) == speaker(item));
        let mut foreign: Vec<&Item> = gold.iter().filter(later).copied().collect();
        foreign.sort_by_key(|item| !same(item));
        // not the same ones for every article of a speaker
        let alike = foreign.iter().filter(|item| same(item)).count();
        let among = if alike >= FOREIGN { alike } else { foreign.len() };
        let step = (among / FOREIGN).max(1);
        let offset = article.document.text.len() % step;
        let named = |item: &Item| speaker(item).unwrap_or_else(|| "the speaker".to_owned());
        let put = foreign[..among].iter().skip(offset).step_by(step).take(FOREIGN).map(|item| {
            let words = text::on_one_line(item.0["quote"].as_str().unwrap_or_default());
            (words, named(if same(item) { item } else { here }))
        });
        let doc = here.sources().next().unwrap_or_default();
        let invented = (0..INVENTED).filter_map(|_| Some((chains.of(doc)?.sentence(random)?, named(here))));
        put.chain(invented).collect()
    }
}

/// The gold's quotations as they stand.
fn made_trial(article: &Article) -> Trial {
    Trial {
        document: article.document.clone(),
        understanding: article.understanding.clone(),
        manner: Manner::AsWritten,
        asked: article.items.iter().cloned().map(Some).enumerate().collect(),
    }
}

/// How the quotations of a real article are given.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    AsWritten,
    /// In other words and another order, as by a translation and back.
    Rendered,
}

/// Words in the manner of each collection of transcripts.
struct Chains(BTreeMap<String, Chain>);

impl Chains {
    /// Learns some transcripts of each folder.
    fn learn(held: &[(String, Prepared)], root: &Path) -> Self {
        let mut folders: BTreeMap<String, Vec<&Prepared>> = BTreeMap::new();
        for (name, prepared) in held {
            let below = Path::new(name).strip_prefix(root).unwrap_or(Path::new(name));
            folders.entry(folder(&below.to_string_lossy())).or_default().push(prepared);
        }
        let learnt = |documents: Vec<&Prepared>| {
            let mut chain = Chain::default();
            let step = (documents.len() / LEARNT).max(1);
            documents.iter().step_by(step).for_each(|prepared| chain.learn(prepared.text()));
            chain
        };
        Self(folders.into_iter().map(|(name, documents)| (name, learnt(documents))).collect())
    }

    fn of(&self, doc: &str) -> Option<&Chain> {
        self.0.get(&folder(doc))
    }
}

/// The collection that a transcript belongs to.
fn folder(doc: &str) -> String {
    doc.split('/').next().unwrap_or_default().to_owned()
}

/// The transcript's words changed in a share of the places, and two neighbouring stretches of them put the other way
/// round.
fn rendered(item: &Item, strange: &[&str], random: &mut Random) -> Option<String> {
    let source = item.0["sources"][0]["words"].as_str()?;
    let rate = 10 + random.below(40);
    let mut words: Vec<&str> = Vec::new();
    for word in source.split_whitespace() {
        let strange = strange.get(random.below(strange.len().max(1))).copied().unwrap_or(word);
        match random.below(100) {
            chance if chance < rate / 2 => words.push(strange),
            chance if chance < rate * 3 / 4 => {}
            chance if chance < rate => words.extend([word, strange]),
            _ => words.push(word),
        }
    }
    let plain = |word: &&str| !word.contains(['“', '”', '"', '«', '»']);
    words.retain(plain);
    if words.len() >= 6 && random.below(2) == 0 {
        let length = 2 + random.below(words.len() / 2 - 1);
        let start = random.below(words.len() - length);
        words[start..start + length].rotate_left(length / 2);
    }
    (!words.is_empty()).then(|| words.join(" "))
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
fn right(archive: &Archive, nearest: &Weighed, item: &Item) -> bool {
    let document = archive.document(nearest.document);
    let offsets = Offsets::new(&document.text);
    let (start, end) = offsets.points(&document.text, nearest.span);
    let overlaps = |place: &Value| end.min(offset(&place["end"])) >= start.max(offset(&place["begin"])) + 10;
    let mut made = item.0["src"].as_array().into_iter().flatten();
    made.any(|place| place["source"] == document.id.as_str() && overlaps(place))
        || item.0["status"] == "traced"
            && item.is_in(document)
            && shares_words(nearest.span.of(&document.text), item)
}

/// Whether a passage has a good part of the gold's words: it may be one of several.
fn shares_words(passage: &str, item: &Item) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let passage = words(passage);
    let shares = |source: &Value| {
        let gold = words(source["words"].as_str().unwrap_or(""));
        gold.iter().filter(|word| passage.contains(word)).count() * 5 >= gold.len() * 2
    };
    item.0["sources"].as_array().into_iter().flatten().any(shares)
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
