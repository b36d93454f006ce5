//! Turns of a transcript: which labels open one, and where each ends.
//!
//! Labels are read line by line ([`crate::label`]) and then judged together, because only the whole document shows its
//! habit: what repeats, what alternates, what is followed by speech.

use memchr::memchr_iter;
use rustc_hash::{FxHashMap, FxHashSet};
use text::Span;

use crate::kind;
use crate::label::{self, Label, Style};
use crate::line;
use crate::surname;
use crate::title;

/// One way of writing a label, over the whole document.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// The words in capitals, single spaces, without parentheses.
    pub key: String,
    /// How it is written.
    pub style: Style,
    /// How often it stands before a colon (or alone) at the start of a line.
    pub count: u32,
    /// How often it is set in bold or italics.
    marked: u32,
    /// How often speech follows: first or second person, a question.
    spoken: u32,
    /// How often the speaker's "I" follows.
    first_person: u32,
    /// How often a quotation mark follows: then it is somebody's statement in a collection, not a turn.
    quoted: u32,
    /// Whether it opens turns.
    pub accepted: bool,
}

/// A label found and the form it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    /// The label.
    pub label: Label,
    /// Index into the forms.
    pub form: u32,
}

/// All labels of a text that open turns.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// The ways of writing labels; only those with `accepted` are used by `openings`.
    pub forms: Vec<Form>,
    /// In order.
    pub openings: Vec<Opening>,
}

/// Finds the labels that open turns.
pub(crate) fn labels(text: &str) -> Labels {
    let mut labels = collect(text);
    if labels.forms.is_empty() {
        return labels;
    }
    accept(text, &mut labels);
    let forms = &labels.forms;
    labels.openings.retain(|opening| forms[opening.form as usize].accepted);
    if !labels.openings.is_empty() {
        add_inline(text, &mut labels);
    }
    labels
}

/// Reads every line's label.
fn collect(text: &str) -> Labels {
    let mut labels = Labels::default();
    let mut keys: FxHashMap<String, u32> = FxHashMap::default();
    let mut key = String::new();
    for line in line::lines(text, 0) {
        let Some(label) = label::at_line(text, line.start, line.end) else { continue };
        let sure = || label.style == Style::Upper && is_strong(text, &label);
        if !line.opens && !label.marked && !sure() {
            continue; // a line broken inside a paragraph
        }
        fold(label.name.of(text), label.style, &mut key);
        let form = keys.get(key.as_str()).copied().unwrap_or_else(|| {
            labels.forms.push(form(&key, &label));
            keys.insert(key.clone(), labels.forms.len() as u32 - 1);
            labels.forms.len() as u32 - 1
        });
        count(&mut labels.forms[form as usize], &label, text);
        labels.openings.push(Opening { label, form });
    }
    labels
}

fn form(key: &str, label: &Label) -> Form {
    Form {
        key: key.trim_start_matches(['\u{1}', '\u{2}']).to_owned(),
        style: label.style,
        count: 0,
        marked: 0,
        spoken: 0,
        first_person: 0,
        quoted: 0,
        accepted: false,
    }
}

/// The label's words in capitals with single spaces; a mark in front keeps the styles apart.
fn fold(name: &str, style: Style, key: &mut String) {
    key.clear();
    match style {
        Style::Title => key.push('\u{1}'),
        Style::Stopped => key.push('\u{2}'),
        Style::Upper | Style::Letter => {}
    }
    let outside = name.split(['(', '[']).next().unwrap_or(name);
    let tail = name.rfind([')', ']']).map_or("", |at| &name[at + 1..]);
    let words = outside.split_whitespace().chain(tail.split_whitespace());
    for (index, word) in words.enumerate() {
        if index > 0 && !word.starts_with(',') {
            key.push(' ');
        }
        key.extend(word.chars().filter(|c| !matches!(c, '*' | '_' | '\\')).flat_map(char::to_uppercase));
    }
}

fn count(form: &mut Form, label: &Label, text: &str) {
    form.count += 1;
    form.marked += u32::from(label.marked);
    let body = &text[label.body..];
    let line = body.as_bytes().iter().take(300).position(|&b| b == b'\n').unwrap_or(300);
    let head = opening(body, line.max(120));
    form.quoted += u32::from(head.starts_with(['“', '"', '”', '\'', '‘']));
    form.spoken += u32::from(is_spoken(head));
    form.first_person += u32::from(has_word(head, &["I", "I’m", "I'm", "I’ve", "I've", "my"]));
}

/// The first `length` bytes, up to the next character boundary.
pub(crate) fn opening(body: &str, length: usize) -> &str {
    let mut stop = length.min(body.len());
    while !body.is_char_boundary(stop) {
        stop += 1;
    }
    &body[..stop]
}

/// Whether these words address somebody or speak of themselves.
pub(crate) fn is_spoken(head: &str) -> bool {
    head.contains('?')
        || head.starts_with('(')
        || has_word(
            head,
            &[
                "I", "I’m", "I'm", "I’ve", "I've", "you", "You", "we", "We", "my", "Thank", "Thanks", "Well",
                "Yes", "No", "our", "me", "That’s", "That's",
            ],
        )
}

fn has_word(head: &str, words: &[&str]) -> bool {
    head.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '—' | '!' | '?'))
        .any(|word| words.contains(&word))
}

/// What the words of a label say of it, whatever stands around.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A title, an office or a speaker's part: needs no other evidence.
    Strong,
    /// Could be a name.
    Weak,
    /// No speaker.
    None,
}

fn sign(form: &Form) -> Sign {
    if form.style == Style::Letter { Sign::Weak } else { sign_of(&form.key) }
}

/// The sign of a label's words in capitals.
fn sign_of(key: &str) -> Sign {
    if title::is_unnamed(key) {
        return Sign::Strong;
    }
    let first = key.split([' ', '-']).find(|word| !word.is_empty()).unwrap_or_default();
    if title::is_silent(first) || key.contains("’S ") || key.contains("'S ") || has_sentence_word(key) {
        return Sign::None;
    }
    if is_titled(key) { Sign::Strong } else { Sign::Weak }
}

/// Whether this label needs no other evidence.
fn is_strong(text: &str, label: &Label) -> bool {
    sign_of(label.name.of(text)) == Sign::Strong
}

/// Whether the label opens with words of title ("FIRST LADY ADA LUND", "MS. LUND", "MODERATOR"), a few others after them.
fn is_titled(key: &str) -> bool {
    let words: Vec<&str> = key.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let is_title = |word: &&&str| title::is_office(word) || title::is_honorific(word) || title::is_part(word);
    let is_lead = |word: &&&str| {
        is_title(word)
            || title::is_domain(word)
            || matches!(**word, "THE" | "OF" | "FOR" | "U.S." | "US" | "UN")
    };
    let lead = words.iter().take_while(is_lead).count();
    let rest = &words[lead..];
    words[..lead].iter().any(|word| is_title(&word))
        && rest.len() <= 4
        && !rest.contains(&"AND")
        && (words.len() > 1 || title::is_part(words[0]))
}

/// Words that make a heading or a sentence, not a name.
fn has_sentence_word(key: &str) -> bool {
    key.split(' ').any(|word| {
        matches!(
            word,
            "IS" | "ARE"
                | "WAS"
                | "WILL"
                | "HAS"
                | "HAVE"
                | "IN"
                | "ON"
                | "AT"
                | "BY"
                | "WITH"
                | "FROM"
                | "THAT"
                | "THIS"
                | "IT"
                | "OUR"
                | "HIS"
                | "NOT"
                | "AS"
                | "INTO"
                | "I"
                | "WE"
                | "YOU"
        )
    }) || key.contains("FACT SHEET")
}

/// Decides which forms open turns.
fn accept(text: &str, labels: &mut Labels) {
    let signs: Vec<Sign> = labels.forms.iter().map(sign).collect();
    let upper = accept_upper(text, labels, &signs);
    if upper < 3 {
        accept_title(labels, &signs);
    }
    if !labels.forms.iter().any(|form| form.accepted) {
        accept_stopped(labels, &signs);
    }
    accept_followers(text, labels, &signs);
    accept_letters(labels);
}

/// Forms in capitals. Returns how many openings are accepted.
fn accept_upper(text: &str, labels: &mut Labels, signs: &[Sign]) -> u32 {
    let is_upper = |form: &Form| form.style == Style::Upper;
    let strong: u32 = over(labels, signs, |form, sign| is_upper(form) && sign == Sign::Strong);
    let repeated: u32 = over(labels, signs, |form, sign| {
        is_upper(form) && sign == Sign::Weak && form.count >= 2 && form.speaks()
    });
    let others = over(labels, signs, |form, sign| is_upper(form) && sign != Sign::None && form.speaks());
    let known = strong >= 2
        || (strong == 1 && others >= 2 && kind::manner(text).is_speech())
        || (repeated >= 4 && (others > repeated || labels.forms.len() > 1));
    let is_speech = strong > 0 && strong < 3 && kind::manner(text).is_speech();
    let top = labels.openings.first().map(|opening| (opening.form as usize, opening.label));
    for (index, form) in labels.forms.iter_mut().enumerate().filter(|(_, form)| is_upper(form)) {
        form.accepted = match signs[index] {
            Sign::Strong => strong >= 3 || form.speaks() || is_speech,
            Sign::Weak => {
                let alone =
                    top.is_some_and(|(first, label)| first == index && is_top(text, &label)) && form.speaks();
                (known
                    && form.quoted * 2 <= form.count
                    && form.key.split(' ').count() <= 5 + 5 * usize::from(form.key.contains(',')))
                    || alone
            }
            Sign::None => false,
        };
    }
    over(labels, signs, |form, _| form.accepted)
}

impl Form {
    /// Whether mostly speech follows.
    fn speaks(&self) -> bool {
        self.spoken * 5 >= self.count * 2 && self.quoted * 2 <= self.count
    }
}

/// How often the forms stand that fit.
fn over(labels: &Labels, signs: &[Sign], fits: impl Fn(&Form, Sign) -> bool) -> u32 {
    labels.forms.iter().zip(signs).filter(|(form, sign)| fits(form, **sign)).map(|(form, _)| form.count).sum()
}

/// Whether the label is the first thing in the text.
fn is_top(text: &str, label: &Label) -> bool {
    !text[..label.span.start as usize].chars().any(char::is_alphanumeric)
}

/// Forms written like names, in a document without labels in capitals.
fn accept_title(labels: &mut Labels, signs: &[Sign]) {
    let named = over(labels, signs, |form, sign| form.style == Style::Title && sign != Sign::None);
    let quoted: u32 =
        labels.forms.iter().filter(|form| form.style == Style::Title).map(|form| form.quoted).sum();
    if quoted * 4 > named {
        return; // a collection of statements, each in quotation marks
    }
    let seed = |form: &Form, sign: Sign| {
        form.style == Style::Title
            && form.speaks()
            && match sign {
                Sign::Strong => form.count >= 2,
                Sign::Weak => form.count >= 3 || (form.count >= 2 && form.marked == form.count),
                Sign::None => false,
            }
    };
    let letters = labels.forms.iter().any(|form| form.style == Style::Letter && form.count >= 2);
    let seeds = labels.forms.iter().zip(signs).filter(|(form, sign)| seed(form, **sign)).count()
        + usize::from(letters);
    let marked =
        labels.forms.iter().zip(signs).all(|(form, sign)| !seed(form, *sign) || form.marked == form.count);
    let partner = labels.forms.iter().zip(signs).any(|(form, sign)| {
        !seed(form, *sign) && form.style == Style::Title && *sign == Sign::Strong && form.speaks()
    });
    if over(labels, signs, seed) < 3 || (seeds < 2 && !partner) {
        return;
    }
    for (form, &sign) in labels.forms.iter_mut().zip(signs).filter(|(form, _)| form.style == Style::Title) {
        let lone = form.quoted == 0 && (!marked || form.marked == form.count);
        form.accepted = seed(form, sign)
            || sign == Sign::Strong && lone
            || sign == Sign::Weak && lone && form.speaks() && form.key.contains(' ');
    }
}

/// Forms before a full stop, in a document without colons: two at least that come again and again, or one beside `Q`.
fn accept_stopped(labels: &mut Labels, signs: &[Sign]) {
    const OFTEN: u32 = 3;
    let is_seed = |form: &Form, sign: Sign| {
        let named = sign == Sign::Strong || sign == Sign::Weak && form.key.contains(' ');
        form.style == Style::Stopped && named && form.count >= OFTEN && form.speaks()
    };
    let seeds = labels.forms.iter().zip(signs).filter(|(form, sign)| is_seed(form, **sign)).count();
    let asked = labels.forms.iter().any(|form| form.style == Style::Letter && form.count >= OFTEN);
    if seeds == 0 || seeds + usize::from(asked) < 2 {
        return;
    }
    for (form, &sign) in labels.forms.iter_mut().zip(signs).filter(|(form, _)| form.style == Style::Stopped) {
        form.accepted = is_seed(form, sign) || sign == Sign::Strong && form.quoted == 0;
    }
}

/// Forms written otherwise that name a speaker already accepted ("Lund:" beside "LUND:"), nobody ("Audience Member:"), or
/// somebody whom the text names in full.
fn accept_followers(text: &str, labels: &mut Labels, signs: &[Sign]) {
    if !labels.forms.iter().any(|form| form.accepted) {
        return;
    }
    let accepted: FxHashSet<String> =
        labels.forms.iter().filter(|form| form.accepted).map(|form| form.key.clone()).collect();
    let mut searches = 0;
    for (form, &sign) in labels.forms.iter_mut().zip(signs) {
        if form.accepted || form.style != Style::Title || sign == Sign::None {
            continue;
        }
        let speaks = form.speaks();
        let named = speaks && form.count >= 2 && form.quoted == 0 && searches < MOST_SEARCHES;
        searches += u32::from(named);
        form.accepted = accepted.contains(&form.key)
            || (speaks && title::is_unnamed(&form.key))
            || (named && surname::is_person(text, &form.key));
    }
}

/// Labels that are looked for as names in the text, at most: keeps the time linear.
const MOST_SEARCHES: u32 = 64;

/// `Q` beside other labels, or `Q` and `A` when the answers speak of themselves (a list of questions and answers does not).
fn accept_letters(labels: &mut Labels) {
    let others = labels.forms.iter().any(|form| form.accepted);
    let answers = labels.forms.iter().any(|form| {
        form.key == "A"
            && form.style == Style::Letter
            && form.first_person * 4 >= form.count
            && form.count >= 2
    });
    for form in labels.forms.iter_mut().filter(|form| form.style == Style::Letter) {
        form.accepted = if form.key == "A" { answers } else { others || answers };
    }
}

/// Labels in mid-line: "Please respond. LUND: I will."
fn add_inline(text: &str, labels: &mut Labels) {
    let known: FxHashMap<&str, u32> = labels
        .forms
        .iter()
        .enumerate()
        .filter(|(_, form)| form.accepted && form.style == Style::Upper)
        .map(|(index, form)| (form.key.as_str(), index as u32))
        .collect();
    let longest = known.keys().map(|key| key.len()).max().unwrap_or(0);
    let mut more = Vec::new();
    for colon in memchr_iter(b':', text.as_bytes()) {
        if let Some((start, form)) = inline(text, colon, longest, &known) {
            let label = Label {
                span: Span::new(start, colon + 1),
                name: Span::new(start, colon),
                body: skip_space(text, colon + 1),
                style: Style::Upper,
                marked: false,
            };
            more.push(Opening { label, form });
        }
    }
    let taken: Vec<u32> = labels.openings.iter().map(|opening| opening.label.span.end).collect();
    more.retain(|opening| taken.binary_search(&opening.label.span.end).is_err());
    labels.openings.extend(more);
    labels.openings.sort_by_key(|opening| opening.label.span.start);
}

/// The start of a known label that ends at `colon` and follows a sentence's end on the same line.
fn inline(text: &str, colon: usize, longest: usize, known: &FxHashMap<&str, u32>) -> Option<(usize, u32)> {
    let bytes = text.as_bytes();
    if colon == 0
        || !(bytes[colon - 1].is_ascii_uppercase() || bytes[colon - 1] >= 0x80)
        || bytes.get(colon + 1).is_some_and(|b| !b.is_ascii_whitespace() && *b < 0x80)
    {
        return None;
    }
    let floor = colon.saturating_sub(longest + 1);
    let mut best = None;
    for at in (floor..colon).rev() {
        let b = bytes[at];
        if b == b'\n' {
            break;
        }
        if b == b' '
            && let Some(&form) = text.get(at + 1..colon).and_then(|name| known.get(name))
        {
            best = Some((at + 1, form));
        }
    }
    let (start, form) = best?;
    let before = text[..start].trim_end_matches([' ', '\u{a0}']);
    before.ends_with(['.', '?', '!', ')', ']', '…', '”', '"', '—', '-']).then_some((start, form))
}

fn skip_space(text: &str, at: usize) -> usize {
    at + (text[at..].len() - text[at..].trim_start_matches([' ', '\t', '\u{a0}']).len())
}
