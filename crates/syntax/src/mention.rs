//! Mentions: the noun phrases and pronouns that name something, as spans of a parsed sentence.

use crate::{Penn, Relation, Sentence, Token, Upos};

/// A noun phrase or pronoun: "the minister who resigned", "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of its first token in the sentence.
    pub start: u32,
    /// Index one past its last token.
    pub end: u32,
    /// Index of the noun or pronoun itself.
    pub head: u32,
}

impl Sentence {
    /// The mentions of the parsed sentence, in order of their heads. Nested ones are all given; apposition,
    /// coordinated phrases and prepositions before the phrase are no part of it. Takes time linear in the sentence.
    pub fn mentions(&self) -> Vec<Mention> {
        let whole = self.extents();
        let mut extents: Vec<(u32, u32)> = (0..self.tokens.len() as u32).map(|at| (at, at)).collect();
        for (at, token) in self.tokens.iter().enumerate() {
            if let Some(head) = self.head(at).filter(|&head| belongs(token, at > head)) {
                extents[head] = hull(extents[head], whole[at]);
            }
        }
        let heads = (0..self.tokens.len()).filter(|&at| names(&self.tokens[at]));
        heads.map(|head| self.mention(head, extents[head])).collect()
    }

    fn mention(&self, head: usize, (mut start, mut end): (u32, u32)) -> Mention {
        let mark = |at: u32| self.tokens[at as usize].tag == Upos::Punct;
        let head = head as u32;
        while start < head && mark(start) {
            start += 1;
        }
        while end > head && mark(end) {
            end -= 1;
        }
        Mention { start, end: end + 1, head }
    }

    /// The first and last token below each token, itself included.
    pub fn extents(&self) -> Vec<(u32, u32)> {
        let count = self.tokens.len();
        let mut extents: Vec<(u32, u32)> = (0..count as u32).map(|at| (at, at)).collect();
        let mut waiting = vec![0u32; count];
        for head in (0..count).filter_map(|at| self.head(at)) {
            waiting[head] += 1;
        }
        let mut ready: Vec<usize> = (0..count).filter(|&at| waiting[at] == 0).collect();
        while let Some(at) = ready.pop() {
            let Some(head) = self.head(at) else { continue };
            extents[head] = hull(extents[head], extents[at]);
            waiting[head] -= 1;
            if waiting[head] == 0 {
                ready.push(head);
            }
        }
        extents
    }
}

fn hull(a: (u32, u32), b: (u32, u32)) -> (u32, u32) {
    (a.0.min(b.0), a.1.max(b.1))
}

/// Whether a dependent is part of the mention of its head; `behind`: it follows the head.
fn belongs(token: &Token, behind: bool) -> bool {
    match token.relation.base() {
        Relation::Det | Relation::Amod | Relation::Nummod | Relation::Nmod | Relation::Compound => true,
        Relation::Flat | Relation::Fixed | Relation::Acl | Relation::Goeswith => true,
        Relation::Case => behind,
        _ => false,
    }
}

/// Whether a word heads a mention.
fn names(token: &Token) -> bool {
    let noun = match token.tag {
        Upos::Noun | Upos::Propn => true,
        Upos::Num => {
            matches!(token.relation, Relation::NmodUnmarked | Relation::Obl | Relation::Obj | Relation::Nsubj)
        }
        Upos::Pron => !matches!(token.form, Penn::Ex | Penn::Wdt | Penn::Wp),
        _ => false,
    };
    noun && !matches!(
        token.relation,
        Relation::Compound
            | Relation::Flat
            | Relation::Fixed
            | Relation::Goeswith
            | Relation::Expl
            | Relation::NmodDesc
            | Relation::Case
            | Relation::Mark
            | Relation::Advmod
            | Relation::Discourse
            | Relation::Cc
    )
}
