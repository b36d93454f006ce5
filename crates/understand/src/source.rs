//! What a document that is only searched needs: kind, standing, turns, the people of the turns, the occasion.

use rustc_hash::FxHashMap;
use text::{Document, Kind, Span};

use crate::finding::{Occasion, Person, PersonId, Turn, Understanding, Unspoken, UnspokenKind};
use crate::label::Label;
use crate::naming::{self, Names};
use crate::{aside, header, kind, plate, sole, title, turn};

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
    mark_edges(text, &mut raw);
    let (people, turns) = name(document, &head, raw);
    Spoken { kind: Kind::Transcript, standing, people, turns, head }
}

/// Turns from labels.
fn labelled(text: &str, labels: &turn::Labels) -> Vec<Raw> {
    let openings = &labels.openings;
    let mut raw: Vec<Raw> = Vec::with_capacity(openings.len());
    let mut forms: Vec<u32> = Vec::with_capacity(openings.len());
    let noise = noise_forms(text, labels);
    for (index, opening) in openings.iter().enumerate() {
        let end = openings.get(index + 1).map_or(text.len(), |next| next.label.span.start as usize);
        let span = turn_span(text, &opening.label, end);
        if noise[opening.form as usize] && !raw.is_empty() {
            continue;
        }
        // The same speaker goes on after noise under a label of its own: one turn.
        if index > 0
            && noise[openings[index - 1].form as usize]
            && forms.last() == Some(&opening.form)
            && let Some(last) = raw.last_mut()
        {
            let between = Span::new(last.span.end as usize, span.start as usize);
            last.unspoken.push(Unspoken { span: between, kind: UnspokenKind::Noise });
            last.unspoken.extend(aside::unspoken(text, span));
            last.span = last.span.hull(span);
            continue;
        }
        if span.is_empty() {
            continue;
        }
        let name = &labels.forms[opening.form as usize];
        let words = (!title::is_unnamed(&name.key)).then_some(opening.label.name);
        raw.push(Raw { span, label: Some(opening.label.span), words, unspoken: aside::unspoken(text, span) });
        forms.push(opening.form);
    }
    raw
}

/// Forms under which nothing but noise ever stands ("SYSTEM: (APPLAUSE)").
fn noise_forms(text: &str, labels: &turn::Labels) -> Vec<bool> {
    let mut noise = vec![true; labels.forms.len()];
    for (index, opening) in labels.openings.iter().enumerate() {
        let end = labels.openings.get(index + 1).map_or(text.len(), |next| next.label.span.start as usize);
        let span = turn_span(text, &opening.label, end);
        let flag = &mut noise[opening.form as usize];
        *flag = *flag && span.len() <= 400 && aside::is_noise(text, span, &aside::unspoken(text, span));
    }
    noise
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
        if dots >= 3 {
            let start = first.span.start as usize;
            first
                .unspoken
                .insert(0, Unspoken { span: Span::new(start, start + dots), kind: UnspokenKind::Cut });
        }
    }
    if let Some(last) = raw.last_mut() {
        let words = last.span.of(text);
        let kept = words.trim_end_matches(['.', '…', ' ']).len();
        if words.len() - kept >= 3 {
            let end = last.span.end as usize;
            last.unspoken.push(Unspoken {
                span: Span::new(last.span.start as usize + kept, end),
                kind: UnspokenKind::Cut,
            });
        }
    }
}

/// Gives each label its person.
fn name(document: &Document, head: &[&str], raw: Vec<Raw>) -> (Vec<Person>, Vec<Turn>) {
    let text = document.text.as_str();
    let names = Names::new(document, head);
    let mut people: Vec<Person> = Vec::new();
    let mut known: FxHashMap<String, PersonId> = FxHashMap::default();
    let labels = all_labels(text, &raw);
    let mut turns = Vec::with_capacity(raw.len());
    for turn in raw {
        let speaker = turn.words.map(|words| {
            let words = words.of(text);
            if let Some(&id) = known.get(words) {
                return id;
            }
            let id = person(&names, words, &labels, &mut people);
            known.insert(words.to_owned(), id);
            id
        });
        turns.push(Turn { span: turn.span, label: turn.label, speaker, unspoken: turn.unspoken });
    }
    (people, turns)
}

/// The distinct labels' words taken apart.
fn all_labels(text: &str, raw: &[Raw]) -> Vec<naming::Called> {
    let mut words: Vec<&str> = raw.iter().filter_map(|turn| turn.words).map(|words| words.of(text)).collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(naming::called).collect()
}

/// The person of a label: one already met under the same name, else a new one.
fn person(names: &Names, words: &str, labels: &[naming::Called], people: &mut Vec<Person>) -> PersonId {
    let called = naming::called(words);
    let among = naming::among_labels(&called, labels);
    let name = among.or_else(|| names.fullest(&called)).unwrap_or_else(|| plain_name(&called));
    let form = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let index = people.iter().position(|person| person.name == name).unwrap_or_else(|| {
        people.push(Person { name: name.clone(), ..Person::default() });
        people.len() - 1
    });
    let person = &mut people[index];
    if form != person.name && !person.names.contains(&form) {
        person.names.push(form);
    }
    for role in [called.bare_office().to_owned(), called.role.clone()] {
        let role = naming::written(&role);
        if !role.is_empty() && role != person.name && !person.roles.contains(&role) {
            person.roles.push(role);
        }
    }
    PersonId(index as u32)
}

/// The label's own name, in the usual case.
fn plain_name(called: &naming::Called) -> String {
    naming::written(if called.name.is_empty() { &called.office } else { &called.name })
}

/// A document without labels: one person's words, a speech of somebody unnamed, or no turns at all.
fn unlabelled<'d>(document: &'d Document, head: Vec<&'d str>, standing: text::Standing) -> Spoken<'d> {
    let text = document.text.as_str();
    let called = kind::called(document, &head);
    let manner = kind::manner(text);
    let sole = sole::sole(document, called, &head);
    let kind = kind::unlabelled(called, manner, sole.is_some());
    let mut people = Vec::new();
    let mut turns = Vec::new();
    let whole = Span::new(0, text.len()).trimmed(text);
    let turn =
        |span: Span, speaker| Turn { span, label: None, speaker, unspoken: aside::unspoken(text, span) };
    match sole {
        Some(sole) if matches!(kind, Kind::Transcript | Kind::Release) || document.speaker.is_some() => {
            let roles = if sole.office.is_empty() { Vec::new() } else { vec![sole.office] };
            people.push(Person { name: sole.name, names: Vec::new(), roles });
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
    let mut participants: Vec<PersonId> = Vec::new();
    for speaker in spoken.turns.iter().filter_map(|turn| turn.speaker) {
        if !participants.contains(&speaker) {
            participants.push(speaker);
        }
    }
    Some(Occasion {
        name: document.title.clone(),
        date: header::date(document, &spoken.head),
        place: header::place(document, &spoken.head),
        participants,
    })
}
