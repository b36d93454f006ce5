//! What single words can be: cue verb, title, pronoun, preposition. The tables are text files in `data/`.

use std::ops::{BitOr, BitOrAssign};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u64);

impl Class {
    /// Whether it has any class of `other`.
    pub fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes that are not in `other`.
    pub fn without(self, other: Class) -> Class {
        Class(self.0 & !other.0)
    }
}

impl BitOr for Class {
    type Output = Class;
    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

impl BitOrAssign for Class {
    fn bitor_assign(&mut self, other: Class) {
        self.0 |= other.0;
    }
}

macro_rules! classes {
    ($($name:ident = $bit:expr, $section:expr;)*) => {
        impl Class {
            /// No class.
            pub const NONE: Class = Class(0);
            $(#[doc = concat!("Words of section `", $section, "`.")] pub const $name: Class = Class(1 << $bit);)*

            /// The class that a section of the tables gives.
            fn of_section(section: &str) -> Option<Class> {
                match section {
                    $($section => Some(Class::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    TITLE = 0, "title";
    ROLE = 1, "role";
    BODY = 2, "body";
    COLLECTIVE = 3, "collective";
    SUBJECT = 4, "subject";
    OBJECT = 5, "object";
    POSSESSIVE = 6, "possessive";
    DETERMINER = 7, "determiner";
    PREPOSITION = 8, "preposition";
    CONJUNCTION = 9, "conjunction";
    SUBORDINATOR = 10, "subordinator";
    AUXILIARY = 11, "auxiliary";
    MODAL = 12, "modal";
    NEGATION = 13, "negation";
    ADVERB = 14, "adverb";
    CALENDAR = 15, "calendar";
    ABBREVIATION = 16, "abbreviation";
    SUFFIX = 17, "suffix";
    PARTICLE = 18, "particle";
    OFFICE = 19, "office";
    OPENER = 20, "opener";
    NAMING = 21, "naming";
    SPEECH_NOUN = 22, "speechnoun";
    GIVEN = 23, "given name";
    SAY = 24, "say";
    CLAIM = 25, "claim";
    ASK = 26, "ask";
    PROMISE = 27, "promise";
    WRITE = 28, "write";
    JUDGE = 29, "judge";
    BASE = 30, "base form";
    FINITE = 31, "finite form";
    ING = 32, "-ing form";
    MAN = 33, "man";
    WOMAN = 34, "woman";
    THING = 35, "thing";
    BARE = 36, "bare";
    INFINITIVE = 37, "infinitive";
    THOUGHT = 38, "thought";
    MOSTLY_BARE = 39, "mostlybare";
    TOLD = 40, "told";
    NOUN_LIKE = 41, "nounlike";
    CONTENT_NOUN = 42, "contentnoun";
    UTTER = 43, "utter";
    ACTOR = 44, "actor";
    MEASURE = 45, "measure";
    CONDUCT = 46, "conduct";
    STATE = 47, "state";
    OWN_STATE = 48, "ownstate";
    SUFFERED = 49, "suffered";
    MENTAL = 50, "mental";
    UNDERTAKE = 51, "undertake";
    NUMBER = 63, "number";
}

impl Class {
    /// Every verb that reports.
    pub const CUE: Class = Class(
        Class::SAY.0 | Class::CLAIM.0 | Class::ASK.0 | Class::PROMISE.0 | Class::WRITE.0 | Class::JUDGE.0,
    );
    /// Verbs sorted by whether they can be undertaken, and those that undertake.
    pub const DEED: Class = Class(
        Class::CONDUCT.0
            | Class::STATE.0
            | Class::OWN_STATE.0
            | Class::SUFFERED.0
            | Class::MENTAL.0
            | Class::UNDERTAKE.0,
    );
    /// Words that neither name nor describe anybody.
    pub const FUNCTION: Class = Class(
        Class::SUBJECT.0
            | Class::OBJECT.0
            | Class::POSSESSIVE.0
            | Class::DETERMINER.0
            | Class::PREPOSITION.0
            | Class::CONJUNCTION.0
            | Class::SUBORDINATOR.0
            | Class::AUXILIARY.0
            | Class::MODAL.0
            | Class::NEGATION.0
            | Class::OPENER.0,
    );
}

/// Longest word of the tables, in bytes.
const LONGEST: usize = 24;

/// The tables: word classes and short forms of given names.
pub(crate) struct Lexicon {
    words: FxHashMap<&'static [u8], Class>,
    /// Short form → names it is short for, and name → its short forms.
    nicknames: FxHashMap<&'static str, Vec<&'static str>>,
}

/// The lexicon, read once.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Lexicon { words: FxHashMap::default(), nicknames: FxHashMap::default() };
        lexicon.read_words(include_str!("../data/words.txt"));
        lexicon.read_words(include_str!("../data/genders.txt"));
        lexicon.read_cues(include_str!("../data/cues.txt"));
        lexicon.read_given_names(include_str!("../data/given_names.txt"));
        lexicon
    }

    fn put(&mut self, word: &'static str, class: Class) {
        *self.words.entry(word.as_bytes()).or_default() |= class;
    }

    fn read_words(&mut self, table: &'static str) {
        let mut class = Class::NONE;
        for line in lines(table) {
            match section(line) {
                Some(name) => class = Class::of_section(name).unwrap_or_default(),
                None => line.split_ascii_whitespace().for_each(|word| self.put(word, class)),
            }
        }
    }

    fn read_cues(&mut self, table: &'static str) {
        let mut class = Class::NONE;
        for line in lines(table) {
            if let Some(name) = section(line) {
                class = name.split(' ').next().and_then(Class::of_section).unwrap_or_default();
                continue;
            }
            for (form, word) in line.split_ascii_whitespace().enumerate() {
                let form = match form {
                    0 => Class::BASE,
                    3 => Class::ING,
                    _ => Class::FINITE,
                };
                self.put(word, class | form);
            }
        }
    }

    fn read_given_names(&mut self, table: &'static str) {
        for line in lines(table) {
            let mut names = line.split_ascii_whitespace();
            let Some(name) = names.next() else { continue };
            self.put(name, Class::GIVEN);
            for short in names {
                self.put(short, Class::GIVEN);
                self.nicknames.entry(short).or_default().push(name);
                self.nicknames.entry(name).or_default().push(short);
            }
        }
    }

    /// The classes of a word in any case; curly apostrophes count as straight ones.
    pub fn class(&self, word: &str) -> Class {
        let mut lower = [0u8; LONGEST];
        let mut length = 0;
        for character in word.chars() {
            let byte = match character {
                '’' => b'\'',
                ascii if ascii.is_ascii() => ascii.to_ascii_lowercase() as u8,
                _ => return Class::NONE,
            };
            if length == LONGEST {
                return Class::NONE;
            }
            lower[length] = byte;
            length += 1;
        }
        self.words.get(&lower[..length]).copied().unwrap_or_default()
    }

    /// Short forms of a given name (lower case) and the names it is short for.
    pub fn other_forms(&self, name: &str) -> impl Iterator<Item = &'static str> {
        self.nicknames.get(name).into_iter().flatten().copied()
    }

    /// Whether one given name (lower case) is a usual form of the other, or both are short for the same name.
    pub fn same_given_name(&self, one: &str, other: &str) -> bool {
        self.other_forms(one).any(|form| form == other || self.other_forms(other).any(|same| same == form))
    }
}

/// Lines that say something.
fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The name in a section's heading.
fn section(line: &'static str) -> Option<&'static str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_do_not_depend_on_case_or_apostrophe() {
        assert!(lexicon().class("SAID").any(Class::SAY));
        assert!(lexicon().class("Didn’t").any(Class::NEGATION));
        assert_eq!(lexicon().class("Überraschung"), Class::NONE);
    }

    #[test]
    fn every_section_of_the_tables_is_a_class() {
        for table in [include_str!("../data/words.txt"), include_str!("../data/cues.txt")] {
            for name in lines(table).filter_map(section) {
                assert!(name.split(' ').next().and_then(Class::of_section).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn short_forms_of_a_given_name_are_known() {
        assert!(lexicon().same_given_name("tony", "anthony"));
        assert!(!lexicon().same_given_name("tony", "margaret"));
    }
}
