//! What is found in a document.

use text::{Date, Kind, Problem, Span, Standing};

/// Which person: an index into [`Understanding::people`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u32);

/// A person, or a body that speaks ("the ministry"), under all the names that the document gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The fullest name the document gives.
    pub name: String,
    /// The other forms used of them, in order of first use: "Tony", "Secretary Blinken".
    pub names: Vec<String>,
    /// Offices as the document gives them: "US Secretary of State".
    pub roles: Vec<String>,
    /// Nothing shows that it is one person: a body, a place, or words that only describe somebody.
    pub doubtful: bool,
}

/// A stretch of a transcript spoken by one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The words, after the label.
    pub span: Span,
    /// The label that opens it ("SECRETARY BLINKEN:"), where there is one.
    pub label: Option<Span>,
    /// Who speaks; `None` for an unnamed questioner.
    pub speaker: Option<PersonId>,
    /// What stands inside the turn but was not spoken by this speaker, sorted, not overlapping.
    pub unspoken: Vec<Unspoken>,
}

impl Turn {
    /// The places where the transcript shows that words are missing.
    pub fn gaps(&self) -> impl Iterator<Item = Span> + '_ {
        self.unspoken.iter().filter(|unspoken| unspoken.kind.is_gap()).map(|unspoken| unspoken.span)
    }
}

/// A stretch of a turn that is not the speaker's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unspoken {
    /// The place, its brackets included.
    pub span: Span,
    /// What it is.
    pub kind: UnspokenKind,
}

/// What a stretch that is not the speaker's words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnspokenKind {
    /// Words were spoken that could not be heard: "(inaudible)", "(crosstalk)". A gap.
    Inaudible,
    /// Words are left out: "\[gap\]", "(continued in part two)", "[…]". A gap.
    Cut,
    /// Sounds and stage directions: "(Laughter.)", "(The bill is signed.)", an interjection of the audience.
    Noise,
    /// Struck out by the transcriber: spoken, but corrected.
    Struck,
    /// Words of the transcriber in brackets: "\[Senator\]", "\[sic\]".
    Inserted,
    /// Time codes, footnote marks, link addresses, running heads, repeated labels.
    Furniture,
}

impl UnspokenKind {
    /// Whether words are missing here, so that a quotation could have stood in this place.
    pub fn is_gap(self) -> bool {
        matches!(self, UnspokenKind::Inaudible | UnspokenKind::Cut)
    }
}

/// How quoted words stand in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// Whole sentences, or the whole of what is reported, between marks.
    Direct,
    /// Marked words inside a reported clause.
    Mixed,
    /// A reported clause without marks.
    Indirect,
    /// Words taken over from a source without marks (found by tracing only).
    Unmarked,
}

impl QuotationKind {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            QuotationKind::Direct => "direct",
            QuotationKind::Mixed => "mixed",
            QuotationKind::Indirect => "indirect",
            QuotationKind::Unmarked => "unmarked",
        }
    }
}

/// The words that say that something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// "said", "according to", "warned".
    pub span: Span,
    /// "did not say".
    pub negated: bool,
    /// "would say", "may announce".
    pub modal: bool,
}

/// Words that the document reports as somebody's.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The quoted words, marks not included; the hull of `spans`.
    pub span: Span,
    /// Its pieces, in order: several where "…, he said, …" breaks a sentence.
    pub spans: Vec<Span>,
    /// How it stands in the document.
    pub kind: QuotationKind,
    /// The reported clause that a mixed quotation stands in.
    pub clause: Option<Span>,
    /// The quotation (index) whose next paragraph this is: each paragraph opens, only the last closes.
    pub continues: Option<usize>,
    /// Whose words; `None` where the document does not say.
    pub speaker: Option<PersonId>,
    /// The mention of the speaker that goes with it: "the Dutch politician", "he".
    pub speaker_mention: Option<Span>,
    /// The cue.
    pub cue: Option<Cue>,
    /// Probability that span and speaker are right, 0 to 1.
    pub confidence: f32,
}

/// A quantity with what it measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The words: number and unit.
    pub span: Span,
    /// The sentence that it stands in.
    pub sentence: Span,
    /// A plain number: $50 billion is 50000000000, 18 % is 18.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The whole that it is a part of: of "23 of 32" the 32.
    pub out_of: Option<f64>,
    /// "USD", "percent", "kilometre"; `None` where unsaid.
    pub unit: Option<String>,
    /// The thing counted or measured.
    pub of: Option<String>,
    /// Where, or among whom, it holds: "across Europe and Canada".
    pub scope: Option<Span>,
    /// When it holds, as said.
    pub time: Option<Period>,
    /// `=` `<` `>` `~` `up` `down`.
    pub comparison: &'static str,
    /// Who said it.
    pub speaker: Option<PersonId>,
}

/// A time as words say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The words: "this year", "since 2014".
    pub span: Span,
    /// Its first day; `None` where the words leave it open, or only the document's date could tell and it has none.
    pub from: Option<Date>,
    /// Its last day, likewise.
    pub until: Option<Date>,
}

/// What somebody undertakes to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// What is undertaken: "train another 40 pilots".
    pub span: Span,
    /// The sentence that it stands in.
    pub sentence: Span,
    /// The words that make it an undertaking: "will", "have agreed to".
    pub cue: Span,
    /// The words for who undertakes it, where the sentence says so.
    pub who: Option<Span>,
    /// Who that is, if it is the speaker.
    pub undertaker: Option<PersonId>,
    /// To whom, or for whom.
    pub to: Option<Span>,
    /// By when.
    pub by: Option<Period>,
    /// How firmly.
    pub firmness: Firmness,
    /// It is said not to be undertaken, or that it will not be done.
    pub negated: bool,
    /// It depends on something.
    pub conditional: bool,
    /// How likely it is one, by the share of those like it in marked sentences: between 0 and 1.
    pub confidence: f32,
    /// Who says it.
    pub speaker: Option<PersonId>,
}

/// How firmly something is undertaken: docs/commitments.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Firmness {
    /// Somebody gives their word.
    Promise,
    /// Several have agreed.
    Agreement,
    /// It is intended, announced or under way.
    Plan,
    /// Somebody thinks that others will.
    Expectation,
    /// Somebody asks others to.
    Appeal,
}

impl Firmness {
    /// All of them, firmest first.
    pub const ALL: [Firmness; 5] =
        [Firmness::Promise, Firmness::Agreement, Firmness::Plan, Firmness::Expectation, Firmness::Appeal];

    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Firmness::Promise => "promise",
            Firmness::Agreement => "agreement",
            Firmness::Plan => "plan",
            Firmness::Expectation => "expectation",
            Firmness::Appeal => "appeal",
        }
    }
}

/// The event at which the words of a transcript were spoken, or which an article reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasion {
    /// "Remarks before their meeting".
    pub name: Option<String>,
    /// The day.
    pub date: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// Who took part.
    pub participants: Vec<PersonId>,
}

/// All that was found in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understanding {
    /// What sort of document it is.
    pub kind: Kind,
    /// What it says of its own making.
    pub standing: Standing,
    /// People, in order of first mention.
    pub people: Vec<Person>,
    /// Turns, in order, not overlapping.
    pub turns: Vec<Turn>,
    /// Quotations, by start.
    pub quotations: Vec<Quotation>,
    /// Figures, by start.
    pub figures: Vec<Figure>,
    /// Commitments, by start.
    pub commitments: Vec<Commitment>,
    /// The occasion, where the document shows one.
    pub occasion: Option<Occasion>,
    /// What could not be decided, or looks broken.
    pub problems: Vec<Problem>,
}

impl Understanding {
    /// The person with this id.
    pub fn person(&self, id: PersonId) -> &Person {
        &self.people[id.0 as usize]
    }

    /// The turn that holds this byte of the text, if any.
    pub fn turn_at(&self, offset: usize) -> Option<usize> {
        let next = self.turns.partition_point(|turn| turn.span.start as usize <= offset);
        let index = next.checked_sub(1)?;
        self.turns[index].span.contains_offset(offset).then_some(index)
    }
}
