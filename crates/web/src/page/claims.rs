//! What was claimed: figures as series with a chart, commitments with what was said of them later, positions on a timeline.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use onrecord::forms::{
    CommitmentAnswer, HitDocument, PositionAnswer, PositionStatement, Series, SeriesPoint,
};
use onrecord::{KeepError, Record, report};
use serde::Deserialize;

use super::{Frame, Page, counted, day, page, shortened};
use crate::answers::Answers;
use crate::app::App;
use crate::claims::{Claims, MOST_DOCUMENTS};
use crate::timeline::{self, Mark};
use crate::window::Window;
use crate::{address, failure::Failure};

/// Series, commitments or positions on a page.
const FEW: usize = 8;
/// Figures of a series, or statements of a position, on a page that shows several.
const PARTS: usize = 6;
/// And on a page that shows one alone.
const ALL_PARTS: usize = 100;
/// Shares of words from which a statement counts as made in the same words.
const SAME: f64 = 0.8;

/// Words, the first few of many.
fn few(words: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = words.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if words.len() > SHOWN { format!("{shown} …") } else { shown }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    page: Option<usize>,
    /// Which of the answers to show alone, from 1.
    only: Option<usize>,
}

/// What stands above the answers of all three pages.
struct Question {
    claims: Claims,
    /// The address of this page, ready for more fields.
    address: String,
    document: Option<HitDocument>,
    /// Nothing is asked yet.
    blank: bool,
    most_documents: usize,
    pages: [(&'static str, String); 3],
    pager: String,
    previous: Option<usize>,
    next: Option<usize>,
    /// One answer is shown alone.
    only: Option<usize>,
    window: Window,
}

impl Question {
    fn new(claims: Claims, here: &'static str, blank: bool, asked: &Asked) -> Self {
        let window = Window::page(asked.page, FEW);
        let address = format!("/{}", claims.address(here));
        let names = ["figures", "commitments", "positions"];
        Question {
            blank,
            document: None,
            most_documents: MOST_DOCUMENTS,
            pages: names.map(|name| (name, format!("/{}", claims.address(name)))),
            pager: address.clone(),
            address,
            previous: window.previous().filter(|_| asked.only.is_none()),
            next: None,
            only: asked.only,
            window,
            claims,
        }
    }

    fn value<'a>(&self, field: &'a Option<String>) -> &'a str {
        field.as_deref().unwrap_or_default()
    }

    /// The part of all answers that the page shows.
    fn shown<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        let alone = self.only.map(|only| Window { skip: only.saturating_sub(1), most: 2 });
        let window = alone.unwrap_or(self.window);
        let mut shown = window.of(all.iter().cloned());
        self.next = window.next(&mut shown).filter(|_| alone.is_none());
        shown
    }

    /// The number of the first answer of this page, from 1.
    fn first(&self) -> usize {
        self.window.skip + 1
    }

    /// How many parts of an answer are shown.
    fn parts(&self) -> usize {
        if self.only.is_some() { ALL_PARTS } else { PARTS }
    }
}

/// Names the question's document, and gives the answers; none before anything is asked. `kept` is where they are kept, under
/// the question's address and `most`.
async fn answered<T: Send + Sync + 'static>(
    app: &Arc<App>,
    question: &mut Question,
    kept: fn(&App) -> &Answers<T>,
    most: usize,
    ask: fn(&Record, &Claims, usize) -> Result<Vec<T>, KeepError>,
) -> Result<Arc<Vec<T>>, Failure> {
    if question.blank {
        return Ok(Arc::default());
    }
    let (claims, name) = (question.claims.clone(), format!("{}{most}", question.address));
    let asked = app.clone();
    let (document, answers) = app
        .ask(move |record| {
            let answers = kept(&asked).to(&name, record, || ask(record, &claims, most))?;
            Ok((claims.document(record)?, answers))
        })
        .await?;
    question.document = document;
    Ok(answers)
}

#[derive(Template)]
#[template(path = "figures.html")]
struct Figures {
    frame: Frame,
    question: Question,
    series: Vec<Shown>,
}

/// A series, set out.
struct Shown {
    name: String,
    count: usize,
    /// How many of its figures differ from another.
    differ: usize,
    chart: Option<String>,
    /// Some of its figures are forecasts.
    forecasts: bool,
    points: Vec<SeriesPoint>,
    /// The earlier point that each is compared with, where they differ.
    beside: Vec<Option<String>>,
}

pub(super) async fn figures(
    State(app): State<Arc<App>>,
    Query(claims): Query<Claims>,
    Query(asked): Query<Asked>,
) -> Page {
    let blank = !claims.is_bounded();
    let mut question = Question::new(claims, "figures", blank, &asked);
    let all = answered(
        &app,
        &mut question,
        |app| &app.series,
        0,
        |record, claims, _| record.series(&claims.asked()),
    )
    .await?;
    let parts = question.parts();
    let series = question.shown(&all).into_iter().map(|series| shown(series, parts)).collect();
    page(&Figures { frame: Frame::new(&app, "figures", "Figures"), question, series })
}

fn shown(mut series: Series, parts: usize) -> Shown {
    let chart = report::series_chart(&series);
    let count = series.points.len();
    let differs = |point: &SeriesPoint| point.relation.starts_with("differs");
    let told = |at: usize| {
        let other = &series.points[at];
        let speaker = other.speaker.as_deref().unwrap_or("no speaker named");
        format!("{} ({speaker}, {})", other.short(), day(&other.said))
    };
    let beside = |point: &SeriesPoint| point.beside.filter(|_| differs(point)).map(told);
    let beside = series.points.iter().take(parts).map(beside).collect();
    let differ = series.points.iter().filter(|point| differs(point)).count();
    let forecasts = series.points.iter().any(SeriesPoint::is_forecast);
    series.points.truncate(parts);
    Shown { name: series.name(), count, differ, chart, forecasts, points: series.points, beside }
}

#[derive(Template)]
#[template(path = "commitments.html")]
struct Commitments {
    frame: Frame,
    question: Question,
    commitments: Vec<CommitmentAnswer>,
}

pub(super) async fn commitments(
    State(app): State<Arc<App>>,
    Query(claims): Query<Claims>,
    Query(asked): Query<Asked>,
) -> Page {
    let blank = !claims.is_bounded();
    let mut question = Question::new(claims, "commitments", blank, &asked);
    let most = question.window.end();
    let ask = |record: &Record, claims: &Claims, most| record.commitments_alone(&claims.asked(), most);
    let all = answered(&app, &mut question, |app| &app.commitments, most, ask).await?;
    let commitments = question.shown(&all);
    page(&Commitments { frame: Frame::new(&app, "commitments", "Commitments"), question, commitments })
}

#[derive(Template)]
#[template(path = "commitment.html")]
struct Commitment {
    frame: Frame,
    one: CommitmentAnswer,
}

/// One commitment, with what was said of it later.
pub(super) async fn commitment(app: &Arc<App>, name: String) -> Page {
    let found = app.ask(move |record| record.commitment(&name)).await?;
    let one = found.ok_or_else(|| Failure::not_found("this document has no such commitment"))?;
    let title = format!("Commitment: “{}”", shortened(&one.words, 60));
    page(&Commitment { frame: Frame::new(app, "commitments", title), one })
}

#[derive(Template)]
#[template(path = "positions.html")]
struct Positions {
    frame: Frame,
    question: Question,
    positions: Vec<Held>,
}

/// A position, set out.
struct Held {
    spread: &'static str,
    speakers: Vec<String>,
    count: usize,
    timeline: Option<String>,
    statements: Vec<PositionStatement>,
}

pub(super) async fn positions(
    State(app): State<Arc<App>>,
    Query(claims): Query<Claims>,
    Query(asked): Query<Asked>,
) -> Page {
    let blank = !claims.is_on_something();
    let mut question = Question::new(claims, "positions", blank, &asked);
    let all = answered(
        &app,
        &mut question,
        |app| &app.positions,
        0,
        |record, claims, _| record.positions(&claims.asked()),
    )
    .await?;
    let parts = question.parts();
    let positions = question.shown(&all).into_iter().map(|position| held(position, parts)).collect();
    page(&Positions { frame: Frame::new(&app, "positions", "Positions"), question, positions })
}

fn held(mut position: PositionAnswer, parts: usize) -> Held {
    let later = position.statements.iter().skip(1);
    let marks: Vec<Mark> =
        later.map(|stated| Mark { said: stated.said.as_deref(), same: stated.alike >= SAME }).collect();
    let first = position.statements.first().and_then(|stated| stated.said.as_deref());
    let timeline = timeline::svg(first, &marks).filter(|_| !marks.is_empty());
    let count = position.statements.len();
    position.statements.truncate(parts);
    position.speakers.truncate(parts);
    Held {
        spread: position.spread,
        speakers: position.speakers,
        count,
        timeline,
        statements: position.statements,
    }
}
