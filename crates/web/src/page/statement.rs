//! One statement: its words, where they were first said, and every later quotation with how the wording changed.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use onrecord::forms::{Echo, HeldStatement, Quoted};
use onrecord::report::{Piece, class, echo_pieces};
use serde::Deserialize;

use super::{Frame, Page, claims, day, page, shortened, window, worded};
use crate::address;
use crate::app::App;
use crate::failure::Failure;
use crate::timeline::{self, Mark};

#[derive(Template)]
#[template(path = "statement.html")]
struct Statement {
    frame: Frame,
    statement: HeldStatement,
    /// Where it stands in its document.
    place: String,
    origin_place: Option<String>,
    /// Of the quotations, those of this page.
    steps: Vec<Step>,
    /// How many there are.
    quoted: usize,
    timeline: Option<String>,
    same: usize,
    pager: String,
    previous: Option<usize>,
    next: Option<usize>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    page: Option<usize>,
}

/// One later quotation.
struct Step {
    echo: Echo,
    class: &'static str,
    pieces: Vec<Piece>,
    touches: String,
    /// An earlier quotation that this one seems to be taken from: its address, and why.
    after: Option<(String, &'static str)>,
}

/// Quotations shown of one statement.
const MOST: usize = 500;

pub(super) async fn statement(
    State(app): State<Arc<App>>,
    Path((number, part)): Path<(i64, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let name = format!("{number}:{part}");
    if part.starts_with('c') {
        return claims::commitment(&app, name).await;
    }
    let (found, trail) = app
        .ask(move |record| {
            let found = record.statement(&name, MOST)?;
            // a quotation that was not traced has no trail
            let trail = match record.trail(&name) {
                Err(error) if error.is_unknown() => Vec::new(),
                trail => trail?.quoted,
            };
            Ok((found, trail))
        })
        .await?;
    let statement = found.ok_or_else(|| Failure::not_found("this document has no such turn or quotation"))?;
    let said = match &statement.origin {
        Some(origin) => origin.document.published.as_deref(),
        None => statement.document.published.as_deref(),
    };
    let marks: Vec<Mark> = statement.echoes.iter().map(Mark::of).collect();
    let window = window(asked.page);
    let mut shown: Vec<Echo> = window.of(statement.echoes.iter().cloned());
    let next = window.next(&mut shown);
    let steps: Vec<Step> = shown.into_iter().map(|echo| step(echo, &trail)).collect();
    let speaker = statement.speaker.as_ref().map_or("Somebody unnamed", |speaker| speaker.name.as_str());
    let title = format!("{speaker}: “{}”", shortened(&statement.words, 60));
    let place = address::place(statement.document.number, statement.start, statement.end);
    let origin_place = statement
        .origin
        .as_ref()
        .map(|origin| address::place(origin.document.number, origin.start, origin.end));
    page(&Statement {
        frame: Frame::new(&app, "", title),
        timeline: timeline::svg(said, &marks),
        same: marks.iter().filter(|mark| mark.same).count(),
        quoted: marks.len(),
        pager: format!("/documents/{number}/{part}?"),
        previous: window.previous(),
        next,
        place,
        origin_place,
        steps,
        statement,
    })
}

fn step(echo: Echo, trail: &[Quoted]) -> Step {
    let after = trail.iter().find(|quoted| quoted.quotation == echo.statement);
    let after = after.and_then(|quoted| Some((quoted.after.as_ref()?.replace(':', "/"), quoted.why?)));
    let class = class(Some("traced"), echo.wording.as_deref());
    Step { class, pieces: echo_pieces(&echo), touches: echo.touches().join(", "), after, echo }
}
