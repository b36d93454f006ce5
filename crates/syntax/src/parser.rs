//! Dependencies, by the moves of [`transition`](crate::transition), each the best for what stands around it.

use crate::feature::Features;
use crate::network::{Network, take};
use crate::surroundings::gather;
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
