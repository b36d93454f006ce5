//! Names of persons, organisations and places, and nouns that stand for them.

use crate::feature::{Features, mix};
use crate::network::Network;
use crate::word::Word;
use crate::{Token, tagger};

/// Hidden units of the recogniser.
pub(crate) const HIDDEN: usize = 32;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person or several: "Ada Stone", "officials".
    Person,
    /// A body of persons: "Stone Institute", "the ministry".
    Organisation,
    /// A country, town, building or region.
    Place,
}

/// A name, or a noun that stands for a person, an organisation or a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Index of its first token in the sentence.
    pub start: u32,
    /// Index one past its last token.
    pub end: u32,
    /// What it is.
    pub kind: EntityKind,
    /// Whether it is a name (titles left out) and not a common noun. Of a common noun only the noun itself is given.
    pub named: bool,
}

/// The part of a token in an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Outside,
    /// First token of a name.
    Begin(EntityKind),
    /// Later token of a name.
    Inside(EntityKind),
    /// Common noun.
    Noun(EntityKind),
}

impl Part {
    /// In order of their numbers.
    pub const ALL: [Part; 10] = {
        use EntityKind::{Organisation, Person, Place};
        use Part::{Begin, Inside, Noun, Outside};
        [
            Outside,
            Begin(Person),
            Begin(Organisation),
            Begin(Place),
            Inside(Person),
            Inside(Organisation),
            Inside(Place),
            Noun(Person),
            Noun(Organisation),
            Noun(Place),
        ]
    };

    /// Its number.
    #[cfg(feature = "learn")]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|&part| part == self).unwrap_or(0)
    }
}

/// The recogniser.
#[derive(Debug)]
pub(crate) struct Recogniser(Network<HIDDEN>);

impl Recogniser {
    /// Reads the recogniser's network from the front of `bytes`.
    pub fn read(bytes: &mut &'static [u8]) -> Option<Self> {
        let network = Network::read(bytes)?;
        (network.classes() == Part::ALL.len()).then_some(Self(network))
    }

    /// Appends the entities of a tagged sentence.
    pub fn find(
        &self,
        words: &[Word],
        tokens: &[Token],
        entities: &mut Vec<Entity>,
        features: &mut Features,
    ) {
        let mut before = [0; 2];
        for at in 0..words.len().min(tokens.len()) {
            gather(words, tokens, at, before, features);
            let hidden = self.0.hidden(features.keys());
            let best = self.0.best(&hidden, 0..Part::ALL.len());
            add(Part::ALL[best], at as u32, entities);
            before = [best as u32, before[0]];
        }
    }
}

/// Adds a token's part to the entities found before it.
pub(crate) fn add(part: Part, at: u32, entities: &mut Vec<Entity>) {
    let (kind, named) = match part {
        Part::Outside => return,
        Part::Noun(kind) => (kind, false),
        Part::Begin(kind) => (kind, true),
        Part::Inside(kind) => match entities.last_mut() {
            Some(last) if last.end == at && last.named && last.kind == kind => {
                last.end = at + 1;
                return;
            }
            _ => (kind, true),
        },
    };
    entities.push(Entity { start: at, end: at + 1, kind, named });
}

/// The features of the token at `at`; `before` are the numbers of the parts of the one and the two tokens before.
pub(crate) fn gather(words: &[Word], tokens: &[Token], at: usize, before: [u32; 2], features: &mut Features) {
    tagger::gather(words, at, before, features);
    let tag = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| tokens.get(at)).map_or(255, |token| token.form as u32)
    };
    let cluster = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| words.get(at)).map_or(999, |word| u32::from(word.cluster))
    };
    for offset in -2..=2 {
        features.add((42 + offset) as u32, tag(offset));
    }
    let (own, back, next) = (tag(0), tag(-1), tag(1));
    features.pair(50, mix(back, own), next);
    features.pair(51, own, words[at].cluster.into());
    features.pair(52, own, words[at].suffixes[2]);
    features.pair(53, mix(own, before[0]), cluster(1));
    features.pair(54, mix(own, before[0]), cluster(-1));
    features.pair(55, own, cluster(2));
    features.pair(56, mix(own, next), cluster(1));
}
