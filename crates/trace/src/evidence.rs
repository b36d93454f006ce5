//! What speaks for a passage being the source of a quotation, and the confidence computed from it.

use crate::SpeakerCheck;
use crate::alignment::Fragment;
use crate::query::Query;
use crate::verdict::{Composition, is_content};

/// What speaks for the passages found, from the words alone and from what is known around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What the aligned words tell, in nats, less the cost of edits and of naming the places.
    pub told: f32,
    /// Share of the quotation's weight that is aligned.
    pub coverage: f32,
    /// Share of the quotation's weight that stands in the passages or right beside them, in whatever order.
    pub held: f32,
    /// Words of the quotation that are claimed to have been spoken.
    pub words: u32,
    /// How many of them are aligned.
    pub aligned: u32,
    /// Its content words.
    pub content: u32,
    /// How many of them are aligned.
    pub content_aligned: u32,
    /// Most words aligned one after the other without a gap on either side.
    pub run: u32,
    /// How many such runs there are.
    pub runs: u32,
    /// Places that hold the quotation together.
    pub parts: u32,
    /// What the weakest of several places tells beyond naming it, in nats.
    pub weakest: f32,
    /// Gaps of unlike length on the two sides.
    pub shifts: u32,
    /// Words replaced inside the parts.
    pub replaced: u32,
    /// Words of the sources left out inside the parts, where the reader is not shown it.
    pub dropped: u32,
    /// Other documents that have a passage nearly as like: many for a stock phrase.
    pub rivals: u32,
    /// Whether the speaker named is the speaker found.
    pub speaker: SpeakerCheck,
    /// The article names nobody as the speaker.
    pub unattributed: bool,
    /// Days between article and source, where both are known.
    pub days: Option<u32>,
    /// The source is dated after the article.
    pub later: bool,
    /// The article's other quotations lead to the same document.
    pub occasion: bool,
    /// What the article gives as said together with the quotation was not found in the same document.
    pub torn: bool,
    /// What a reading of the occasion's transcript from end to end shows besides.
    pub within: Option<Within>,
}

/// What is known of a place in a transcript that was read from end to end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Within {
    /// What the place tells beyond the transcript's next best place, in nats: that one shows what chance gives.
    pub ahead: f32,
    /// Words to the place of the article's quotation before or after this one, whichever is nearer.
    pub apart: u32,
    /// It stands between those two, as it does in the article.
    pub in_order: bool,
}

impl Evidence {
    /// Counts what a composition shows.
    pub fn of(query: &Query, composition: &Composition) -> Self {
        let spoken = |at: &usize| !query.inserted[*at];
        let mut evidence = Self {
            told: composition.score,
            coverage: composition.coverage,
            words: (0..query.len()).filter(spoken).count() as u32,
            content: (0..query.len()).filter(|&at| is_content(query, at)).count() as u32,
            parts: composition.parts.len() as u32,
            weakest: composition.weakest,
            ..Self::default()
        };
        for part in &composition.parts {
            evidence.count(query, &part.fragment);
        }
        evidence
    }

    fn count(&mut self, query: &Query, fragment: &Fragment) {
        let aligned = || fragment.pairs.iter().map(|pair| pair.quote as usize);
        self.aligned += aligned().filter(|&at| !query.inserted[at]).count() as u32;
        self.content_aligned += aligned().filter(|&at| is_content(query, at)).count() as u32;
        let mut run = 1;
        self.run = self.run.max(1);
        self.runs += 1;
        for pair in fragment.pairs.windows(2) {
            let skipped = pair[1].place - pair[0].place - 1;
            let between = pair[0].quote as usize + 1..pair[1].quote as usize;
            let unmatched = between.len() as u32 - query.inserted_in(between.clone());
            if skipped == 0 && unmatched == 0 {
                run += 1;
                self.run = self.run.max(run);
                continue;
            }
            run = 1;
            self.runs += 1;
            self.replaced += skipped.min(unmatched);
            if !query.shows_gap(between.start..between.end + 1) {
                self.shifts += u32::from(skipped != unmatched);
                self.dropped += skipped.saturating_sub(unmatched);
            }
        }
    }

    /// What is known, as numbers of like size: the words first, then what is around them (zero where nothing is).
    pub fn features(&self) -> [f32; FEATURES] {
        let words = self.words.max(1) as f32;
        let told = self.told.max(0.0);
        let near = self.days.map_or(0.0, |days| (-(days as f32) / 4.0).exp());
        let far = self.days.map_or(0.0, |days| (days.saturating_sub(14) as f32 / 30.0).ln_1p());
        let dated = number(self.days.is_some());
        let agrees = number(self.speaker == SpeakerCheck::Agrees);
        let within = self.within.unwrap_or(Within { ahead: 0.0, apart: u32::MAX, in_order: false });
        [
            1.0,
            told.sqrt(),
            told.ln_1p(),
            self.coverage,
            self.told.max(-20.0) / words,
            self.shifts as f32 / self.aligned.max(1) as f32,
            (self.dropped as f32).ln_1p(),
            (self.shifts as f32).ln_1p(),
            (self.run as f32 + 0.5).ln(),
            self.parts.saturating_sub(1) as f32,
            words.ln(),
            self.replaced as f32 / words,
            self.coverage * self.coverage,
            self.aligned as f32 / words,
            self.content_aligned as f32 / self.content.max(1) as f32,
            (self.content_aligned as f32).ln_1p(),
            (self.aligned.max(1) as f32 / self.runs.max(1) as f32).ln(),
            number(self.parts > 1) * self.weakest.max(0.0).ln_1p(),
            number(self.aligned == self.words && self.runs == 1),
            near,
            far,
            agrees,
            number(self.speaker == SpeakerCheck::Differs),
            // the same speaker's like words on another day; another's account of them on the same day; another's like words
            self.looseness() * (1.0 - near) * dated,
            self.looseness() * near * (1.0 - agrees),
            self.looseness() * number(self.speaker == SpeakerCheck::Differs),
            number(self.unattributed),
            number(self.later),
            number(self.later) * self.looseness(),
            self.held,
            self.held * self.held,
            (self.rivals as f32).ln_1p(),
            (self.rivals as f32).ln_1p() * self.looseness(),
            within.ahead.max(0.0).sqrt(),
            (-(within.apart as f32) / 200.0).exp(),
            number(within.in_order),
        ]
    }

    /// How far the words are from those found, 0 to 1.
    pub(crate) fn looseness(&self) -> f32 {
        let unaligned = self.words.saturating_sub(self.aligned) as f32;
        ((unaligned + 0.5 * self.dropped as f32) / self.words.max(1) as f32).min(1.0)
    }

    /// The logarithm of the odds that the passages are the source.
    pub fn odds(&self) -> f32 {
        let weights = if self.within.is_some() { &WITHIN_WEIGHTS } else { &OPEN_WEIGHTS };
        self.features().iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
    }

    /// The probability that the passages are the source.
    pub fn confidence(&self) -> f32 {
        1.0 / (1.0 + (-self.odds()).exp())
    }
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            told: 0.0,
            coverage: 0.0,
            held: 0.0,
            words: 0,
            aligned: 0,
            content: 0,
            content_aligned: 0,
            run: 0,
            runs: 0,
            parts: 0,
            weakest: 0.0,
            shifts: 0,
            replaced: 0,
            dropped: 0,
            rivals: 0,
            speaker: SpeakerCheck::Unknown,
            unattributed: false,
            days: None,
            later: false,
            occasion: false,
            torn: false,
            within: None,
        }
    }
}

fn number(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// How many features there are.
const FEATURES: usize = 36;

/// Weights of two logistic regressions over one half of the development data, in the order of the features, made by
/// `cargo xtask calibrate DATA`: for passages found anywhere, and for places in the occasion's transcript.
const OPEN_WEIGHTS: [f32; FEATURES] = [
    -0.984, 0.152, -0.031, 0.155, -0.06, 0.534, -0.341, -0.633, 0.209, -2.72, -0.526, 1.751, 1.522, 1.731,
    -0.724, 2.319, -0.97, 0.543, 1.9, -0.837, -1.097, 0.999, -2.295, -1.553, 0.74, -0.415, 0.943, -0.882,
    -0.008, -0.315, 0.69, -0.345, -2.23, 0.0, 0.0, 0.0,
];
const WITHIN_WEIGHTS: [f32; FEATURES] = [
    -4.112, 0.292, 0.541, 0.289, -0.489, 0.183, -1.519, 2.015, 2.735, -1.054, -2.769, 0.496, 0.332, 0.236,
    -0.977, 2.084, -2.813, -0.608, -0.368, -0.214, -1.275, 0.702, -2.136, -0.957, 0.091, 2.169, 0.0, 0.735,
    0.325, 2.484, 3.883, 0.0, 0.0, 0.431, 1.515, -0.031,
];
