//! Later statements along the time, drawn as SVG: the same words above the line, changed ones below.

use std::fmt::Write;

use onrecord::forms::Echo;
use onrecord::report::escape;

const WIDTH: f64 = 800.0;
const MARGIN: f64 = 24.0;
/// The line's height; quotations stand above and below it.
const LINE: f64 = 60.0;
const STEP: f64 = 11.0;
/// Quotations of one stretch of the line that are drawn over each other; more would leave the drawing.
const STACK: usize = 4;

/// Below all marks: where the first and the last day are written.
const DAYS: f64 = 122.0;
const HEIGHT: f64 = 128.0;

/// A later statement on the line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark<'a> {
    /// The day; `None` where no document proves one.
    pub(crate) said: Option<&'a str>,
    /// It has the same words.
    pub(crate) same: bool,
}

impl<'a> Mark<'a> {
    /// A later quotation.
    pub(crate) fn of(echo: &'a Echo) -> Self {
        Mark { said: echo.document.published.as_deref(), same: echo.wording.as_deref() == Some("verbatim") }
    }
}

/// The drawing; nothing when no date is known. It repeats what the list beside it says, and is described in one line.
pub(crate) fn svg(said: Option<&str>, marks: &[Mark]) -> Option<String> {
    let said = said.and_then(dated);
    let marks: Vec<((f64, &str), bool)> =
        marks.iter().filter_map(|mark| Some((mark.said.and_then(dated)?, mark.same))).collect();
    let days = marks.iter().map(|(day, _)| *day).chain(said);
    let first = days.clone().min_by(|left, right| left.0.total_cmp(&right.0))?;
    let last = days.max_by(|left, right| left.0.total_cmp(&right.0))?;
    let span = (last.0 - first.0).max(1.0);
    let x = |day: f64| MARGIN + (day - first.0) / span * (WIDTH - 2.0 * MARGIN);
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=img aria-label=\"{} statements over {} days; the list below says the same\">\
         <line x1={MARGIN} y1={LINE} x2={} y2={LINE} class=axis />",
        marks.len(),
        (last.0 - first.0).round(),
        WIDTH - MARGIN
    );
    if let Some((day, _)) = said {
        let at = x(day);
        write!(svg, "<path d=\"M{at:.0} {} l7 10 -7 10 -7 -10z\" class=said />", LINE - 10.0).ok()?;
    }
    draw(marks.into_iter().map(|((day, _), same)| (x(day), same)), &mut svg);
    label(first.1, "start", 0.0, &mut svg);
    if last.1 != first.1 {
        label(last.1, "end", WIDTH, &mut svg);
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// Marks at their places along the line, piled up where they meet.
fn draw(marks: impl Iterator<Item = (f64, bool)>, svg: &mut String) {
    let mut stacks = std::collections::BTreeMap::<(i64, bool), usize>::new();
    for (at, same) in marks {
        let height = stacks.entry(((at / STEP) as i64, same)).or_default();
        *height = (*height + 1).min(STACK);
        let rise = *height as f64 * STEP;
        let drawn = match same {
            true => write!(svg, "<circle cx={at:.0} cy={:.0} r=4.5 class=same />", LINE - rise),
            false => {
                let (left, top) = (at - 4.0, LINE + rise - 4.0);
                write!(svg, "<rect x={left:.0} y={top:.0} width=8 height=8 class=changed />")
            }
        };
        drawn.expect("a string takes all");
    }
}

fn label(day: &str, anchor: &str, x: f64, svg: &mut String) {
    write!(svg, "<text x={x} y={DAYS} text-anchor={anchor} class=day>").expect("a string takes all");
    escape(day, svg);
    svg.push_str("</text>");
}

/// A day as a number of days and as it is written.
fn dated(said: &str) -> Option<(f64, &str)> {
    Some((day(said)?, said))
}

/// Days since some day long ago, of an ISO 8601 day; months and years alone count from their first day.
fn day(date: &str) -> Option<f64> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) =
        (parts.next()??, parts.next().flatten().unwrap_or(1), parts.next().flatten().unwrap_or(1));
    // every month as long as the average: a drawing 800 points wide shows no day of difference
    Some(f64::from(year) * 365.2425 + f64::from(month - 1) * 30.44 + f64::from(day))
}

/// Where a transcript was quoted: so many bins along it, how often each.
pub(crate) fn bar(length: usize, echoes: &[Echo]) -> Vec<usize> {
    const BINS: usize = 100;
    let mut bins = vec![0; BINS];
    let length = length.max(1);
    for echo in echoes {
        let first = (echo.start * BINS / length).min(BINS - 1);
        let last = (echo.end.saturating_sub(1) * BINS / length).clamp(first, BINS - 1);
        bins[first..=last].iter_mut().for_each(|bin| *bin += 1);
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeline_says_where_it_begins_and_ends() {
        let marks =
            [("2024-05-01", true), ("2025-03-04", false)].map(|(day, same)| Mark { said: Some(day), same });
        let drawn = svg(Some("2024-03-04"), &marks).unwrap();
        assert!(drawn.contains(">2024-03-04</text>") && drawn.contains(">2025-03-04</text>"));
        assert_eq!((drawn.matches("<circle").count(), drawn.matches("<rect").count()), (1, 1));
        assert_eq!(svg(None, &[Mark { said: None, same: true }]), None);
    }

    #[test]
    fn a_quotation_is_counted_in_every_part_that_it_touches() {
        let bins = bar(0, &[]);
        assert_eq!((bins.len(), bins.iter().sum::<usize>()), (100, 0));
    }
}
