//! What the record holds.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header::HeaderMap;
use onrecord::forms;
use serde::Deserialize;
use utoipa::IntoParams;

use super::list::{List, Part};
use super::{Answer, answer};
use crate::address;
use crate::app::App;
use crate::failure::{Failure, Problem};
use crate::page;

/// The record at a glance.
#[utoipa::path(get, path = "/api/v1/record", responses((status = 200, body = forms::Overview), (status = 304, description = "Known")))]
pub(super) async fn overview(State(app): State<Arc<App>>, headers: HeaderMap) -> Answer {
    answer(&headers, &*app.overview().await?)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// In the language of `onrecord search`: words, "phrases", `speaker:`, `since:` …
    #[param(min_length = 1, max_length = 1000)]
    q: String,
}

/// Passages that answer a question, best first.
#[utoipa::path(get, path = "/api/v1/search", params(Question, Part), responses(
    (status = 200, body = List<forms::Hit>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json", description = "The question cannot be understood")))]
pub(super) async fn search(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(Question { q }): Query<Question>,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let question = asked(&q)?.to_owned();
    let hits = app.ask(move |record| record.search(&question, skip + most)).await?;
    let list = format!("search?q={}&", address::escaped(&q));
    answer(&headers, &part.page(hits.into_iter().skip(skip).collect(), &list))
}

/// What the passages that answer a question have in common.
#[utoipa::path(get, path = "/api/v1/search/facets", params(Question), responses(
    (status = 200, body = forms::Facets), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json", description = "The question cannot be understood")))]
pub(super) async fn facets(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(Question { q }): Query<Question>,
) -> Answer {
    let question = asked(&q)?.to_owned();
    answer(&headers, &app.ask(move |record| record.facets(&question)).await?)
}

/// A question of a length that people write.
fn asked(question: &str) -> Result<&str, Failure> {
    match question.chars().count() {
        1..=1000 => Ok(question),
        _ => Err(Failure::bad("q has 1 to 1000 characters")),
    }
}

/// Documents, those added last first.
#[utoipa::path(get, path = "/api/v1/documents", params(Part), responses(
    (status = 200, body = List<forms::HitDocument>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn documents(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let documents = app.ask(move |record| record.latest(skip, most)).await?;
    answer(&headers, &part.page(documents, "documents?"))
}

/// A document in full.
#[utoipa::path(get, path = "/api/v1/documents/{number}", params(("number" = i64, Path)), responses(
    (status = 200, body = forms::HeldDocument), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn document(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(number): Path<i64>,
) -> Answer {
    answer(&headers, &app.ask(move |record| record.document(&number.to_string())).await?)
}

/// A document's bytes as they came.
#[utoipa::path(get, path = "/api/v1/documents/{number}/raw", params(("number" = i64, Path)), responses(
    (status = 200, content_type = "application/octet-stream", description = "The bytes"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn raw(app: State<Arc<App>>, number: Path<i64>) -> Answer {
    page::raw(app, number).await
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Place {
    /// First code point of the place, the document's beginning if it is not given.
    start: Option<u32>,
    /// One past the last.
    end: Option<u32>,
}

/// Quotations of a document, or of a place in it, by date.
#[utoipa::path(get, path = "/api/v1/documents/{number}/echoes", params(("number" = i64, Path), Place, Part), responses(
    (status = 200, body = List<forms::Echo>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn echoes(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(number): Path<i64>,
    Query(place): Query<Place>,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let (start, end) = (place.start.unwrap_or(0), place.end.unwrap_or(u32::MAX));
    let echoes = app.ask(move |record| {
        let number = record.document_number(&number.to_string())?;
        record.echoes(number, (start as usize, end as usize), skip + most)
    });
    let echoes = echoes.await?.into_iter().skip(skip).collect();
    answer(&headers, &part.page(echoes, &format!("documents/{number}/echoes?start={start}&end={end}&")))
}

/// A person's word on a quotation of a document.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub(super) struct Reviewed {
    /// The quotation, `12:q3`.
    statement: String,
    /// confirm, reject, note.
    verdict: String,
    /// What the reviewer adds.
    note: Option<String>,
}

/// What people said of a document's quotations, in the order they said it.
#[utoipa::path(get, path = "/api/v1/documents/{number}/reviews", params(("number" = i64, Path), Part), responses(
    (status = 200, body = List<Reviewed>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn reviews(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(number): Path<i64>,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let reviews = app.ask(move |record| record.reviews_of(&number.to_string())).await?;
    let reviewed = |review: onrecord::ReviewOf| Reviewed {
        statement: format!("{number}:q{}", review.quotation + 1),
        verdict: review.verdict,
        note: review.note,
    };
    let reviews = reviews.into_iter().skip(skip).take(most).map(reviewed).collect();
    answer(&headers, &part.page(reviews, &format!("documents/{number}/reviews?")))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Said {
    /// Words of the speaker's name.
    by: Option<String>,
    /// Words that must stand near, in the language of search.
    about: Option<String>,
}

/// What somebody said in transcripts and is quoted with elsewhere, latest first. One of `by` and `about` must be given.
#[utoipa::path(get, path = "/api/v1/statements", params(Said, Part), responses(
    (status = 200, body = List<forms::Statement>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn statements(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(Said { by, about }): Query<Said>,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let field = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{name}={}&", address::escaped(value))).unwrap_or_default()
    };
    let list = format!("statements?{}{}", field("by", &by), field("about", &about));
    let words = |value: &Option<String>| {
        value.as_deref().is_some_and(|value| value.chars().any(char::is_alphanumeric))
    };
    if !words(&by) && !words(&about) {
        return Err(Failure::unclear("one of by and about must be given"));
    }
    let statements =
        app.ask(move |record| record.statements(by.as_deref(), about.as_deref(), skip + most)).await?;
    answer(&headers, &part.page(statements.into_iter().skip(skip).collect(), &list))
}

/// A statement with the words it was traced to and its quotations.
#[utoipa::path(get, path = "/api/v1/statements/{statement}", params(("statement" = String, Path, description = "12:t4 or 12:q3")), responses(
    (status = 200, body = forms::HeldStatement), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn statement(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(statement): Path<String>,
) -> Answer {
    let found = app.ask(move |record| record.statement(&statement, 500)).await?;
    let found = found
        .ok_or_else(|| Failure::not_found("there is no such statement; they are named like 12:t4, 12:q3"))?;
    answer(&headers, &found)
}

/// Every quotation of a statement, and who took it from whom.
#[utoipa::path(get, path = "/api/v1/statements/{statement}/trail", params(("statement" = String, Path, description = "12:t4, 12:q3 or 12:100-180")), responses(
    (status = 200, body = forms::Trail), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn trail(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(statement): Path<String>,
) -> Answer {
    answer(&headers, &app.ask(move |record| record.trail(&statement)).await?)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Called {
    /// Words of the name; all without.
    name: Option<String>,
}

/// People, those of most documents first.
#[utoipa::path(get, path = "/api/v1/people", params(Called, Part), responses(
    (status = 200, body = List<forms::PersonAnswer>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn people(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(Called { name }): Query<Called>,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let name = name.unwrap_or_default();
    let list = format!("people?name={}&", address::escaped(&name));
    let people = app.ask(move |record| record.people(&name, skip + most)).await?;
    answer(&headers, &part.page(people.into_iter().skip(skip).collect(), &list))
}

/// A person with what is counted of them.
#[utoipa::path(get, path = "/api/v1/people/{number}", params(("number" = i64, Path)), responses(
    (status = 200, body = forms::Profile), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn person(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(number): Path<i64>,
) -> Answer {
    answer(&headers, &app.ask(move |record| record.profile(&number.to_string())).await?)
}

/// Documents in which a person appears, and why it is they.
#[utoipa::path(get, path = "/api/v1/people/{number}/sightings", params(("number" = i64, Path), Part), responses(
    (status = 200, body = List<forms::Sighting>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn sightings(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(number): Path<i64>,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let sightings = app.ask(move |record| record.sightings(&number.to_string())).await?;
    let sightings = sightings.into_iter().skip(skip).take(most).collect();
    answer(&headers, &part.page(sightings, &format!("people/{number}/sightings?")))
}

/// Documents in which a person speaks or is quoted, latest first, with their first words there.
#[utoipa::path(get, path = "/api/v1/people/{number}/spoken", params(("number" = i64, Path), Part), responses(
    (status = 200, body = List<forms::Spoken>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn spoken(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(number): Path<i64>,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let spoken = app.ask(move |record| record.spoken_by(number, skip, most)).await?;
    answer(&headers, &part.page(spoken, &format!("people/{number}/spoken?")))
}

/// Occasions, latest first.
#[utoipa::path(get, path = "/api/v1/occasions", params(Called, Part), responses(
    (status = 200, body = List<forms::OccasionAnswer>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn occasions(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(Called { name }): Query<Called>,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let name = name.unwrap_or_default();
    let list = format!("occasions?name={}&", address::escaped(&name));
    let occasions = app.ask(move |record| record.occasions(&name, skip + most)).await?;
    answer(&headers, &part.page(occasions.into_iter().skip(skip).collect(), &list))
}

/// An occasion with its documents and speakers.
#[utoipa::path(get, path = "/api/v1/occasions/{number}", params(("number" = i64, Path)), responses(
    (status = 200, body = forms::OccasionPage), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn occasion(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(number): Path<i64>,
) -> Answer {
    answer(&headers, &app.ask(move |record| record.occasion(number)).await?)
}

/// Findings that are more than the same words and that nobody has looked at.
#[utoipa::path(get, path = "/api/v1/waiting", params(Part), responses(
    (status = 200, body = List<forms::Waiting>), (status = 304, description = "Known"),
    (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn waiting(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(part): Query<Part>,
) -> Answer {
    let (skip, most) = part.asked()?;
    let waiting = app.ask(move |record| record.waiting(skip + most)).await?;
    answer(&headers, &part.page(waiting.into_iter().skip(skip).collect(), "waiting?"))
}
