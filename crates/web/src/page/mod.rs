//! Pages: what the façade gives, set out to be read.

mod check;
mod claims;
mod document;
mod home;
mod occasion;
mod person;
mod search;
mod statement;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use onrecord::report::CAVEAT;

use crate::app::App;
use crate::asset;
use crate::failure::Failure;
use crate::window::Window;

pub(crate) use check::step;
pub(crate) use document::raw;

/// A page, or why there is none.
type Page = Result<Response, Failure>;

/// Answers on a page of a list.
const ANSWERS: usize = 20;

/// What stands around every page.
pub(crate) struct Frame {
    title: String,
    /// Which of the main links is this page.
    here: &'static str,
    query: String,
    public: bool,
    version: &'static str,
    caveat: &'static str,
    program: &'static str,
}

impl Frame {
    fn new(app: &App, here: &'static str, title: impl Into<String>) -> Self {
        Frame {
            title: title.into(),
            here,
            query: String::new(),
            public: app.settings.public,
            version: &asset::VERSION,
            caveat: CAVEAT,
            program: env!("CARGO_PKG_VERSION"),
        }
    }

    fn asked(mut self, query: &str) -> Self {
        self.query = query.to_owned();
        self
    }
}

/// Every page's address.
pub(crate) fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    let shown = Router::new()
        .route("/", get(home::home))
        .route("/search", get(search::search))
        .route("/documents", get(home::documents))
        .route("/documents/{number}", get(document::document))
        .route("/documents/{number}/raw", get(document::raw))
        .route("/documents/{number}/{part}", get(statement::statement))
        .route("/find", get(document::find))
        .route("/people", get(person::people))
        .route("/people/{number}", get(person::person))
        .route("/occasions", get(occasion::occasions))
        .route("/occasions/{number}", get(occasion::occasion))
        .route("/figures", get(claims::figures))
        .route("/commitments", get(claims::commitments))
        .route("/positions", get(claims::positions))
        .route("/assets/{version}/{name}", get(asset::asset));
    if app.settings.public {
        return shown;
    }
    shown
        .route("/check", get(check::form).post(check::start))
        .route("/check/{job}", get(check::show))
        .route("/check/{job}/state", get(check::state))
        .route("/check/{job}/report/{format}", get(check::report))
        .route("/check/{job}/keep", post(check::keep))
        .route("/documents/{number}/check", post(check::start_held))
        .route("/documents/{number}/review", post(check::review))
}

fn page(template: &impl Template) -> Page {
    let html = template.render()?;
    Ok(([(header::CACHE_CONTROL, "no-cache")], Html(html)).into_response())
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    frame: Frame,
    detail: &'a str,
}

/// A failure as a page.
pub(crate) fn failure(app: &App, failure: &Failure) -> Response {
    let frame = Frame::new(app, "", failure.title());
    let html = FailurePage { frame, detail: &failure.detail }.render().unwrap_or_default();
    (failure.status, Html(html)).into_response()
}

/// The page of this number of a list of [`ANSWERS`].
fn window(page: Option<usize>) -> Window {
    Window::page(page, ANSWERS)
}

/// A day, or that there is none.
fn day(date: &Option<String>) -> &str {
    date.as_deref().unwrap_or("undated")
}

/// A number with its thousands apart, as people read it.
fn counted(number: &usize) -> String {
    let digits = number.to_string();
    let mut counted = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            counted.push('\u{202f}');
        }
        counted.push(digit);
    }
    counted
}

/// The first words of a text, in one line.
fn shortened(words: &str, most: usize) -> String {
    let line = onrecord::on_one_line(words);
    match line.char_indices().nth(most) {
        None => line,
        Some((end, _)) => {
            let end = line[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &line[..end])
        }
    }
}

/// The name of a wording or status, as people read it.
fn worded(name: &str) -> &str {
    match name {
        "verbatim" => "same words",
        "trimmed" => "words left out",
        "variant" => "words changed",
        "joined" => "joined from separate places",
        "paraphrased" => "other words",
        "not_in_transcript" => "not in the transcript",
        "undecided" => "undecided",
        "traced" => "traced",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_are_shortened_for_reading() {
        assert_eq!(counted(&1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(counted(&12), "12");
        assert_eq!(shortened("one  two\nthree", 9), "one two …");
        assert_eq!(shortened("one", 9), "one");
    }
}
