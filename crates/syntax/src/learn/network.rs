//! Training a [`Network`](crate::network::Network): stochastic gradient steps with per-weight rates (Adagrad), in plain
//! floating point, one thread, fixed seeds, so the same treebank gives the same weights.

use rustc_hash::FxHashMap;

use crate::network::{OUT_UNIT, ROW_UNIT, ROW_ZERO};

/// Rows are stored in 8 bits: weights stay within what these hold.
const ROW_LIMIT: f32 = 127.0 / ROW_UNIT;

/// A small generator of pseudo-random numbers (xorshift64*).
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }

    /// A number from 0 (inclusive) to 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 8) as f32 / (1 << 24) as f32
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.next() as usize % (at + 1));
        }
    }
}

/// How features are chosen and steps are made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// The most feature rows kept, the most frequent first.
    pub rows: usize,
    /// Features seen less often than this have no row.
    pub least: u32,
    /// Size of the first step.
    pub rate: f32,
    /// Share of features overlooked at each step, so that no rare one is relied on.
    pub oversight: f32,
    /// Share of hidden units silenced at each step.
    pub dropout: f32,
}

/// Counts features and chooses those that get a row.
#[derive(Debug, Default)]
pub(crate) struct Census(FxHashMap<u32, u32>);

impl Census {
    pub fn count(&mut self, features: &[u32]) {
        for &feature in features {
            *self.0.entry(feature).or_default() += 1;
        }
    }

    /// The chosen features, the most frequent first: so the rows most often read lie together.
    fn choose(self, settings: &Settings) -> Vec<u32> {
        let mut found: Vec<(u32, u32)> = self
            .0
            .into_iter()
            .filter(|&(_, count)| count >= settings.least)
            .map(|(key, count)| (count, key))
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(settings.rows);
        found.into_iter().map(|(_, key)| key).collect()
    }
}

/// A network being trained.
#[derive(Debug)]
pub(crate) struct Learner<const H: usize> {
    settings: Settings,
    keys: Vec<u32>,
    index: FxHashMap<u32, u32>,
    rows: Vec<Weights<H>>,
    bias: Weights<H>,
    out: Vec<Weights<H>>,
    out_bias: Vec<[f32; 2]>,
    dice: Dice,
    active: Vec<u32>,
    hidden: [f32; H],
    /// 0 for a silenced or resting unit, else the scale of its gradient.
    gate: [f32; H],
    /// Size of the step now.
    pub rate: f32,
}

/// A row of weights with the sums of its squared gradients.
#[derive(Clone, Debug)]
struct Weights<const H: usize> {
    value: [f32; H],
    squares: [f32; H],
}

impl<const H: usize> Weights<H> {
    fn new(dice: &mut Dice, size: f32) -> Self {
        let mut value = [0.0; H];
        value.fill_with(|| (dice.unit() * 2.0 - 1.0) * size);
        Self { value, squares: [1e-4; H] }
    }

    fn step(&mut self, gradient: &[f32; H], scale: f32, rate: f32) {
        for ((value, squares), &gradient) in self.value.iter_mut().zip(&mut self.squares).zip(gradient) {
            let gradient = gradient * scale;
            *squares += gradient * gradient;
            *value -= rate * gradient / squares.sqrt();
        }
    }

    fn clamp(&mut self) {
        for value in &mut self.value {
            *value = value.clamp(-ROW_LIMIT, ROW_LIMIT);
        }
    }
}

impl<const H: usize> Learner<H> {
    pub fn new(census: Census, classes: usize, settings: Settings, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let keys = census.choose(&settings);
        let index = keys.iter().enumerate().map(|(row, &key)| (key, row as u32)).collect();
        let rows = keys.iter().map(|_| Weights::new(&mut dice, 0.1)).collect();
        let out = (0..classes).map(|_| Weights::new(&mut dice, 0.1)).collect();
        Self {
            settings,
            keys,
            index,
            rows,
            bias: Weights { value: [0.02; H], squares: [1e-4; H] },
            out,
            out_bias: vec![[0.0, 1e-4]; classes],
            dice,
            active: Vec::new(),
            hidden: [0.0; H],
            gate: [0.0; H],
            rate: settings.rate,
        }
    }

    /// Computes the hidden units of a decision. `training` silences some of them.
    pub fn see(&mut self, features: &[u32], training: bool) {
        self.active.clear();
        let oversight = if training { self.settings.oversight } else { 0.0 };
        for key in features {
            match self.index.get(key) {
                Some(&row) if oversight == 0.0 || self.dice.unit() >= oversight => self.active.push(row),
                _ => {}
            }
        }
        let mut sum = self.bias.value;
        for &row in &self.active {
            for (unit, weight) in sum.iter_mut().zip(&self.rows[row as usize].value) {
                *unit += weight;
            }
        }
        let dropout = if training { self.settings.dropout } else { 0.0 };
        let scale = 1.0 / (1.0 - dropout);
        for (unit, gate) in sum.iter().zip(&mut self.gate) {
            let silent = *unit <= 0.0 || dropout > 0.0 && self.dice.unit() < dropout;
            *gate = if silent { 0.0 } else { scale };
        }
        for ((hidden, unit), gate) in self.hidden.iter_mut().zip(&sum).zip(&self.gate) {
            *hidden = unit * gate;
        }
    }

    /// The score of a class for the decision last seen.
    pub fn score(&self, class: usize) -> f32 {
        let mut lanes = [0.0f32; 8];
        let weights = self.out[class].value.as_chunks::<8>().0;
        for (a, b) in weights.iter().zip(self.hidden.as_chunks::<8>().0) {
            for lane in 0..8 {
                lanes[lane] += a[lane] * b[lane];
            }
        }
        lanes.iter().sum::<f32>() + self.out_bias[class][0]
    }

    /// Steps so that the decision last seen scores as it should: `gradients` are (class, probability − target).
    pub fn learn(&mut self, gradients: &[(usize, f32)]) {
        let mut back = [0.0; H];
        for &(class, gradient) in gradients {
            for (sum, weight) in back.iter_mut().zip(&self.out[class].value) {
                *sum += gradient * weight;
            }
            self.out[class].step(&self.hidden, gradient, self.rate);
            let [value, squares] = &mut self.out_bias[class];
            *squares += gradient * gradient;
            *value -= self.rate * gradient / squares.sqrt();
        }
        for (sum, gate) in back.iter_mut().zip(&self.gate) {
            *sum *= gate;
        }
        self.bias.step(&back, 1.0, self.rate);
        for &row in &self.active {
            let row = &mut self.rows[row as usize];
            row.step(&back, 1.0, self.rate);
            row.clamp();
        }
    }

    /// Scores a choice among `classes` and works out what is to be learnt from it: `right` tells which are right.
    /// Returns the class with the highest score.
    pub fn choose(
        &mut self,
        classes: impl Iterator<Item = usize>,
        right: impl Fn(usize) -> bool,
        choice: &mut Choice,
    ) -> usize {
        choice.scores.clear();
        choice.scores.extend(classes.map(|class| (class, self.score(class))));
        let best = choice.best(|_| true);
        choice.favourite = choice.best(&right);
        choice.weigh(right);
        best
    }

    /// The network in the layout that [`Network::read`](crate::network::Network::read) takes.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend((self.keys.len() as u32).to_le_bytes());
        bytes.extend((self.out.len() as u32).to_le_bytes());
        for key in &self.keys {
            bytes.extend(key.to_le_bytes());
        }
        for row in &self.rows {
            bytes.extend(
                row.value.iter().map(|&value| (quantised(value, ROW_UNIT) + i32::from(ROW_ZERO)) as u8),
            );
        }
        for value in self.bias.value {
            bytes.extend((quantised(value, ROW_UNIT) as i16).to_le_bytes());
        }
        for value in self.out.iter().flat_map(|row| row.value) {
            bytes.extend((quantised(value, OUT_UNIT) as i16).to_le_bytes());
        }
        for [value, _] in &self.out_bias {
            bytes.extend(quantised(*value, OUT_UNIT * ROW_UNIT).to_le_bytes());
        }
    }
}

/// The scores of a choice, and what is to be learnt from it.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    /// (class, score), then (class, gradient).
    pub scores: Vec<(usize, f32)>,
    /// The right class with the highest score.
    pub favourite: usize,
}

impl Choice {
    /// The class with the highest score, among those that are `wanted`.
    fn best(&self, wanted: impl Fn(usize) -> bool) -> usize {
        let mut best = (0, f32::MIN);
        for &(class, score) in &self.scores {
            if score > best.1 && wanted(class) {
                best = (class, score);
            }
        }
        best.0
    }

    /// Turns scores into gradients of the log-likelihood of the right classes taken together.
    fn weigh(&mut self, right: impl Fn(usize) -> bool) {
        let most = self.scores.iter().map(|&(_, score)| score).fold(f32::MIN, f32::max);
        let (mut all, mut good) = (0.0, 0.0);
        for (class, score) in &mut self.scores {
            *score = (*score - most).exp();
            all += *score;
            good += if right(*class) { *score } else { 0.0 };
        }
        for (class, score) in &mut self.scores {
            let target = if right(*class) { *score / good.max(1e-20) } else { 0.0 };
            *score = *score / all - target;
        }
        self.scores.retain(|&(_, gradient)| gradient.abs() > 1e-4);
    }
}

fn quantised(value: f32, unit: f32) -> i32 {
    (value * unit).round() as i32
}
