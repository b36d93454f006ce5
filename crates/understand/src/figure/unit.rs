//! Units of measure and currencies. The tables are text files in `data/`: SI, units in common use, ISO 4217.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::piece::{Kind, Sentence};

/// A unit found at a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its name in the output: "USD", "percent", "kilometre".
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    Money,
    Ratio,
    Time,
    Other,
}

/// The words that name a unit, behind a first word.
struct Form {
    /// The words after the first, lower case.
    rest: Vec<&'static str>,
    unit: Unit,
}

struct Units {
    /// First word, lower case → forms, longest first.
    words: FxHashMap<String, Vec<Form>>,
    /// Signs and abbreviations, case as written.
    symbols: FxHashMap<&'static str, Unit>,
    /// What stands before an amount: "$", "US$", "RM", without spaces; ISO codes too.
    prefixes: FxHashMap<&'static str, Unit>,
    /// ISO codes.
    codes: FxHashMap<&'static str, Unit>,
    /// Letters with which a prefix can begin or that follow the sign: "US", "HK", "USD".
    letters: FxHashMap<&'static str, ()>,
}

fn units() -> &'static Units {
    static UNITS: OnceLock<Units> = OnceLock::new();
    UNITS.get_or_init(Units::read)
}

impl Units {
    fn read() -> Self {
        let mut units = Units {
            words: FxHashMap::default(),
            symbols: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            codes: FxHashMap::default(),
            letters: FxHashMap::default(),
        };
        units.read_currencies(include_str!("../../data/currencies.txt"));
        units.read_units(include_str!("../../data/units.txt"));
        units
            .words
            .values_mut()
            .for_each(|forms| forms.sort_by_key(|form| std::cmp::Reverse(form.rest.len())));
        units
    }

    fn read_currencies(&mut self, table: &'static str) {
        for row in rows(table) {
            let &[code, prefixes, names] = row.as_slice() else { continue };
            for name in list(names) {
                let unit = Unit {
                    name: if code == "-" { singular(name) } else { code },
                    dimension: Dimension::Money,
                };
                self.put_words(name, unit);
            }
            if code == "-" {
                continue;
            }
            let unit = Unit { name: code, dimension: Dimension::Money };
            self.codes.insert(code, unit);
            self.prefixes.insert(code, unit);
            self.letters.insert(code, ());
            for prefix in list(prefixes) {
                self.prefixes.entry(prefix).or_insert(unit);
                let letters = prefix.trim_matches(|c: char| !c.is_alphabetic());
                self.letters.insert(letters, ());
            }
        }
    }

    fn read_units(&mut self, table: &'static str) {
        for row in rows(table) {
            let &[kind, name, words, symbols] = row.as_slice() else { continue };
            let dimension = match kind {
                "ratio" => Dimension::Ratio,
                "time" => Dimension::Time,
                "money" => Dimension::Money,
                _ => Dimension::Other,
            };
            let unit = Unit { name, dimension };
            list(words).for_each(|words| self.put_words(words, unit));
            self.symbols.extend(list(symbols).map(|symbol| (symbol, unit)));
        }
    }

    fn put_words(&mut self, words: &'static str, unit: Unit) {
        let mut words = words.split(' ');
        let Some(first) = words.next() else { return };
        let rest: Vec<&'static str> = words.collect();
        if rest.is_empty() {
            self.words.entry(format!("{first}s")).or_default().push(Form { rest: Vec::new(), unit });
        }
        // "feet per minute", "metres": the plural of a phrase is that of any of its words
        self.words.entry(first.to_owned()).or_default().push(Form { rest, unit });
    }
}

/// Rows of a table, cut at the bars.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| line.split('|').map(str::trim).collect())
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// The singular of minor coins whose plural is a word of its own.
fn singular(name: &'static str) -> &'static str {
    match name {
        "pence" => "penny",
        "kroner" => "krone",
        other => other,
    }
}

/// Whether these letters, grown together with digits behind them, are a currency: "USD", "RM", "US" (of `$US113`).
pub(super) fn is_currency_prefix(letters: &str) -> bool {
    const LONGEST: usize = 4;
    letters.len() <= LONGEST && units().letters.contains_key(letters)
}

/// Whether this is a symbol of a unit, digits included: "m2".
pub(super) fn is_symbol(written: &str) -> bool {
    units().symbols.contains_key(written)
}

/// Longest word of the tables in bytes.
const LONGEST: usize = 24;

/// Compares a word with one of the tables in any case, an added plural -s left out.
fn same(word: &str, form: &str) -> bool {
    let plural =
        || word.len() == form.len() + 1 && word.ends_with(['s', 'S']) && word.is_char_boundary(form.len());
    word.eq_ignore_ascii_case(form) || plural() && word[..form.len()].eq_ignore_ascii_case(form)
}

/// The unit that begins at piece `at`, and the piece after it.
pub(super) fn after(sentence: &Sentence, at: usize) -> Option<(Unit, usize)> {
    let piece = sentence.get(at)?;
    if let Some(&unit) = units().symbols.get(sentence.word(at)) {
        return symbol(sentence, at, unit);
    }
    if let Kind::Sign(_) = piece.kind {
        return sign(sentence, at);
    }
    piece.is_word().then_some(())?;
    words(sentence, at).or_else(|| {
        let code = sentence.word(at);
        let lower = matches!(code, "usd" | "eur" | "gbp");
        let unit =
            if lower { units().codes.get(&*code.to_ascii_uppercase()) } else { units().codes.get(code) };
        unit.map(|&unit| (unit, at + 1))
    })
}

/// A symbol of one letter, or one that is also a word, counts only when it is glued to its number.
fn symbol(sentence: &Sentence, at: usize, unit: Unit) -> Option<(Unit, usize)> {
    let written = sentence.word(at);
    let short =
        written.len() == 1 && written.as_bytes()[0].is_ascii_alphabetic() || matches!(written, "in." | "bar");
    let hyphened = at > 0 && sentence.is_hyphen(at - 1);
    let tight = sentence.is_glued(at) && !hyphened;
    if short && !tight && !matches!(written, "m" | "g" | "l" | "V" | "W") {
        return None;
    }
    if written == "%" {
        return percent(sentence, at);
    }
    if sentence.is_sign(at + 1, '/') && sentence.is_glued(at + 1) {
        let rate = format!("{written}/{}", sentence.word(at + 2));
        if let Some(&unit) = units().symbols.get(rate.as_str()) {
            return Some((unit, at + 3));
        }
    }
    Some((unit, at + 1))
}

/// "%", or "% points".
fn percent(sentence: &Sentence, at: usize) -> Option<(Unit, usize)> {
    let points = sentence.is_any(at + 1, &["points", "point"]);
    let name = if points { "percentage point" } else { "percent" };
    Some((Unit { name, dimension: Dimension::Ratio }, at + 1 + usize::from(points)))
}

/// A currency sign behind its number ("100 €", "76 $"), or a degree sign with its letter.
fn sign(sentence: &Sentence, at: usize) -> Option<(Unit, usize)> {
    let written = sentence.word(at);
    if matches!(written, "°" | "º") {
        let scale = match sentence.word(at + 1) {
            "C" => "degree Celsius",
            "F" => "degree Fahrenheit",
            _ => "degree",
        };
        let end = at + if scale == "degree" { 1 } else { 2 };
        return Some((Unit { name: scale, dimension: Dimension::Other }, end));
    }
    let unit = units().prefixes.get(written)?;
    // in "10 $ 30" the sign may belong to the next number: it stands with the nearer
    let next = matches!(sentence.get(at + 1).map(|piece| piece.kind), Some(Kind::Digits(_)));
    (!next || !sentence.is_glued(at + 1)).then_some((*unit, at + 1))
}

/// A unit in words, the longest that fits; hyphens between its words are passed over.
fn words(sentence: &Sentence, at: usize) -> Option<(Unit, usize)> {
    let mut lower = [0u8; LONGEST];
    let word = sentence.word(at);
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let first = std::str::from_utf8(lower).ok()?;
    let forms = units().words.get(first).or_else(|| units().words.get(first.strip_suffix('s')?))?;
    let (form, end) = forms.iter().find_map(|form| Some((form, rest(sentence, at + 1, &form.rest)?)))?;
    let capital_word = sentence.get(at)?.capital
        && at > 0
        && !sentence.is_glued(at)
        && word.len() > 3
        && form.rest.is_empty();
    let name = capital_word
        && !word.bytes().all(|byte| byte.is_ascii_uppercase())
        && form.unit.dimension == Dimension::Other;
    (!name).then_some((form.unit, end))
}

/// Past these words, if they stand there.
fn rest(sentence: &Sentence, at: usize, words: &[&str]) -> Option<usize> {
    let mut at = at;
    for word in words {
        at += usize::from(sentence.is_hyphen(at));
        same(sentence.word(at), word).then_some(())?;
        at += 1;
    }
    Some(at)
}

/// The currency written before the number at piece `at`, and the piece where it begins: "$", "US $", "USD", "C$", "$US".
pub(super) fn before(sentence: &Sentence, at: usize) -> Option<(Unit, usize)> {
    let last = at.checked_sub(1)?;
    if sentence.is_dash(last) && !sentence.is_glued(last) {
        return None;
    }
    if let Kind::Sign(_) = sentence.get(last)?.kind {
        return lettered(sentence, last)
            .or_else(|| Some((*units().prefixes.get(sentence.word(last))?, last)));
    }
    let word = sentence.word(last);
    if last > 0 && sentence.is_glued(last) && sentence.is_sign(last - 1, '$') {
        let unit = units().prefixes.get(&*format!("${word}")).or_else(|| units().prefixes.get("$"))?;
        return is_currency_prefix(word).then_some((*unit, last - 1)); // "$US113"
    }
    // codes that are words of English in headlines set in capitals
    let english = matches!(word, "ALL" | "TRY" | "MAD" | "PEN" | "BAM" | "TOP" | "CUP" | "COP" | "MOP");
    units().prefixes.get(word).filter(|_| !english).map(|&unit| (unit, last))
}

/// A sign with letters before it: "US$", "hk $".
fn lettered(sentence: &Sentence, sign: usize) -> Option<(Unit, usize)> {
    let start = sign.checked_sub(1)?;
    let letters = sentence.word(start);
    (letters.len() <= 5 && sentence.get(start)?.is_word()).then_some(())?;
    let small = letters.bytes().all(|byte| byte.is_ascii_lowercase());
    if small && (letters == "a" || letters == "s") && !sentence.is_glued(sign) {
        return None; // the article: "a $4 billion plan"
    }
    let written = format!("{}{}", letters.to_ascii_uppercase(), sentence.word(sign));
    let found = units().prefixes.get(&*written);
    let found = found.or_else(|| units().prefixes.get(&*format!("{letters}{}", sentence.word(sign))));
    found.map(|&unit| (unit, start))
}
