//! The names of numbers: cardinals, scales, ordinals as denominators.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// What a word says of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberWord {
    /// zero to nineteen.
    Small(u8),
    /// twenty to ninety.
    Tens(u8),
    /// hundred.
    Hundred,
    /// thousand, million, lakh.
    Scale(f64),
    /// dozen.
    Dozen,
    /// dozens, hundreds: the least they say.
    Vague(f64),
    /// half, halves.
    Half,
    /// An ordinal as a denominator: third, fifths. "first" and "second" only behind tens: "twenty-firsts".
    Part(f64, Number),
    /// quarter, quarters.
    Quarter(Number),
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Singular,
    Plural,
}

/// The longest name of a number ("quadrillionths") in bytes.
const LONGEST: usize = 14;

/// What this word, in any case, says of a number.
pub(crate) fn number_word(word: &str) -> Option<NumberWord> {
    let mut lower = [0u8; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    names().get(&*lower).copied()
}

/// The number below a hundred that one word names: "nine", "Twenty".
pub fn small_number(word: &str) -> Option<u8> {
    match number_word(word)? {
        NumberWord::Small(value) | NumberWord::Tens(value) => Some(value),
        _ => None,
    }
}

fn names() -> &'static FxHashMap<Vec<u8>, NumberWord> {
    static NAMES: OnceLock<FxHashMap<Vec<u8>, NumberWord>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = FxHashMap::default();
        let mut put = |name: &str, word| {
            names.insert(name.as_bytes().to_vec(), word);
        };
        cardinals(&mut put);
        scales(&mut put);
        ordinals(&mut put);
        names
    })
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn cardinals(put: &mut impl FnMut(&str, NumberWord)) {
    SMALL.iter().zip(0..).for_each(|(name, value)| put(name, NumberWord::Small(value)));
    TENS.iter().zip(2..).for_each(|(name, value)| put(name, NumberWord::Tens(value * 10)));
    ["nought", "naught"].iter().for_each(|name| put(name, NumberWord::Small(0)));
    put("fourty", NumberWord::Tens(40));
    put("hundred", NumberWord::Hundred);
    ["dozen", "doz", "dz"].iter().for_each(|name| put(name, NumberWord::Dozen));
    put("half", NumberWord::Half);
    put("halves", NumberWord::Half);
    put("quarter", NumberWord::Quarter(Number::Singular));
    put("quarters", NumberWord::Quarter(Number::Plural));
}

fn scales(put: &mut impl FnMut(&str, NumberWord)) {
    let scales = [
        ("thousand", 1e3),
        ("lakh", 1e5),
        ("million", 1e6),
        ("crore", 1e7),
        ("billion", 1e9),
        ("trillion", 1e12),
        ("quadrillion", 1e15),
    ];
    for (name, value) in scales {
        put(name, NumberWord::Scale(value));
        put(&format!("{name}s"), NumberWord::Vague(value));
        put(&format!("{name}th"), NumberWord::Part(value, Number::Singular));
        put(&format!("{name}ths"), NumberWord::Part(value, Number::Plural));
    }
    put("hundreds", NumberWord::Vague(100.0));
    put("tens", NumberWord::Vague(10.0));
    ["dozens", "dozs", "dzs"].iter().for_each(|name| put(name, NumberWord::Vague(12.0)));
}

fn ordinals(put: &mut impl FnMut(&str, NumberWord)) {
    let irregular = [
        ("first", 1.0),
        ("second", 2.0),
        ("third", 3.0),
        ("fifth", 5.0),
        ("eighth", 8.0),
        ("ninth", 9.0),
        ("twelfth", 12.0),
    ];
    let regular = SMALL.iter().zip(0u8..).filter(|(_, value)| ![0, 1, 2, 3, 5, 8, 9, 12].contains(value));
    let regular = regular.map(|(name, value)| (format!("{name}th"), f64::from(value)));
    let tens =
        TENS.iter().zip(2u8..).map(|(name, value)| (name.replace('y', "ieth"), f64::from(value) * 10.0));
    let irregular = irregular.iter().map(|&(name, value)| (name.to_owned(), value));
    for (name, value) in irregular.chain(regular).chain(tens).chain([("hundredth".to_owned(), 100.0)]) {
        put(&format!("{name}s"), NumberWord::Part(value, Number::Plural));
        put(&name, NumberWord::Part(value, Number::Singular));
    }
}
