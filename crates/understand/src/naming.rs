//! From a label to the person: the fullest name that the document gives.
//!
//! "MS. ODUYA" is looked for in the title, the author line, the head and then the whole text: "Press Secretary Ada Oduya".
//! "THE PRESIDENT" is the one whom the title or the metadata name so. Nothing is known beforehand of who holds what office.

use text::{Document, Span};

use crate::called::{Called, gender, holds_words, written};
use crate::surname::{
    MOST_MENTIONS, Mention, is_given_name, is_name_word, is_title_verb, mentions, with_inner_capitals,
};
use crate::title;

/// How sure a place makes a name, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    /// In the label's own turns: people seldom name themselves in full.
    Own,
    /// Somewhere in the text.
    Body,
    /// After "I'm", "this is", in the text.
    Introduced,
    /// After the office that the label has.
    Office,
    /// In the title, the metadata or the head.
    Head,
}

/// A fuller name and how often it was seen where.
struct Sight {
    name: String,
    seen: Seen,
    count: u32,
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

    /// The fullest name for a label, if the document gives one beyond the label itself. `own` are the label's turns, in
    /// order: people name themselves in full only to introduce themselves.
    pub fn fullest(&self, called: &Called, own: &[Span]) -> Option<String> {
        if called.name.is_empty() {
            return self.holder(called.bare_office(), own);
        }
        let surname = called.surname()?;
        let mut sights: Vec<Sight> = Vec::new();
        for line in &self.head {
            for mention in mentions(line, surname).take(MOST_MENTIONS) {
                note(&mut sights, mention, called, Seen::Head);
            }
        }
        let is_own = |at: usize| {
            let next = own.partition_point(|span| span.start as usize <= at);
            next > 0 && own[next - 1].contains_offset(at)
        };
        for mention in mentions(self.text, surname).take(MOST_MENTIONS) {
            let seen = if mention.introduced || !is_own(mention.at) { Seen::Body } else { Seen::Own };
            note(&mut sights, mention, called, seen);
        }
        best(sights, called)
            .or_else(|| self.surname_first(called, surname))
            .or_else(|| self.cased(called, surname))
    }

    /// The bare surname, where only the document knows its casing: "McAllen".
    fn cased(&self, called: &Called, surname: &str) -> Option<String> {
        let mut places = self.head.iter().copied().chain([self.text]);
        let cased = || places.find_map(|place| with_inner_capitals(place, surname)).map(str::to_owned);
        (called.name == surname).then(cased)?
    }

    /// "Foreign Minister Ek Bo at a Meeting" for "FOREIGN MINISTER EK": the words of the head after office and surname,
    /// up to a small word.
    fn surname_first(&self, called: &Called, surname: &str) -> Option<String> {
        if called.bare_office().is_empty() || called.name.contains(' ') {
            return None;
        }
        self.head.iter().find_map(|line| {
            let mention = mentions(line, surname).find(|mention| has_office(mention, called))?;
            let rest = &line[mention.at + surname.len()..];
            let mut words = rest.split_whitespace().peekable();
            let mut given: Vec<&str> = Vec::new();
            while let Some(word) = words.next_if(|word| given.len() < 2 && is_second_name(word)) {
                given.push(word);
            }
            let last = given.last()?.trim_end_matches([',', ';']);
            let ends = last.len() < given.last()?.len() || words.peek().is_none_or(|word| is_small(word));
            *given.last_mut()? = last;
            (ends && rest.starts_with([' ', '\u{a0}']))
                .then(|| written(&format!("{} {}", mention.name, given.join(" "))))
        })
    }

    /// Who is named with this office in the title, the metadata or the head.
    fn holder(&self, office: &str, own: &[Span]) -> Option<String> {
        let name = self.head.iter().find_map(|line| named_after(line, office))?;
        let called = Called { office: office.to_owned(), name: name.clone(), ..Called::default() };
        Some(if name.contains(' ') { name } else { self.fullest(&called, own).unwrap_or(name) })
    }
}

/// The name seen at the surest place; among equals of the head the longest, else the most frequent. Names of the text
/// count only when nearly all mentions agree: a surname may be shared.
fn best(sights: Vec<Sight>, called: &Called) -> Option<String> {
    let given = called.name.split_whitespace().count() > 1;
    let bare = called.office.is_empty() && called.honorific.is_none();
    let total = |seen| sights.iter().filter(|sight| sight.seen == seen).map(|sight| sight.count).sum::<u32>();
    let (body, own) = (total(Seen::Body), total(Seen::Own));
    // "Dan Lund" and "Daniel Lund" are one vote.
    let votes = |sight: &Sight| {
        let same =
            sights.iter().filter(|other| other.seen == sight.seen && is_short_for(&sight.name, &other.name));
        same.map(|other| other.count).sum::<u32>()
    };
    let agreed = |sight: &&Sight| match sight.seen {
        Seen::Body => votes(sight) * 4 >= body * 3,
        Seen::Own => bare && sight.count >= 2 && votes(sight) * 4 >= own * 3,
        _ => true,
    };
    let length = |sight: &Sight| if sight.seen >= Seen::Office { sight.name.len() } else { 0 };
    let fitting =
        sights.iter().filter(agreed).filter(|sight| !given || holds_words(&sight.name, &called.name));
    fitting
        .max_by_key(|sight| (sight.seen, length(sight), sight.count, sight.name.len()))
        .map(|sight| sight.name.clone())
}

/// Whether two names begin alike, one being the other's short form or the same.
fn is_short_for(a: &str, b: &str) -> bool {
    let (a, b) = (a.split(' ').next().unwrap_or(a), b.split(' ').next().unwrap_or(b));
    a == b || (a.len().min(b.len()) >= 3 && (a.starts_with(b) || b.starts_with(a)))
}

/// A mention after an office counts as much as this many others: it is of a person of the event's kind.
const OFFICE_WEIGHT: u32 = 8;

/// Adds a mention with given names to the tally, if it can be the label's person.
fn note(sights: &mut Vec<Sight>, mention: Mention, called: &Called, place: Seen) {
    if !mention.name.contains(char::is_whitespace) || !fits(&mention, called) {
        return;
    }
    let seen = match place {
        Seen::Body if has_office(&mention, called) => Seen::Office,
        Seen::Body if mention.introduced => Seen::Introduced,
        place => place,
    };
    let count = if mention.title.is_some_and(title::is_office) { OFFICE_WEIGHT } else { 1 };
    let name = written(mention.name);
    match sights.iter().position(|sight| sight.name == name && sight.seen == seen) {
        Some(index) => sights[index].count += count,
        None if sights.len() < 64 => sights.push(Sight { name, seen, count }),
        None => {}
    }
}

/// Whether the title before the mention is the label's.
fn has_office(mention: &Mention, called: &Called) -> bool {
    let office = called.bare_office().split_whitespace().next_back().unwrap_or_default();
    let is_it = |title: &str| title.eq_ignore_ascii_case(office);
    !office.is_empty() && (mention.title.is_some_and(is_it) || mention.beside.is_some_and(is_it))
}

/// Whether nothing in the title before the mention speaks against the label: another office, the other sex.
fn fits(mention: &Mention, called: &Called) -> bool {
    let Some(title) = mention.title else { return true };
    if title::is_honorific(title) {
        let (theirs, ours) = (gender(title), called.honorific.as_deref().map_or(' ', gender));
        return theirs == ours || theirs == ' ' || (ours == ' ' && called.office.is_empty());
    }
    called.office.is_empty() || title::is_part(title) || has_office(mention, called)
}

/// Whether a word of a title can be a given name after a surname: no verb, no participle.
fn is_second_name(word: &str) -> bool {
    let bare = word.trim_end_matches([',', ';']);
    is_name_word(word) && !["s", "ed", "ing"].iter().any(|end| bare.ends_with(end))
}

/// Words of a title that end a name: "of", "At", "and".
fn is_small(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "of" | "at" | "and" | "in" | "on" | "before" | "after" | "with" | "to" | "during" | "from"
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::called::called;

    fn document(title: &str, text: &str) -> Document {
        Document { title: Some(title.into()), text: text.into(), ..Document::default() }
    }

    fn fullest(title: &str, text: &str, label: &str) -> Option<String> {
        let document = document(title, text);
        Names::new(&document, &[]).fullest(&called(label), &[])
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
        assert_eq!(
            fullest("", "Our mayor, Bo Ek, and Dr. Ida Ek are here.", "MAYOR EK").as_deref(),
            Some("Bo Ek")
        );
        assert_eq!(fullest("Speaker McAllen Replies", "", "SPEAKER MCALLEN").as_deref(), Some("McAllen"));
        assert_eq!(
            fullest("Foreign Minister Téa Lúnd in Oslo", "", "FOREIGN MINISTER LUND").as_deref(),
            Some("Téa Lúnd")
        );
    }

    #[test]
    fn offices_do_not_run_into_names() {
        let title = "Briefing by Adviser for North Harbour Ada Oduya, EPA Chief Bo J. Ek and Advisers Tom Lund and Per Berg";
        assert_eq!(fullest(title, "", "MS. ODUYA").as_deref(), Some("Ada Oduya"));
        assert_eq!(fullest(title, "", "MR. EK").as_deref(), Some("Bo J. Ek"));
        assert_eq!(fullest(title, "", "MR. LUND").as_deref(), Some("Tom Lund"));
    }

    #[test]
    fn surnames_that_come_first() {
        let title = "Secretary Oduya and Foreign Minister Ek Bo At a Meeting";
        assert_eq!(fullest(title, "", "FOREIGN MINISTER EK").as_deref(), Some("Ek Bo"));
        assert_eq!(fullest(title, "", "SECRETARY ODUYA"), None);
        let title = "Foreign Minister Ek Speaks at a Meeting";
        assert_eq!(fullest(title, "", "FOREIGN MINISTER EK"), None);
    }

    #[test]
    fn nobody_is_named_after_whom_they_speak_of() {
        let text = "MAYOR LUND: I am here with Ida Lund, my wife.\n\nQ: Thanks.";
        let document = document("Remarks by Mayor Lund", text);
        let names = Names::new(&document, &[]);
        assert_eq!(names.fullest(&called("MAYOR LUND"), &[Span::new(12, 45)]), None);
        assert_eq!(names.fullest(&called("MAYOR LUND"), &[]).as_deref(), Some("Ida Lund"));
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
