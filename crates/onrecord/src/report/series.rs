//! A series of figures as a picture: a line of blocks for a terminal, a chart for a page.

use std::collections::HashSet;
use std::fmt::Write;

use super::escape;
use crate::forms::{Series, SeriesPoint};

/// The dated points' values as a line of blocks, the lowest value the lowest block: "▁▃█".
pub fn sparkline(series: &Series) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let values: Vec<f64> = dated(series).map(|(_, point)| reached(point)).collect();
    let (low, high) = bounds(&values);
    let height = |value: f64| ((value - low) / (high - low).max(f64::MIN_POSITIVE) * 7.0).round();
    values.iter().map(|&value| BLOCKS[height(value).clamp(0.0, 7.0) as usize]).collect()
}

/// Where a way arrives ("from 9 to 23"); else the value.
fn reached(point: &SeriesPoint) -> f64 {
    point.upper.unwrap_or(point.value)
}

/// Points with a day, and how many days that is after 1 January of year 0.
fn dated(series: &Series) -> impl Iterator<Item = (f64, &SeriesPoint)> {
    series.points.iter().filter_map(|point| {
        let day: text::Date = point.day.as_ref()?.parse().ok()?;
        Some((f64::from(day.year()) * 365.25 + f64::from(day.day_of_year()), point))
    })
}

fn bounds(values: &[f64]) -> (f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low.is_finite() { (low, high) } else { (0.0, 0.0) }
}

/// Width and height of a chart, and the room left around it, in pixels.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 260.0;
const ROOM: f64 = 48.0;
/// Values written on a chart stand at least so far apart.
const APART: f64 = 40.0;

/// All series, each as a chart of its dated points, one below the other, as one SVG image. A point tells its sentence
/// when it is pointed at.
pub fn series_svg(all: &[Series]) -> String {
    let charts: Vec<Chart> = all.iter().filter_map(Chart::of).collect();
    let height = HEIGHT * charts.len().max(1) as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
    );
    for (index, chart) in charts.iter().enumerate() {
        let top = HEIGHT * index as f64;
        let _ = write!(svg, "<g transform=\"translate(0 {top})\">");
        let _ = write!(
            svg,
            "<text x=\"{ROOM}\" y=\"20\" font-weight=\"bold\">{}</text>",
            escaped(&chart.series.name())
        );
        chart.draw(true, &mut svg);
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

/// A series as a chart for a page that says the same in words beside it; nothing for fewer than two dated points. Its
/// parts bear classes (`way`, `point`, `differs`, `forecast`, `value`, `day`), so that a page's style may colour them.
pub fn series_chart(series: &Series) -> Option<String> {
    let chart = Chart::of(series).filter(|chart| chart.points.len() > 1)?;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{} figures from {} to {}; the list below says the same\">",
        chart.points.len(),
        chart.points[0].1.day.as_deref().map(escaped).unwrap_or_default(),
        chart.points[chart.points.len() - 1].1.day.as_deref().map(escaped).unwrap_or_default(),
    );
    chart.thinned().draw(false, &mut svg);
    svg.push_str("</svg>");
    Some(svg)
}

/// The dated points of a series, in order, with the bounds of what they show.
struct Chart<'a> {
    series: &'a Series,
    points: Vec<(f64, &'a SeriesPoint)>,
    days: (f64, f64),
    values: (f64, f64),
}

impl<'a> Chart<'a> {
    fn of(series: &'a Series) -> Option<Self> {
        let points: Vec<(f64, &SeriesPoint)> = dated(series).collect();
        let days = bounds(&points.iter().map(|(day, _)| *day).collect::<Vec<_>>());
        let values = bounds(&points.iter().map(|(_, point)| reached(point)).collect::<Vec<_>>());
        (!points.is_empty()).then_some(Chart { series, points, days, values })
    }

    /// Where a point stands.
    fn place(&self, day: f64, point: &SeriesPoint) -> (f64, f64) {
        let ((first, last), (low, high)) = (self.days, self.values);
        // one day, or one value, stands in the middle
        let along = if last > first { (day - first) / (last - first) } else { 0.5 };
        let up = if high > low { (reached(point) - low) / (high - low) } else { 0.5 };
        (ROOM + along * (WIDTH - 2.0 * ROOM), HEIGHT - ROOM - up * (HEIGHT - 2.0 * ROOM))
    }

    /// Without the points that would hide behind others.
    fn thinned(mut self) -> Self {
        /// Pixels that a point fills.
        const FILLED: f64 = 6.0;
        let mut filled = HashSet::new();
        let points = std::mem::take(&mut self.points);
        let last = points.len().saturating_sub(1);
        let seen = |(at, (day, point)): &(usize, (f64, &SeriesPoint))| {
            let (x, y) = self.place(*day, point);
            let differs = point.relation.starts_with("differs");
            filled.insert(((x / FILLED) as i64, (y / FILLED) as i64, differs)) || *at == last
        };
        let points = points.into_iter().enumerate().filter(seen).map(|(_, point)| point).collect();
        Chart { points, ..self }
    }

    fn draw(&self, told: bool, svg: &mut String) {
        let places: Vec<(f64, f64)> =
            self.points.iter().map(|(day, point)| self.place(*day, point)).collect();
        let line: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = write!(
            svg,
            "<polyline class=\"way\" points=\"{}\" fill=\"none\" stroke=\"#888\"/>",
            line.join(" ")
        );
        let mut written: Vec<(f64, f64)> = Vec::new();
        for (&(x, y), (_, point)) in places.iter().zip(&self.points) {
            dot(point, (x, y), told, svg);
            let free =
                |&(left, above): &(f64, f64)| (x - left).abs() > APART || (y - above).abs() > APART / 2.0;
            if written.iter().all(free) {
                written.push((x, y));
                let value = reached(point);
                let _ = write!(
                    svg,
                    "<text class=\"value\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{value}</text>",
                    y - 8.0
                );
            }
        }
        let ends = [self.points[0], self.points[self.points.len() - 1]];
        let one_day = self.days.0 == self.days.1;
        for (day, point) in ends.into_iter().take(if one_day { 1 } else { 2 }) {
            let (x, y) = (self.place(day, point).0, HEIGHT - ROOM / 2.0);
            let day = escaped(point.day.as_deref().unwrap_or_default());
            let _ = write!(
                svg,
                "<text class=\"day\" x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\" fill=\"#666\">{day}</text>"
            );
        }
    }
}

/// A point: a circle, or a square where it differs from another, hollow for a forecast; `told`, with its sentence.
fn dot(point: &SeriesPoint, (x, y): (f64, f64), told: bool, svg: &mut String) {
    let sentence = match told {
        true => {
            let (day, speaker) =
                (point.day.as_deref().unwrap_or_default(), point.speaker.as_deref().unwrap_or_default());
            let forecast = if point.is_forecast() { "forecast for " } else { "" };
            format!("<title>{}</title>", escaped(&format!("{forecast}{day} {speaker}: {}", point.sentence)))
        }
        false => String::new(),
    };
    let (forecast, paint) = match point.is_forecast() {
        true => (" forecast", "fill=\"#fff\" stroke-width=\"2\" stroke"),
        false => ("", "fill"),
    };
    let _ = match point.relation.starts_with("differs") {
        true => {
            let (left, top) = (x - 4.0, y - 4.0);
            write!(
                svg,
                "<rect class=\"point differs{forecast}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"8\" height=\"8\" {paint}=\"#c60\">{sentence}</rect>"
            )
        }
        false => write!(
            svg,
            "<circle class=\"point{forecast}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" {paint}=\"#06c\">{sentence}</circle>"
        ),
    };
}

fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    escape(words, &mut escaped);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::HitDocument;

    fn point(day: Option<&str>, value: f64) -> SeriesPoint {
        let document = HitDocument {
            number: 1,
            id: "a".into(),
            path: None,
            url: None,
            title: None,
            published: None,
            publisher: None,
            kind: "transcript".into(),
        };
        SeriesPoint {
            figure: "1:f1".into(),
            day: day.map(str::to_owned),
            value,
            upper: None,
            out_of: None,
            comparison: "=".into(),
            of: None,
            scope: None,
            time: None,
            relation: "first",
            beside: None,
            speaker: Some("<Rowe>".into()),
            said: None,
            document,
            start: 0,
            end: 1,
            sentence: "Four & more.".into(),
        }
    }

    fn series(points: Vec<SeriesPoint>) -> Series {
        Series { schema: "onrecord.series/1", thing: Some("cables".into()), unit: None, points }
    }

    #[test]
    fn a_chart_needs_two_days_or_figures_and_tells_its_first_and_last() {
        assert_eq!(series_chart(&series(vec![point(Some("2025-03-04"), 2.0), point(None, 3.0)])), None);
        let chart =
            series_chart(&series(vec![point(Some("2025-03-04"), 2.0), point(Some("2025-03-14"), 4.0)]));
        let chart = chart.unwrap();
        assert!(chart.contains(">2025-03-04</text>") && chart.contains(">2025-03-14</text>"), "{chart}");
        let one_day =
            series_chart(&series(vec![point(Some("2025-03-04"), 2.0), point(Some("2025-03-04"), 4.0)]));
        assert_eq!(one_day.unwrap().matches("2025-03-04</text>").count(), 1);
    }

    #[test]
    fn what_a_point_tells_is_text() {
        let svg = series_svg(&[series(vec![point(Some("2025-03-04"), 2.0)])]);
        assert!(svg.contains("&lt;Rowe&gt;: Four &amp; more."), "{svg}");
    }
}
