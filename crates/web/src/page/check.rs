//! Check: an article in full, every quotation marked by its verdict, and beside it the words spoken.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Json;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{Form, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use onrecord::report::layout::{Article, articles};
use onrecord::{Limits, ReviewOf, Verdict, report};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Frame, Page, counted, page};
use crate::address;
use crate::app::App;
use crate::event::Listener;
use crate::failure::Failure;
use crate::job::{Checked, Input, Job, Progress};

/// A check that is done so soon needs no page that says it is under way.
const SOON: Duration = Duration::from_millis(1500);
/// Files taken in one form.
const FILES: usize = 100;

#[derive(Deserialize)]
pub(super) struct Asked {
    document: Option<String>,
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckForm {
    frame: Frame,
    document: String,
    documents: usize,
    megabytes: usize,
}

pub(super) async fn form(State(app): State<Arc<App>>, Query(asked): Query<Asked>) -> Page {
    let documents = app.overview().await?.documents;
    let megabytes = app.limits().body_bytes / (1024 * 1024);
    let frame = Frame::new(&app, "check", "Check an article");
    page(&CheckForm { frame, document: asked.document.unwrap_or_default(), documents, megabytes })
}

/// What the form holds.
#[derive(Default)]
struct Given {
    text: String,
    title: String,
    document: String,
    keep: bool,
    files: Vec<(String, Vec<u8>)>,
}

impl Given {
    async fn read(mut form: Multipart) -> Result<Self, Failure> {
        let mut given = Given::default();
        while let Some(field) = form.next_field().await.map_err(unread)? {
            match field.name().unwrap_or_default() {
                "text" => given.text = field.text().await.map_err(unread)?,
                "title" => given.title = field.text().await.map_err(unread)?,
                "document" => given.document = field.text().await.map_err(unread)?,
                "keep" => given.keep = true,
                "file" => {
                    let name = file_name(field.file_name().unwrap_or_default());
                    let bytes = field.bytes().await.map_err(unread)?;
                    // a browser sends an empty file where none was chosen
                    if !bytes.is_empty() && given.files.len() < FILES {
                        given.files.push((name, bytes.to_vec()));
                    }
                }
                _ => {}
            }
        }
        Ok(given)
    }

    /// Everything given as files.
    fn files(self) -> Vec<(String, Vec<u8>)> {
        let mut files = self.files;
        if !self.text.trim().is_empty() {
            let text = self.text.replace("\r\n", "\n"); // what forms do to lines
            let title = file_name(self.title.trim());
            let hash = Sha256::digest(text.as_bytes());
            // a name of its own: other words are another article, not a newer version
            let name = format!("{title} {:02x}{:02x}{:02x}.txt", hash[0], hash[1], hash[2]);
            files.insert(0, (name, text.into_bytes()));
        }
        files
    }
}

fn unread(error: MultipartError) -> Failure {
    let why = match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => "that is more than this server takes at once",
        _ => "the form did not arrive whole",
    };
    Failure::new(error.status(), why)
}

/// The last part of a name, of a length that fits everywhere.
fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|letter| !letter.is_control()).collect();
    let skip = name.chars().count().saturating_sub(120); // the ending tells the format
    let name: String = name.chars().skip(skip).collect();
    if name.trim().is_empty() || name == "-" { "article".to_owned() } else { name }
}

/// Takes the form and leads to the check.
pub(super) async fn start(State(app): State<Arc<App>>, form: Multipart) -> Result<Redirect, Failure> {
    let given = Given::read(form).await?;
    let called = given.document.trim().to_owned();
    if !called.is_empty() {
        let number = app.ask(move |record| record.document_number(&called)).await?;
        return begin(&app, Input::Held(number)).await;
    }
    let keep = given.keep;
    let files = given.files();
    if files.is_empty() {
        return Err(Failure::bad(
            "nothing to check: paste a text, choose a file, or name a document of the record",
        ));
    }
    if keep && files.len() == 1 {
        let number = kept(&app, files).await?;
        return begin(&app, Input::Held(number)).await;
    }
    begin(&app, Input::Given(files)).await
}

/// Checks a document of the record.
pub(super) async fn start_held(
    State(app): State<Arc<App>>,
    Path(number): Path<i64>,
) -> Result<Redirect, Failure> {
    let number = app.ask(move |record| record.document_number(&number.to_string())).await?;
    begin(&app, Input::Held(number)).await
}

async fn begin(app: &Arc<App>, input: Input) -> Result<Redirect, Failure> {
    let job = app.jobs.start(app, input, Listener::default())?;
    job.wait(SOON).await;
    Ok(Redirect::to(&format!("/check/{}", job.id)))
}

/// Puts one file into the record and gives its document's number.
async fn kept(app: &Arc<App>, files: Vec<(String, Vec<u8>)>) -> Result<i64, Failure> {
    app.change(move |record| {
        let mut last = None;
        for (name, bytes) in files {
            record.add_bytes(&name, bytes, &Limits::default())?;
            last = record.document_number(&name).ok().or(last);
        }
        // a file that bears an id of its own is not called by its name
        match last {
            Some(number) => Ok(number),
            None => Ok(record.latest(0, 1)?.first().map_or(0, |document| document.number)),
        }
    })
    .await
}

/// Keeps what was checked in the record, so that its findings can be reviewed.
pub(super) async fn keep(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Redirect, Failure> {
    let job = find(&app, &id)?;
    if job.given.is_empty() {
        return Ok(Redirect::to(&format!("/check/{id}")));
    }
    let number = kept(&app, job.given.clone()).await?;
    begin(&app, Input::Held(number)).await
}

fn find(app: &App, id: &str) -> Result<Arc<Job>, Failure> {
    let gone =
        || Failure::not_found("this check is not kept any more; results stay in memory for a while only");
    app.jobs.find(id).ok_or_else(gone)
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct Waiting {
    frame: Frame,
    step: &'static str,
    id: String,
}

#[derive(Template)]
#[template(path = "findings.html")]
struct Findings<'a> {
    frame: Frame,
    id: String,
    /// The record's document, where reviews can be kept.
    document: Option<i64>,
    can_keep: bool,
    articles: Vec<Laid<'a>>,
    failures: &'a [String],
    searched: usize,
}

/// An article with the words of people on its findings.
struct Laid<'a> {
    article: Article<'a>,
    counts: [(&'static str, &'static str, usize); 4],
    reviews: Vec<ReviewOf>,
}

impl Laid<'_> {
    /// What people said of quotation number `number` (from 1).
    fn reviews(&self, number: &usize) -> impl Iterator<Item = &ReviewOf> {
        let index = *number - 1;
        self.reviews.iter().filter(move |review| review.quotation == index)
    }
}

/// Shows how far a check is, or what came of it.
pub(super) async fn show(State(app): State<Arc<App>>, Path(id): Path<String>) -> Page {
    let job = find(&app, &id)?;
    let checked = match job.progress() {
        Progress::Done(checked) => checked,
        Progress::Failed(why) => return Err(Failure::new(StatusCode::UNPROCESSABLE_ENTITY, why)),
        underway => {
            let frame = Frame::new(&app, "check", "Checking");
            return page(&Waiting { frame, step: step(&underway), id });
        }
    };
    let reviews = match job.document {
        Some(number) => app.ask(move |record| record.reviews_of(&number.to_string())).await?,
        None => Vec::new(),
    };
    findings(&app, &job, &checked, reviews)
}

fn findings(app: &App, job: &Job, checked: &Checked, reviews: Vec<ReviewOf>) -> Page {
    let title = match &checked.checks[..] {
        [one] => report::headline(&one.article.document).to_owned(),
        several => format!("{} articles", several.len()),
    };
    let laid = |article| Laid { counts: counts(&article), article, reviews: reviews.clone() };
    page(&Findings {
        frame: Frame::new(app, "check", title),
        id: job.id.clone(),
        document: job.document,
        can_keep: job.given.len() == 1 && checked.checks.len() == 1,
        articles: articles(&checked.checks).into_iter().map(laid).collect(),
        failures: &checked.failures,
        searched: checked.searched,
    })
}

/// Findings by class, with a name for people.
fn counts(article: &Article) -> [(&'static str, &'static str, usize); 4] {
    let cards = || article.rows.iter().flat_map(|row| &row.cards);
    [
        ("same", "same words"),
        ("changed", "with changes"),
        ("absent", "not in the transcript"),
        ("undecided", "undecided"),
    ]
    .map(|(class, name)| (class, name, cards().filter(|card| card.class == class).count()))
}

pub(crate) fn step(progress: &Progress) -> &'static str {
    match progress {
        Progress::Waiting => "Waiting for other checks",
        Progress::Gathering => "Reading the record",
        Progress::Tracing(_) => "Tracing the quotations",
        Progress::Done(_) => "Done",
        Progress::Failed(_) => "Failed",
    }
}

/// How far a check is, for the page's script.
#[derive(Serialize)]
struct HowFar {
    /// In words.
    step: &'static str,
    done: bool,
    /// How much of the step is done, of how much, and of what.
    part: Option<(usize, usize, &'static str)>,
    /// Findings made so far.
    findings: usize,
}

pub(super) async fn state(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Failure> {
    let progress = find(&app, &id)?.progress();
    let (part, findings) = match &progress {
        Progress::Gathering => (Some((app.shelf.read(), app.overview().await?.documents, "documents")), 0),
        Progress::Tracing(tally) => (Some((tally.looked_up, tally.quotations, "quotations")), tally.made),
        _ => (None, 0),
    };
    let done = matches!(progress, Progress::Done(_) | Progress::Failed(_));
    Ok(Json(HowFar { step: step(&progress), done, part, findings }).into_response())
}

/// The result as a file.
pub(super) async fn report(
    State(app): State<Arc<App>>,
    Path((id, format)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let job = find(&app, &id)?;
    let Progress::Done(checked) = job.progress() else {
        return Err(Failure::new(StatusCode::CONFLICT, "this check is not done"));
    };
    let (kind, body) = match format.as_str() {
        "html" => ("text/html; charset=utf-8", report::html(&checked.checks)?),
        "json" => {
            ("application/json", serde_json::to_string_pretty(&checked.checks).map_err(Failure::internal)?)
        }
        "csv" => ("text/csv; charset=utf-8", rows(&checked).map_err(Failure::internal)?),
        _ => return Err(Failure::not_found("there are html, json and csv")),
    };
    let file = format!("attachment; filename=\"onrecord-check.{format}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, file)], body).into_response())
}

fn rows(checked: &Checked) -> Result<String, Box<dyn std::error::Error>> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    for (index, check) in checked.checks.iter().enumerate() {
        report::check_rows(check, index == 0, &mut rows)?;
    }
    Ok(String::from_utf8(rows.into_inner()?)?)
}

#[derive(Deserialize)]
pub(super) struct Reviewed {
    quotation: String,
    verdict: String,
    note: Option<String>,
    /// The check to go back to.
    back: Option<String>,
}

/// Keeps a person's word on a finding.
pub(super) async fn review(
    State(app): State<Arc<App>>,
    Path(number): Path<i64>,
    Form(reviewed): Form<Reviewed>,
) -> Result<Redirect, Failure> {
    let verdict = verdict(&reviewed.verdict)?;
    let note = reviewed.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    let (finding, who) = (format!("{number}:{}", reviewed.quotation), app.settings.who.clone());
    app.change(move |record| record.review(&finding, verdict, note.as_deref(), who.as_deref())).await?;
    let back = reviewed.back.filter(|back| app.jobs.find(back).is_some());
    Ok(match back {
        Some(job) => Redirect::to(&format!("/check/{job}#a1-{}", address::escaped(&reviewed.quotation))),
        None => Redirect::to(&format!("/documents/{number}")),
    })
}

/// What a person says of a finding, by its name.
pub(crate) fn verdict(name: &str) -> Result<Verdict, Failure> {
    match name {
        "confirm" => Ok(Verdict::Confirm),
        "reject" => Ok(Verdict::Reject),
        "note" => Ok(Verdict::Note),
        _ => Err(Failure::bad("a verdict is one of confirm, reject, note")),
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_name_is_its_last_part_and_keeps_its_ending() {
        assert_eq!(file_name("C:\\news\\a.html"), "a.html");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("-"), "article");
        assert!(file_name(&format!("{}.html", "x".repeat(500))).ends_with(".html"));
    }
}
