//! Checks, told as they go, and a person's word on their findings.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Json, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use onrecord::forms;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use crate::app::App;
use crate::failure::{Failure, Problem};
use crate::job::{Input, Job, Progress};
use crate::page;

/// While a check takes long, a line says so this often.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// A file name, by whose ending the format is told: article.html.
    name: Option<String>,
}

/// One line of a check's answer.
#[derive(Serialize, ToSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(super) enum Event {
    /// What is being done, and how many documents are read.
    Progress { step: &'static str, documents: usize },
    /// An article; the findings that follow are on its quotations.
    Article { article: Box<forms::Extract> },
    /// A finding.
    Finding { finding: Box<forms::Finding> },
    /// The article's end.
    Summary { summary: forms::Summary, run: forms::Run },
    /// What could not be read or done.
    Failed { detail: String },
}

/// Checks an article, given as the body: text, HTML, or any format that `onrecord check` reads. The answer is JSON lines,
/// sent as they come: `progress`, then for each article `article`, its `finding`s and its `summary`; `failed` for what
/// could not be read.
#[utoipa::path(post, path = "/api/v1/check", params(Named), request_body(
    content((String = "text/plain"), (String = "text/html"), (Vec<u8> = "application/octet-stream"))), responses(
    (status = 200, body = Event, content_type = "application/x-ndjson"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 408, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 415, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
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
    let job = app.jobs.start(&app, Input::Given(vec![(name, body.to_vec())]))?;
    let lines = stream::unfold(Some((app, job)), |state| async move {
        let (app, job) = state?;
        let (lines, done) = told(&app, &job).await;
        Some((Ok::<_, std::convert::Infallible>(lines), (!done).then_some((app, job))))
    });
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(lines)).into_response())
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

/// Waits for the check's next step, and tells it; whether it was the last.
async fn told(app: &App, job: &Job) -> (Bytes, bool) {
    job.wait(SIGN_OF_LIFE).await;
    let mut lines = Vec::new();
    let done = match job.progress() {
        Progress::Done(checked) => {
            for check in &checked.checks {
                line(&mut lines, &Event::Article { article: Box::new(check.article.clone()) });
                for finding in &check.findings {
                    line(&mut lines, &Event::Finding { finding: Box::new(finding.clone()) });
                }
                line(&mut lines, &Event::Summary { summary: check.summary, run: check.run.clone() });
            }
            for detail in &checked.failures {
                line(&mut lines, &Event::Failed { detail: detail.clone() });
            }
            true
        }
        Progress::Failed(detail) => {
            line(&mut lines, &Event::Failed { detail });
            true
        }
        underway => {
            line(&mut lines, &Event::Progress { step: page::step(&underway), documents: app.shelf.read() });
            false
        }
    };
    (lines.into(), done)
}

fn line(lines: &mut Vec<u8>, event: &Event) {
    if serde_json::to_writer(&mut *lines, event).is_ok() {
        lines.push(b'\n');
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
#[utoipa::path(post, path = "/api/v1/documents/{number}/reviews", params(("number" = i64, Path)), request_body = Word, responses(
    (status = 204, description = "Kept"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 415, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
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
