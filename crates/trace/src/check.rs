//! Every quotation of an article taken back to the archive.

use text::{Date, Document, Span};
use understand::{Quotation, Understanding};

use crate::alignment::{Fragment, align};
use crate::candidate::passages;
use crate::query::Query;
use crate::verdict::{Composition, turn_of, wording};
use crate::{Archive, Finding, Nearest, Reason, Searched, Source, SpeakerCheck, Status, change, speaker};

/// What a user may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Also list passages taken over without quotation marks.
    pub unmarked: bool,
}

/// Days by which a source may postdate the article: dates in archives are off by one or two.
const DAYS_AFTER: i32 = 3;
/// Sources given for one part of a quotation, at most.
const MOST_SOURCES: usize = 8;

/// What is known of where a quotation stands.
#[derive(Clone, Debug, Default)]
struct Setting<'a> {
    /// When the article appeared.
    date: Option<Date>,
    /// The article itself, which is no source.
    sha256: &'a str,
}

impl Archive {
    /// One finding for each quotation of the article, in order. With [`Settings::unmarked`], passages taken over
    /// without marks are appended to the quotations first.
    pub fn check(
        &self,
        article: &Document,
        understanding: &mut Understanding,
        _settings: &Settings,
    ) -> Vec<Finding> {
        let setting = Setting { date: article.published, sha256: &article.sha256 };
        let queries: Vec<Query> = (understanding.quotations.iter())
            .map(|quotation| Query::new(&article.text, spans(quotation), self))
            .collect();
        let found: Vec<Option<Composition>> =
            queries.iter().map(|query| self.compose(query, &setting)).collect();
        let occasion = self.occasion(&queries, &found);
        let mut findings = Vec::with_capacity(queries.len());
        for (index, (query, found)) in queries.iter().zip(found).enumerate() {
            let names = names_of(understanding, &understanding.quotations[index]);
            let found = self.settled(query, found, occasion, &setting);
            let mut finding = self.finding(&article.text, query, found, &names, occasion);
            finding.quotation = index;
            findings.push(finding);
        }
        findings
    }

    /// The finding for words without an article; `by` and `date` are what the user knows of them.
    pub fn trace(&self, words: &str, by: Option<&str>, date: Option<Date>, _settings: &Settings) -> Finding {
        let setting = Setting { date, sha256: "" };
        let query = Query::new(words, &[Span::new(0, words.len())], self);
        let found = self.compose(&query, &setting);
        let found = self.settled(&query, found, None, &setting);
        let names: Vec<&str> = by.into_iter().collect();
        self.finding(words, &query, found, &names, None)
    }

    /// Whether a document may be a source.
    fn admits(&self, document: u32, setting: &Setting) -> bool {
        let held = self.document(document);
        let itself = !setting.sha256.is_empty() && held.sha256 == setting.sha256;
        let too_late = match (held.published, setting.date) {
            (Some(source), Some(article)) => days(article, source) > DAYS_AFTER,
            _ => false,
        };
        !itself && !too_late
    }

    fn compose(&self, query: &Query, setting: &Setting) -> Option<Composition> {
        let mut passages = passages(query, self, &|document| self.admits(document, setting));
        self.nearest_in_time_first(&mut passages, setting);
        Composition::best(query, &passages, self.floor())
    }

    /// Among passages as good as the best, those nearest to the article's date first.
    fn nearest_in_time_first(&self, passages: &mut [Fragment], setting: &Setting) {
        let Some(date) = setting.date else { return };
        let Some(best) = passages.first().map(|best| best.score) else { return };
        let equal = passages.partition_point(|passage| passage.score >= 0.97 * best);
        passages[..equal].sort_by_key(|passage| {
            self.document(passage.document).published.map_or(i32::MAX, |source| days(date, source).abs())
        });
    }

    /// What a passage must tell, in nats, not to be chance somewhere in the archive.
    fn floor(&self) -> f32 {
        (self.word_count() as f32 + 1.0).ln() + 8.0
    }

    fn certain(&self, composition: &Composition) -> bool {
        composition.score >= self.floor() && composition.coverage >= 0.5
    }

    /// The document that holds most of the article's certain quotations.
    fn occasion(&self, queries: &[Query], found: &[Option<Composition>]) -> Option<u32> {
        let mut told: Vec<(u32, f32)> = Vec::new();
        for (_, composition) in queries.iter().zip(found) {
            for part in composition.iter().filter(|found| self.certain(found)).flat_map(|found| &found.parts)
            {
                match told.iter_mut().find(|(document, _)| *document == part.fragment.document) {
                    Some((_, score)) => *score += part.fragment.score,
                    None => told.push((part.fragment.document, part.fragment.score)),
                }
            }
        }
        told.into_iter()
            .max_by(|left, right| left.1.total_cmp(&right.1).then(right.0.cmp(&left.0)))
            .map(|told| told.0)
    }

    /// The composition if it is certain, else what the transcript of the occasion has.
    fn settled(
        &self,
        query: &Query,
        found: Option<Composition>,
        occasion: Option<u32>,
        setting: &Setting,
    ) -> (Option<Composition>, bool) {
        if found.as_ref().is_some_and(|found| self.certain(found)) {
            return (found, true);
        }
        if let Some(document) = occasion
            && self.admits(document, setting)
            && let Some(fragment) = align(query, self, document, self.places_of(document), |_| true)
        {
            let there = Composition::of(query, vec![fragment]);
            if there.coverage >= 0.75 {
                return (Some(there), true);
            }
        }
        (found, false)
    }

    fn finding(
        &self,
        article: &str,
        query: &Query,
        (found, traced): (Option<Composition>, bool),
        names: &[&str],
        occasion: Option<u32>,
    ) -> Finding {
        let searched = Searched {
            documents: self.len(),
            occasion,
            transcripts_read: occasion.into_iter().collect(),
            nearest: found.as_ref().and_then(|found| self.nearest(found)),
        };
        let mut finding = Finding {
            quotation: 0,
            status: Status::Undecided,
            reason: Some(if occasion.is_some() { Reason::NothingSimilar } else { Reason::OccasionNotHeld }),
            wording: None,
            signalled: false,
            confidence: 0.5,
            speaker_check: SpeakerCheck::Unknown,
            sources: Vec::new(),
            changes: Vec::new(),
            related: Vec::new(),
            searched,
        };
        let Some(found) = found.filter(|_| traced) else { return finding };
        finding.status = Status::Traced;
        finding.reason = None;
        finding.confidence = (0.5 + 0.5 * found.coverage).min(0.99);
        for (index, part) in found.parts.iter().enumerate().take(MOST_SOURCES) {
            finding.sources.push(self.source(&part.fragment));
            let reach = part.reach.clone();
            finding.changes.extend(change::changes(self, article, query, &part.fragment, reach, index));
        }
        finding.wording = Some(wording(self, query, &found, &finding.changes));
        finding.signalled =
            !finding.changes.is_empty() && finding.changes.iter().all(|change| change.signalled);
        finding.speaker_check = self.speaker_check(&finding.sources, names);
        finding
    }

    fn nearest(&self, found: &Composition) -> Option<Nearest> {
        let part =
            found.parts.iter().max_by(|left, right| left.fragment.score.total_cmp(&right.fragment.score))?;
        let source = self.source(&part.fragment);
        Some(Nearest { document: source.document, span: source.span, score: found.coverage })
    }

    fn source(&self, fragment: &Fragment) -> Source {
        let (first, last) = fragment.places();
        let words = self.read(first, last);
        let span = match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.hull(last.span),
            _ => Span::default(),
        };
        let turn = turn_of(self, fragment);
        Source {
            document: fragment.document,
            turn,
            speaker: self.speaker(fragment.document, turn),
            span,
            second_hand: false,
        }
    }

    /// Who speaks in a turn; without turns, the one person whose words the document is.
    fn speaker(&self, document: u32, turn: Option<usize>) -> Option<String> {
        let understanding = self.understanding(document);
        let held = self.document(document);
        match turn.and_then(|turn| understanding.turns.get(turn)) {
            Some(turn) => turn.speaker.map(|person| understanding.person(person).name.clone()),
            None => held.speaker.clone(),
        }
    }

    fn speaker_check(&self, sources: &[Source], names: &[&str]) -> SpeakerCheck {
        let mut checks = sources.iter().map(|source| {
            let spoken: Vec<&str> = source.speaker.iter().map(String::as_str).collect();
            speaker::compare(names, &spoken)
        });
        let Some(first) = checks.next() else { return SpeakerCheck::Unknown };
        checks.fold(first, |all, one| match (all, one) {
            (SpeakerCheck::Differs, _) | (_, SpeakerCheck::Differs) => SpeakerCheck::Differs,
            (SpeakerCheck::Unknown, other) | (other, SpeakerCheck::Unknown) => other,
            _ => SpeakerCheck::Agrees,
        })
    }
}

/// The pieces of a quotation; its hull where it lists none.
fn spans(quotation: &Quotation) -> &[Span] {
    if quotation.spans.is_empty() { std::slice::from_ref(&quotation.span) } else { &quotation.spans }
}

/// All names and offices that the article gives the quotation's speaker.
fn names_of<'a>(understanding: &'a Understanding, quotation: &Quotation) -> Vec<&'a str> {
    let Some(person) = quotation.speaker.and_then(|id| understanding.people.get(id.0 as usize)) else {
        return Vec::new();
    };
    [&person.name].into_iter().chain(&person.names).chain(&person.roles).map(String::as_str).collect()
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
