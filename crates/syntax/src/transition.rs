//! Building a tree word by word: the arc-hybrid system of transitions (Kuhlmann, Gómez-Rodríguez and Satta 2011).
//!
//! Words are numbered from 1; number 0 is the root that stands before the sentence, at the bottom of the stack.

use crate::{Penn, Token, Upos};

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// Put the next word on the stack.
    Shift,
    /// Hang the top of the stack on the next word.
    Left,
    /// Hang the top of the stack on the word below it.
    Right,
}

impl Move {
    /// In order of their numbers.
    pub const ALL: [Move; 3] = [Move::Shift, Move::Left, Move::Right];
}

/// The dependents that a word has so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    /// Its head; meaningful once it has left the stack.
    pub head: u32,
    /// The number of the relation to its head.
    pub label: u8,
    /// Dependents to the left and to the right, at most 255.
    pub left_count: u8,
    pub right_count: u8,
    /// Outermost and second outermost dependents on either side; 0 for none.
    pub left: [u32; 2],
    pub right: [u32; 2],
    /// Commas and verbs up to and with this word, modulo 256.
    passed: [u8; 2],
}

/// A tree half built.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub nodes: Vec<Node>,
    pub stack: Vec<u32>,
    /// The next word; one past the last when all are on the stack or done.
    pub next: u32,
}

impl State {
    /// Starts on a tagged sentence.
    pub fn start(&mut self, tokens: &[Token]) {
        self.nodes.clear();
        self.nodes.push(Node::default());
        let mut passed = [0u8; 2];
        self.nodes.extend(tokens.iter().map(|token| {
            passed[0] = passed[0].wrapping_add(u8::from(token.form == Penn::Comma));
            passed[1] = passed[1].wrapping_add(u8::from(token.tag == Upos::Verb));
            Node { passed, ..Node::default() }
        }));
        self.stack.clear();
        self.stack.push(0);
        self.next = 1;
    }

    /// Whether the tree is whole.
    pub fn done(&self) -> bool {
        self.at_end() && self.stack.len() == 1
    }

    /// Whether no word is left to shift.
    pub fn at_end(&self) -> bool {
        self.next as usize == self.nodes.len()
    }

    /// The word `depth` below the top of the stack.
    pub fn stacked(&self, depth: usize) -> Option<u32> {
        self.stack.len().checked_sub(depth + 1).map(|at| self.stack[at])
    }

    /// Whether a move can be made. Only one word hangs on the root: the last that is left.
    pub fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => !self.at_end(),
            Move::Left => !self.at_end() && self.stack.len() > 1,
            Move::Right => self.stack.len() > 2 || self.stack.len() == 2 && self.at_end(),
        }
    }

    /// How many commas and verbs stand between two words, each at most 3, as one number.
    pub fn between(&self, left: u32, right: u32) -> u32 {
        let last = (right as usize).clamp(1, self.nodes.len()) - 1;
        let (from, to) = (self.nodes[left as usize].passed, self.nodes[last].passed);
        let count = |kind: usize| u32::from(to[kind].wrapping_sub(from[kind]).min(3));
        if last < left as usize { 0 } else { count(0) << 2 | count(1) }
    }

    /// Makes a move that is allowed; `label` is the relation of the arc that it draws.
    pub fn apply(&mut self, step: Move, label: u8) {
        if step == Move::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let Some(word) = self.stack.pop() else { return };
        let head = if step == Move::Left { self.next } else { self.stack.last().copied().unwrap_or(0) };
        let node = &mut self.nodes[head as usize];
        if step == Move::Left {
            // Dependents on the left are drawn from the inside out.
            node.left = [word, node.left[0]];
            node.left_count = node.left_count.saturating_add(1);
        } else {
            node.right = [word, node.right[0]];
            node.right_count = node.right_count.saturating_add(1);
        }
        (self.nodes[word as usize].head, self.nodes[word as usize].label) = (head, label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_built_and_has_one_root() {
        let mut state = State::default();
        state.start(&[Token::default(); 3]); // "She said yes": 1 ← 2 → 3
        for (step, label) in [(Move::Shift, 0), (Move::Left, 5), (Move::Shift, 0), (Move::Shift, 0)] {
            assert!(state.allows(step));
            state.apply(step, label);
        }
        assert!(!state.allows(Move::Shift) && !state.allows(Move::Left));
        state.apply(Move::Right, 6);
        state.apply(Move::Right, 7);
        assert!(state.done());
        let heads: Vec<u32> = state.nodes[1..].iter().map(|node| node.head).collect();
        assert_eq!(heads, [2, 0, 2]);
        assert_eq!(state.nodes[2].left[0], 1);
        assert_eq!(state.nodes[1].label, 5);
    }
}
