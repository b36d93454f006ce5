//! A series of figures as a picture: a line of blocks for a terminal, a chart for a page.

use std::fmt::Write;

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
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 240.0;
const ROOM: f64 = 48.0;

/// All series, each as a chart of its dated points, one below the other, as one SVG image. A point tells its sentence
/// when it is pointed at.
pub fn series_svg(all: &[Series]) -> String {
    let charts: Vec<&Series> = all.iter().filter(|series| dated(series).next().is_some()).collect();
    let height = HEIGHT * charts.len().max(1) as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
    );
    for (index, series) in charts.into_iter().enumerate() {
        let top = HEIGHT * index as f64;
        let _ = writeln!(svg, "<g transform=\"translate(0 {top})\">{}</g>", chart(series));
    }
    svg.push_str("</svg>\n");
    svg
}

fn chart(series: &Series) -> String {
    let points: Vec<(f64, &SeriesPoint)> = dated(series).collect();
    let (first, last) = bounds(&points.iter().map(|(day, _)| *day).collect::<Vec<_>>());
    let (low, high) = bounds(&points.iter().map(|(_, point)| reached(point)).collect::<Vec<_>>());
    let along = |day: f64| ROOM + (day - first) / (last - first).max(1.0) * (WIDTH - 2.0 * ROOM);
    let up = |value: f64| {
        HEIGHT - ROOM - (value - low) / (high - low).max(f64::MIN_POSITIVE) * (HEIGHT - 2.0 * ROOM)
    };
    let unit = series.unit.as_deref().map(|unit| format!(" ({unit})")).unwrap_or_default();
    let title = format!("{}{unit}", series.thing.as_deref().unwrap_or("figures"));
    let mut svg = format!("<text x=\"{ROOM}\" y=\"20\" font-weight=\"bold\">{}</text>", escaped(&title));
    let line: Vec<String> =
        points.iter().map(|(day, point)| format!("{:.1},{:.1}", along(*day), up(reached(point)))).collect();
    let _ = write!(svg, "<polyline points=\"{}\" fill=\"none\" stroke=\"#888\"/>", line.join(" "));
    for (day, point) in &points {
        let colour = if point.relation.starts_with("differs") { "#c60" } else { "#06c" };
        let (x, y) = (along(*day), up(reached(point)));
        let told = format!(
            "{} {}: {}",
            point.day.as_deref().unwrap_or_default(),
            point.speaker.as_deref().unwrap_or_default(),
            point.sentence
        );
        let _ = write!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{colour}\"><title>{}</title></circle>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            escaped(&told),
            y - 8.0,
            reached(point)
        );
    }
    for (x, (_, point)) in [(ROOM, points[0]), (WIDTH - ROOM, points[points.len() - 1])] {
        let day = escaped(point.day.as_deref().unwrap_or_default());
        let _ = write!(
            svg,
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\" fill=\"#666\">{day}</text>",
            HEIGHT - ROOM / 2.0
        );
    }
    svg
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
