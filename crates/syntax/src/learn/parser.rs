//! Training the parser, with a dynamic oracle: after a mistake it learns the best that can still be done (Goldberg and
//! Nivre 2013).

use super::network::{Census, Choice, Dice, Learner, Settings};
use crate::feature::Features;
use crate::parser::{self, HIDDEN};
use crate::surroundings::gather;
use crate::transition::{Move, State};
use crate::word::Word;
use crate::{Relation, Token};

/// Times the treebank is gone through.
const EPOCHS: usize = 12;
/// After the first round, the share of moves that follow the parser's own choice even where it is wrong.
const EXPLORE: f32 = 0.9;
const SETTINGS: Settings = Settings { rows: 38_500, least: 3, rate: 0.03, oversight: 0.0, dropout: 0.25 };

/// A sentence to learn from: tags as the tagger gives them, heads and relations as the treebank does.
pub(crate) struct Lesson<'a> {
    pub words: &'a [Word],
    pub tokens: Vec<Token>,
}

/// Trains a parser and appends it to `bytes` as [`Parser::read`](parser::Parser::read) takes it.
pub(crate) fn train(lessons: &[Lesson], bytes: &mut Vec<u8>) {
    let relations = relation_list(lessons);
    bytes.push(relations.len() as u8);
    bytes.extend(relations.iter().map(|&relation| relation as u8));
    let mut order: Vec<Teacher> = lessons.iter().map(|lesson| Teacher::new(lesson, &relations)).collect();
    let mut learner =
        Learner::<HIDDEN>::new(census(&mut order), parser::classes(relations.len()), SETTINGS, 3);
    let mut student = Student::default();
    let mut dice = Dice::new(4);
    for epoch in 0..EPOCHS {
        dice.shuffle(&mut order);
        let share = 1.0 / order.len() as f32;
        for (done, teacher) in order.iter_mut().enumerate() {
            let passed = (epoch as f32 + done as f32 * share) / EPOCHS as f32;
            learner.rate = SETTINGS.rate * (1.0 - passed);
            student.study(&mut learner, teacher, if epoch == 0 { 0.0 } else { EXPLORE }, &mut dice);
        }
    }
    learner.write(bytes);
}

/// The relations of the treebank but the root's, in a fixed order.
fn relation_list(lessons: &[Lesson]) -> Vec<Relation> {
    let found: std::collections::BTreeSet<Relation> =
        lessons.iter().flat_map(|lesson| &lesson.tokens).map(|token| token.relation).collect();
    found.into_iter().filter(|&relation| relation != Relation::Root).collect()
}

/// Counts the features along the moves that build each tree.
fn census(teachers: &mut [Teacher]) -> Census {
    let (mut census, mut features, mut state) = (Census::default(), Features::default(), State::default());
    for teacher in teachers {
        teacher.start(&mut state);
        while !state.done() {
            gather(&state, teacher.words, &teacher.tokens, &mut features);
            census.count(features.keys());
            let step = teacher.first_best(&state);
            let label = teacher.label(&state);
            teacher.apply(&mut state, step, label);
        }
    }
    census
}

/// The parser at its exercise.
#[derive(Default)]
struct Student {
    state: State,
    features: Features,
    choice: Choice,
    gradients: Vec<(usize, f32)>,
}

impl Student {
    /// Goes through one sentence. `explore` is the share of own moves.
    fn study(&mut self, learner: &mut Learner<HIDDEN>, teacher: &mut Teacher, explore: f32, dice: &mut Dice) {
        teacher.start(&mut self.state);
        while !self.state.done() {
            gather(&self.state, teacher.words, &teacher.tokens, &mut self.features);
            learner.see(self.features.keys(), true);
            let costs = teacher.costs(&self.state);
            let least = costs.iter().flatten().min().copied().unwrap_or(0);
            let right = |class: usize| costs[class] == Some(least);
            let allowed = (0..costs.len()).filter(|&class| costs[class].is_some());
            let own = learner.choose(allowed, right, &mut self.choice);
            self.gradients.clone_from(&self.choice.scores);
            let best = self.choice.favourite;
            let step = Move::ALL[if dice.unit() < explore { own } else { best }];
            let label = self.draw(learner, teacher, step, Move::ALL[best]);
            learner.learn(&self.gradients);
            teacher.apply(&mut self.state, step, label);
        }
    }

    /// Learns the relation of the arc that the right move `best` draws, and chooses one for the move made.
    fn draw(&mut self, learner: &mut Learner<HIDDEN>, teacher: &Teacher, step: Move, best: Move) -> u8 {
        let gold = teacher.label(&self.state);
        let mut label = gold;
        for drawn in [Move::Left, Move::Right] {
            if drawn != best && drawn != step {
                continue;
            }
            let classes = parser::labels(drawn, teacher.relations);
            let start = classes.start;
            let own = learner.choose(classes, |class| class - start == usize::from(gold), &mut self.choice);
            if drawn == best && gold != NO_LABEL {
                self.gradients.extend_from_slice(&self.choice.scores);
            }
            if drawn == step {
                label = (own - start) as u8;
            }
        }
        label
    }
}

/// The label of words that hang on the root.
const NO_LABEL: u8 = u8::MAX;

/// A sentence's right tree, and what a move would lose of it.
struct Teacher<'a> {
    words: &'a [Word],
    tokens: Vec<Token>,
    relations: usize,
    /// By number of word, 0 the root.
    heads: Vec<u32>,
    labels: Vec<u8>,
    dependents: Vec<Vec<u32>>,
    stacked: Vec<bool>,
}

impl<'a> Teacher<'a> {
    fn new(lesson: &Lesson<'a>, relations: &[Relation]) -> Self {
        let count = lesson.tokens.len() + 1;
        let mut dependents = vec![Vec::new(); count];
        let (mut heads, mut labels) = (vec![0], vec![NO_LABEL]);
        for (at, token) in lesson.tokens.iter().enumerate() {
            heads.push(token.head);
            labels.push(relations.binary_search(&token.relation).map_or(NO_LABEL, |label| label as u8));
            dependents[token.head as usize].push(at as u32 + 1);
        }
        let (words, tokens) = (lesson.words, lesson.tokens.clone());
        Self {
            words,
            tokens,
            relations: relations.len(),
            heads,
            labels,
            dependents,
            stacked: vec![false; count],
        }
    }

    fn start(&mut self, state: &mut State) {
        state.start(&self.tokens);
        self.stacked.fill(false);
        self.stacked[0] = true;
    }

    fn apply(&mut self, state: &mut State, step: Move, label: u8) {
        match (step, state.stacked(0)) {
            (Move::Shift, _) => self.stacked[state.next as usize] = true,
            (_, Some(top)) => self.stacked[top as usize] = false,
            _ => {}
        }
        state.apply(step, label);
    }

    /// The right relation of the top of the stack.
    fn label(&self, state: &State) -> u8 {
        self.labels[state.stacked(0).unwrap_or(0) as usize]
    }

    /// How many right arcs each move makes impossible; `None` where it is not allowed.
    fn costs(&self, state: &State) -> [Option<usize>; 3] {
        Move::ALL.map(|step| state.allows(step).then(|| self.cost(state, step)))
    }

    fn cost(&self, state: &State, step: Move) -> usize {
        let (next, top) = (state.next, state.stacked(0).unwrap_or(0));
        let top_head = self.heads[top as usize];
        let lost_right = || self.dependents[top as usize].iter().filter(|&&at| at >= next).count();
        match step {
            Move::Shift => {
                let head = self.heads[next as usize];
                let head_buried = head < next && head != top && self.stacked[head as usize];
                let stacked = self.dependents[next as usize]
                    .iter()
                    .filter(|&&at| at < next && self.stacked[at as usize]);
                usize::from(head_buried) + stacked.count()
            }
            Move::Left => {
                let head_lost = top_head > next || state.stacked(1) == Some(top_head);
                usize::from(head_lost) + lost_right()
            }
            Move::Right => usize::from(top_head >= next) + lost_right(),
        }
    }

    fn first_best(&self, state: &State) -> Move {
        let costs = self.costs(state);
        // Reduce before shifting, so that the features counted are those of a parser that does not dawdle.
        let order = [Move::Left, Move::Right, Move::Shift];
        *order
            .iter()
            .filter(|&&step| costs[step as usize].is_some())
            .min_by_key(|&&step| costs[step as usize])
            .unwrap_or(&Move::Shift)
    }
}
