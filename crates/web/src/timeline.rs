//! Later statements along the time, drawn as SVG: the same words above the line, changed ones below.

use std::fmt::Write;

use onrecord::forms::Echo;

const WIDTH: f64 = 800.0;
const MARGIN: f64 = 24.0;
/// The line's height; quotations stand above and below it.
const LINE: f64 = 60.0;
const STEP: f64 = 11.0;
/// Quotations of one stretch of the line that are drawn over each other; more would leave the drawing.
const STACK: usize = 4;

/// A later statement on the line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Days since some day long ago; `None` where no document proves one.
    day: Option<f64>,
    /// It has the same words.
    same: bool,
}

impl Mark {
    pub(crate) fn new(said: Option<&str>, same: bool) -> Self {
        Mark { day: said.and_then(day), same }
    }

    /// A later quotation.
    pub(crate) fn of(echo: &Echo) -> Self {
        Mark::new(echo.document.published.as_deref(), echo.wording.as_deref() == Some("verbatim"))
    }
}

/// The drawing; nothing when no date is known. It repeats what the list beside it says, and is described in one line.
pub(crate) fn svg(said: Option<&str>, marks: &[Mark]) -> Option<String> {
    let dated: Vec<(f64, bool)> = marks.iter().filter_map(|mark| Some((mark.day?, mark.same))).collect();
    let said = said.and_then(day);
    let days = dated.iter().map(|(day, _)| *day).chain(said);
    let first = days.clone().min_by(f64::total_cmp)?;
    let last = days.max_by(f64::total_cmp)?;
    let span = (last - first).max(1.0);
    let x = |day: f64| MARGIN + (day - first) / span * (WIDTH - 2.0 * MARGIN);
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} 120\" role=img aria-label=\"{} statements over {} days; the list below says the same\">\
         <line x1={MARGIN} y1={LINE} x2={} y2={LINE} class=axis />",
        dated.len(),
        (last - first).round(),
        WIDTH - MARGIN
    );
    if let Some(said) = said {
        let at = x(said);
        write!(svg, "<path d=\"M{at:.0} {} l7 10 -7 10 -7 -10z\" class=said />", LINE - 10.0).ok()?;
    }
    let mut stacks = std::collections::BTreeMap::<(i64, bool), usize>::new();
    for (day, same) in dated {
        let at = x(day);
        let height = stacks.entry(((at / STEP) as i64, same)).or_default();
        *height = (*height + 1).min(STACK);
        let rise = *height as f64 * STEP;
        let (y, class) = if same { (LINE - rise, "same") } else { (LINE + rise, "changed") };
        match same {
            true => write!(svg, "<circle cx={at:.0} cy={y:.0} r=4.5 class={class} />").ok()?,
            false => {
                write!(svg, "<rect x={:.0} y={:.0} width=8 height=8 class={class} />", at - 4.0, y - 4.0)
                    .ok()?
            }
        }
    }
    svg.push_str("</svg>");
    Some(svg)
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
