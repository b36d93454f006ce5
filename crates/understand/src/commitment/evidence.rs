//! What speaks for a cue's making a commitment, as hashed features: the cue, who would act, the act and what follows it,
//! what stands before, and what the rules hold against it.

use super::cue::Kind;
use super::doubt::Doubts;
use super::subject::Subject;
use super::tags::Tagged;
use super::{Proposal, Sentence};
use crate::finding::Firmness;
use crate::lexicon::Class;
use crate::token::{Sign, Token};

/// How much the whole text is talk: 0 for a release, up to 3 for speech.
pub(super) fn style(text: &str, tokens: &[Token]) -> u32 {
    const READ: usize = 6000;
    let read = &tokens[..tokens.len().min(READ)];
    let is_talk = |token: &&Token| {
        let word = token.of(text);
        token.sign == Sign::Word && word.starts_with(['I', 'y', 'Y']) && {
            let word = word.split(['\'', '’']).next().unwrap_or_default();
            word == "I" || word.eq_ignore_ascii_case("you")
        }
    };
    match 1000 * read.iter().filter(is_talk).count() / read.len().max(1) {
        0 => 0,
        1..5 => 1,
        5..15 => 2,
        _ => 3,
    }
}

/// Writes the features of a proposal; `keys` is overwritten.
pub(super) fn write(sentence: &Sentence, proposal: &Proposal, style: u32, keys: &mut Vec<u32>) {
    keys.clear();
    let kind = match proposal.cue.kind {
        Kind::Will => 0,
        Kind::Must => 1,
        Kind::Own(firmness) => 2 + firm(firmness),
        Kind::Others(firmness) => 8 + firm(firmness),
    };
    let sort = sort(sentence, proposal.subject.as_ref());
    let start = proposal.cue.words.start;
    let first = proposal.subject.as_ref().map_or(start, |subject| subject.words.start);
    let mut facts = Facts { sentence, proposal, kind, sort, first, keys };
    facts.cue();
    facts.act();
    facts.behind_act();
    facts.subject();
    facts.before();
    facts.verb_before();
    facts.doubts();
    facts.clause();
    facts.sentence(style);
}

/// Facts about a proposal, by question (the first number) and answer.
struct Facts<'a, 's> {
    sentence: &'a Sentence<'s>,
    proposal: &'a Proposal,
    /// Kind of cue.
    kind: u32,
    /// Sort of subject.
    sort: u32,
    /// The first word of the subject, or of the cue where there is none.
    first: usize,
    keys: &'a mut Vec<u32>,
}

/// Joins two numbers into one, spreading all bits.
fn mix(a: u32, b: u32) -> u32 {
    let mut hash = ((a as u64) << 32 | b as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^= hash >> 32;
    (hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
}

fn firm(firmness: Firmness) -> u32 {
    match firmness {
        Firmness::Promise => 0,
        Firmness::Agreement => 1,
        Firmness::Plan => 2,
        Firmness::Expectation => 3,
        Firmness::Appeal => 4,
    }
}

/// What sort of subject it is: which pronoun, a measure, a name, somebody, a thing.
fn sort(sentence: &Sentence, subject: Option<&Subject>) -> u32 {
    const PRONOUNS: [&str; 13] =
        ["I", "we", "you", "he", "she", "they", "it", "this", "that", "these", "those", "there", "who"];
    let Some(subject) = subject else { return 0 };
    if let Some(pronoun) = PRONOUNS.iter().position(|word| subject.is(sentence, word)) {
        return 10 + pronoun as u32;
    }
    let head = subject.words.end - 1;
    let name = sentence.get(head).is_some_and(Token::is_capital_word);
    match subject {
        Subject { binds: true, .. } => 1,
        Subject { acts: true, .. } if name => 2,
        Subject { acts: true, .. } if sentence.has(head, Class::ROLE | Class::COLLECTIVE) => 3,
        Subject { acts: true, .. } => 4,
        _ if name => 5,
        _ => 6,
    }
}

/// The number of binary digits.
fn magnitude(count: usize) -> u32 {
    (count as u32 + 1).ilog2()
}

impl Facts<'_, '_> {
    fn add(&mut self, question: u32, answer: u32) {
        let hash = mix(question.wrapping_mul(0x85EB_CA6B) ^ 0xA5A5, answer);
        self.keys.push(question << 24 | hash >> 8);
    }

    fn pair(&mut self, question: u32, a: u32, b: u32) {
        self.add(question, mix(a, b));
    }

    fn at(&self, at: usize) -> Tagged {
        self.sentence.tags.of(self.sentence, at)
    }

    fn word(&self, at: usize) -> u32 {
        self.at(at).word
    }

    fn tag(&self, at: usize) -> u32 {
        self.at(at).tag.map_or(99, |tag| tag as u32)
    }

    fn form(&self, at: usize) -> u32 {
        self.at(at).form.map_or(99, |form| form as u32)
    }

    fn cluster(&self, at: usize) -> u32 {
        self.at(at).cluster.into()
    }

    /// Each word of a range and its cluster, as one bag.
    fn bag(&mut self, question: u32, words: std::ops::Range<usize>) {
        for at in words {
            self.add(question, self.word(at));
            self.add(question + 1, self.cluster(at));
        }
    }

    fn cue(&mut self) {
        let (kind, sort, start) = (self.kind, self.sort, self.proposal.cue.words.start);
        let (word, before) = (self.word(start), start.wrapping_sub(1));
        self.add(0, 0);
        self.add(1, kind);
        self.pair(2, kind, sort);
        self.add(3, word);
        self.pair(4, word, sort);
        self.add(5, firm(self.proposal.firmness));
        self.pair(6, self.form(start), kind);
        self.pair(7, self.form(start), word);
        let capital = start > 0 && self.sentence.get(start).is_some_and(Token::is_capital_word);
        self.add(8, u32::from(capital)); // "American Rescue Plan to"
        self.pair(9, self.word(before), kind);
        self.pair(10, self.word(before), word);
        self.pair(11, self.tag(before), kind);
        if self.proposal.act > self.proposal.cue.act {
            self.pair(12, self.word(self.proposal.cue.act), kind); // "will also"
        }
    }

    fn act(&mut self) {
        let (kind, sort, act) = (self.kind, self.sort, self.proposal.act);
        let (word, cluster) = (self.word(act), self.cluster(act));
        let own = self.proposal.subject.as_ref().is_some_and(|subject| subject.speaks);
        self.add(20, word);
        self.pair(21, word, own.into());
        self.pair(22, word, kind);
        self.add(23, cluster);
        self.pair(24, cluster, kind);
        self.pair(25, cluster, sort);
        self.pair(26, self.tag(act), kind);
        self.pair(27, self.form(act), kind);
        let classes = [Class::MENTAL, Class::STATE, Class::OWN_STATE, Class::CONDUCT, Class::SUFFERED];
        for (number, _) in (0..).zip(classes).filter(|(_, class)| self.sentence.has(act, *class)) {
            self.add(28, number);
            self.pair(29, number, kind);
            self.pair(30, number, sort);
        }
    }

    fn behind_act(&mut self) {
        /// Words behind the act that are looked at.
        const FEW: usize = 10;
        /// Words in which a preposition may belong to the act.
        const NEAR: usize = 6;
        let Proposal { act, end, .. } = *self.proposal;
        let (word, cluster) = (self.word(act), self.cluster(act));
        let (next, tag) = (self.word(act + 1), self.tag(act + 1));
        self.add(40, next);
        self.pair(41, word, next);
        self.add(42, tag);
        self.pair(43, tag, self.tag(act + 2));
        self.add(44, self.word(act + 2));
        self.pair(45, cluster, tag);
        self.add(46, self.cluster(act + 1));
        self.bag(47, act + 1..end.min(act + FEW));
        for at in act + 1..end.min(act + NEAR) {
            if self.at(at).tag == Some(syntax::Upos::Adp) {
                self.pair(49, word, self.word(at));
                self.add(50, self.word(at));
            }
        }
    }

    fn subject(&mut self) {
        let (kind, proposal) = (self.kind, self.proposal);
        if let Some(Subject { words, .. }) = &proposal.subject {
            self.add(60, self.word(words.end - 1));
            self.add(61, self.cluster(words.end - 1));
            self.add(62, self.word(words.start));
            self.add(63, words.len().min(6) as u32);
            self.bag(64, words.clone());
        }
        self.pair(66, kind, sort(self.sentence, proposal.who.as_ref()));
        if let (Kind::Others(_), Some(who)) = (proposal.cue.kind, &proposal.who) {
            self.bag(67, who.words.clone());
        }
    }

    fn before(&mut self) {
        /// Words before the subject that are looked at.
        const FEW: usize = 8;
        let [one, two] = [1, 2].map(|back| self.first.wrapping_sub(back));
        self.add(70, self.word(one));
        self.add(71, self.tag(one));
        self.pair(72, self.tag(one), self.tag(two));
        self.add(73, self.word(two));
        self.pair(74, self.word(one), self.kind);
        self.pair(75, self.word(two), self.word(one));
        self.add(76, self.cluster(one));
        self.add(77, self.cluster(two));
        for at in self.first.saturating_sub(FEW)..self.first {
            self.add(78, self.word(at));
            if self.at(at).tag == Some(syntax::Upos::Sconj) {
                self.add(79, self.word(at)); // "ensures that we will"
            }
        }
    }

    /// The verb that the clause hangs on: "she said", "the act ensures that".
    fn verb_before(&mut self) {
        const NEAR: usize = 12;
        let (kind, first) = (self.kind, self.first);
        match (first.saturating_sub(NEAR)..first).rev().find(|&at| self.at(at).is_verb()) {
            Some(verb) => {
                self.add(80, self.word(verb));
                self.add(81, self.form(verb));
                self.pair(82, self.form(verb), kind);
                self.add(83, self.cluster(verb));
                self.pair(84, self.word(first.wrapping_sub(1)), self.form(verb));
            }
            None => self.pair(85, kind, self.sort),
        }
        let past = |at| self.at(at).form == Some(syntax::Penn::Vbd);
        let past = (first.saturating_sub(NEAR)..first).any(past);
        self.pair(86, past.into(), kind);
    }

    fn doubts(&mut self) {
        let (kind, doubts) = (self.kind, self.proposal.doubts);
        for doubt in doubts.each() {
            self.add(90, doubt);
            self.pair(91, doubt, kind);
            self.pair(92, doubt, self.sort);
        }
        let none = u32::from(doubts == Doubts::default());
        self.add(93, none);
        self.pair(94, none, kind);
    }

    fn clause(&mut self) {
        let Proposal { ref cue, act, end, .. } = *self.proposal;
        let behind = &self.sentence.tokens[act + 1..end];
        let any = |test: fn(&Token) -> bool| u32::from(behind.iter().any(test));
        let number = any(|token| token.sign == Sign::Number);
        let calendar = any(|token| token.is(Class::CALENDAR));
        let name = any(Token::is_capital_word);
        let negated = super::is_negated(self.sentence, cue, act);
        self.add(100, number);
        self.add(101, calendar);
        self.add(102, name);
        self.pair(103, negated.into(), self.kind);
        self.add(104, magnitude(end - act));
        self.add(105, self.word(end));
    }

    fn sentence(&mut self, style: u32) {
        /// Words on either side in which a mark of quotation is looked for.
        const NEAR: usize = 100;
        let (kind, start, tokens) = (self.kind, self.proposal.cue.words.start, self.sentence.tokens);
        let near = &tokens[start.saturating_sub(NEAR)..tokens.len().min(start + NEAR)];
        let is = |sign: Sign| u32::from(near.iter().any(|token| token.sign == sign));
        let (quoted, if_word) =
            (is(Sign::Quote), near.iter().any(|token| token.of(self.sentence.text) == "if"));
        self.add(110, quoted);
        self.add(111, if_word.into());
        self.add(112, magnitude(tokens.len()));
        self.add(113, magnitude(start));
        self.add(114, self.word(0));
        self.pair(115, self.word(0), self.word(1));
        self.add(116, style);
        self.pair(117, style, kind);
        self.pair(118, style, mix(self.sort, kind));
        self.pair(119, style, magnitude(self.proposal.end - self.proposal.act));
    }
}
