//! From a label to the person: the fullest name that the document gives.
//!
//! "MS. ODUYA" is looked for in the title, the author line, the head and then the whole text: "Press Secretary Ada Oduya".
//! "THE PRESIDENT" is the one whom the title or the metadata name so. Nothing is known beforehand of who holds what office.

use text::Document;

use crate::title;

/// A label's words taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Called {
    /// Honorific in capitals without full stop: "MS".
    pub honorific: Option<String>,
    /// Office words as they stand: "PRIME MINISTER".
    pub office: String,
    /// Name words as they stand; empty when only an office or a part is named.
    pub name: String,
    /// What follows a comma: "FORMER SECRETARY OF STATE".
    pub role: String,
}

/// Takes a label's words apart.
pub(crate) fn called(words: &str) -> Called {
    let words = words.split(['(', '[']).next().unwrap_or(words);
    let (first, rest) =
        words.split_once(',').map_or((words, ""), |(first, rest)| (first.trim(), rest.trim()));
    if rest.is_empty() || is_suffix(rest) {
        return apart(first);
    }
    let called = apart(first);
    if called.name.is_empty() {
        let named = apart(rest);
        return Called { office: first.to_owned(), ..named };
    }
    Called { role: rest.to_owned(), ..called }
}

/// "Jr.", "III".
fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_ascii_uppercase().as_str(),
        "JR" | "SR" | "II" | "III" | "IV" | "MD" | "PHD"
    )
}

/// Honorific, office and name of words without commas: the name is what follows the last word of office.
fn apart(words: &str) -> Called {
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_title = |index: usize| {
        title::is_office(words[index]) || title::is_honorific(words[index]) || title::is_part(words[index])
    };
    let Some(mut last) = (0..words.len()).rev().find(|&index| is_title(index)) else {
        return Called { name: words.join(" "), ..Called::default() };
    };
    // "SECRETARY OF STATE SHERMAN": words of the office's domain go with it.
    if words
        .get(last + 1)
        .is_some_and(|word| word.eq_ignore_ascii_case("of") || word.eq_ignore_ascii_case("for"))
    {
        last += 1;
    }
    while words.get(last + 1).is_some_and(|word| {
        title::is_domain(word)
            || word.eq_ignore_ascii_case("the")
            || (word.eq_ignore_ascii_case("and") && last + 2 < words.len())
    }) {
        last += 1;
    }
    let honorific = words[..=last].iter().find(|word| title::is_honorific(word));
    let office: Vec<&str> =
        words[..=last].iter().filter(|word| !title::is_honorific(word)).copied().collect();
    Called {
        honorific: honorific.map(|word| word.trim_end_matches('.').to_ascii_uppercase()),
        office: office.join(" "),
        name: words[last + 1..].join(" "),
        role: String::new(),
    }
}

impl Called {
    /// The last name, without "Jr.".
    pub fn surname(&self) -> Option<&str> {
        self.name.split_whitespace().rev().find(|word| !is_suffix(word))
    }

    /// The office without its article: "PRESIDENT" of "THE PRESIDENT".
    pub fn bare_office(&self) -> &str {
        let office = self.office.trim();
        office.strip_prefix("THE ").or_else(|| office.strip_prefix("The ")).unwrap_or(office)
    }
}

/// Where a name was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    Body,
    Introduced,
    Office,
    Head,
}

/// The places where the document names people: metadata and head first, then the whole text.
pub(crate) struct Names<'d> {
    head: Vec<&'d str>,
    text: &'d str,
}

impl<'d> Names<'d> {
    /// The places of this document; `head` are the lines before the first turn.
    pub fn new(document: &'d Document, head: &[&'d str]) -> Self {
        let fields = [&document.speaker, &document.title, &document.author, &document.publisher];
        let mut all: Vec<&str> = fields.into_iter().flatten().map(String::as_str).collect();
        all.extend(head);
        Self { head: all, text: &document.text }
    }

    /// The fullest name for a label, if the document gives one beyond the label itself.
    pub fn fullest(&self, called: &Called) -> Option<String> {
        if called.name.is_empty() {
            return self.holder(called.bare_office());
        }
        let surname = called.surname()?;
        let given = called.name.split_whitespace().count() > 1;
        let mut best: Option<(Seen, u32, String)> = None;
        let mut seen: Vec<(String, Seen, u32)> = Vec::new();
        for (place, in_head) in
            self.head.iter().map(|line| (*line, true)).chain(std::iter::once((self.text, false)))
        {
            for mention in mentions(place, surname).take(400) {
                note(&mut seen, mention, called, in_head);
            }
        }
        let total: u32 =
            seen.iter().filter(|(_, seen, _)| *seen == Seen::Body).map(|(_, _, count)| count).sum();
        for (name, place, count) in seen {
            let sure = place > Seen::Body || (called.office.is_empty() && count * 4 >= total * 3);
            if sure
                && (!given || holds_words(&name, &called.name))
                && best.as_ref().is_none_or(|(p, c, n)| {
                    (place, name.len() * usize::from(place >= Seen::Office), count)
                        > (*p, n.len() * usize::from(place >= Seen::Office), *c)
                })
            {
                best = Some((place, count, name));
            }
        }
        best.map(|(_, _, name)| name)
    }

    /// Who is named with this office in the title, the metadata or the head.
    fn holder(&self, office: &str) -> Option<String> {
        let name = self.head.iter().find_map(|line| named_after(line, office))?;
        let called = Called { office: office.to_owned(), name: name.clone(), ..Called::default() };
        Some(if name.contains(' ') { name } else { self.fullest(&called).unwrap_or(name) })
    }
}

/// Whether the fuller name has all words of the label's name.
fn holds_words(name: &str, label: &str) -> bool {
    label.split_whitespace().all(|word| {
        name.split_whitespace().any(|other| other.eq_ignore_ascii_case(word) || fold(other) == fold(word))
    })
}

fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// One mention of a surname with the words before it.
struct Mention<'t> {
    /// Given names and the surname, as they stand.
    name: &'t str,
    /// The word of title right before.
    title: Option<&'t str>,
    /// "I'm", "I am", "name is" before.
    introduced: bool,
}

/// Adds a mention with given names to the tally, if it can be the label's person.
fn note(seen: &mut Vec<(String, Seen, u32)>, mention: Mention, called: &Called, in_head: bool) {
    if !mention.name.contains(char::is_whitespace) {
        return;
    }
    let office = called.bare_office().split_whitespace().next_back().unwrap_or_default();
    let same = mention.title.is_some_and(|title| title.eq_ignore_ascii_case(office));
    if let (Some(title), Some(honorific)) = (mention.title, &called.honorific)
        && title::is_honorific(title)
        && gender(title) != gender(honorific)
        && gender(title) != ' '
        && gender(honorific) != ' '
    {
        return;
    }
    let other = mention.title.is_some_and(|title| !title::is_honorific(title)) && !office.is_empty() && !same;
    if other && !title::is_part(office)
        || (!office.is_empty()
            && mention.title.is_some_and(|title| title::is_honorific(title) && gender(title) != ' '))
    {
        return;
    }
    let place = match (in_head, same, mention.introduced) {
        (true, ..) => Seen::Head,
        (_, true, _) => Seen::Office,
        (_, _, true) if office.is_empty() => Seen::Introduced,
        _ => Seen::Body,
    };
    let name = written(mention.name);
    match seen.iter().position(|(known, at, _)| *known == name && *at == place) {
        Some(index) => seen[index].2 += 1,
        None if seen.len() < 64 => seen.push((name, place, 1)),
        None => {}
    }
}

/// The fuller name that another label of the document gives: "LUND" beside "ADA LUND".
pub(crate) fn among_labels(called: &Called, labels: &[Called]) -> Option<String> {
    let surname = called.surname()?;
    let mut fuller = labels.iter().filter(|other| {
        other.name.len() > called.name.len()
            && other.surname().is_some_and(|name| fold(name) == fold(surname))
            && holds_words(&other.name, &called.name)
    });
    let first = fuller.next()?;
    fuller.all(|other| fold(&other.name) == fold(&first.name)).then(|| written(&first.name))
}

/// Whether a word can belong to a name.
pub(crate) fn is_name_word(word: &str) -> bool {
    is_given_name(word.trim_end_matches([',', ';'])) && !is_title_verb(word)
}

/// 'm', 'f', or ' ' where an honorific does not tell.
fn gender(honorific: &str) -> char {
    match honorific.trim_end_matches('.').to_ascii_uppercase().as_str() {
        "MR" | "SIR" | "LORD" | "FATHER" | "BROTHER" => 'm',
        "MS" | "MRS" | "MISS" | "MADAM" | "DAME" | "LADY" | "SISTER" => 'f',
        _ => ' ',
    }
}

/// Mentions of a surname in `place`, whatever its case there.
fn mentions<'t>(place: &'t str, surname: &str) -> impl Iterator<Item = Mention<'t>> + use<'t> {
    let cased = name_case(surname);
    let shouted: String = surname.chars().flat_map(char::to_uppercase).collect();
    let mut places: Vec<usize> = memchr::memmem::find_iter(place.as_bytes(), cased.as_bytes()).collect();
    if place.len() < 2000 || !surname.chars().any(char::is_lowercase) {
        let inner = inner_capitals(place, surname);
        places.extend(inner);
    }
    if shouted != cased && place.len() < 2000 {
        places.extend(memchr::memmem::find_iter(place.as_bytes(), shouted.as_bytes()));
    }
    places.sort_unstable();
    places.dedup();
    let length = surname.len();
    places.into_iter().filter_map(move |at| mention(place, at, length))
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
    let end = at + length;
    if place.get(at..end).is_none()
        || place[..at].chars().next_back().is_some_and(char::is_alphanumeric)
        || place[end..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '‑')
    {
        return None;
    }
    let mut start = at;
    let mut before = None;
    for _ in 0..4 {
        let head = place[..start].trim_end_matches([' ', '\u{a0}', '\n', '\r', '\t']);
        if place[..start].len() == head.len() || place[head.len()..start].matches('\n').count() > 1 {
            break;
        }
        let word_start = head
            .rfind(|c: char| {
                c.is_whitespace()
                    || matches!(c, '(' | '[' | '—' | '“' | '"' | '*' | '_' | '/' | ',' | ';' | ':')
            })
            .map_or(0, |n| n + head[n..].chars().next().map_or(1, char::len_utf8));
        let word = &head[word_start..];
        if !is_given_name(word) {
            before = Some(word);
            break;
        }
        start = word_start;
    }
    let title = before.filter(|word| title::is_office(word) || title::is_honorific(word));
    let lead = place[..start].trim_end();
    let introduced =
        ["I’m", "I'm", "I am", "name is", "This is", "this is"].iter().any(|words| lead.ends_with(words));
    Some(Mention { name: &place[start..end], title, introduced })
}

/// Whether a word can be a given name, an initial or a small word inside a name.
fn is_given_name(word: &str) -> bool {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return false };
    if !first.is_uppercase() {
        return matches!(word, "de" | "van" | "von" | "der" | "la" | "bin" | "al" | "del" | "da");
    }
    let rest = chars.as_str();
    let initial =
        rest == "." || (rest.len() <= 3 && rest.ends_with('.') && rest.contains('.') && word.len() <= 4);
    let plain = rest.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '‑'));
    let possessive = word.ends_with("’s") || word.ends_with("'s");
    (initial || (plain && !rest.is_empty()))
        && !possessive
        && !title::is_office(word)
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

/// The name that follows an office in a line: "Remarks by President Lund in Oslo" gives "Lund" for "PRESIDENT".
fn named_after(line: &str, office: &str) -> Option<String> {
    let folded = line.to_ascii_lowercase();
    let wanted = office.to_ascii_lowercase();
    let mut from = 0;
    if wanted.is_empty() {
        return None;
    }
    while let Some(offset) = folded.get(from..).and_then(|rest| rest.find(&wanted)) {
        let at = from + offset;
        from = at + wanted.len();
        let before = folded[..at].trim_end();
        let bounded =
            !folded[..at].ends_with(char::is_alphanumeric) && folded[from..].starts_with(char::is_whitespace);
        if !bounded
            || ["vice", "deputy", "former", "assistant", "vice-"]
                .iter()
                .any(|word| before.ends_with(word) && !wanted.starts_with(word))
        {
            continue;
        }
        if let Some(name) = name_at(&line[from..]) {
            return Some(name);
        }
    }
    None
}

/// The name at the start of these words of a title, where every word may have a capital.
fn name_at(rest: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for word in rest.split_whitespace().take(5) {
        let bare = word.trim_end_matches([',', ';', ':', ')']).trim_end_matches("’s").trim_end_matches("'s");
        if !is_given_name(bare) || is_title_verb(bare) {
            break;
        }
        words.push(written(bare));
        if bare.len() != word.len() {
            break;
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// Words of titles that follow a name: "President Lund Announces", "… Highlighting".
fn is_title_verb(word: &str) -> bool {
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

/// A name in the usual case: capitals become "Jean-Pierre"; mixed case is kept; white space is single.
pub(crate) fn written(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| {
            if word.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !word.contains('.')
                && !word.chars().any(char::is_lowercase)
            {
                name_case(word)
            } else {
                word.to_owned()
            }
        })
        .collect();
    words.join(" ")
}

/// "JEAN-PIERRE" → "Jean-Pierre", "O'BRIEN" → "O'Brien"; a lower-case particle stays as it is.
pub(crate) fn name_case(word: &str) -> String {
    if word.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for (index, c) in word.char_indices() {
        if start {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        let after = word.len() - index - c.len_utf8();
        start = c == '-' || c == '‑' || c == '.' || (matches!(c, '\'' | '’') && after > 2);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(title: &str, text: &str) -> Document {
        Document { title: Some(title.into()), text: text.into(), ..Document::default() }
    }

    fn fullest(title: &str, text: &str, label: &str) -> Option<String> {
        let document = document(title, text);
        Names::new(&document, &[]).fullest(&called(label))
    }

    #[test]
    fn labels_are_taken_apart() {
        let parts = |label| {
            let called = called(label);
            (called.honorific.unwrap_or_default(), called.office, called.name)
        };
        let owned = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(parts("MS. ODUYA"), owned("MS", "", "ODUYA"));
        assert_eq!(parts("THE PRESIDENT"), owned("", "THE PRESIDENT", ""));
        assert_eq!(parts("PRIME MINISTER LUND"), owned("", "PRIME MINISTER", "LUND"));
        assert_eq!(parts("Deputy Secretary of State Oduya"), owned("", "Deputy Secretary of State", "Oduya"));
        assert_eq!(parts("Secretary of State, Ada Oduya"), owned("", "Secretary of State", "Ada Oduya"));
        assert_eq!(parts("ADA ODUYA (X-YZ), FORMER MAYOR"), owned("", "", "ADA ODUYA"));
        assert_eq!(parts("MODERATOR"), owned("", "MODERATOR", ""));
    }

    #[test]
    fn names_from_the_title_then_the_text() {
        let title = "Press Briefing by Press Secretary Ada Oduya and Energy Director Tom Lund";
        assert_eq!(fullest(title, "", "MS. ODUYA").as_deref(), Some("Ada Oduya"));
        assert_eq!(fullest(title, "", "MR. LUND").as_deref(), Some("Tom Lund"));
        assert_eq!(
            fullest("", "Hello. I’m Bo Ek, the chief of works. And Bo Ek is here.", "MR. EK").as_deref(),
            Some("Bo Ek")
        );
        assert_eq!(
            fullest("", "The mayor of McAllen, Rue McAllen, is here.", "MS. MCALLEN").as_deref(),
            Some("Rue McAllen")
        );
    }

    #[test]
    fn offices_from_the_title_only() {
        let title = "Remarks by President Lund and First Lady Ida Lund Welcoming Vice President Oduya";
        assert_eq!(fullest(title, "", "THE PRESIDENT").as_deref(), Some("Lund"));
        assert_eq!(fullest(title, "President Per Lund spoke.", "THE PRESIDENT").as_deref(), Some("Per Lund"));
        assert_eq!(fullest(title, "", "THE FIRST LADY").as_deref(), Some("Ida Lund"));
        assert_eq!(fullest(title, "", "THE VICE PRESIDENT").as_deref(), Some("Oduya"));
        assert_eq!(fullest("On the harvest", "President Lund spoke", "THE PRESIDENT"), None);
    }
}
