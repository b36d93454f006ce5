//! Figures on the cases of Recognizers-Text (MIT), read where ONRECORD_DATA says; skipped, saying so, where they are not.

use std::path::PathBuf;

use serde_json::Value;
use understand::{Figure, article};

/// The cases of one file that are supported everywhere; `None` when the data is not there.
#[allow(clippy::disallowed_methods)] // a test, no part of the pure crate
fn cases(name: &str) -> Option<Vec<Value>> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let data =
        std::env::var_os("ONRECORD_DATA").map_or_else(|| home.join(".cache/onrecord-data"), PathBuf::from);
    let path = data.join("recognizers_text_specs/Specs").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let supported =
        |case: &Value| ["NotSupported", "NotSupportedByDesign"].iter().all(|key| case[key].is_null());
    Some(cases.into_iter().filter(supported).collect())
}

/// The values a case asks for, in order of size. Results without a value (a currency alone) are left out.
fn wanted(case: &Value) -> Vec<f64> {
    let value = |result: &Value| result["Resolution"]["value"].as_str()?.trim_end_matches('%').parse().ok();
    let mut values: Vec<f64> = case["Results"].as_array().into_iter().flatten().filter_map(value).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The share of the cases whose values are found, all and no others.
fn right(cases: &[Value], keep: impl Fn(&Figure) -> bool) -> f64 {
    let mut right = 0;
    for case in cases {
        let text = case["Input"].as_str().unwrap_or_default();
        let document = text::Document { text: text.to_owned(), ..Default::default() };
        let figures = article(&document).figures;
        let mut found: Vec<f64> =
            figures.iter().filter(|figure| keep(figure)).map(|figure| figure.value).collect();
        found.sort_by(f64::total_cmp);
        let wanted = wanted(case);
        let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-6 * a.abs().max(1e-9);
        if found.len() == wanted.len() && found.iter().zip(&wanted).all(near) {
            right += 1;
        } else {
            eprintln!("{text:?}: wanted {wanted:?}, found {found:?}");
        }
    }
    f64::from(right) / cases.len().max(1) as f64
}

#[test]
fn currencies_are_found_with_their_values() {
    let Some(cases) = cases("NumberWithUnit/English/CurrencyModel.json") else { return };
    let coin = |unit: &str| ["cent", "penny", "franc", "peso", "rupee", "krone"].contains(&unit);
    let money = |figure: &Figure| {
        let unit = figure.unit.as_deref().unwrap_or_default();
        coin(unit) || unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    assert!(right(&cases, money) >= 0.93);
}

#[test]
fn percentages_are_found_with_their_values() {
    let Some(cases) = cases("Number/English/PercentModel.json") else { return };
    assert!(right(&cases, |figure| figure.unit.as_deref() == Some("percent")) >= 0.93);
}

/// Cases that ask for numbers which are no quantities by docs/figures.md: an address, a power of nothing, names and numbers of
/// exercises, the scales "G" and "M" of programs, "one last time"; and one that wants no number in a measure.
const NO_QUANTITIES: [&str; 11] = [
    "192.168.1.2",
    "the 180ml liquid",
    "10G",
    "-1.1^--23",
    "I can give you 10M.",
    "SCP-173",
    "1,674.5 G",
    "1,674,200.5 M",
    "Exercises nrs. 22,24,26,31.",
    "Exercise nr. 22,240,260,310.",
    "Let's try one last time",
];

#[test]
fn numbers_are_found_with_their_values() {
    let Some(mut cases) = cases("Number/English/NumberModel.json") else { return };
    cases.retain(|case| !NO_QUANTITIES.contains(&case["Input"].as_str().unwrap_or_default()));
    assert!(right(&cases, |_| true) >= 0.90);
}
