//! Dependencies, by the moves of [`transition`](crate::transition), each the best for what stands around it.

use crate::feature::{Features, mix};
use crate::network::{Network, take};
use crate::transition::{Move, State};
use crate::word::Word;
use crate::{Relation, Token};

/// Hidden units of the parser.
pub(crate) const HIDDEN: usize = 128;

/// The parser. Its classes: the moves, then the relations of left arcs, then those of right arcs.
#[derive(Debug)]
pub(crate) struct Parser {
    relations: Vec<Relation>,
    network: Network<HIDDEN>,
}

impl Parser {
    /// Reads the parser from the front of `bytes`: the number of relations (u8), the relations (u8), the network.
    pub fn read(bytes: &mut &'static [u8]) -> Option<Self> {
        let [count] = take(bytes)?;
        let mut relations = Vec::with_capacity(count.into());
        for _ in 0..count {
            let [relation] = take(bytes)?;
            relations.push(*Relation::ALL.get(usize::from(relation))?);
        }
        let network = Network::read(bytes)?;
        (network.classes() == classes(relations.len())).then_some(Self { relations, network })
    }

    /// Gives every token its head and relation, by its tags.
    pub fn parse(&self, words: &[Word], tokens: &mut [Token], state: &mut State, features: &mut Features) {
        state.start(tokens);
        while !state.done() {
            gather(state, words, tokens, features);
            let hidden = self.network.hidden(features.keys());
            let step = self.best_move(state, |class| self.network.score(&hidden, class));
            let label = match step {
                Move::Shift => 0,
                _ => {
                    self.network.best(&hidden, labels(step, self.relations.len()))
                        - labels(step, self.relations.len()).start
                }
            };
            state.apply(step, label as u8);
        }
        for (token, node) in tokens.iter_mut().zip(&state.nodes[1..]) {
            token.head = node.head;
            token.relation =
                if node.head == 0 { Relation::Root } else { self.relations[usize::from(node.label)] };
        }
    }

    fn best_move(&self, state: &State, score: impl Fn(usize) -> i32) -> Move {
        let mut best = (Move::Shift, i32::MIN);
        for (class, &step) in Move::ALL.iter().enumerate() {
            if state.allows(step) && score(class) > best.1 {
                best = (step, score(class));
            }
        }
        best.0
    }
}

/// The number of classes with so many relations.
pub(crate) fn classes(relations: usize) -> usize {
    Move::ALL.len() + 2 * relations
}

/// The classes of the relations that a move can draw.
pub(crate) fn labels(step: Move, relations: usize) -> std::ops::Range<usize> {
    let start = Move::ALL.len() + if step == Move::Right { relations } else { 0 };
    start..start + relations
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

/// The features of a state.
pub(crate) fn gather(state: &State, words: &[Word], tokens: &[Token], features: &mut Features) {
    let reader = Reader { state, words, tokens };
    let upcoming =
        |ahead: u32| reader.view(Some(state.next + ahead).filter(|&at| (at as usize) < state.nodes.len()));
    let [s0, s1, s2] = [0, 1, 2].map(|depth| reader.view(state.stacked(depth)));
    let [b0, b1, b2] = [0, 1, 2].map(upcoming);
    features.clear();
    for (slot, view) in [s0, s1, s2, b0, b1, b2].into_iter().enumerate() {
        let slot = 100 + 4 * slot as u32;
        features.add(slot, view.word);
        features.add(slot + 1, view.tag);
        features.add(slot + 3, view.cluster);
    }
    let [s0l, s0r, s1l, s1r, b0l] = [
        reader.left(s0, 0),
        reader.right(s0, 0),
        reader.left(s1, 0),
        reader.right(s1, 0),
        reader.dependent(first_left(state)),
    ];
    let seconds = [reader.left(s0, 1), reader.right(s0, 1), reader.left(s1, 1), reader.right(s1, 1)];
    for (slot, view) in [s0l, s0r, s1l, s1r, b0l].into_iter().chain(seconds).enumerate() {
        let slot = 140 + 3 * slot as u32;
        features.add(slot, view.word);
        features.add(slot + 1, view.tag);
        features.add(slot + 2, view.label);
    }
    neighbours(&reader, [s0, s1], features);
    shape(state, [s0, s1, b0], features);
    let b3 = upcoming(3);
    features.add(237, b3.tag);
    features.pair(238, b1.tag, mix(b2.tag, b3.tag));
    for (slot, view) in [s0l, s0r, s1r, b0l].into_iter().enumerate() {
        features.add(239 + slot as u32, view.cluster);
    }
    features.pair(243, state.between(s0.at, state.next), mix(s0.tag, b0.tag));
    features.pair(244, state.between(s1.at, s0.at), mix(s1.tag, s0.tag));
    conjunctions([s0, s1, s2], [b0, b1, b2], features);
    for (slot, (head, dependent)) in [(s0, s0l), (s0, s0r), (s1, s1r), (b0, b0l)].into_iter().enumerate() {
        features.pair(
            220 + slot as u32,
            mix(s0.tag, b0.tag),
            mix(head.tag, mix(dependent.tag, dependent.label)),
        );
    }
}

fn first_left(state: &State) -> u32 {
    state.nodes.get(state.next as usize).map_or(0, |node| node.left[0])
}

/// The words beside those on the stack, wherever they hang.
fn neighbours(reader: &Reader, [s0, s1]: [View; 2], features: &mut Features) {
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
fn shape(state: &State, [s0, s1, b0]: [View; 3], features: &mut Features) {
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
    features.pair(
        196,
        u32::from(state.nodes.get(state.next as usize).map_or(0, |node| node.left_count.min(5))),
        b0.tag,
    );
    features.add(197, state.stack.len().min(4) as u32);
}

/// Facts about two and three places at once (after Zhang and Nivre 2011).
fn conjunctions([s0, s1, s2]: [View; 3], [b0, b1, b2]: [View; 3], features: &mut Features) {
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
