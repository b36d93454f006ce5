//! A document: its text with turns and quotations, any place of it to be linked to and cited, its bytes as they came.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Redirect, Response};
use onrecord::forms::HeldDocument;
use onrecord::report;
use serde::Deserialize;

use super::{Frame, Page, page, shortened};
use crate::app::App;
use crate::cite::{Citation, citation};
use crate::failure::Failure;
use crate::{address, markup};

#[derive(Deserialize)]
pub(super) struct Asked {
    c: Option<String>,
}

#[derive(Template)]
#[template(path = "document.html")]
struct Document {
    frame: Frame,
    title: String,
    held: HeldDocument,
    url: Option<String>,
    facts: Vec<(&'static str, String)>,
    cited: Option<Cited>,
    /// The text as HTML: the one field that is markup, made in `markup`.
    text: String,
}

/// A place shown with its citation.
struct Cited {
    place: String,
    words: String,
    citation: Citation,
    link: String,
}

pub(super) async fn document(
    State(app): State<Arc<App>>,
    Path(number): Path<i64>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Page {
    let mut held = app.ask(move |record| record.document(&number.to_string())).await?;
    if app.settings.public {
        held.document.hide_path();
    }
    let title = held.document.name().to_owned();
    let place = asked.c.as_deref().and_then(address::parsed);
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let cited = place.map(|place| cited(&held, place, host)).filter(|cited| !cited.words.is_empty());
    let text = markup::text(&held, place);
    let url = report::link(held.document.url.as_deref()).map(str::to_owned);
    let frame = Frame::new(&app, "documents", title.clone());
    page(&Document { frame, title, url, facts: facts(&held), cited, text, held })
}

fn cited(held: &HeldDocument, (start, end): (usize, usize), host: &str) -> Cited {
    let link = address::place(held.document.number, start, end);
    Cited {
        place: format!("{start}–{end}"),
        words: shortened(&held.words(start, end), 300),
        citation: citation(held, (start, end), &format!("http://{host}{link}")),
        link,
    }
}

/// What is known about the document, said or not.
fn facts(held: &HeldDocument) -> Vec<(&'static str, String)> {
    let document = &held.document;
    let standing = (held.standing != "unknown").then(|| held.standing.replace('_', " "));
    let facts = [
        ("Author", held.author.clone()),
        ("Publisher", document.publisher.clone()),
        ("Says of itself", standing),
        ("Language", held.language.clone()),
        ("Read from", document.path.clone()),
        ("Id", Some(document.id.clone())),
        ("Added", Some(held.added.clone())),
        ("SHA-256 of its bytes", Some(held.sha256.clone())),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The bytes as they came: to be kept, never to be shown as a page of this server.
pub(crate) async fn raw(State(app): State<Arc<App>>, Path(number): Path<i64>) -> Result<Response, Failure> {
    let raw = app.ask(move |record| record.raw(&number.to_string())).await?;
    let raw = raw.ok_or_else(|| Failure::not_found("the bytes of this document are not held"))?;
    let name = raw.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || ".-_".contains(letter) { letter } else { '_' })
        .collect();
    let name = if name.is_empty() { format!("document-{number}") } else { name };
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, raw.bytes).into_response())
}

#[derive(Deserialize)]
pub(super) struct Called {
    id: String,
    c: Option<String>,
}

/// Leads from a document's id, url or path to its page.
pub(super) async fn find(
    State(app): State<Arc<App>>,
    Query(called): Query<Called>,
) -> Result<Redirect, Failure> {
    let id = called.id;
    let number = app.ask(move |record| record.document_number(&id)).await?;
    Ok(match called.c.as_deref().and_then(address::parsed) {
        Some((start, end)) => Redirect::to(&address::place(number, start, end)),
        None => Redirect::to(&format!("/documents/{number}")),
    })
}
