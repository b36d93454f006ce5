//! Where a surname stands in a text or a title, with the given names and the title before it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::called::name_case;
use crate::title;

/// Mentions read for one label at most: enough for a vote, and the time stays in bounds.
pub(crate) const MOST_MENTIONS: usize = 400;

/// One mention of a surname with the words before it.
pub(crate) struct Mention<'t> {
    /// Place of the surname.
    pub at: usize,
    /// Given names and the surname, as they stand.
    pub name: &'t str,
    /// The word of title right before.
    pub title: Option<&'t str>,
    /// The office that a comma parts from the name: in a list, it may be another person's.
    pub beside: Option<&'t str>,
    /// "I'm", "I am", "name is" before.
    pub introduced: bool,
}

/// Whether the text names somebody with this surname in full.
pub(crate) fn is_person(text: &str, surname: &str) -> bool {
    !surname.contains(' ')
        && mentions(text, surname).any(|mention| mention.name.contains(char::is_whitespace))
}

/// Whether a word can belong to a name.
pub(crate) fn is_name_word(word: &str) -> bool {
    is_given_name(word.trim_end_matches([',', ';'])) && !is_title_verb(word)
}

/// Mentions of a surname in `place`, whatever its case there.
pub(crate) fn mentions<'t>(place: &'t str, surname: &str) -> impl Iterator<Item = Mention<'t>> + use<'t> {
    let cased = name_case(surname);
    let mut places: Vec<usize> =
        memchr::memmem::find_iter(place.as_bytes(), cased.as_bytes()).take(MOST_MENTIONS).collect();
    places.extend(inner_capitals(place, surname));
    // In capitals only in titles and head lines: in the text, these are labels.
    let is_head = place.len() < 2000;
    if is_head {
        let shouted = surname.to_uppercase();
        places.extend(memchr::memmem::find_iter(place.as_bytes(), shouted.as_bytes()));
    }
    let mut places: Vec<(usize, usize)> = places.into_iter().map(|at| (at, surname.len())).collect();
    if is_head {
        places.extend(with_accents(place, surname));
    }
    places.sort_unstable();
    places.dedup();
    places.into_iter().filter_map(move |(at, length)| mention(place, at, length))
}

/// Words of a title that are the surname but for accents, which labels in capitals often lack: where, how long.
fn with_accents(place: &str, surname: &str) -> Vec<(usize, usize)> {
    let plain = without_accents(surname);
    let words = place.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let same = words.filter(|word| without_accents(word) == plain);
    same.map(|word| (word.as_ptr() as usize - place.as_ptr() as usize, word.len())).collect()
}

/// A word in lower case without its combining marks: "António" and "ANTONIO" are one.
fn without_accents(word: &str) -> String {
    word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect()
}

/// How a title or the text writes a surname that a label has in capitals, where its casing cannot be guessed:
/// "McAllen" for "MCALLEN".
pub(crate) fn with_inner_capitals<'t>(place: &'t str, surname: &str) -> Option<&'t str> {
    let at = inner_capitals(place, surname).into_iter().find_map(|at| mention(place, at, surname.len()))?.at;
    place.get(at..at + surname.len())
}

/// Places of the name with capitals inside, "McAllen" for "MCALLEN": the usual casing is found otherwise.
fn inner_capitals(place: &str, surname: &str) -> Vec<usize> {
    let upper = surname.to_uppercase();
    let Some(rest) = upper
        .strip_prefix("MC")
        .or_else(|| upper.strip_prefix("MAC"))
        .or_else(|| upper.strip_prefix("DE"))
        .filter(|rest| rest.len() > 2)
    else {
        return Vec::new();
    };
    let prefix = &upper[..upper.len() - rest.len()];
    let cased = format!("{}{}", name_case(prefix), name_case(rest));
    memchr::memmem::find_iter(place.as_bytes(), cased.as_bytes()).collect()
}

/// The mention at byte `at`, with the names and the title before it.
fn mention(place: &str, at: usize, length: usize) -> Option<Mention<'_>> {
    let surname = place.get(at..at + length)?;
    let end = at + length;
    let (before, after) = (&place[..at], &place[end..]);
    let bounded = !before.ends_with(char::is_alphanumeric)
        && !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '‑'));
    if !bounded || after.starts_with(':') {
        return None;
    }
    let shouted = !surname.chars().any(char::is_lowercase);
    let mut starts = [at; 5];
    let mut given = 0;
    let mut stop = None;
    while given < 4 {
        let Some((start, word)) = word_before(place, starts[given]) else { break };
        if !is_given_name(word) || (!shouted && is_acronym(word)) {
            stop = Some(word);
            break;
        }
        given += 1;
        starts[given] = start;
    }
    let kept = kept(place, end, &starts[..=given], stop);
    let start = starts[kept];
    let lead = place[..start].trim_end();
    let possessive = after.starts_with(['’', '\'']);
    let introduced = !possessive
        && ["I’m", "I'm", "I am", "name is", "This is", "this is"].iter().any(|words| lead.ends_with(words));
    let title = stop.filter(|word| kept == given && (title::is_office(word) || title::is_honorific(word)));
    Some(Mention { at, name: &place[start..end], title, beside: office_beside(place, start), introduced })
}

/// The office that a comma parts from the name: "our mayor, Ada Lund".
fn office_beside(place: &str, start: usize) -> Option<&str> {
    let before = place[..start].trim_end().strip_suffix(',')?;
    before.rsplit(char::is_whitespace).next().filter(|word| title::is_office(word))
}

/// The word before byte `at` in the same paragraph and phrase, and where it starts.
fn word_before(place: &str, at: usize) -> Option<(usize, &str)> {
    let head = place[..at].trim_end_matches([' ', '\u{a0}', '\n', '\r', '\t']);
    if head.len() == at || place[head.len()..at].matches('\n').count() > 1 {
        return None;
    }
    let breaks = |c: char| {
        c.is_whitespace() || matches!(c, '(' | '[' | '—' | '“' | '"' | '*' | '_' | '/' | ',' | ';' | ':')
    };
    let start = head.rfind(breaks).map_or(0, |n| n + head[n..].chars().next().map_or(1, char::len_utf8));
    (start < head.len()).then(|| (start, &head[start..]))
}

/// How many of the words before a surname are given names. In "Adviser for North Harbour Ada Oduya" the office's object
/// runs into the name: then two words are kept, with initials and small words.
fn kept(place: &str, end: usize, starts: &[usize], stop: Option<&str>) -> usize {
    let given = starts.len() - 1;
    let object = stop.is_some_and(|word| {
        matches!(word.to_ascii_lowercase().as_str(), "of" | "for" | "on" | "to" | "the" | "in" | "&")
            || title::is_domain(word)
            || is_acronym(word)
            || (word.eq_ignore_ascii_case("and") && given >= 3)
    });
    if !object || given < 2 {
        return given;
    }
    let first = |index: usize| place[starts[index]..end].split_whitespace().next().unwrap_or_default();
    let full = |index: usize| !first(index).ends_with('.') && !first(index).starts_with(char::is_lowercase);
    (1..=given).find(|&index| full(index)).unwrap_or(given)
}

/// Letters of an office or a body ("EPA", "APNSA") among words in the usual case.
fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !word.contains('.')
        && !word.chars().any(char::is_lowercase)
}

/// Whether a word can be a given name, an initial or a small word inside a name.
pub(crate) fn is_given_name(word: &str) -> bool {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return false };
    if !first.is_uppercase() {
        return matches!(word, "de" | "van" | "von" | "der" | "la" | "bin" | "al" | "del" | "da");
    }
    let rest = chars.as_str();
    let initial =
        rest == "." || (rest.len() <= 3 && rest.ends_with('.') && rest.contains('.') && word.len() <= 4);
    let plain = rest.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '‑'));
    let possessive =
        ["’s", "'s", "’t", "'t", "’re", "'re", "’ll", "'ll"].iter().any(|end| word.ends_with(end));
    (initial || (plain && !rest.is_empty()))
        && !possessive
        && !title::is_office(word)
        && !word.strip_suffix('s').is_some_and(title::is_office)
        && !title::is_honorific(word)
        && !title::is_domain(word)
        && !is_opener(word)
}

/// Capitalised words that open sentences or stand in titles, never given names.
fn is_opener(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "and"
            | "but"
            | "with"
            | "by"
            | "for"
            | "the"
            | "from"
            | "thanks"
            | "thank"
            | "hi"
            | "hello"
            | "to"
            | "so"
            | "as"
            | "or"
            | "of"
            | "like"
            | "when"
            | "if"
            | "that"
            | "this"
            | "because"
            | "yes"
            | "no"
            | "well"
            | "now"
            | "then"
            | "also"
            | "former"
            | "dear"
            | "at"
            | "in"
            | "on"
            | "after"
            | "before"
            | "our"
            | "my"
            | "his"
            | "her"
            | "their"
            | "here"
            | "what"
            | "why"
            | "is"
            | "was"
            | "did"
            | "does"
            | "has"
            | "have"
            | "between"
            | "during"
            | "remarks"
            | "press"
            | "interview"
            | "statement"
            | "joint"
            | "both"
            | "senators"
            | "presidents"
            | "secretaries"
            | "governors"
            | "doctors"
            | "chairs"
            | "ministers"
            | "democrat"
            | "republican"
            | "welcome"
            | "congratulations"
            | "i’m"
            | "i'm"
            | "i"
            | "only"
            | "even"
            | "not"
            | "about"
            | "says"
            | "said"
            | "where"
            | "who"
            | "how"
            | "are"
            | "let"
            | "please"
            | "okay"
            | "ok"
            | "good"
            | "great"
            | "campaign"
            | "covid"
            | "team"
            | "house"
            | "republicans"
            | "democrats"
    )
}

/// Words of titles that follow a name: "President Lund Announces", "… Highlighting".
pub(crate) fn is_title_verb(word: &str) -> bool {
    let folded = word.to_ascii_lowercase();
    (folded.len() > 5 && folded.ends_with("ing"))
        || [
            "announces",
            "delivers",
            "signs",
            "meets",
            "hosts",
            "holds",
            "speaks",
            "visits",
            "via",
            "upon",
            "regarding",
            "over",
            "amid",
            "while",
            "marks",
            "met",
            "aboard",
            "following",
            "through",
            "commemorating",
            "under",
            "across",
            "against",
        ]
        .contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_and_titles_before_a_surname() {
        let text = "With Mayor Ida M. Lund; and “I’m Per Lund,” he said of McLund and Lund’s Lundby.";
        let found: Vec<_> = mentions(text, "LUND").map(|m| (m.name, m.title, m.introduced)).collect();
        assert_eq!(
            found,
            [("Ida M. Lund", Some("Mayor"), false), ("Per Lund", None, true), ("Lund", None, false)]
        );
    }
}
