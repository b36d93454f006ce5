//! What speaks against a cue's being a commitment, by the rules.

use std::ops::BitOrAssign;

/// A set of doubts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Doubts(u32);

impl Doubts {
    /// Nobody, or nothing that can act, is said to.
    pub const NOBODY: Doubts = Doubts(1);
    /// The clause only tells which: "the work we'll do".
    pub const WHICH: Doubts = Doubts(1 << 1);
    /// Inside a question or a doubt: "whether we will".
    pub const EMBEDDED: Doubts = Doubts(1 << 2);
    /// How the talk goes on: "I'll defer to her".
    pub const TALK: Doubts = Doubts(1 << 3);
    /// A state, or what only happens: "it will rain".
    pub const STATE: Doubts = Doubts(1 << 4);
    /// Done to a person: "he will be remembered".
    pub const SUFFERED: Doubts = Doubts(1 << 5);
    /// "I'll": mostly how the talk goes on.
    pub const SHORT: Doubts = Doubts(1 << 6);
    /// Only the background of something else: "as we seek to".
    pub const BACKGROUND: Doubts = Doubts(1 << 7);
    /// The act is no verb by the tagger: "going to schools".
    pub const NO_VERB: Doubts = Doubts(1 << 8);
    /// Somebody was told in the past: "the mission they were asked to do".
    pub const TOLD: Doubts = Doubts(1 << 9);
    /// It lasts or happens by itself: "my hope is that it will last".
    pub const LASTS: Doubts = Doubts(1 << 10);
    /// It need not be: "you don't have to".
    pub const NEEDLESS: Doubts = Doubts(1 << 11);
    /// A noun, or a verb that nobody is said before: "the repeated call for".
    pub const NOUN: Doubts = Doubts(1 << 12);
    /// Only supposed: "they would need to".
    pub const SUPPOSED: Doubts = Doubts(1 << 13);
    /// What it is for: "a fund to encourage them to".
    pub const PURPOSE: Doubts = Doubts(1 << 14);
    /// No longer so: "had hoped to", "was going to".
    pub const GIVEN_UP: Doubts = Doubts(1 << 15);
    /// No verb says what: "going to schools", "called for a truce".
    pub const NO_ACT: Doubts = Doubts(1 << 16);
    /// What is undertaken stands further behind: "the commitment by the town to".
    pub const FAR: Doubts = Doubts(1 << 17);
    /// The subject stands behind: "will you".
    pub const INVERTED: Doubts = Doubts(1 << 18);
    /// Whoever intends it: "it is intended to reflect".
    pub const INTENDED: Doubts = Doubts(1 << 19);
    /// Somebody only wants to ask: "whoever wants to encourage them to".
    pub const WANTED: Doubts = Doubts(1 << 20);
    /// A need of which nobody speaks.
    pub const UNSAID: Doubts = Doubts(1 << 21);
    const COUNT: u32 = 22;

    /// The number of each doubt there is.
    pub fn each(self) -> impl Iterator<Item = u32> {
        (0..Self::COUNT).filter(move |doubt| self.0 >> doubt & 1 == 1)
    }

    /// Adds a doubt where it holds.
    pub fn note(&mut self, doubt: Doubts, holds: bool) {
        if holds {
            *self |= doubt;
        }
    }
}

impl BitOrAssign for Doubts {
    fn bitor_assign(&mut self, other: Doubts) {
        self.0 |= other.0;
    }
}
