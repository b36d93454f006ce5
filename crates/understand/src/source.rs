//! What a document that is only searched needs: kind, standing, turns, the people of the turns, the occasion.

use rustc_hash::FxHashMap;
use text::{Document, Kind, Span};

use crate::called::{self, Called};
use crate::finding::{Occasion, Person, PersonId, Turn, Understanding, Unspoken, UnspokenKind};
use crate::label::Label;
use crate::misspelt::{self, Voice};
use crate::naming::Names;
use crate::{acronym, aside, header, kind, line, plate, sole, title, turn};

/// Reads a document as a source. Nothing slow: no quotations, no syntax, no figures.
///
/// ```
/// let document = text::Document {
///     title: Some("Remarks by Mayor Ida Lund".into()),
///     text: "THE MAYOR: Good morning. (Laughter.)\n\nQ    When will it open?\n\nTHE MAYOR: In May.".into(),
///     ..Default::default()
/// };
/// let found = understand::source(&document);
/// assert_eq!(found.turns.len(), 3);
/// assert_eq!(found.person(found.turns[0].speaker.unwrap()).name, "Ida Lund");
/// assert_eq!(found.turns[1].speaker, None);
/// ```
pub fn source(document: &Document) -> Understanding {
    let spoken = spoken(document);
    let kind = spoken.kind;
    let occasion = occasion(document, &spoken);
    Understanding {
        kind,
        standing: spoken.standing,
        people: spoken.people,
        turns: spoken.turns,
        occasion,
        ..Understanding::default()
    }
}

/// Turns and what goes with them.
#[derive(Debug, Default)]
struct Spoken<'d> {
    kind: Kind,
    standing: text::Standing,
    people: Vec<Person>,
    turns: Vec<Turn>,
    head: Vec<&'d str>,
}

/// A turn before its speaker is known.
struct Raw {
    span: Span,
    label: Option<Span>,
    /// Who: the label's words; `None` for somebody unnamed.
    words: Option<Span>,
    unspoken: Vec<Unspoken>,
}

fn spoken(document: &Document) -> Spoken<'_> {
    let text = document.text.as_str();
    let labels = turn::labels(text);
    let mut raw = if labels.openings.is_empty() { plated(document) } else { labelled(text, &labels) };
    let start =
        raw.first().map_or(text.len().min(1500), |turn| turn.label.unwrap_or(turn.span).start as usize);
    let head = header::head(text, start);
    let standing = kind::standing(document, &head);
    if raw.is_empty() {
        return unlabelled(document, head, standing);
    }
    let opening = opening(text, start);
    raw.splice(0..0, opening);
    mark_edges(text, &mut raw);
    let (people, turns) = name(document, &head, raw);
    Spoken { kind: Kind::Transcript, standing, people, turns, head }
}

/// What is said before the first label, at byte `end`: an opening statement that a transcript of questions gives without
/// saying whose it is.
fn opening(text: &str, end: usize) -> Option<Raw> {
    /// Bytes of an opening statement: a head has fewer.
    const LEAST: usize = 900;
    let before = &text[..end];
    let prose = line::lines(before, 0).find(|line| sole::is_prose(line.of(text)))?;
    let span = Span::new(prose.start, end).trimmed(text);
    let is_spoken = span.len() >= LEAST && kind::manner(span.of(text)).is_speech();
    is_spoken.then(|| Raw { span, label: None, words: None, unspoken: aside::unspoken(text, span) })
}

/// Turns from labels. A speaker who goes on after an aside under a label of its own has one turn.
fn labelled(text: &str, labels: &turn::Labels) -> Vec<Raw> {
    let openings = &labels.openings;
    let ends = openings.iter().skip(1).map(|next| next.label.span.start as usize).chain([text.len()]);
    let spans: Vec<Span> =
        openings.iter().zip(ends).map(|(opening, end)| turn_span(text, &opening.label, end)).collect();
    let silent = silent_forms(text, labels, &spans);
    let mut raw: Vec<Raw> = Vec::with_capacity(openings.len());
    let mut last_form = u32::MAX;
    let mut aside_before = None;
    for (opening, &span) in openings.iter().zip(&spans) {
        let unspoken = aside::unspoken(text, span);
        if silent[opening.form as usize] && !raw.is_empty() && aside::is_silent(text, span, &unspoken) {
            // what somebody else said aside and nobody heard is no gap in the speaker's words
            let of_another = title::is_unnamed(&labels.forms[opening.form as usize].key);
            aside_before = Some(aside_before.unwrap_or(true) && of_another);
            continue;
        }
        let others = aside_before.take().filter(|_| last_form == opening.form);
        match raw.last_mut().zip(others) {
            Some((last, of_others)) => go_on(text, last, span, unspoken, of_others),
            None if span.is_empty() => continue,
            None => {
                let named = !title::is_unnamed(&labels.forms[opening.form as usize].key);
                let words = named.then_some(opening.label.name);
                raw.push(Raw { span, label: Some(opening.label.span), words, unspoken });
            }
        }
        last_form = opening.form;
    }
    raw
}

/// Adds what a speaker says after an aside to the turn before it; what only others said in between is no gap.
fn go_on(text: &str, turn: &mut Raw, span: Span, unspoken: Vec<Unspoken>, of_others: bool) {
    let between = Span::new(turn.span.end as usize, span.start as usize);
    let gap = aside::unspoken(text, between).into_iter().find(|aside| aside.kind.is_gap() && !of_others);
    turn.unspoken.push(Unspoken { span: between, kind: gap.map_or(UnspokenKind::Noise, |gap| gap.kind) });
    turn.unspoken.extend(unspoken);
    turn.span = turn.span.hull(span);
}

/// Forms under which hardly anything but asides stands ("SYSTEM: (APPLAUSE)"): no speakers.
fn silent_forms(text: &str, labels: &turn::Labels, spans: &[Span]) -> Vec<bool> {
    let mut silent = vec![0u32; labels.forms.len()];
    let mut all = vec![0u32; labels.forms.len()];
    for (opening, &span) in labels.openings.iter().zip(spans) {
        let form = opening.form as usize;
        all[form] += 1;
        silent[form] +=
            u32::from(span.len() <= 400 && aside::is_silent(text, span, &aside::unspoken(text, span)));
    }
    silent.iter().zip(all).map(|(&silent, all)| all > 0 && silent * 5 >= all * 4).collect()
}

/// From the label's end to the next label, without the white space, marks and end matter at the edges.
fn turn_span(text: &str, label: &Label, end: usize) -> Span {
    let start = label.body.min(end);
    let span = Span::new(start, end).trimmed(text);
    let open = span
        .of(text)
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\\' | '>' | '#'));
    header::without_end_matter(text, Span::new(span.start as usize, span.start as usize + open.len()))
}

/// Turns from name plates.
fn plated(document: &Document) -> Vec<Raw> {
    let text = document.text.as_str();
    let turns = plate::turns(text, document.title.as_deref().unwrap_or_default());
    turns
        .into_iter()
        .filter(|turn| !turn.span.is_empty())
        .map(|turn| Raw {
            span: turn.span,
            label: turn.plate,
            words: turn.plate,
            unspoken: aside::unspoken(text, turn.span),
        })
        .collect()
}

/// A first turn that begins, or a last one that ends, with an ellipsis or says that it is "in progress" is cut there.
fn mark_edges(text: &str, raw: &mut [Raw]) {
    if let Some(first) = raw.first_mut() {
        let words = first.span.of(text);
        let dots = words.len() - words.trim_start_matches(['.', '…', ' ']).len();
        let start = first.span.start as usize;
        let end =
            first.unspoken.first().map_or(start + dots, |next| (start + dots).min(next.span.start as usize));
        if dots >= 3 && end > start {
            first.unspoken.insert(0, Unspoken { span: Span::new(start, end), kind: UnspokenKind::Cut });
        }
    }
    if let Some(last) = raw.last_mut() {
        let kept = last.span.of(text).trim_end_matches(['.', '…', ' ']).len();
        let dots = last.span.len() - kept;
        let from = last.span.start as usize + kept;
        let start = last.unspoken.last().map_or(from, |before| from.max(before.span.end as usize));
        let end = last.span.end as usize;
        if dots >= 3 && end > start {
            last.unspoken.push(Unspoken { span: Span::new(start, end), kind: UnspokenKind::Cut });
        }
    }
}

/// Labels whose fullest name is looked for, at most: keeps the time linear. Real transcripts have fewer than a hundred.
const MOST_NAMED: usize = 256;

/// Gives each label its person.
fn name(document: &Document, head: &[&str], raw: Vec<Raw>) -> (Vec<Person>, Vec<Turn>) {
    let text = document.text.as_str();
    let names = Names::new(document, head);
    let voices = voices(text, &raw);
    let labels: Vec<Called> =
        voices.iter().take(MOST_NAMED).map(|voice| called::called(voice.words)).collect();
    let main = voices.iter().max_by_key(|voice| voice.bytes()).map(|voice| voice.words);
    let mut people = People::default();
    let mut ids: Vec<PersonId> = Vec::with_capacity(voices.len());
    for (index, voice) in voices.iter().enumerate() {
        let meant = misspelt::meant(voice, &voices).unwrap_or(voice);
        let called = called::called(meant.words);
        let found = if index < MOST_NAMED {
            called::among_labels(&called, &labels).or_else(|| names.fullest(&called, &meant.turns))
        } else {
            None
        };
        // A document of one person's words may label them by office only.
        let speaker =
            document.speaker.as_ref().filter(|_| called.name.is_empty() && main == Some(meant.words));
        let name = found.or_else(|| speaker.cloned()).unwrap_or_else(|| plain_name(&called, text));
        ids.push(people.add(name, &called, voice.words, text));
    }
    let by_words: FxHashMap<&str, PersonId> =
        voices.iter().zip(&ids).map(|(voice, id)| (voice.words, *id)).collect();
    let turns = raw.into_iter().map(|turn| {
        let speaker = turn.words.map(|words| by_words[words.of(text)]);
        Turn { span: turn.span, label: turn.label, speaker, unspoken: turn.unspoken }
    });
    let turns = turns.collect();
    (people.all, turns)
}

/// The distinct labels with their turns, in order of first use.
fn voices<'t>(text: &'t str, raw: &[Raw]) -> Vec<Voice<'t>> {
    let mut voices: Vec<Voice> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for turn in raw {
        let Some(words) = turn.words.map(|words| words.of(text)) else { continue };
        let index = *known.entry(words).or_insert_with(|| {
            voices.push(Voice { words, turns: Vec::new() });
            voices.len() - 1
        });
        voices[index].turns.push(turn.span);
    }
    voices
}

/// People in order of first mention, found again by name.
#[derive(Default)]
struct People {
    all: Vec<Person>,
    by_name: FxHashMap<String, usize>,
}

impl People {
    /// The person of a label: one already met under the same name, else a new one.
    fn add(&mut self, name: String, called: &Called, words: &str, text: &str) -> PersonId {
        let form = text::on_one_line(words);
        let index = *self.by_name.entry(name.clone()).or_insert_with(|| {
            self.all.push(Person { name, ..Person::default() });
            self.all.len() - 1
        });
        let person = &mut self.all[index];
        if form != person.name && !person.names.contains(&form) {
            person.names.push(form);
        }
        for role in [called.bare_office(), &called.role] {
            let role = acronym::office(role, text);
            if !role.is_empty() && role != person.name && !person.roles.contains(&role) {
                person.roles.push(role);
            }
        }
        PersonId(index as u32)
    }
}

/// The label's own name, in the usual case.
fn plain_name(called: &Called, text: &str) -> String {
    if called.name.is_empty() { acronym::office(&called.office, text) } else { called::written(&called.name) }
}

/// A document without labels: one person's words, a speech of somebody unnamed, or no turns at all.
fn unlabelled<'d>(document: &'d Document, head: Vec<&'d str>, standing: text::Standing) -> Spoken<'d> {
    let text = document.text.as_str();
    let announced = kind::announced(document, &head);
    let manner = kind::manner(text);
    let sole = sole::sole(document, announced, &head);
    let kind = kind::unlabelled(document, announced, manner, sole.is_some());
    let mut people = Vec::new();
    let mut turns = Vec::new();
    let whole = Span::new(0, text.len()).trimmed(text);
    let turn =
        |span: Span, speaker| Turn { span, label: None, speaker, unspoken: aside::unspoken(text, span) };
    match sole {
        Some(sole) if matches!(kind, Kind::Transcript | Kind::Release) || document.speaker.is_some() => {
            let roles = if sole.office.is_empty() { Vec::new() } else { vec![sole.office] };
            people.push(Person { name: sole.name, roles, ..Person::default() });
            turns.extend((!sole.span.is_empty()).then(|| turn(sole.span, Some(PersonId(0)))));
        }
        _ if kind == Kind::Transcript && !whole.is_empty() => {
            turns.push(turn(header::without_end_matter(text, whole), None))
        }
        _ => {}
    }
    Spoken { kind, standing, people, turns, head }
}

/// The occasion of a transcript.
fn occasion(document: &Document, spoken: &Spoken) -> Option<Occasion> {
    if spoken.kind != Kind::Transcript {
        return None;
    }
    // People of turns are in order of their first turn, and each has one.
    let participants = (0..spoken.people.len() as u32).map(PersonId).collect();
    Some(Occasion {
        name: document.title.clone(),
        date: header::date(document, &spoken.head),
        place: header::place(document, &spoken.head),
        participants,
    })
}
