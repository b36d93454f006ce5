//! Everything in an article: quotations with their speakers, and the people.

use text::{Document, Problem, Span};

use crate::attribution::{Attribution, Mention, Reader, Who};
use crate::finding::{Quotation, Understanding};
use crate::frame::{Frame, frames, paragraphs};
use crate::mark::{Marked, State, marked};
use crate::mention::{Run, mentions};
use crate::people::{FormId, Names};
use crate::quotation::{self, Standing};
use crate::token::tokens;

/// Finds the quotations of a document, who is given as their speaker, and the people it names.
///
/// ```
/// let text = "“We will see,” said Jane Doe, the mayor. “It takes time.”".to_owned();
/// let found = understand::article(&text::Document { text, ..Default::default() });
/// assert_eq!(found.quotations.len(), 2);
/// assert_eq!(found.person(found.quotations[1].speaker.unwrap()).name, "Jane Doe");
/// ```
pub fn article(document: &Document) -> Understanding {
    let text = document.text.as_str();
    let tokens = tokens(text);
    let paragraphs = paragraphs(text, &tokens);
    let (marked, problems) = marked(text, &tokens, &paragraphs);
    let mut names = Names::default();
    for metadata in [&document.speaker, &document.author].into_iter().flatten() {
        names.note(metadata, 0);
    }
    let runs = mentions(text, &tokens, &mut names);
    let frames = frames(text, &tokens, &paragraphs, &marked);
    let reader = Reader { text, tokens: &tokens, items: &frames.items, runs: &runs, marked: &marked };
    let mut attributor = Attributor::new(reader, names);
    for frame in &frames.frames {
        attributor.frame(frame);
    }
    attributor.finish(problems)
}

/// Who a mention stands for, before forms are joined to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Speaker {
    form: FormId,
    at: u32,
}

/// Goes through the sentences in order and remembers who was last spoken of.
struct Attributor<'a> {
    reader: Reader<'a>,
    names: Names<'a>,
    quotations: Vec<Draft>,
    /// Marked words (index) → quotation (index).
    of_marked: Vec<Option<usize>>,
    /// The person the text is about: subject of the last sentence, or its speaker.
    person: Option<Speaker>,
    /// The last body that spoke or was named.
    body: Option<Speaker>,
    /// Who spoke last, in which paragraph.
    last: Option<(Speaker, usize)>,
}

/// A quotation whose speaker is not yet joined.
struct Draft {
    quotation: Quotation,
    speaker: Option<Speaker>,
}

impl<'a> Attributor<'a> {
    fn new(reader: Reader<'a>, names: Names<'a>) -> Self {
        let of_marked = vec![None; reader.marked.len()];
        Self { reader, names, quotations: Vec::new(), of_marked, person: None, body: None, last: None }
    }

    fn frame(&mut self, frame: &Frame) {
        let attributions = self.reader.attributions(frame);
        let standings = quotation::standings(&self.reader, frame, &attributions);
        let subject = self.reader.first_mention(frame.items.clone());
        let subject = subject.and_then(|mention| self.resolve(mention));
        let speakers: Vec<Option<Speaker>> = attributions.iter().map(|a| self.resolve(a.speaker)).collect();
        let mut previous: Option<Standing> = None;
        for standing in standings {
            if let Some(first) =
                previous.as_ref().filter(|first| quotation::is_broken(&self.reader, first, &standing))
            {
                self.go_on(first.marked, &standing);
                continue;
            }
            let marked = &self.reader.marked[standing.marked];
            let words = quotation::words(self.reader.tokens, marked);
            if marked.continues.is_none()
                && marked.state != State::Continued
                && quotation::is_term(&self.reader, &standing, words)
            {
                continue;
            }
            self.draft(frame, &standing, &attributions, &speakers, subject);
            previous = Some(standing);
        }
        self.remember(&speakers, subject, frame.paragraph);
    }

    fn draft(
        &mut self,
        frame: &Frame,
        standing: &Standing,
        attributions: &[Attribution],
        speakers: &[Option<Speaker>],
        subject: Option<Speaker>,
    ) {
        const LEAST_FIT: u32 = 25;
        let marked = &self.reader.marked[standing.marked];
        let fitting = standing.attribution.filter(|(_, fit)| *fit >= LEAST_FIT);
        let attribution = fitting.map(|(index, _)| &attributions[index]);
        let own = fitting.and_then(|(index, _)| speakers[index]);
        let speaker =
            own.or(if attribution.is_some() { None } else { subject }).or_else(|| self.floating(frame));
        let mention = attribution.filter(|a| a.speaker.who != Who::Missing).map(|a| a.speaker.span);
        let quotation = Quotation {
            span: marked.span,
            spans: vec![marked.span],
            kind: quotation::kind(&self.reader, frame, standing.item, attribution),
            clause: None,
            continues: marked.continues.and_then(|index| self.of_marked[index]),
            speaker: None,
            speaker_mention: mention,
            cue: attribution.and_then(|a| a.cue),
            confidence: confidence(marked, standing.attribution.map(|(_, fit)| fit), speaker.is_some()),
        };
        self.of_marked[standing.marked] = Some(self.quotations.len());
        self.quotations.push(Draft { quotation, speaker });
    }

    /// A quotation without attribution of its own: the last speaker, unless somebody else has come on since.
    fn floating(&self, frame: &Frame) -> Option<Speaker> {
        match self.last {
            Some((speaker, paragraph)) if frame.paragraph - paragraph <= 1 => Some(speaker),
            _ => self.person,
        }
    }

    /// Adds the next piece of a broken sentence.
    fn go_on(&mut self, first: usize, standing: &Standing) {
        let Some(index) = self.of_marked[first] else { return };
        let span = self.reader.marked[standing.marked].span;
        let quotation = &mut self.quotations[index].quotation;
        quotation.spans.push(span);
        quotation.span = quotation.span.hull(span);
        self.of_marked[standing.marked] = Some(index);
    }

    fn remember(&mut self, speakers: &[Option<Speaker>], subject: Option<Speaker>, paragraph: usize) {
        if let Some(speaker) = speakers.iter().rev().flatten().next() {
            self.last = Some((*speaker, paragraph));
            self.person = Some(*speaker);
        } else if let Some(subject) = subject {
            self.person = Some(subject);
            self.last = Some((subject, paragraph));
        }
    }

    /// Whom a mention stands for, as far as what has been read tells.
    fn resolve(&mut self, mention: Mention) -> Option<Speaker> {
        let at = mention.span.start;
        match mention.who {
            Who::Run(run) => {
                let Run { span, form, .. } = &self.reader.runs[run];
                let form =
                    form.unwrap_or_else(|| self.names.note(span.of(self.reader.text), span.start as usize));
                Some(Speaker { form, at })
            }
            Who::Pronoun | Who::Missing => self.person,
            Who::Described => self.person.or_else(|| Some(self.body_at(mention.span))),
            Who::Other => self.body.or(self.person),
            Who::Body => {
                let body = self.body_at(mention.span);
                self.body = Some(body);
                Some(body)
            }
            Who::Writer => None,
        }
    }

    fn body_at(&mut self, span: Span) -> Speaker {
        let form = self.names.note_body(span.of(self.reader.text), span.start as usize);
        Speaker { form, at: span.start }
    }

    fn finish(mut self, problems: Vec<Problem>) -> Understanding {
        self.share_over_paragraphs();
        let people = self.names.join();
        let mut found = Understanding { problems, ..Understanding::default() };
        for draft in self.quotations {
            let speaker = draft.speaker.map(|speaker| people.person(speaker.form, speaker.at as usize));
            found.quotations.push(Quotation { speaker, ..draft.quotation });
        }
        found.people = people.people;
        keep_people(&mut found, &people.named);
        found
    }

    /// Paragraphs of one quotation have one speaker: the one that any of them names.
    fn share_over_paragraphs(&mut self) {
        for index in (0..self.quotations.len()).rev() {
            let Some(first) = self.quotations[index].quotation.continues else { continue };
            let (speaker, cue, mention) = {
                let later = &self.quotations[index];
                (later.speaker, later.quotation.cue, later.quotation.speaker_mention)
            };
            let earlier = &mut self.quotations[first];
            if earlier.quotation.speaker_mention.is_none() && mention.is_some() {
                earlier.speaker = speaker;
                earlier.quotation.cue = cue;
                earlier.quotation.speaker_mention = mention;
            }
        }
        for index in 0..self.quotations.len() {
            if let Some(first) = self.quotations[index].quotation.continues {
                self.quotations[index].speaker = self.quotations[first].speaker;
            }
        }
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

/// First form: how sure the span and the speaker are, by how well the attribution fits.
fn confidence(marked: &Marked, fit: Option<u32>, speaker: bool) -> f32 {
    let span = if marked.state == State::Whole { 1.0 } else { 0.6 };
    let attribution = match fit {
        Some(90..) => 0.95,
        Some(60..) => 0.8,
        _ if speaker => 0.6,
        _ => 0.4,
    };
    span * attribution
}
