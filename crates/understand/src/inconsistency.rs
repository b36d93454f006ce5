//! What a document says twice and not alike: listed as problems for a reader to judge.
//!
//! Three kinds: a title that names other ministers than the text, a number in the title that the text does not hold, and a
//! quotation given twice with different words.

use text::{Document, Problem, Span};

use crate::figure;
use crate::finding::{Quotation, QuotationKind, Understanding};
use crate::frame::paragraphs;
use crate::token::tokens;

/// The inconsistencies of a document, from what was found in it.
pub(crate) fn inconsistencies(document: &Document, found: &Understanding) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(title) = document.title.as_deref().filter(|title| !title.is_empty()) {
        let body = body(&document.text, title);
        problems.extend(other_ministers(title, &document.text, body));
        problems.extend(missing_numbers(title, &document.text, body, found));
    }
    problems.extend(varied_quotations(&document.text, &found.quotations));
    problems
}

/// The byte behind the title where the text begins with it.
fn body(text: &str, title: &str) -> usize {
    const HEAD: usize = 1000;
    let head = &text[..text.floor_char_boundary(HEAD)];
    head.find(title).map_or(0, |at| at + title.len())
}

/// What ministers look after, in the spellings that texts use.
const CHARGES: [(&str, &str); 14] = [
    ("foreign", "foreign"),
    ("defence", "defence"),
    ("defense", "defence"),
    ("finance", "finance"),
    ("interior", "interior"),
    ("justice", "justice"),
    ("health", "health"),
    ("trade", "trade"),
    ("energy", "energy"),
    ("agriculture", "agriculture"),
    ("environment", "environment"),
    ("transport", "transport"),
    ("education", "education"),
    ("labour", "labour"),
];

/// The ministers named in a text, in order: "foreign ministers", "FMs".
fn ministers(text: &str) -> impl Iterator<Item = (&'static str, Span)> + '_ {
    let mut before: Option<(&'static str, usize)> = None;
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter_map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        let charge =
            CHARGES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, charge)| *charge);
        let last = std::mem::replace(&mut before, charge.map(|charge| (charge, start)));
        match word {
            "FMs" => Some(("foreign", Span::new(start, end))),
            _ if word.eq_ignore_ascii_case("ministers") => {
                last.map(|(charge, first)| (charge, Span::new(first, end)))
            }
            _ => None,
        }
    })
}

/// A title of foreign ministers over a text whose first ministers are those of defence.
fn other_ministers(title: &str, text: &str, body: usize) -> Option<Problem> {
    let (titled, _) = ministers(title).next()?;
    let (named, span) = ministers(&text[body..]).next()?;
    let span = Span::new(span.start as usize + body, span.end as usize + body);
    (named != titled && ministers(title).all(|(charge, _)| charge != named)).then(|| Problem {
        code: "title-differs",
        message: format!("The title speaks of {titled} ministers, the text of {named} ministers."),
        span: Some(span),
    })
}

/// Numbers of the title that stand nowhere in the text, neither as a figure nor in the same digits.
fn missing_numbers(title: &str, text: &str, body: usize, found: &Understanding) -> Vec<Problem> {
    /// Of a shorter text little can be said.
    const SHORTEST_TEXT: usize = 400;
    let text = &text[body..];
    if text.len() < SHORTEST_TEXT {
        return Vec::new();
    }
    let tokens = tokens(title);
    let paragraphs = paragraphs(title, &tokens);
    let near = |one: f64, other: f64| (one - other).abs() <= 0.005 * one.abs().max(other.abs());
    let held = |value: f64| {
        let figures = found.figures.iter().filter(|figure| figure.span.start as usize >= body);
        figures
            .flat_map(|figure| [Some(figure.value), figure.upper, figure.out_of])
            .flatten()
            .any(|held| near(held, value))
    };
    let titled = figure::figures(title, &tokens, &paragraphs, None).into_iter();
    let missing = titled.filter(|figure| figure.value > 2.0 && !held(figure.value)).filter(|figure| {
        let digits: String = figure.span.of(title).chars().filter(char::is_ascii_digit).collect();
        digits.is_empty() || !text.contains(&digits)
    });
    let problem = |figure: crate::finding::Figure| Problem {
        code: "title-number-missing",
        message: format!("The title says “{}”; the text holds no such number.", figure.span.of(title)),
        span: None,
    };
    missing.map(problem).collect()
}

/// Quotations compared, at most: keeps the time linear.
const MOST: usize = 120;

/// Quotations of one speaker that share most of their words, in another wording.
fn varied_quotations(text: &str, quotations: &[Quotation]) -> Vec<Problem> {
    /// Shorter ones repeat phrases by chance.
    const LEAST_WORDS: usize = 7;
    const ALIKE: f64 = 0.75;
    let marked = quotations
        .iter()
        .filter(|quotation| matches!(quotation.kind, QuotationKind::Direct | QuotationKind::Mixed));
    let worded: Vec<(&Quotation, Vec<String>)> = marked
        .map(|quotation| (quotation, words(quotation.span.of(text))))
        .filter(|(_, words)| words.len() >= LEAST_WORDS)
        .take(MOST)
        .collect();
    let mut problems = Vec::new();
    for (at, (later, words)) in worded.iter().enumerate() {
        let varied = worded[..at].iter().find(|(earlier, other)| {
            let (short, long) = (words.len().min(other.len()) as f64, words.len().max(other.len()) as f64);
            // what costs nothing is asked first: every pair comes here
            if earlier.speaker != later.speaker || short / long < ALIKE {
                return false;
            }
            let shared = words.iter().filter(|word| other.contains(word)).count() as f64;
            shared / long >= ALIKE && !holds(words, other) && !holds(other, words)
        });
        if let Some((earlier, _)) = varied {
            problems.push(Problem {
                code: "quotation-varies",
                message: format!(
                    "These words are quoted before, in another wording: “{}”.",
                    earlier.span.of(text)
                ),
                span: Some(later.span),
            });
        }
    }
    problems
}

/// Small letters, without marks.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether all the words of `part` stand in `whole`, side by side.
fn holds(whole: &[String], part: &[String]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use text::Document;

    fn codes(title: &str, text: &str) -> Vec<&'static str> {
        let document = Document { title: Some(title.into()), text: text.into(), ..Document::default() };
        crate::article(&document).problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn a_title_names_other_ministers_than_the_text() {
        let title = "Harbour league FMs to meet";
        assert_eq!(codes(title, "The defence ministers of the league meet on Monday."), ["title-differs"]);
        assert!(codes(title, "The foreign ministers of the league meet on Monday.").is_empty());
    }

    #[test]
    fn a_title_has_a_number_that_the_text_does_not_hold() {
        let text = "The league bought 40 boats. ".repeat(20);
        assert_eq!(codes("League buys 60 boats", &text), ["title-number-missing"]);
        assert!(codes("League buys forty boats", &text).is_empty());
    }

    #[test]
    fn a_quotation_is_given_twice_in_different_words() {
        let text = "“We will mend the old bridge before the winter comes,” said Ada Rowe, the mayor.\n\n\
                    “We will mend the old bridge after the winter comes,” Rowe said.";
        assert_eq!(codes("Bridge", text), ["quotation-varies"]);
    }
}
