//! Occasions: who spoke, what documents hold it, what others picked from it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use onrecord::forms::{Echo, HeldDocument, OccasionAnswer, OccasionPage};
use serde::Deserialize;

use super::{ANSWERS, Frame, Page, day, page, shortened, window, worded};
use crate::app::App;
use crate::{address, timeline};

#[derive(Deserialize)]
pub(super) struct Asked {
    name: Option<String>,
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "occasions.html")]
struct Occasions {
    frame: Frame,
    name: String,
    pager: String,
    occasions: Vec<OccasionAnswer>,
    previous: Option<usize>,
    next: Option<usize>,
}

pub(super) async fn occasions(State(app): State<Arc<App>>, Query(asked): Query<Asked>) -> Page {
    let name = asked.name.unwrap_or_default();
    let window = window(asked.page);
    let called = name.clone();
    let mut occasions = app.ask(move |record| record.occasions(&called, window.skip, window.most)).await?;
    let next = window.next(&mut occasions);
    let frame = Frame::new(&app, "occasions", "Occasions");
    page(&Occasions {
        frame,
        pager: format!("/occasions?name={}&", address::escaped(&name)),
        name,
        occasions,
        previous: window.previous(),
        next,
    })
}

#[derive(Template)]
#[template(path = "occasion.html")]
struct Occasion {
    frame: Frame,
    occasion: OccasionPage,
    bars: Vec<Bar>,
    /// Of the quotations, those of this page.
    echoes: Vec<Echo>,
    pager: String,
    previous: Option<usize>,
    next: Option<usize>,
}

/// A transcript with how often its parts were quoted.
struct Bar {
    title: String,
    number: i64,
    quoted: usize,
    bins: Vec<Bin>,
}

struct Bin {
    x: usize,
    /// Of 40.
    height: usize,
}

/// Quotations looked at for one document.
const ECHOES: usize = 1000;
/// The bar's height.
const HEIGHT: usize = 40;

pub(super) async fn occasion(
    State(app): State<Arc<App>>,
    Path(number): Path<i64>,
    Query(asked): Query<Asked>,
) -> Page {
    let (occasion, found) = app
        .ask(move |record| {
            let occasion = record.occasion(number)?;
            let mut found = Vec::new();
            let documents = occasion.occasion.documents.iter();
            for document in documents.filter(|document| document.kind == "transcript").take(ANSWERS) {
                let held = record.document(&document.number.to_string())?;
                found.push((record.echoes(document.number, (0, usize::MAX), ECHOES)?, held));
            }
            Ok((occasion, found))
        })
        .await?;
    let bars = found.iter().map(|(echoes, held)| bar(held, echoes)).collect();
    let window = window(asked.page);
    let mut echoes = window.of(found.into_iter().flat_map(|(echoes, _)| echoes));
    let next = window.next(&mut echoes);
    let frame = Frame::new(&app, "occasions", occasion.occasion.name.clone());
    let (pager, previous) = (format!("/occasions/{number}?"), window.previous());
    page(&Occasion { frame, occasion, bars, echoes, pager, previous, next })
}

fn bar(held: &HeldDocument, echoes: &[Echo]) -> Bar {
    let bins = timeline::bar(held.text.chars().count(), echoes);
    let most = bins.iter().copied().max().unwrap_or(0).max(1);
    let bin = |(x, &count): (usize, &usize)| Bin { x: x * 8, height: (count * HEIGHT).div_ceil(most) };
    Bar {
        title: held.document.name().to_owned(),
        number: held.document.number,
        quoted: echoes.len(),
        bins: bins.iter().enumerate().map(bin).filter(|bin| bin.height > 0).collect(),
    }
}
