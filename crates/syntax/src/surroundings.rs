//! What the parser looks at: the words around the place where it works, and what hangs on them.
//!
//! Training adds the features' rows in the order in which they are gathered here, in floating point: another order gives
//! slightly other weights.

use crate::Token;
use crate::feature::{Features, mix};
use crate::transition::State;
use crate::word::Word;

/// The features of a state.
pub(crate) fn gather(state: &State, words: &[Word], tokens: &[Token], features: &mut Features) {
    let reader = Reader { state, words, tokens };
    let places = Places::new(&reader);
    features.clear();
    places.words(features);
    places.dependents(&reader, features);
    neighbours(&reader, places.stack, features);
    shape(state, places, features);
    places.ahead(features);
    places.between(state, features);
    places.conjunctions(features);
    places.families(features);
}

/// The words that a move is about.
#[derive(Clone, Copy)]
struct Places {
    /// The top of the stack and the two below it.
    stack: [View; 3],
    /// The next words.
    next: [View; 4],
    /// Outermost dependents: of the top on the left and right, of the second on the left and right, of the next word on
    /// the left.
    nearest: [View; 5],
}

impl Places {
    fn new(reader: &Reader) -> Self {
        let state = reader.state;
        let upcoming = |ahead: u32| {
            reader.view(Some(state.next + ahead).filter(|&at| (at as usize) < state.nodes.len()))
        };
        let stack = [0, 1, 2].map(|depth| reader.view(state.stacked(depth)));
        let [s0, s1, _] = stack;
        let first_left = state.nodes.get(state.next as usize).map_or(0, |node| node.left[0]);
        let nearest = [
            reader.left(s0, 0),
            reader.right(s0, 0),
            reader.left(s1, 0),
            reader.right(s1, 0),
            reader.dependent(first_left),
        ];
        Self { stack, next: [0, 1, 2, 3].map(upcoming), nearest }
    }

    /// The words themselves.
    fn words(&self, features: &mut Features) {
        for (slot, view) in self.stack.iter().chain(&self.next[..3]).enumerate() {
            let slot = 100 + 4 * slot as u32;
            features.add(slot, view.word);
            features.add(slot + 1, view.tag);
            features.add(slot + 3, view.cluster);
        }
    }

    /// What hangs on them.
    fn dependents(&self, reader: &Reader, features: &mut Features) {
        let [s0, s1, _] = self.stack;
        let second = [reader.left(s0, 1), reader.right(s0, 1), reader.left(s1, 1), reader.right(s1, 1)];
        for (slot, view) in self.nearest.iter().chain(&second).enumerate() {
            let slot = 140 + 3 * slot as u32;
            features.add(slot, view.word);
            features.add(slot + 1, view.tag);
            features.add(slot + 2, view.label);
        }
    }

    /// The tags further ahead, and the clusters of dependents.
    fn ahead(&self, features: &mut Features) {
        let [_, b1, b2, b3] = self.next;
        features.add(237, b3.tag);
        features.pair(238, b1.tag, mix(b2.tag, b3.tag));
        let [s0l, s0r, _, s1r, b0l] = self.nearest;
        for (slot, view) in [s0l, s0r, s1r, b0l].into_iter().enumerate() {
            features.add(239 + slot as u32, view.cluster);
        }
    }

    /// Commas and verbs between the words.
    fn between(&self, state: &State, features: &mut Features) {
        let ([s0, s1, _], b0) = (self.stack, self.next[0]);
        features.pair(243, state.between(s0.at, state.next), mix(s0.tag, b0.tag));
        features.pair(244, state.between(s1.at, s0.at), mix(s1.tag, s0.tag));
    }

    /// Facts about two and three places at once (after Zhang and Nivre 2011).
    fn conjunctions(&self, features: &mut Features) {
        let ([s0, s1, s2], [b0, b1, b2, _]) = (self.stack, self.next);
        features.pair(200, s0.tag, b0.tag);
        features.pair(204, s1.tag, s0.tag);
        features.pair(208, mix(s0.tag, b0.tag), b1.tag);
        features.pair(209, mix(s1.tag, s0.tag), b0.tag);
        features.pair(210, mix(s2.tag, s1.tag), s0.tag);
        features.pair(211, mix(b0.tag, b1.tag), b2.tag);
        features.pair(230, s0.cluster, b0.cluster);
        features.pair(231, s1.cluster, s0.cluster);
        features.pair(232, s1.cluster, b0.cluster);
    }

    /// A word, its dependent, and the two words that an arc may join.
    fn families(&self, features: &mut Features) {
        let ([s0, s1, _], b0) = (self.stack, self.next[0]);
        let [s0l, s0r, _, s1r, b0l] = self.nearest;
        let pairs = [(s0, s0l), (s0, s0r), (s1, s1r), (b0, b0l)];
        for (slot, (head, dependent)) in pairs.into_iter().enumerate() {
            let family = mix(head.tag, mix(dependent.tag, dependent.label));
            features.pair(220 + slot as u32, mix(s0.tag, b0.tag), family);
        }
    }
}

/// What stands at a place of the state, as numbers.
#[derive(Clone, Copy, Default)]
struct View {
    /// Which word; 0 for the root.
    at: u32,
    word: u32,
    cluster: u32,
    tag: u32,
    label: u32,
}

/// Reads places of a state.
struct Reader<'a> {
    state: &'a State,
    words: &'a [Word],
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn view(&self, at: Option<u32>) -> View {
        let Some(at) = at else { return View { tag: 254, ..View::default() } };
        let Some(index) = (at as usize).checked_sub(1).filter(|&index| index < self.words.len()) else {
            return View { tag: 255, word: 1, ..View::default() };
        };
        let token = &self.tokens[index];
        View {
            at,
            word: self.words[index].lower,
            cluster: self.words[index].cluster.into(),
            tag: token.form as u32 | (token.tag as u32) << 8,
            label: u32::from(self.state.nodes[at as usize].label) + 1,
        }
    }

    /// A dependent; 0 stands for none.
    fn dependent(&self, at: u32) -> View {
        self.view((at != 0).then_some(at))
    }

    fn left(&self, of: View, nth: usize) -> View {
        self.dependent(self.state.nodes[of.at as usize].left[nth])
    }

    fn right(&self, of: View, nth: usize) -> View {
        self.dependent(self.state.nodes[of.at as usize].right[nth])
    }
}

/// The words beside those on the stack, wherever they hang.
fn neighbours(reader: &Reader, [s0, s1, _]: [View; 3], features: &mut Features) {
    let beside = |view: View, offset: i32| {
        let at = view.at.checked_add_signed(offset).filter(|&at| (at as usize) < reader.state.nodes.len());
        reader.view(if view.at == 0 { None } else { at })
    };
    for (slot, view) in [beside(s0, -1), beside(s0, 1), beside(s1, -1), beside(s1, 1)].into_iter().enumerate()
    {
        features.add(180 + 2 * slot as u32, view.word);
        features.add(181 + 2 * slot as u32, view.tag);
    }
}

/// Distances and numbers of dependents.
fn shape(state: &State, places: Places, features: &mut Features) {
    let ([s0, s1, _], b0) = (places.stack, places.next[0]);
    let distance = |from: u32, to: u32| match to.saturating_sub(from) {
        length @ 0..=5 => length,
        6..=9 => 6,
        10..=15 => 7,
        _ => 8,
    };
    let count = |view: View| {
        let node = &state.nodes[view.at as usize];
        u32::from(node.left_count.min(5)) << 4 | u32::from(node.right_count.min(5))
    };
    let (near, far) = (distance(s0.at, state.next), distance(s1.at, s0.at));
    features.add(190, near);
    features.add(191, far);
    features.pair(192, near, mix(s0.tag, b0.tag));
    features.pair(193, far, mix(s1.tag, s0.tag));
    features.pair(194, count(s0), s0.tag);
    features.pair(195, count(s1), s1.tag);
    let next_left = state.nodes.get(state.next as usize).map_or(0, |node| node.left_count.min(5));
    features.pair(196, next_left.into(), b0.tag);
    features.add(197, state.stack.len().min(4) as u32);
}
