//! What an article says of how words were uttered: written ("he tweeted"), or said to somebody ("she told the Courier"). Words
//! of a tweet are not missing from a debate's transcript.

use text::{Document, Kind, Span};
use understand::Understanding;

/// Bytes around a quotation in which its attribution stands.
const REACH: usize = 200;
/// Words by which something was written; the first also with an ending.
const TWEET: &str = "tweet";
const WRITTEN: [&str; 16] = [
    "twitter",
    "facebook",
    "instagram",
    "wrote",
    "writes",
    "written",
    "statement",
    "email",
    "e-mail",
    "letter",
    "op-ed",
    "column",
    "posted",
    "memo",
    "blog",
    "memoir",
];
/// Words before the one spoken to.
const TOLD: [&str; 3] = ["told", "tells", "telling"];
/// What may be told something without a name: it is not said on the spot.
const PRESS: [&str; 4] = ["newspaper", "magazine", "paper", "website"];
/// Words that go on with what was said before.
const GOES_ON: [&str; 4] = ["added", "adding", "continued", "concluded"];

/// How words were uttered, as the article says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Medium {
    /// They were written.
    written: bool,
    /// The name of whom they were said to, in lower case.
    told: Vec<String>,
    /// They go on with the words before.
    pub goes_on: bool,
}

impl Medium {
    /// What stands in the sentence around a quotation.
    pub fn of(text: &str, quotation: Span) -> Self {
        let mut medium = Self::default();
        for stretch in [before(text, quotation), after(text, quotation)] {
            let mut words = stretch.split_whitespace();
            let mut before = String::new();
            while let Some(word) = words.next() {
                let bare = bare(word);
                let is = |wanted: &str, next: &str| before == wanted && bare == next;
                medium.written |= bare.starts_with(TWEET) || WRITTEN.contains(&bare.as_str());
                medium.written |= is("executive", "order");
                medium.goes_on |= GOES_ON.contains(&bare.as_str());
                let tells = TOLD.contains(&bare.as_str()) || is("said", "to") || is("speaking", "to");
                if tells && !word.ends_with([',', '.', ':']) {
                    medium.told.extend(name(words.clone()));
                }
                before = bare;
            }
        }
        medium
    }

    /// Whether words so uttered cannot be those that a transcript gives.
    pub fn is_other_than(&self, document: &Document, understanding: &Understanding) -> bool {
        if !self.written && self.told.is_empty() {
            return false;
        }
        let titles: Vec<String> = document.titles().map(|title| title.to_lowercase()).collect();
        let titled = |word: &str| titles.iter().any(|title| title.contains(word));
        let is_writing = understanding.kind == Kind::Release || WRITTEN.iter().any(|word| titled(word));
        let mut people =
            understanding.people.iter().flat_map(|person| std::iter::once(&person.name).chain(&person.names));
        let mut meets =
            |word: &String| titled(word) || people.any(|name| name.to_lowercase().contains(word.as_str()));
        self.written && !is_writing || !self.told.is_empty() && !self.told.iter().any(&mut meets)
    }
}

/// The sentence up to a quotation.
fn before(text: &str, quotation: Span) -> &str {
    let end = quotation.start as usize;
    let mut start = end.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let stretch = text.get(start..end).unwrap_or("");
    let is_mark = |letter: char| letter.is_whitespace() || matches!(letter, '“' | '"' | '‘' | '>' | '*');
    let led = stretch.trim_end_matches(is_mark);
    let stretch = if led.ends_with(':') { led } else { stretch }; // "the statement:", and the words in a paragraph of their own
    let stretch = stretch.rsplit('\n').next().unwrap_or(stretch);
    ends(stretch).last().map_or(stretch, |at| &stretch[at..])
}

/// The sentence after a quotation.
fn after(text: &str, quotation: Span) -> &str {
    let start = quotation.end as usize;
    let mut end = text.len().min(start + REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let stretch = text.get(start..end).unwrap_or("");
    let stretch = stretch.split('\n').next().unwrap_or(stretch);
    ends(stretch).next().map_or(stretch, |at| &stretch[..at])
}

/// Bytes after which a sentence is over.
fn ends(stretch: &str) -> impl Iterator<Item = usize> {
    let stops = |at: &usize| stretch[*at..].starts_with(char::is_whitespace);
    stretch.match_indices(['.', '!', '?']).map(|(at, stop)| at + stop.len()).filter(stops)
}

/// The name that some words begin with, an article before it left out.
fn name<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    /// Words of a name, at most.
    const LONGEST: usize = 5;
    let mut name = Vec::new();
    for word in words.skip_while(|word| *word == "the").take(LONGEST) {
        if name.is_empty() && PRESS.contains(&bare(word).as_str()) {
            name.push(bare(word));
        }
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        let ends = word.ends_with([',', '.', ';', ':', '”', '"']);
        name.push(bare(word));
        if ends {
            break;
        }
    }
    name
}

/// A word in lower case, without marks around it and without "'s".
fn bare(word: &str) -> String {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let end = word.find(['\'', '’']).unwrap_or(word.len());
    word[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn medium(text: &str) -> Medium {
        let start = text.find('“').unwrap() + '“'.len_utf8();
        Medium::of(text, Span::new(start, text.find('”').unwrap()))
    }

    fn titled(title: &str) -> Document {
        Document { title: Some(title.to_owned()), ..Document::default() }
    }

    #[test]
    fn what_was_written_or_said_to_others_was_not_said_there() {
        for (text, elsewhere) in [
            ("“The bridge is sound,” he tweeted on Monday.", true),
            ("In a written statement, Lund said: “The bridge is sound.”", true),
            ("Lund issued a statement:\n\n“The bridge is sound.”", true),
            ("She told the Harbour Courier: “The bridge is sound.”", true),
            ("“The bridge is sound,” she told the newspaper.", true),
            ("“The bridge is sound,” she said to Max Roe of the Courier.", true),
            ("“The bridge is sound,” she said to cheers.", false),
            ("She told Lund: “The bridge is sound.”", false),
            ("She told reporters: “The bridge is sound.”", false),
            ("He had tweeted before. “The bridge is sound,” he said. He wrote it, too.", false),
            ("He tweeted.\n“The bridge is sound,” he said.\nHe wrote.", false),
        ] {
            let debate = (titled("Debate at Holm with Ida Lund"), Understanding::default());
            assert_eq!(medium(text).is_other_than(&debate.0, &debate.1), elsewhere, "{text}");
        }
        let statement = titled("Statement on the bridge");
        assert!(
            !medium("“The bridge is sound,” he wrote.").is_other_than(&statement, &Understanding::default())
        );
        assert!(medium("“The bridge is sound,” he added.").goes_on);
    }
}
