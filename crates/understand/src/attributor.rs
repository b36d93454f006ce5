//! Gives each quotation of an article its speaker, sentence by sentence.

use std::ops::Range;

use text::{Problem, Span};

use crate::attribution::{Attribution, Form, Mention, Reader, Who};
use crate::confidence;
use crate::finding::{PersonId, Quotation, QuotationKind, Understanding};
use crate::frame::{Frame, Item};
use crate::lexicon::Class;
use crate::mark::{Marked, State};
use crate::people::People;
use crate::quotation::{self, Standing};
use crate::reported::{Reported, reported};
use crate::speaker::Focus;

/// Goes through the sentences in order and remembers who was last spoken of.
pub(crate) struct Attributor<'a> {
    reader: Reader<'a>,
    focus: Focus<'a>,
    quotations: Vec<Quotation>,
    /// Marked words (index) → quotation (index).
    of_marked: Vec<Option<usize>>,
    /// Who spoke last, in which paragraph.
    last: Option<(PersonId, usize)>,
    /// The paragraph read.
    paragraph: usize,
    /// Its first item, as long as nothing in it is quoted.
    plain_from: Option<usize>,
    /// Whether verbs and pronouns are understood; else only names set beside the words tell the speaker.
    english: bool,
}

/// What is known of a sentence before its quotations are read.
struct Sentence<'f> {
    frame: &'f Frame,
    attributions: Vec<Attribution>,
    /// Speaker of each attribution.
    speakers: Vec<Option<PersonId>>,
    /// The person the sentence is about.
    subject: Option<PersonId>,
    /// The clauses it reports.
    reported: Vec<Reported>,
}

impl Sentence<'_> {
    /// The items of the clause that an attribution reports around an item.
    fn clause(&self, attribution: usize, item: usize) -> Option<Range<usize>> {
        let reported = self.reported.iter().find(|reported| reported.attribution == attribution)?;
        reported.pieces.iter().find(|piece| piece.contains(&item)).cloned()
    }
}

impl<'a> Attributor<'a> {
    /// Starts with nothing read. `english`: verbs and pronouns are understood.
    pub(crate) fn new(reader: Reader<'a>, focus: Focus<'a>, english: bool) -> Self {
        let of_marked = vec![None; reader.marked.len()];
        Self {
            reader,
            focus,
            quotations: Vec::new(),
            of_marked,
            last: None,
            paragraph: usize::MAX,
            plain_from: None,
            english,
        }
    }

    /// Goes on with the quotations inside others.
    pub(crate) fn turn_to(&mut self, items: &'a [Item], marked: &'a [Marked]) {
        self.reader.items = items;
        self.reader.marked = marked;
    }

    /// Reads a sentence; `next` are the two after it.
    pub(crate) fn frame(&mut self, frame: &Frame, next: [Option<&Frame>; 2]) {
        if self.paragraph != frame.paragraph {
            (self.paragraph, self.plain_from) = (frame.paragraph, Some(frame.items.start));
        }
        let spoken = self.quotations.len();
        self.sentence(frame, next[0]);
        let marked = frame.items.clone().any(|item| self.reader.token(item).is_none());
        if marked || self.quotations.len() > spoken {
            self.plain_from = None;
        }
        self.pulled(frame, next);
    }

    /// A paragraph that ends with nothing but a name: those are the person's words.
    fn pulled(&mut self, frame: &Frame, next: [Option<&Frame>; 2]) {
        const LEAST_WORDS: usize = 8;
        let [Some(line), after] = next else { return };
        let last =
            line.paragraph == frame.paragraph && after.is_none_or(|after| after.paragraph != line.paragraph);
        let Some(start) = self.plain_from.filter(|start| last && frame.items.end - start >= LEAST_WORDS)
        else {
            return;
        };
        let Some(mention) = self.reader.pulled(line) else { return };
        let place = self.reader.place(&(start..frame.items.end));
        let span = place.of(self.reader.text).trim_end_matches(['.', ' ']).len();
        let span = Span { start: place.start, end: place.start + span as u32 };
        self.quotations.push(Quotation {
            span,
            spans: vec![span],
            kind: QuotationKind::Indirect,
            clause: None,
            continues: None,
            speaker: self.focus.resolve(mention),
            speaker_mention: Some(mention.span),
            cue: None,
            confidence: confidence::PULLED,
        });
    }

    fn sentence(&mut self, frame: &Frame, next: Option<&Frame>) {
        let mut attributions = self.reader.attributions(frame);
        attributions.retain(|attribution| {
            self.english || matches!(attribution.form, Form::Colon | Form::Dash) && attribution.cue.is_none()
        });
        if attributions.is_empty() {
            attributions.extend(next.and_then(|next| self.reader.signature(frame, next)));
        }
        let subject = self.reader.subject_and_firmness(frame.items.clone());
        let subject = subject.and_then(|(mention, firm)| {
            let person = self.focus.resolve(mention)?;
            if let Some(held) = self.held(frame, mention) {
                return Some(held);
            }
            if firm && matches!(mention.who, Who::Run(_)) {
                self.focus.about(person); // "he" later in the sentence goes on from it
            }
            Some(person)
        });
        if let Some(body) = self.reader.leading_body(frame)
            && let Some(body) = self.focus.resolve(body)
        {
            self.focus.about_body(body);
        }
        let speakers = attributions.iter().map(|attribution| self.speaker(attribution)).collect();
        let reported = reported(&self.reader, frame, &attributions);
        let standings = quotation::standings(&self.reader, frame, &attributions, &reported);
        let sentence = Sentence { frame, attributions, speakers, subject, reported };
        let spoken = self.quotations.len();
        self.marked(&sentence, standings);
        self.indirect(&sentence);
        self.remember(&sentence, spoken);
    }

    /// Whom the words before or after a cue name as the speaker.
    fn speaker(&mut self, attribution: &Attribution) -> Option<PersonId> {
        let told = self.reader.run_of_item(attribution.at.end).filter(|_| attribution.form == Form::Verb);
        let told = told.and_then(|run| self.focus.known(run));
        self.focus.resolve_beside(attribution.speaker, told)
    }

    /// The person that sentences have been about, if this one names them too and `mention` is only the subject of a
    /// clause inside it: "It has a letter that Ann Lee wrote to Roe" goes on about Roe.
    fn held(&self, frame: &Frame, mention: Mention) -> Option<PersonId> {
        let Who::Run(run) = mention.who else { return None };
        let before = frame.items.clone().take_while(|&item| self.reader.run_of_item(item) != Some(run));
        let embedded = before.skip(1).any(|item| self.reader.is(item, Class::SUBORDINATOR));
        let about = self.focus.person().filter(|_| embedded)?;
        let others = self.reader.runs_in(frame.items.clone()).into_iter().filter(|&other| other != run);
        others.into_iter().any(|other| self.focus.known(other) == Some(about)).then_some(about)
    }

    /// A quotation inside another is somebody else's words: who says them is given only where a name stands with them,
    /// “… – @mayor”, and nobody is named for others that are more than a term.
    pub(crate) fn inner(&mut self, frame: &Frame, next: Option<&Frame>) {
        const LEAST_FIT: u32 = 70;
        self.reader.analyse(frame);
        let mut attributions = self.reader.attributions(frame);
        attributions.extend(next.and_then(|next| self.reader.signature(frame, next)));
        attributions.retain(|attribution| matches!(attribution.speaker.who, Who::Run(_)));
        for mut standing in quotation::standings(&self.reader, frame, &attributions, &[]) {
            standing.attribution = standing.attribution.filter(|(_, fit)| *fit >= LEAST_FIT);
            let attribution = standing.attribution.map(|(index, _)| &attributions[index]);
            let marked = &self.reader.marked[standing.marked];
            let words = quotation::words(self.reader.tokens, marked);
            if attribution.is_none() && quotation::is_term(&self.reader, &standing, words, false) {
                continue;
            }
            let speaker = attribution.and_then(|attribution| self.speaker(attribution));
            self.quotations.push(Quotation {
                span: marked.span,
                spans: vec![marked.span],
                kind: QuotationKind::Direct,
                clause: None,
                continues: None,
                speaker,
                speaker_mention: attribution.map(|attribution| attribution.speaker.span),
                cue: attribution.and_then(|attribution| attribution.cue),
                confidence: confidence::of_marked(QuotationKind::Direct, false, true, speaker, marked.state),
            });
        }
    }

    /// Makes quotations of the marked words of a sentence.
    fn marked(&mut self, sentence: &Sentence, standings: Vec<Standing>) {
        let mut previous: Option<Standing> = None;
        for standing in standings {
            if let Some(first) = previous
                .as_ref()
                .filter(|first| quotation::is_broken(&self.reader, first, &standing, &sentence.attributions))
            {
                self.go_on(first.marked, &standing);
                continue;
            }
            let marked = &self.reader.marked[standing.marked];
            let words = quotation::words(self.reader.tokens, marked);
            let linked = marked.continues.is_some() || marked.state == State::Continued;
            let inside = standing
                .attribution
                .is_some_and(|(index, _)| sentence.clause(index, standing.item).is_some());
            if linked || !quotation::is_term(&self.reader, &standing, words, inside) {
                self.draft(sentence, &standing);
                previous = Some(standing);
            }
        }
    }

    fn draft(&mut self, sentence: &Sentence, standing: &Standing) {
        const LEAST_FIT: u32 = 25;
        let marked = &self.reader.marked[standing.marked];
        let fitting = standing.attribution.filter(|(_, fit)| *fit >= LEAST_FIT);
        let attribution = fitting.map(|(index, _)| &sentence.attributions[index]);
        let own = fitting.and_then(|(index, _)| sentence.speakers[index]);
        let about = if attribution.is_some() { None } else { sentence.subject };
        let near = || about.or_else(|| self.floating(sentence.frame)).filter(|_| self.english);
        let speaker = own.or_else(near);
        let mention = attribution.filter(|a| a.speaker.who != Who::Missing).map(|a| a.speaker.span);
        let clause = fitting.and_then(|(index, _)| sentence.clause(index, standing.item));
        let (kind, clause) =
            quotation::kind(&self.reader, sentence.frame, standing.item, attribution, clause);
        let quotation = Quotation {
            span: marked.span,
            spans: vec![marked.span],
            kind,
            clause,
            continues: marked.continues.and_then(|index| self.of_marked[index]),
            speaker,
            speaker_mention: mention,
            cue: attribution.and_then(|a| a.cue),
            confidence: confidence::of_marked(
                kind,
                clause.is_some(),
                fitting.is_some(),
                speaker,
                marked.state,
            ),
        };
        self.of_marked[standing.marked] = Some(self.quotations.len());
        self.quotations.push(quotation);
    }

    /// Reported clauses without marks.
    fn indirect(&mut self, sentence: &Sentence) {
        for reported in &sentence.reported {
            let attribution = &sentence.attributions[reported.attribution];
            let plain = |item: usize| match self.reader.items[item] {
                Item::Token(_) => true,
                Item::Marked(marked) => self.of_marked[marked as usize].is_none(), // a term
            };
            let writer = attribution.speaker.who == Who::Writer;
            if writer || !reported.pieces.iter().all(|piece| piece.clone().all(plain)) {
                continue;
            }
            let spans: Vec<Span> = reported.pieces.iter().map(|piece| self.reader.place(piece)).collect();
            let span = spans[0].hull(spans[spans.len() - 1]);
            let mention = Some(attribution.speaker).filter(|mention| mention.who != Who::Missing);
            self.quotations.push(Quotation {
                span,
                spans,
                kind: QuotationKind::Indirect,
                clause: None,
                continues: None,
                speaker: sentence.speakers[reported.attribution],
                speaker_mention: mention.map(|mention| mention.span),
                cue: attribution.cue,
                confidence: self
                    .reader
                    .token(attribution.at.end - 1)
                    .map_or(0.5, |cue| confidence::of_reported(cue.class)),
            });
        }
    }

    /// A quotation without attribution of its own: the last speaker, unless somebody else has come on since.
    fn floating(&self, frame: &Frame) -> Option<PersonId> {
        match self.last {
            Some((speaker, paragraph)) if frame.paragraph - paragraph <= 1 => Some(speaker),
            _ => self.focus.person(),
        }
    }

    /// Adds the next piece of a broken sentence.
    fn go_on(&mut self, first: usize, standing: &Standing) {
        let Some(index) = self.of_marked[first] else { return };
        let span = self.reader.marked[standing.marked].span;
        let quotation = &mut self.quotations[index];
        quotation.spans.push(span);
        quotation.span = quotation.span.hull(span);
        self.of_marked[standing.marked] = Some(index);
    }

    /// Keeps in mind who spoke, else whom the sentence is about. `spoken` is the first quotation of the sentence.
    fn remember(&mut self, sentence: &Sentence, spoken: usize) {
        let speaking = self.quotations[spoken..].last().and_then(|quotation| quotation.speaker);
        let attributed = || sentence.speakers.iter().flatten().next().copied();
        let Some(person) = speaking.or_else(attributed).or(sentence.subject) else { return };
        self.last = Some((person, sentence.frame.paragraph));
        let body = |index: usize| !self.focus.is_person(sentence.attributions[index].speaker);
        let of_body =
            (0..sentence.speakers.len()).any(|index| sentence.speakers[index] == Some(person) && body(index));
        if !of_body || sentence.subject == Some(person) {
            self.focus.about(person);
        } else if let Some(subject) = sentence.subject {
            self.focus.about(subject);
        }
    }

    pub(crate) fn finish(mut self, problems: Vec<Problem>) -> Understanding {
        self.share_over_paragraphs();
        sort_by_start(&mut self.quotations);
        let People { people, named, .. } = self.focus.people;
        let mut found =
            Understanding { problems, quotations: self.quotations, people, ..Understanding::default() };
        keep_people(&mut found, &named);
        found
    }

    /// Paragraphs of one quotation have one speaker: the one that any of them names.
    fn share_over_paragraphs(&mut self) {
        for index in (0..self.quotations.len()).rev() {
            let Some(first) = self.quotations[index].continues else { continue };
            let (speaker, cue, mention) = {
                let later = &self.quotations[index];
                (later.speaker, later.cue, later.speaker_mention)
            };
            let earlier = &mut self.quotations[first];
            if earlier.speaker_mention.is_none() && mention.is_some() {
                earlier.speaker = speaker;
                earlier.cue = cue;
                earlier.speaker_mention = mention;
            }
        }
        for index in 0..self.quotations.len() {
            if let Some(first) = self.quotations[index].continues {
                self.quotations[index].speaker = self.quotations[first].speaker;
            }
        }
    }
}

/// Sorts quotations by start and keeps `continues` right.
fn sort_by_start(quotations: &mut [Quotation]) {
    let mut order: Vec<usize> = (0..quotations.len()).collect();
    order.sort_by_key(|&index| quotations[index].span);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
    quotations.sort_by_key(|quotation| quotation.span);
    for quotation in quotations {
        quotation.continues = quotation.continues.map(|old| place[old]);
    }
}

/// Leaves out what was noted as a name on the way but neither is a person's nor speaks.
fn keep_people(found: &mut Understanding, named: &[bool]) {
    let mut kept = named.to_vec();
    found
        .quotations
        .iter()
        .filter_map(|quotation| quotation.speaker)
        .for_each(|id| kept[id.0 as usize] = true);
    let places: Vec<u32> = kept
        .iter()
        .scan(0, |next, &kept| {
            let place = *next;
            *next += u32::from(kept);
            Some(place)
        })
        .collect();
    for speaker in found.quotations.iter_mut().filter_map(|quotation| quotation.speaker.as_mut()) {
        speaker.0 = places[speaker.0 as usize];
    }
    let mut kept = kept.into_iter();
    found.people.retain(|_| kept.next().unwrap_or(false));
}
