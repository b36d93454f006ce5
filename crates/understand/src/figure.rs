//! Figures: what is counted or measured, how much of it, and who said so.
//!
//! What a figure is, docs/figures.md says. Sentences without a number are passed over; the others are cut into pieces
//! and read from left to right, each piece once.

mod cardinal;
mod comparison;
mod fraction;
mod name;
mod number_word;
mod numeral;
mod piece;
mod quantity;
mod scope;
mod setting;
mod thing;
mod time;
mod unit;
mod whole;

use std::ops::Range;

use text::{Date, Span, WrittenDate, on_one_line, written_dates};

use crate::finding::{Figure, Period, PersonId, Understanding};
use crate::lexicon::{Class, lexicon};
use crate::token::{Sign, Token};
use numeral::Form;
use piece::{Kind, Piece, Sentence};
use quantity::Quantity;
use setting::Setting;
use unit::Dimension;

pub(crate) use number_word::number_word;
pub use number_word::small_number;

/// The figures of a text, by start. `said` is the day on which its words were said, where it is known. Who said them,
/// [`attribute`] finds.
pub(crate) fn figures(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
    said: Option<Date>,
) -> Vec<Figure> {
    let mut reader = Reader {
        text,
        said,
        pieces: Vec::new(),
        dates: Vec::new(),
        setting: Setting::default(),
        counted: None,
        figures: Vec::new(),
    };
    for paragraph in paragraphs {
        reader.paragraph(&tokens[paragraph.clone()]);
    }
    reader.figures
}

struct Reader<'a> {
    text: &'a str,
    said: Option<Date>,
    /// The pieces of the sentence being read.
    pieces: Vec<Piece>,
    /// The dates in it.
    dates: Vec<WrittenDate>,
    /// The times and places that it speaks of.
    setting: Setting,
    /// The last thing that was counted in the sentence before.
    counted: Option<String>,
    figures: Vec<Figure>,
}

impl Reader<'_> {
    fn paragraph(&mut self, tokens: &[Token]) {
        self.setting.before = None;
        for sentence in sentences(tokens) {
            match sentence.iter().any(|token| is_number(self.text, token)) {
                true => self.sentence(sentence[0].span().hull(sentence[sentence.len() - 1].span())),
                false => (self.setting.before, self.counted) = (None, None),
            }
        }
    }

    fn sentence(&mut self, span: Span) {
        piece::cut(self.text, span, &mut self.pieces);
        self.dates = dates(self.text, span);
        let pieces = std::mem::take(&mut self.pieces);
        let sentence = Sentence { text: self.text, pieces: &pieces };
        time::times(&sentence, &self.dates, self.said, &mut self.setting.times);
        scope::scopes(&sentence, &mut self.setting.scopes);
        self.quantities(&sentence, span);
        self.setting.before = self.setting.times.last().map(|said| said.period);
        self.pieces = pieces;
    }

    fn quantities(&mut self, sentence: &Sentence, span: Span) {
        let mut at = 0;
        let mut last = Last { before: self.counted.take(), ..Last::default() };
        while at < sentence.pieces.len() {
            let Some(quantity) = is_opening(sentence, at).then(|| quantity::quantity(sentence, at)).flatten()
            else {
                at += 1;
                continue;
            };
            let named = name::is_name(sentence, &quantity, |at| self.is_dated(&sentence.pieces[at]));
            if !named && !is_said_again(sentence, &quantity) {
                let figure = figure(sentence, span, &self.setting, &quantity, &last);
                last.comparison = Some(figure.comparison);
                if figure.unit.is_none() && figure.of.is_some() {
                    last.counted.clone_from(&figure.of);
                }
                self.figures.push(figure);
            }
            at = quantity.end.max(at + 1);
        }
        self.counted = last.counted;
    }

    fn is_dated(&self, piece: &Piece) -> bool {
        let next = self.dates.partition_point(|date| date.span.end <= piece.start);
        self.dates.get(next).is_some_and(|date| date.span.overlaps(piece.span()))
    }
}

/// Whether a sentence with this token can hold a figure.
fn is_number(text: &str, token: &Token) -> bool {
    match token.sign {
        Sign::Number => true,
        Sign::Word if token.is(Class::NUMBER) => true,
        Sign::Word => {
            let word = token.of(text);
            memchr::memchr(b'-', word.as_bytes()).is_some()
                && word.split('-').any(|part| number_word(part).is_some())
                || word.bytes().any(|byte| byte.is_ascii_digit())
        }
        Sign::Other => !text.as_bytes()[token.start as usize].is_ascii(),
        _ => false,
    }
}

/// The sentences of a paragraph, none of them empty.
pub(crate) fn sentences(paragraph: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut start = 0;
    (0..paragraph.len()).filter_map(move |index| {
        let ends = index + 1 == paragraph.len() || ends_sentence(paragraph, index);
        ends.then(|| &paragraph[std::mem::replace(&mut start, index + 1)..=index])
    })
}

/// A stop, with the marks and brackets that close behind it, before a capital, a number or an opening mark.
fn ends_sentence(tokens: &[Token], index: usize) -> bool {
    let closing = |token: &Token| matches!(token.sign, Sign::Quote | Sign::Close);
    let stop = match tokens[index].sign {
        Sign::Stop => true,
        Sign::Quote | Sign::Close => index > 0 && tokens[index - 1].sign == Sign::Stop,
        _ => false,
    };
    // a line that is only wrapped ends nothing by itself
    let Some(next) = tokens[index + 1..].iter().find(|token| token.sign != Sign::Line) else { return true };
    let apart = next.start > tokens[index].end; // ".5" and "$3.06" go on
    stop && apart
        && !closing(next)
        && (next.capital || matches!(next.sign, Sign::Number | Sign::Open | Sign::Dash | Sign::Other))
}

/// Whether a quantity can begin at this piece: with a number or its sign. Currencies before it are looked back for.
fn is_opening(sentence: &Sentence, at: usize) -> bool {
    match sentence.pieces[at].kind {
        Kind::Digits(_) | Kind::Word(Some(_)) => true,
        Kind::Sign(sign) => matches!(sign, '-' | '−') || !sign.is_ascii(),
        Kind::Word(None) => sentence.is_any(at, &["a", "an", "minus", "negative", "several", "few", "many"]),
        Kind::Name => false,
    }
}

/// What the figures before it in the sentence leave to a figure.
#[derive(Default)]
struct Last {
    /// How the last was compared.
    comparison: Option<&'static str>,
    /// The last thing that was counted.
    counted: Option<String>,
    /// The last thing that the sentence before counted.
    before: Option<String>,
}

/// "nine — only nine boats": the speaker begins anew.
fn is_said_again(sentence: &Sentence, quantity: &Quantity) -> bool {
    let dash = sentence.is_sign(quantity.end, '—') || sentence.is_sign(quantity.end, '–');
    let same = |at: usize| {
        quantity::quantity(sentence, at).is_some_and(|again| again.number.value == quantity.number.value)
    };
    dash && quantity.unit.is_none() && (1..=2).any(|ahead| same(quantity.end + ahead))
}

fn figure(sentence: &Sentence, place: Span, setting: &Setting, quantity: &Quantity, last: &Last) -> Figure {
    let pieces = quantity.start..quantity.end;
    let whole = whole::whole(sentence, quantity);
    let words = |pieces: Range<usize>| words(sentence, pieces);
    let thing = thing(sentence, quantity, setting, whole.as_ref())
        .map(|pieces| on_one_line(words(pieces).of(sentence.text)));
    let dimension = quantity.unit.map(|unit| unit.dimension);
    let compared = comparison::Place { start: quantity.start, end: quantity.end, dimension };
    Figure {
        span: words(pieces.clone()),
        sentence: place,
        value: quantity.number.value,
        upper: quantity.upper,
        out_of: whole.map(|whole| whole.value),
        unit: unit_name(sentence, quantity),
        of: thing.or_else(|| named_before(sentence, quantity, last)),
        scope: setting.scope(sentence, &pieces).cloned().map(words),
        time: departure(sentence, quantity.start).or_else(|| setting.time(sentence, &pieces)),
        comparison: comparison::comparison(sentence, compared, last.comparison),
        speaker: None,
    }
}

fn words(sentence: &Sentence, pieces: Range<usize>) -> Span {
    sentence.pieces[pieces.start].span().hull(sentence.pieces[pieces.end - 1].span())
}

/// "gone from nine to 23": the nine held at some time before, which is not said.
fn departure(sentence: &Sentence, start: usize) -> Option<Period> {
    const REACH: usize = 3;
    let from = (1..=REACH).map(|back| start.wrapping_sub(back)).find(|&at| sentence.is(at, "from"))?;
    let verb = from.checked_sub(1)?;
    let moves = comparison::direction(sentence.word(verb)).is_some()
        || sentence.is_any(verb, &["gone", "went", "go", "going", "moved", "come", "came"]);
    let arrives = (start..start + 24).any(|at| sentence.is(at, "to"));
    let span = words(sentence, verb..from + 1);
    (moves && arrives).then_some(Period { span, from: None, until: None })
}

/// The pieces of the thing counted or measured.
fn thing(
    sentence: &Sentence,
    quantity: &Quantity,
    setting: &Setting,
    whole: Option<&whole::Whole>,
) -> Option<Range<usize>> {
    let one = quantity.number.form == Form::One;
    match quantity.unit.map(|unit| unit.dimension) {
        _ if quantity.age => None,
        None if quantity.per.is_some() => None,
        None => {
            let part = quantity.number.form == Form::Fraction && sentence.is(quantity.end, "the");
            let start = quantity.end + usize::from(part);
            let own = thing::counted(sentence, start, one && !sentence.is(start, "of"));
            own.or_else(|| thing::counted(sentence, whole?.end, false))
        }
        Some(Dimension::Time) => None,
        Some(_) => thing::measured(sentence, quantity.start, quantity.end, &setting.scopes),
    }
}

/// "Nine boats sailed then, now it is 23", "from nine boats to 23": the thing of the count before. "The number of boats has
/// gone to 23": what the number is of.
fn named_before(sentence: &Sentence, quantity: &Quantity, last: &Last) -> Option<String> {
    let (start, end) = (quantity.start, quantity.end);
    let goes_on =
        sentence.get(end).is_some_and(|piece| piece.is_word()) && !sentence.word(end).ends_with("ing");
    // "This year, 23 will sail"
    let acts = lexicon().class(sentence.word(end)).any(Class::AUXILIARY | Class::MODAL);
    let opens = start == 0 || !sentence.get(start - 1).is_some_and(|piece| piece.is_word());
    if quantity.unit.is_none() && acts && opens {
        return last.counted.clone().or_else(|| last.before.clone());
    }
    if quantity.unit.is_some() || goes_on {
        return None;
    }
    let is = |back: usize, words: &[&str]| {
        words.iter().any(|word| sentence.before(start, back).eq_ignore_ascii_case(word))
    };
    let pronoun = ["it", "that", "number", "now", "today", "we", "there"];
    let refers = is(1, &["to", "now", "today"])
        || is(1, &["is", "was", "are"]) && is(2, &pronoun)
        || is(1, &["s"]) && is(3, &["it", "that"]);
    let now = is(1, &["now", "today"]) || is(1, &["is", "was", "are"]) && is(2, &pronoun);
    let before = last.counted.clone().filter(|_| refers).or_else(|| last.before.clone().filter(|_| now));
    before.or_else(|| number_of(sentence, start))
}

/// "the number of boats … to 23"
fn number_of(sentence: &Sentence, start: usize) -> Option<String> {
    const REACH: usize = 24;
    let led = sentence.is_any(start.wrapping_sub(1), &["to", "from", "is", "was", "at", "reached", "now"]);
    let of = |at: &usize| sentence.is(*at, "of") && sentence.is(at.wrapping_sub(1), "number");
    let of = (start.saturating_sub(REACH)..start).rev().find(of).filter(|_| led)?;
    thing::counted(sentence, of, false).map(|pieces| on_one_line(words(sentence, pieces).of(sentence.text)))
}

/// The name of the unit: of "400 metres per second" "metre per second", of "$5 a week" "USD".
fn unit_name(sentence: &Sentence, quantity: &Quantity) -> Option<String> {
    let unit = quantity.unit?;
    let per =
        quantity.per.filter(|_| unit.dimension == Dimension::Other).and_then(|at| unit::after(sentence, at));
    Some(match per {
        Some((per, _)) => format!("{} per {}", unit.name, per.name),
        None => unit.name.to_owned(),
    })
}

/// The times said in a stretch of text; `said` is the day on which its words were said.
pub(crate) fn times_in(text: &str, span: Span, said: Option<Date>) -> Vec<Period> {
    let mut pieces = Vec::new();
    piece::cut(text, span, &mut pieces);
    let mut times = Vec::new();
    time::times(&Sentence { text, pieces: &pieces }, &dates(text, span), said, &mut times);
    times.into_iter().map(|time| time.period).collect()
}

/// The dates written in a stretch of text, by their place in the whole.
fn dates(text: &str, span: Span) -> Vec<WrittenDate> {
    let moved = |mut date: WrittenDate| {
        date.span.start += span.start;
        date.span.end += span.start;
        date
    };
    written_dates(span.of(text)).map(moved).collect()
}

/// Gives each figure its speaker.
pub(crate) fn attribute(found: &mut Understanding) {
    let places: Vec<Span> = found.figures.iter().map(|figure| figure.span).collect();
    let speakers = speakers(found, &places);
    for (figure, speaker) in found.figures.iter_mut().zip(speakers) {
        figure.speaker = speaker;
    }
}

/// The speakers of places that are in order: each that of the innermost quotation, reported clause or turn that holds it.
pub(crate) fn speakers(found: &Understanding, places: &[Span]) -> Vec<Option<PersonId>> {
    let mut open: Vec<(Span, Option<PersonId>)> = Vec::new();
    let mut next = 0;
    let mut speakers = Vec::with_capacity(places.len());
    for place in places {
        let quotations = &found.quotations;
        while let Some(quotation) =
            quotations.get(next).filter(|quotation| quotation.span.start <= place.start)
        {
            open.extend(
                quotation.spans.iter().chain(&quotation.clause).map(|&span| (span, quotation.speaker)),
            );
            next += 1;
        }
        open.retain(|(span, _)| span.end > place.start);
        let inner = open.iter().filter(|(span, _)| span.contains(*place)).min_by_key(|(span, _)| span.len());
        speakers.push(match inner {
            Some(&(_, speaker)) => speaker,
            None => found.turn_at(place.start as usize).and_then(|turn| found.turns[turn].speaker),
        });
    }
    speakers
}

#[cfg(test)]
mod tests {
    use crate::article;

    fn figures(text: &str) -> Vec<crate::Figure> {
        article(&text::Document { text: text.to_owned(), ..Default::default() }).figures
    }

    fn values(text: &str) -> Vec<f64> {
        figures(text).into_iter().map(|figure| figure.value).collect()
    }

    #[track_caller]
    fn check(text: &str, words: &str, value: f64, upper: Option<f64>, unit: Option<&str>, comparison: &str) {
        let found = figures(text);
        let [figure] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((figure.span.of(text), figure.value, figure.upper), (words, value, upper));
        assert_eq!((figure.unit.as_deref(), figure.comparison), (unit, comparison));
    }

    #[test]
    fn money_is_read_with_its_scale_and_its_currency() {
        check("It cost about US$2.8bn.", "US$2.8bn", 2.8e9, None, Some("USD"), "~");
        check("They paid 40 Swiss francs.", "40 Swiss francs", 40.0, None, Some("CHF"), "=");
        check("They spend 640 billion on it.", "640 billion", 640e9, None, None, "=");
        check("It needs $5 to $10 million.", "$5 to $10 million", 5e6, Some(10e6), Some("USD"), "=");
    }

    #[test]
    fn words_are_numbers_too() {
        assert_eq!(values("They hold two hundred and two thousand tickets."), [202_000.0]);
        assert_eq!(values("It lasted two and a half years."), [2.5]);
        assert_eq!(values("Two thirds of the members came."), [2.0 / 3.0]);
        check("Dozens of boats came.", "Dozens", 12.0, Some(120.0), None, "=");
    }

    #[test]
    fn a_bare_count_is_of_what_the_sentence_before_counted() {
        let things =
            |text: &str| figures(text).into_iter().filter_map(|figure| figure.of).collect::<Vec<_>>();
        assert_eq!(things("In 2020, nine boats sailed. This year, 23 will sail."), ["boats", "boats"]);
        assert_eq!(things("Only three boats sailed. That number is now 23."), ["boats", "boats"]);
        assert_eq!(things("Only three boats sailed. The price rose to 23."), ["boats"]);
    }

    #[test]
    fn a_number_said_again_is_one_figure() {
        assert_eq!(values("When she came — as I said — nine — only nine boats sailed, now 23."), [9.0, 23.0]);
    }

    #[test]
    fn comparisons_stand_before_or_behind() {
        check("Output rose by 3 percent.", "3 percent", 3.0, None, Some("percent"), "up");
        check("At least 40 boats sank.", "40", 40.0, None, None, ">");
        check("The fee is up to 9 %.", "9 %", 9.0, None, Some("percent"), "<");
    }

    #[test]
    fn years_dates_scores_and_names_are_no_figures() {
        let none = "In 2014 the G7 met on June 3, 2014 at 11:30 under Article 5; they won 3-1 on the 2nd day in the 1990s.";
        assert!(figures(none).is_empty(), "{:?}", figures(none));
    }

    #[test]
    fn the_thing_counted_is_named() {
        let document = text::Document {
            text: "We lost 22 small boats, and 60% of the crews left.".into(),
            ..Default::default()
        };
        let found = article(&document).figures;
        let things: Vec<_> = found.iter().map(|figure| figure.of.as_deref().unwrap_or_default()).collect();
        assert_eq!(things, ["small boats", "crews"]);
    }

    #[test]
    fn the_speaker_is_that_of_the_quotation() {
        let text = "“We have 40 boats,” said Jane Doe. There are 50 boats.";
        let document = text::Document { text: text.into(), ..Default::default() };
        let found = article(&document);
        let speakers: Vec<_> = found.figures.iter().map(|figure| figure.speaker).collect();
        assert_eq!(speakers, [found.quotations[0].speaker, None]);
        assert!(speakers[0].is_some());
    }
}
