//! What speaks for a passage being the source of a quotation, and the confidence computed from it.

use crate::SpeakerCheck;
use crate::alignment::Fragment;
use crate::query::Query;
use crate::verdict::Composition;

/// What speaks for the passages found, from the words alone and from what is known around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What the aligned words tell, in nats, less the cost of edits and of naming the places.
    pub told: f32,
    /// Share of the quotation's weight that is aligned.
    pub coverage: f32,
    /// Words of the quotation that are claimed to have been spoken.
    pub words: u32,
    /// How many of them are aligned.
    pub aligned: u32,
    /// Most of them aligned one after the other without a gap on either side.
    pub run: u32,
    /// Places that hold the quotation together.
    pub parts: u32,
    /// Gaps of unlike length on the two sides.
    pub shifts: u32,
    /// Words replaced inside the parts.
    pub replaced: u32,
    /// Words of the sources left out inside the parts, where the reader is not shown it.
    pub dropped: u32,
    /// Whether the speaker named is the speaker found.
    pub speaker: SpeakerCheck,
    /// The article names nobody as the speaker.
    pub unattributed: bool,
    /// Days between article and source, where both are known.
    pub days: Option<u32>,
    /// The article's other quotations lead to the same document.
    pub occasion: bool,
}

impl Evidence {
    /// Counts what a composition shows.
    pub fn of(query: &Query, composition: &Composition) -> Self {
        let spoken = |at: usize| !query.inserted[at];
        let mut evidence = Self {
            told: composition.score,
            coverage: composition.coverage,
            words: (0..query.len()).filter(|&at| spoken(at)).count() as u32,
            parts: composition.parts.len() as u32,
            ..Self::default()
        };
        for part in &composition.parts {
            evidence.count(query, &part.fragment);
        }
        evidence
    }

    fn count(&mut self, query: &Query, fragment: &Fragment) {
        let spoken = fragment.pairs.iter().filter(|pair| !query.inserted[pair.quote as usize]).count();
        self.aligned += spoken as u32;
        let mut run = 1;
        self.run = self.run.max(1);
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
            self.replaced += skipped.min(unmatched);
            if !query.shows_gap(between.start..between.end + 1) {
                self.shifts += u32::from(skipped != unmatched);
                self.dropped += skipped.saturating_sub(unmatched);
            }
        }
    }

    /// What the words alone say, as numbers of like size.
    pub fn wording_features(&self) -> [f32; WORDING] {
        let words = self.words.max(1) as f32;
        let told = self.told.max(0.0);
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
        ]
    }

    /// What is known around the words, as numbers of like size; all zero where nothing is.
    pub fn setting_features(&self) -> [f32; SETTING] {
        let near = self.days.map_or(0.0, |days| (-(days as f32) / 4.0).exp());
        let far = self.days.map_or(0.0, |days| (days.saturating_sub(14) as f32 / 30.0).ln_1p());
        let is = |check| f32::from(u8::from(self.speaker == check));
        let agrees = is(SpeakerCheck::Agrees);
        [
            near,
            far,
            agrees,
            is(SpeakerCheck::Differs),
            f32::from(u8::from(self.occasion)),
            // the same speaker's like words on another day; another's account of them on the same day
            self.looseness() * (1.0 - near) * f32::from(u8::from(self.days.is_some())),
            self.looseness() * near * (1.0 - agrees),
            f32::from(u8::from(self.unattributed)),
        ]
    }

    /// How far the words are from those found, 0 to 1.
    fn looseness(&self) -> f32 {
        let unaligned = self.words.saturating_sub(self.aligned) as f32;
        ((unaligned + 0.5 * self.dropped as f32) / self.words.max(1) as f32).min(1.0)
    }

    /// The logarithm of the odds that the passages are the source.
    pub fn odds(&self) -> f32 {
        let wording = dot(&self.wording_features(), &WORDING_WEIGHTS);
        wording + dot(&self.setting_features(), &SETTING_WEIGHTS)
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
            words: 0,
            aligned: 0,
            run: 0,
            parts: 0,
            shifts: 0,
            replaced: 0,
            dropped: 0,
            speaker: SpeakerCheck::Unknown,
            unattributed: false,
            days: None,
            occasion: false,
        }
    }
}

fn dot(features: &[f32], weights: &[f32]) -> f32 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

/// How many features the wording and the setting have.
const WORDING: usize = 14;
const SETTING: usize = 8;

/// Weights of a logistic regression over one half of the development data, in the order of the features; made by
/// `cargo xtask calibrate DATA`.
const WORDING_WEIGHTS: [f32; WORDING] =
    [-0.703, 0.623, 0.379, 0.779, 0.152, 1.272, -0.36, -0.422, -0.764, -1.518, -1.409, 3.265, 1.355, 2.106];
const SETTING_WEIGHTS: [f32; SETTING] = [-0.195, -0.599, 2.729, -1.147, 0.879, -1.204, 0.336, -1.961];
