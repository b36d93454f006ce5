//! Checks, told as they go, and a person's word on their findings.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Json, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use utoipa::{IntoParams, ToSchema};

use super::ask::{Answer, Refused};
use crate::app::App;
use crate::event::{Event, Listener};
use crate::failure::Failure;
use crate::job::{Input, Job, Progress, Tally};
use crate::page;

/// While a check takes long, a line says so this often.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// A file name, by whose ending the format is told: article.html.
    name: Option<String>,
}

/// Checks an article, given as the body: text, HTML, or any format that `onrecord check` reads. The answer is JSON lines,
/// each sent when it is made: for each article `article`, its `finding`s and its `summary`; `progress` every second while
/// nothing else is to be told; `failed` for what could not be read.
#[utoipa::path(post, path = "/api/v1/check", params(Named), request_body(
    content((serde_json::Value = "text/plain"), (serde_json::Value = "text/html"), (serde_json::Value = "application/octet-stream"))), responses(
    (status = 200, body = Event, content_type = "application/x-ndjson", description = "Lines, each an event"), Refused))]
pub(super) async fn check(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(Named { name }): Query<Named>,
    body: Bytes,
) -> Answer {
    let ending = ending(&headers)?;
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(Failure::unclear("the body is empty: give an article"));
    }
    let name = name.filter(|name| !name.trim().is_empty() && name != "-");
    let name = name.unwrap_or_else(|| format!("article{ending}"));
    let (listener, lines) = unbounded_channel();
    let job = app.jobs.start(&app, Input::Given(vec![(name, body.to_vec())]), Listener(Some(listener)))?;
    let lines = stream::unfold((app, job, lines), |(app, job, mut lines)| async move {
        let line = next(&app, &job, &mut lines).await?;
        Some((Ok::<_, Infallible>(line), (app, job, lines)))
    });
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(lines)).into_response())
}

/// The next line of a check, or how far it is if that takes long; nothing when it is done.
async fn next(app: &App, job: &Job, lines: &mut UnboundedReceiver<Bytes>) -> Option<Bytes> {
    tokio::time::timeout(SIGN_OF_LIFE, lines.recv()).await.unwrap_or_else(|_| {
        let progress = job.progress();
        let tally = match progress {
            Progress::Tracing(tally) => tally,
            _ => Tally::default(),
        };
        let event = Event::Progress {
            step: page::step(&progress),
            documents: app.shelf.read(),
            quotations: tally.quotations,
            looked_up: tally.looked_up,
        };
        Some(event.line())
    })
}

/// The ending that a file of this media type has; nothing where the bytes are to tell.
fn ending(headers: &HeaderMap) -> Result<&'static str, Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim() {
        "text/plain" => Ok(".txt"),
        "text/html" | "application/xhtml+xml" => Ok(".html"),
        "text/markdown" => Ok(".md"),
        "application/octet-stream" | "" => Ok(""),
        _ => Err(Failure::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "give text/plain, text/html, text/markdown or application/octet-stream",
        )),
    }
}

/// What a person says of a quotation.
#[derive(Deserialize, ToSchema)]
pub(super) struct Word {
    /// The quotation's id in its document, `q3`.
    quotation: String,
    /// What is said of it.
    verdict: Said,
    /// Why, or what is to be remembered.
    note: Option<String>,
}

/// What is said of a quotation.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Said {
    /// It is right.
    Confirm,
    /// It is wrong.
    Reject,
    /// Neither: a note.
    Note,
}

/// Keeps a person's word on a quotation of a document.
#[utoipa::path(post, path = "/api/v1/documents/{number}/reviews", params(("number" = i64, Path)), request_body = Word,
    responses((status = 204, description = "Kept"), Refused))]
pub(super) async fn review(
    State(app): State<Arc<App>>,
    Path(number): Path<i64>,
    Json(word): Json<Word>,
) -> Result<Response, Failure> {
    let verdict = match word.verdict {
        Said::Confirm => onrecord::Verdict::Confirm,
        Said::Reject => onrecord::Verdict::Reject,
        Said::Note => onrecord::Verdict::Note,
    };
    let (finding, who) = (format!("{number}:{}", word.quotation), app.settings.who.clone());
    app.change(move |record| record.review(&finding, verdict, word.note.as_deref(), who.as_deref())).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
