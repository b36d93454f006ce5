//! Puts what was found of a quotation into a [`Finding`].

use crate::alignment::Fragment;
use crate::occasion::Occasion;
use crate::proposal::Proposal;
use crate::query::Query;
use crate::setting::{Setting, Wanted};
use crate::speaker::Speaker;
use crate::verdict::{turn_of, wording};
use crate::{
    Archive, Change, Evidence, Finding, Nearest, Reason, Related, Searched, Source, SpeakerCheck, Status,
    Wording, change, hearsay,
};

/// Confidence from which a quotation is called traced: the development data's false links stay under two in a hundred.
const TRACED: f32 = 0.62;
/// The same for words of which no document has all: of many pairs of documents, some pair has like words by chance.
const TRACED_JOINED: f32 = 0.8;
/// The same for words that were found by their likeness to a document.
const TRACED_SCANNED: f32 = 0.9;
/// Confidence of a place in the occasion's transcript from which a quotation that is not called traced is not called
/// missing either.
const DOUBTFUL: f32 = 0.35;
/// The same of a place elsewhere, which says less about that transcript.
const DOUBTFUL_ELSEWHERE: f32 = 0.4;
/// Share of a quotation's weight that its source has at least: with less it cannot be shown as the words' source, whatever
/// speaks for it. The regressions have seen few undated transcripts.
const LEAST_COVERAGE: f32 = 0.25;
/// Share of a quotation's weight that a place in the occasion's transcript may have where the words are called missing.
const NEAR: f32 = 0.75;
/// Words by which a quotation is traced to another person than the article names, in the occasion that the article reports
/// and elsewhere.
const LEAST_OF_ANOTHER: u32 = 3;
const LEAST_OF_ANOTHER_ELSEWHERE: u32 = 8;
/// Share of a quotation's weight that a like statement has, and how many are given.
const LIKE: f32 = 0.45;
const MOST_RELATED: usize = 3;
/// Share of the words that are other, from which a place may hold like words only.
const LOOSE: f32 = 0.1;
/// Words in a row that hardly anyone says twice.
const LONG_RUN: u32 = 10;
/// Days within which another's like words are taken for an account of the same statement.
const SAME_NEWS: u32 = 7;
/// Fewest words of the nearest passage: fewer tell a reader nothing.
const LEAST_NEAREST: u32 = 12;
/// Sources given for one quotation, at most.
const MOST_SOURCES: usize = 8;
/// What a further source tells at least, as a share of the best.
const AS_GOOD: f32 = 0.9;

impl Archive {
    /// The finding for quotation number `index`; `proposals` best first, `occasions` surest first.
    pub(crate) fn finding(
        &self,
        setting: &Setting,
        index: usize,
        wanted: &Wanted,
        proposals: &[Proposal],
        occasions: &[Occasion],
    ) -> Finding {
        let mut finding = Finding {
            quotation: index,
            status: Status::Undecided,
            reason: Some(Reason::NothingSimilar),
            wording: None,
            signalled: false,
            confidence: 0.5,
            speaker_check: SpeakerCheck::Unknown,
            sources: Vec::new(),
            changes: Vec::new(),
            related: Vec::new(),
            searched: Searched {
                documents: self.len(),
                occasion: occasions.first().map(|occasion| occasion.document),
                transcripts_read: occasions.iter().map(|occasion| occasion.document).collect(),
                nearest: proposals.first().map(|nearest| self.nearest(&wanted.query, nearest)),
            },
            evidence: proposals.first().map(|best| best.evidence.clone()).unwrap_or_default(),
        };
        match proposals.first() {
            // a document's title in marks was not said
            Some(best) if wanted.query.is_title(setting.text) => {
                finding.reason = Some(Reason::Ambiguous);
                finding.confidence = best.evidence.confidence();
            }
            Some(best) if is_traced(wanted, best) => {
                self.traced(&mut finding, setting, wanted, best, proposals);
            }
            _ => self.untraced(&mut finding, wanted, proposals, occasions),
        }
        if finding.status != Status::Traced {
            finding.related = self.related(proposals);
        }
        finding
    }

    fn traced(
        &self,
        finding: &mut Finding,
        setting: &Setting,
        wanted: &Wanted,
        best: &Proposal,
        proposals: &[Proposal],
    ) {
        for (index, part) in best.composition.parts.iter().enumerate() {
            finding.sources.push(self.source(wanted, &part.fragment));
            let reach = part.reach.clone();
            finding.changes.extend(change::changes(
                self,
                setting.text,
                &wanted.query,
                &part.fragment,
                reach,
                index,
            ));
        }
        self.add_other_sources(finding, wanted, best, proposals);
        finding.confidence = best.evidence.confidence();
        finding.wording = Some(wording(self, &wanted.query, &best.composition, &finding.changes));
        finding.signalled =
            !finding.changes.is_empty() && finding.changes.iter().all(|change| change.signalled);
        let of_parts =
            best.composition.parts.iter().map(|part| {
                wanted.speaker_check(self, part.fragment.document, turn_of(self, &part.fragment))
            });
        let any_agrees = of_parts.into_iter().any(|check| check == SpeakerCheck::Agrees);
        let check = if any_agrees { SpeakerCheck::Agrees } else { best.evidence.speaker };
        finding.speaker_check = check;
        if finding.sources.iter().all(|source| source.second_hand) {
            finding.reason = Some(Reason::SecondHandOnly);
        } else if self.is_account(setting, &best.evidence, finding)
            || is_of_another_occasion(best, finding)
            || is_chance(&best.evidence, check)
        {
            finding.reason = Some(Reason::Ambiguous);
        } else {
            finding.status = Status::Traced;
            finding.reason = None;
        }
        if check == SpeakerCheck::Differs && wanted.speaker.doubtful {
            finding.speaker_check = SpeakerCheck::Unknown;
        }
    }

    /// Other places that have the words as well.
    fn add_other_sources(
        &self,
        finding: &mut Finding,
        wanted: &Wanted,
        best: &Proposal,
        proposals: &[Proposal],
    ) {
        for other in proposals {
            if finding.sources.len() >= MOST_SOURCES {
                break;
            }
            let as_good =
                other.composition.score >= AS_GOOD * best.composition.score && is_traced(wanted, other);
            if as_good
                && !self.is_given(finding, other)
                && other.composition.parts.len() == best.composition.parts.len()
            {
                finding
                    .sources
                    .extend(other.composition.parts.iter().map(|part| self.source(wanted, &part.fragment)));
            }
        }
    }

    /// Whether a source given is the same place: a document may have the words at several.
    fn is_given(&self, finding: &Finding, other: &Proposal) -> bool {
        let span = self.span_of(other.composition.main());
        finding.sources.iter().any(|source| {
            source.document == other.document()
                && source.span.start < span.end
                && span.start < source.span.end
        })
    }

    fn untraced(
        &self,
        finding: &mut Finding,
        wanted: &Wanted,
        proposals: &[Proposal],
        occasions: &[Occasion],
    ) {
        let reached = proposals.first().map_or(0.0, |best| best.evidence.confidence());
        finding.confidence = 1.0 - reached;
        let theirs: Vec<&Occasion> =
            occasions.iter().filter(|occasion| self.may_be_said(wanted, occasion.document)).collect();
        let sure: Vec<&Occasion> = theirs.iter().copied().filter(|occasion| occasion.is_sure()).collect();
        let read = if sure.is_empty() { &theirs } else { &sure };
        if theirs.is_empty() {
            finding.reason = Some(Reason::OccasionNotHeld);
        } else if !wanted.attributed || proposals.iter().any(is_doubtful) {
            finding.reason = Some(Reason::Ambiguous);
        } else if read.iter().any(|occasion| self.is_incomplete(wanted, occasion, read)) {
            finding.reason = Some(Reason::TranscriptIncomplete);
        } else if let Some(occasion) = sure
            .iter()
            .find(|occasion| occasion.is_told_beside(finding.quotation, &wanted.utterance))
            .filter(|_| wanted.is_claim_of_words())
        {
            finding.status = Status::NotInTranscript;
            finding.reason = None;
            finding.searched.occasion = Some(occasion.document);
        }
    }

    /// Whether a transcript may lack the words, and no other transcript of the same occasion is whole there.
    fn is_incomplete(&self, wanted: &Wanted, occasion: &Occasion, others: &[&Occasion]) -> bool {
        self.may_lack(wanted, occasion.document)
            && !others.iter().any(|other| {
                self.is_other_transcript(occasion, other) && !self.may_lack(wanted, other.document)
            })
    }

    /// Whether two documents are transcripts of one occasion, by their day and what the article quotes from both, and the
    /// second is not much shorter.
    fn is_other_transcript(&self, occasion: &Occasion, other: &Occasion) -> bool {
        let [day, other_day] = [occasion, other].map(|held| self.card(held.document).published);
        let [length, other_length] = [occasion, other].map(|held| self.words_in(held.document));
        occasion.document != other.document
            && day.is_some()
            && day == other_day
            && occasion.shares_anchor(other)
            && other_length * 10 >= length * 9
    }

    /// Whether the speaker whom the article names has a turn in a document, and it says nothing of another occasion.
    fn may_be_said(&self, wanted: &Wanted, document: u32) -> bool {
        let elsewhere = wanted.medium.is_other_than(self.document(document), self.understanding(document));
        !elsewhere && self.speaks(wanted, document)
    }

    /// Whether the speaker whom the article names has a turn in a document.
    fn speaks(&self, wanted: &Wanted, document: u32) -> bool {
        (0..self.understanding(document).turns.len())
            .any(|turn| wanted.speaker_check(self, document, Some(turn)) == SpeakerCheck::Agrees)
    }

    /// Whether another person's turn, about the same day, has the words in another form: an account of the statement or
    /// the same talking point, but not what is quoted.
    fn is_account(&self, setting: &Setting, evidence: &Evidence, finding: &Finding) -> bool {
        let near = evidence.days.is_some_and(|days| days <= SAME_NEWS);
        let of_another = |change: &Change| {
            let source = finding.sources.get(change.source_index).map(|source| source.document);
            let text = source.map_or("", |document| self.document(document).text.as_str());
            change.quote.of(setting.text).split_whitespace().any(is_first_person)
                && !change.source.of(text).split_whitespace().any(is_first_person)
        };
        // where the article's other quotations stand there too, its name for the speaker is the likelier mistake, unless
        // the source speaks of the person
        let supported = evidence.occasion && !finding.changes.iter().any(of_another);
        finding.speaker_check == SpeakerCheck::Differs && is_reworded(finding) && near && !supported
    }

    /// Like statements, the same speaker's first.
    fn related(&self, proposals: &[Proposal]) -> Vec<Related> {
        let why = |proposal: &Proposal| match proposal.evidence.speaker {
            SpeakerCheck::Agrees => "same speaker, other occasion",
            _ => "like words",
        };
        let mut like: Vec<&Proposal> =
            proposals.iter().filter(|proposal| proposal.evidence.coverage >= LIKE).collect();
        like.sort_by_key(|proposal| proposal.evidence.speaker != SpeakerCheck::Agrees);
        like.truncate(MOST_RELATED);
        let related = |proposal: &&Proposal| {
            let main = proposal.composition.main();
            Related { document: main.document, span: self.span_of(main), why: why(proposal) }
        };
        like.iter().map(related).collect()
    }

    /// The nearest passage, of the quotation's length at least, since a word or two in common show nothing.
    fn nearest(&self, query: &Query, proposal: &Proposal) -> Nearest {
        let main = proposal.composition.main();
        let score = proposal.composition.coverage;
        if main.pairs.len() >= query.len() {
            return Nearest { document: main.document, span: self.span_of(main), score };
        }
        let bounds = self.places_of(main.document);
        let (first, last) = main.places();
        let before = main.words().start as u32;
        let after = (query.len() as u32).max(LEAST_NEAREST) - before;
        let from = first.saturating_sub(before).max(bounds.start);
        let to = (first + after - 1).max(last).min(bounds.end - 1);
        Nearest {
            document: main.document,
            span: self.span_between(from, to),
            score: proposal.composition.coverage,
        }
    }

    /// The place of a passage in its document's text.
    pub(crate) fn span_of(&self, fragment: &Fragment) -> text::Span {
        let (first, last) = fragment.places();
        self.span_between(first, last)
    }

    fn span_between(&self, first: u32, last: u32) -> text::Span {
        let words = self.read(first, last);
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.hull(last.span),
            _ => text::Span::default(),
        }
    }

    fn source(&self, wanted: &Wanted, fragment: &Fragment) -> Source {
        let span = self.span_of(fragment);
        let turn = turn_of(self, fragment);
        let understanding = self.understanding(fragment.document);
        let begins = turn.map_or(0, |turn| understanding.turns[turn].span.start as usize);
        let agrees = wanted.speaker_check(self, fragment.document, turn) == SpeakerCheck::Agrees;
        let text = &self.document(fragment.document).text;
        Source {
            document: fragment.document,
            turn,
            speaker: self.speaker(fragment.document, turn).shown().map(str::to_owned),
            span,
            second_hand: !agrees && hearsay::relayed(text, begins, span),
        }
    }

    /// Who speaks in a turn; without turns, the one person whose words the document is.
    pub(crate) fn speaker(&self, document: u32, turn: Option<usize>) -> Speaker<'_> {
        let understanding = self.understanding(document);
        let alone = self.document(document).speaker.as_deref().map_or_else(Speaker::default, Speaker::named);
        match turn.and_then(|turn| understanding.turns.get(turn)) {
            Some(turn) if understanding.turns.len() > 1 || alone.is_empty() => {
                let person = turn.speaker.and_then(|id| understanding.people.get(id.0 as usize));
                person.map_or_else(Speaker::default, Speaker::of)
            }
            _ => alone,
        }
    }
}

/// "I", "we've".
fn is_first_person(word: &str) -> bool {
    let word = word.split(['\'', '’']).next().unwrap_or(word);
    ["i", "we"].iter().any(|own| word.eq_ignore_ascii_case(own))
}

/// Whether other words stand in the sources, or words that were not said one after the other.
fn is_reworded(finding: &Finding) -> bool {
    matches!(finding.wording, Some(Wording::Variant | Wording::Paraphrased | Wording::Joined))
}

/// Whether other words stand there, and what is around them speaks against it: what the article gives as said with the
/// quotation does not stand there, or the day is one that the article could not know of and nothing else leads to it. Then
/// they are the speaker's like words of another occasion.
fn is_of_another_occasion(best: &Proposal, finding: &Finding) -> bool {
    let evidence = &best.evidence;
    let misplaced = evidence.torn || evidence.later && !evidence.occasion;
    is_reworded(finding) && misplaced && evidence.looseness() > LOOSE && evidence.run < LONG_RUN
}

/// Whether a few words stand in another person's turn, which the article's other quotations do not lead to: anybody may
/// have said them. One or two words show nothing even there.
fn is_chance(evidence: &Evidence, check: SpeakerCheck) -> bool {
    let few = if evidence.occasion { LEAST_OF_ANOTHER } else { LEAST_OF_ANOTHER_ELSEWHERE };
    check == SpeakerCheck::Differs && evidence.words < few
}

/// Whether a place may be the source so well that the words are not called missing.
fn is_doubtful(proposal: &Proposal) -> bool {
    let evidence = &proposal.evidence;
    match evidence.within {
        Some(_) => evidence.confidence() >= DOUBTFUL || evidence.coverage >= NEAR,
        None => evidence.confidence() >= DOUBTFUL_ELSEWHERE,
    }
}

/// Whether a passage may be called the source.
pub(crate) fn is_traced(wanted: &Wanted, proposal: &Proposal) -> bool {
    let least = match proposal.is_of_one_document() {
        _ if wanted.scanned => TRACED_SCANNED,
        true => TRACED,
        false => TRACED_JOINED,
    };
    proposal.evidence.confidence() >= least && proposal.evidence.held >= LEAST_COVERAGE
}
