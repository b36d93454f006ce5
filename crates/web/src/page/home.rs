//! Home: what the record holds, what came last, what waits for a person. And all documents.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use onrecord::forms::{HitDocument, Overview, Waiting};
use serde::Deserialize;

use super::{Frame, Page, counted, day, page, shortened, window, worded};
use crate::app::App;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    overview: Arc<Overview>,
    latest: Vec<HitDocument>,
    waiting: Vec<Waiting>,
}

/// Shown of each list.
const FEW: usize = 10;

pub(super) async fn home(State(app): State<Arc<App>>) -> Page {
    let overview = app.overview().await?;
    let (latest, waiting) = app.ask(|record| Ok((record.latest(0, FEW)?, record.waiting(FEW)?))).await?;
    page(&Home { frame: Frame::new(&app, "home", "The record"), overview, latest, waiting })
}

#[derive(Deserialize)]
pub(super) struct Asked {
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "documents.html")]
struct Documents {
    frame: Frame,
    pager: String,
    documents: Vec<HitDocument>,
    previous: Option<usize>,
    next: Option<usize>,
}

pub(super) async fn documents(State(app): State<Arc<App>>, Query(asked): Query<Asked>) -> Page {
    let window = window(asked.page);
    let mut documents = app.ask(move |record| record.latest(window.skip, window.most)).await?;
    let next = window.next(&mut documents);
    let frame = Frame::new(&app, "documents", "Documents");
    page(&Documents { frame, pager: "/documents?".to_owned(), documents, previous: window.previous(), next })
}
