//! What a difference touches: a negation, a number, a name… A fact about the words, not a verdict.

use crate::{Touch, Word};

/// Words of each sort, lower case. Function words are a closed class; the others are the commonest, from usage, for a
/// word that is missing here is only not pointed out.
const NEGATIONS: &str =
    "not no never nor neither none nothing nobody nowhere n't n’t without cannot hardly barely scarcely";
const MODALS: &str = "may might can could will would shall should must ought 'll ’ll need needs";
const HEDGES: &str = "probably apparently perhaps maybe possibly presumably reportedly allegedly seemingly likely \
    unlikely roughly approximately nearly almost practically virtually somewhat arguably supposedly basically \
    largely mostly generally usually often sometimes if seem seems seemed appear appears";
const STRENGTHS: &str = "very really extremely highly totally absolutely completely entirely utterly strongly greatly \
    quite too only always all every total absolute complete most more less least much many few some any huge \
    tremendous tremendously enormous massive just even ever truly deeply fully certainly definitely clearly obviously \
    incredibly best better worst worse";
const NUMBERS: &str = "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds \
    thousand thousands million millions billion billions trillion trillions dozen dozens half halves third thirds \
    quarter quarters fourth fifth sixth seventh eighth ninth tenth twice double triple percent %";
/// Words that are no names though a capital may stand where no sentence begins as far as the marks tell.
const NEVER_NAMES: &str = "i a an the this that these those there here it he she we you they his her its our your their \
    my me him them us who what when where why how which and but or so if as at by for from in into of on to with not \
    no yes is are was were be been have has had do does did will would can could may might shall should must let";
/// After the first person these make a statement an opinion.
const OPINIONS: &str = "think believe guess suppose feel";
/// Words after which the future, or a duty, is spoken of with "to".
const PHRASAL_MODALS: &str = "going have has had able supposed";

/// The most words of a difference, on the longer side, that touch what stands around them: a longer stretch was left
/// out or put in as a whole, and what it holds says nothing of the words that are kept.
const LONGEST: usize = 12;

/// What the words of a difference touch, on either side; in the order of [`Touch`].
pub fn touches(quote: (&str, &[Word]), source: (&str, &[Word])) -> Vec<Touch> {
    if quote.1.len().max(source.1.len()) > LONGEST {
        return Vec::new();
    }
    let (quote, source) = (forms(quote), forms(source));
    let mut found = Vec::new();
    let mut name = |touch: Touch, differ: bool| {
        if differ {
            found.push(touch);
        }
    };
    let differ = |list| listed(&quote, list) != listed(&source, list);
    name(Touch::Negation, differ(NEGATIONS));
    name(Touch::Number, numbers(&quote) != numbers(&source));
    name(Touch::Name, sorted(&quote, |form| form.name) != sorted(&source, |form| form.name));
    name(Touch::Modal, differ(MODALS) || phrasal(&quote) != phrasal(&source));
    name(Touch::Hedge, differ(HEDGES) || opinion(&quote) != opinion(&source));
    name(Touch::Strength, differ(STRENGTHS) || graded(&quote, &source));
    found
}

/// A word as written.
struct Form {
    lower: String,
    /// A capital where no sentence begins.
    name: bool,
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

fn forms((text, words): (&str, &[Word])) -> Vec<Form> {
    let form = |word: &Word| {
        let written = text.get(word.span.range()).unwrap_or("");
        let lower = written.to_lowercase();
        let start = word.span.start as usize;
        let capital = written.chars().next().is_some_and(char::is_uppercase) && !shouted(text, start);
        let name = capital && !is_in(NEVER_NAMES, &lower) && !begins(text, start);
        Form { lower, name }
    };
    words.iter().map(form).collect()
}

/// Whether the word before this byte is all in capitals, as in a slogan.
fn shouted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end();
    let mut letters = before.chars().rev().take_while(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.by_ref().all(char::is_uppercase) && !before.ends_with(" I")
}

/// Whether a sentence, the quotation or a hashtag begins at this byte.
fn begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\u{a0}', '\t', '*', '_', '[', '(']);
    // an initial or an abbreviation is no sentence
    let short = before.strip_suffix('.').is_some_and(|word| {
        word.rsplit(|mark: char| !mark.is_alphabetic()).next().is_some_and(|last| last.chars().count() <= 1)
    });
    before.is_empty()
        || !short && before.ends_with(['.', '!', '?'])
        || before.ends_with([':', '"', '“', '‘', '\'', '\r', '\n', '—', '–', '-', '…', '’', '”', '#', '@'])
}

/// The words of a sort, in alphabetical order.
fn sorted(forms: &[Form], sort: impl Fn(&Form) -> bool) -> Vec<&str> {
    let mut words: Vec<&str> =
        forms.iter().filter(|form| sort(form)).map(|form| form.lower.as_str()).collect();
    words.sort_unstable();
    words
}

/// The words that a list has.
fn listed<'a>(forms: &'a [Form], list: &str) -> Vec<&'a str> {
    sorted(forms, |form| is_in(list, &form.lower))
}

/// Figures and number words, "8th" as "8"; "one" is mostly a pronoun and only tells by what stands in its place.
fn numbers(forms: &[Form]) -> Vec<&str> {
    let digits = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let mut found = sorted(forms, |form| is_in(NUMBERS, &form.lower) || digits(&form.lower));
    for number in &mut found {
        if digits(number) {
            *number = number.trim_end_matches(|last: char| last.is_ascii_alphabetic());
        }
    }
    found
}

/// How often these forms speak of a future or a duty by a verb and "to".
fn phrasal(forms: &[Form]) -> usize {
    forms.windows(2).filter(|pair| is_in(PHRASAL_MODALS, &pair[0].lower) && pair[1].lower == "to").count()
}

/// How often these forms say "I think", "we believe".
fn opinion(forms: &[Form]) -> usize {
    let first = |form: &Form| matches!(form.lower.as_str(), "i" | "we");
    forms.windows(2).filter(|pair| first(&pair[0]) && is_in(OPINIONS, &pair[1].lower)).count()
}

/// Whether a word stands in another degree on the other side: tough, tougher, toughest.
fn graded(quote: &[Form], source: &[Form]) -> bool {
    let raised = |low: &Form, high: &Form| {
        let stem = low.lower.strip_suffix(['e', 'y']).unwrap_or(&low.lower);
        let degree = high.lower.strip_prefix(stem).unwrap_or("");
        stem.chars().count() >= 3
            && low.lower != high.lower
            && matches!(degree, "er" | "est" | "ier" | "iest")
    };
    let between = |highest: &Form, higher: &Form| {
        let stem = higher.lower.strip_suffix("er").unwrap_or("");
        stem.chars().count() >= 3 && highest.lower.strip_prefix(stem) == Some("est")
    };
    let any = |relation: &dyn Fn(&Form, &Form) -> bool| {
        quote.iter().any(|left| source.iter().any(|right| relation(left, right) || relation(right, left)))
    };
    any(&raised) || any(&between)
}

/// Words before which a comma changes the sense: it makes a clause that says which one meant into one that adds
/// something, or a place into another name for what stands before it.
const AFTER_COMMA: &str = "who whom whose which where here there";

/// Whether between two words that stand side by side on both sides, only one side has a mark, and the mark changes the sense;
/// `next` is the second word, `quote` and `source` are what stands between.
pub fn changes_sense(quote: &str, source: &str, next: &str) -> bool {
    let marked = |between: &str| between.trim_start().starts_with([',', ';', '—', '–', '-']);
    let plain = |between: &str| between.chars().all(|space| space == ' ' || space == '\u{a0}');
    (marked(quote) && plain(source) || plain(quote) && marked(source))
        && is_in(AFTER_COMMA, &next.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn touched(quote: &str, source: &str) -> Vec<Touch> {
        let read = |text| words(text, &[], 0).collect::<Vec<_>>();
        touches((quote, &read(quote)), (source, &read(source)))
    }

    #[test]
    fn a_difference_names_what_it_touches() {
        for (quote, source, touch) in [
            ("of tougher", "of tough", Touch::Strength),
            ("the greatest", "the greater", Touch::Strength),
            ("it is", "I think it is", Touch::Hedge),
            ("it is", "it is going to", Touch::Modal),
            ("a quarter", "a fifth", Touch::Number),
            ("on May 8th", "on May 9", Touch::Number),
            ("will", "will not", Touch::Negation),
            ("by him", "by Lund", Touch::Name),
        ] {
            assert_eq!(touched(quote, source), [touch], "{quote} / {source}");
        }
    }

    #[test]
    fn the_same_in_another_form_touches_nothing() {
        for (quote, source) in [
            ("on 8th", "on 8"),
            ("a billion", "one billion"),
            ("he says", "That’s"),
            ("over", "over. But then"),
        ] {
            assert_eq!(touched(quote, source), [], "{quote} / {source}");
        }
    }

    #[test]
    fn a_comma_touches_before_a_relative_clause_only() {
        assert!(changes_sense(" ", ", ", "who"));
        assert!(changes_sense(", ", " ", "here"));
        assert!(!changes_sense(" ", ", ", "and"));
        assert!(!changes_sense(", ", " — ", "who"));
    }
}
