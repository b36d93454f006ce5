//! Every quotation of an article, taken to the sources.

use read::{Limits, ReadError};
use text::{Date, Document, Span};
use trace::{Settings, Told};
use understand::{Person, PersonId, Quotation, QuotationKind, Understanding};

use crate::Sources;
use crate::batch::in_order;
use crate::extract::understood;
use crate::forms::{Check, Extract, Finding, FindingMaker, Run, SearchSettings};

/// What is told of a check while it goes on: the article, then for each quotation that it is looked up, then each finding.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// An article is read and its quotations are found.
    Article(&'a Extract),
    /// The words of one more of its quotations are looked up.
    Looked,
    /// A finding is made.
    Finding(&'a Finding),
}

/// Reads the articles and traces their quotations, in input order. What cannot be read is an error of its own.
pub fn check(
    articles: &[String],
    sources: &Sources,
    settings: &Settings,
    limits: &Limits,
) -> impl Iterator<Item = Result<Check, ReadError>> {
    in_order(read::inputs(articles, limits), move |raw| {
        let (document, mut understanding) = understood(raw, understand::article)?;
        Ok(checked(&document, &mut understanding, sources, settings, &mut |_| {}))
    })
}

/// The same for bytes in memory, each with a name by whose ending the format is told (`article.html`), one after the other:
/// `tell` hears how far it is.
pub fn check_bytes(
    articles: Vec<(String, Vec<u8>)>,
    sources: &Sources,
    settings: &Settings,
    limits: &Limits,
    mut tell: impl FnMut(Step),
) -> impl Iterator<Item = Result<Check, ReadError>> {
    let raws = articles.into_iter().flat_map(|(name, bytes)| read::documents(&name, bytes, limits));
    raws.map(move |raw| {
        let (document, mut understanding) = understood(raw, understand::article)?;
        Ok(checked(&document, &mut understanding, sources, settings, &mut tell))
    })
}

/// Words that somebody is said to have said, without an article around them.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The words, with or without marks around them.
    pub words: String,
    /// Who is said to have said them.
    pub by: Option<String>,
    /// By when they were quoted: later documents are no sources.
    pub date: Option<Date>,
    /// A name for this request, which becomes the document's id.
    pub id: Option<String>,
}

/// Traces words without an article: the words stand as an article of one quotation.
pub fn trace(words: &Words, sources: &Sources, settings: &Settings) -> Check {
    let (document, mut understanding) = words.as_article();
    let settings = Settings { alone: true, ..settings.clone() };
    checked(&document, &mut understanding, sources, &settings, &mut |_| {})
}

impl Words {
    /// An article that is nothing but these words.
    fn as_article(&self) -> (Document, Understanding) {
        let text = self.words.clone();
        let span = unmarked(&text);
        let people = self.by.iter().map(|name| Person { name: name.clone(), ..Person::default() }).collect();
        let quotation = Quotation {
            span,
            spans: vec![span],
            kind: QuotationKind::Direct,
            clause: None,
            continues: None,
            speaker: self.by.as_ref().map(|_| PersonId(0)),
            speaker_mention: None,
            cue: None,
            confidence: 1.0,
        };
        let id = self.id.clone().unwrap_or_else(|| "words".to_owned());
        let document = Document { id, published: self.date, text, ..Document::default() };
        let quotations = if span.is_empty() { Vec::new() } else { vec![quotation] };
        (document, Understanding { people, quotations, ..Understanding::default() })
    }
}

/// The words without white space and one pair of marks around them.
fn unmarked(words: &str) -> Span {
    const MARKS: [char; 10] = ['"', '“', '”', '„', '«', '»', '‘', '’', '‹', '›'];
    let marked = words.trim();
    let inner = marked.strip_prefix(MARKS).and_then(|rest| rest.strip_suffix(MARKS)).unwrap_or(marked).trim();
    let start = inner.as_ptr() as usize - words.as_ptr() as usize;
    Span::new(start, start + inner.len())
}

pub(crate) fn checked(
    document: &Document,
    understanding: &mut Understanding,
    sources: &Sources,
    settings: &Settings,
    tell: &mut impl FnMut(Step),
) -> Check {
    let archive = sources.archive();
    let (mut article, mut findings) = (None, Vec::new());
    let made = FindingMaker::new(document, archive, &sources.kept().reviews);
    archive.check_telling(document, understanding, settings, |told| match told {
        Told::Begun(understanding) => {
            tell(Step::Article(article.insert(Extract::new(document, understanding))))
        }
        Told::Looked => tell(Step::Looked),
        Told::Made(finding) => {
            let finding = made.finding(finding, article.as_ref());
            tell(Step::Finding(&finding));
            findings.push(finding);
        }
    });
    let run = Run {
        version: env!("CARGO_PKG_VERSION"),
        settings: SearchSettings { unmarked: settings.unmarked },
        against: sources.against().to_owned(),
    };
    Check::new(article.unwrap_or_else(|| Extract::new(document, understanding)), findings, run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_words_are_not_words() {
        for words in ["we will", " “we will” ", "\"we will\"", "« we will »"] {
            assert_eq!(unmarked(words).of(words), "we will");
        }
        assert!(unmarked("  ").is_empty());
    }
}
