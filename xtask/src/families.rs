//! Families on real copies: one office's items as its feed gave them, and as an archive of its pages has them.
//!
//! An item and a page are one document when the last part of their addresses is the same and their days are a day apart at
//! most. Both collections go into one record; a pair is found when both stand in one family.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::shell::{command, output, root, run};

/// Least that pairs found, and pairs right, may be in a hundred: just under what was reached.
const LEAST_RECALL: f64 = 97.0;
const LEAST_PRECISION: f64 = 99.0;

/// Share of the runs of five words from which two texts are called the same here.
const SAME: f64 = 0.99;

/// A document of either collection.
struct Item {
    number: i64,
    /// Of the feed, not of the archive.
    fed: bool,
    slug: String,
    /// Days, counted through.
    day: i64,
}

/// Builds the record and prints recall and precision; fails under the floors.
pub fn measure(data: &Path) -> Result<()> {
    let record = root().join("target/accuracy/families.db");
    for ending in ["", "-seeds", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", record.display())); // it need not be there
    }
    let program = root().join("target/release/onrecord").display().to_string();
    let (record, data) = (record.display(), data.display());
    run(command(
        &program,
        &format!("add {data}/wh_briefings {data}/white_house_briefing_room_rss --record {record}"),
    ))?;
    let rows =
        output(command(&program, &format!("export jsonl --tables documents,copies --record {record}")))?;
    let (items, originals) = read(&rows)?;
    let right = pairs(&items, |item| (item.slug.clone(), 0), |one, other| (one.day - other.day).abs() <= 1);
    let family = |item: &Item| (originals.get(&item.number).unwrap_or(&item.number).to_string(), 1);
    let found = pairs(&items, family, |_, _| true);
    let of = |pairs: &BTreeSet<(i64, i64)>| pairs.iter().map(|&(fed, _)| fed).collect::<BTreeSet<i64>>();
    let (fed, met, paired) = (of(&right), of(&right.intersection(&found).copied().collect()), of(&found));
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let recall = share(met.len(), fed.len());
    // the archive has some pages under two addresses: their text is the same, whatever the address says
    let wrong: BTreeSet<(i64, i64)> = found.difference(&right).copied().collect();
    let texts = texts(&program, &record.to_string(), &wrong)?;
    let same = |&&(fed, archived): &&(i64, i64)| shared(&texts[&fed], &texts[&archived]) >= SAME;
    let alike = wrong.iter().filter(same).count();
    let precision = share(found.len() - wrong.len() + alike, found.len());
    println!(
        "== families\nitems with a counterpart {}, found {}: recall {recall:.2} %",
        fed.len(),
        met.len()
    );
    println!(
        "items in a family with a page {}, with their own {}: {:.2} %",
        paired.len(),
        met.len(),
        share(met.len(), paired.len())
    );
    println!(
        "pairs {}, right by their address {}: {:.2} %",
        found.len(),
        found.len() - wrong.len(),
        share(found.len() - wrong.len(), found.len())
    );
    println!("pairs right by their address, or the same word for word: precision {precision:.2} %");
    if std::env::var_os("ONRECORD_SHOW").is_some() {
        for (fed, archived) in &wrong {
            println!("wrong  {fed} {archived} share {:.3}", shared(&texts[fed], &texts[archived]));
        }
        fed.difference(&met).for_each(|fed| println!("missed {fed}"));
    }
    ensure!(!fed.is_empty(), "no item has a counterpart: is the data there?");
    match recall >= LEAST_RECALL && precision >= LEAST_PRECISION {
        true => Ok(()),
        false => bail!("families: recall or precision fell below {LEAST_RECALL} and {LEAST_PRECISION}"),
    }
}

/// The documents with an address and a day, and the original of each copy.
fn read(rows: &str) -> Result<(Vec<Item>, BTreeMap<i64, i64>)> {
    let (mut items, mut originals) = (Vec::new(), BTreeMap::new());
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row)?;
        let number = |name: &str| row[name].as_i64().with_context(|| format!("no {name} in {row}"));
        if row["table"] == "copies" {
            originals.insert(number("document")?, number("original")?);
            continue;
        }
        let (Some(url), Some(day)) = (row["url"].as_str(), row["published"].as_str()) else { continue };
        let path = row["path"].as_str().unwrap_or_default();
        items.push(Item {
            number: number("document")?,
            fed: path.contains("_rss"),
            slug: url.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
            day: days(day),
        });
    }
    Ok((items, originals))
}

/// The texts of the documents of these pairs.
fn texts(program: &str, record: &str, pairs: &BTreeSet<(i64, i64)>) -> Result<BTreeMap<i64, String>> {
    let wanted: BTreeSet<i64> = pairs.iter().flat_map(|&(fed, archived)| [fed, archived]).collect();
    let rows = output(command(program, &format!("export jsonl --tables texts --record {record}")))?;
    let mut texts = BTreeMap::new();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row)?;
        if let (Some(document), Some(text)) = (row["document"].as_i64(), row["text"].as_str())
            && wanted.contains(&document)
        {
            texts.insert(document, text.to_owned());
        }
    }
    Ok(texts)
}

/// The share of the shorter text's runs of five words that stand in the other: counted here, not by the program measured.
fn shared(one: &str, other: &str) -> f64 {
    let runs = |text: &str| -> BTreeSet<String> {
        let words: Vec<String> = (text.split(|letter: char| !letter.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.windows(5).map(|run| run.join(" ")).collect()
    };
    let (one, other) = (runs(one), runs(other));
    one.intersection(&other).count() as f64 / one.len().min(other.len()).max(1) as f64
}

fn days(day: &str) -> i64 {
    let parts: Vec<i64> = day.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = parts[..] else { return 0 };
    // days since the year 0 of the Gregorian calendar, with March as its first month
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day
}

/// Pairs of a fed and an archived document that have the same name of some sort.
fn pairs<N: Ord>(
    items: &[Item],
    name: impl Fn(&Item) -> N,
    fit: impl Fn(&Item, &Item) -> bool,
) -> BTreeSet<(i64, i64)> {
    let mut named: BTreeMap<N, Vec<&Item>> = BTreeMap::new();
    items.iter().for_each(|item| named.entry(name(item)).or_default().push(item));
    let mut pairs = BTreeSet::new();
    for alike in named.values() {
        for fed in alike.iter().filter(|item| item.fed) {
            let archived = alike.iter().filter(|item| !item.fed && fit(fed, item));
            pairs.extend(archived.map(|archived| (fed.number, archived.number)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{days, shared};

    #[test]
    fn a_part_shares_all_of_its_runs() {
        assert_eq!(
            shared("We will mend the bridge, soon!", "He said: we will mend the bridge soon. Yes."),
            1.0
        );
        assert_eq!(shared("We will mend the bridge, soon!", "The ferry is late again, and again."), 0.0);
    }

    #[test]
    fn days_follow_each_other() {
        assert_eq!(days("2024-03-01") - days("2024-02-28"), 2);
        assert_eq!(days("2024-01-01") - days("2023-12-31"), 1);
    }
}
