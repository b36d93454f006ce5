//! What the record holds.

use axum::extract::{Path, Query, State};
use onrecord::forms;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ask::{Answer, Asker, Instead};
use super::list::{List, Part};
use crate::address;
use crate::failure::Failure;
use crate::page;

/// The record at a glance.
#[utoipa::path(get, path = "/api/v1/record", responses((status = 200, body = forms::Overview), Instead))]
pub(super) async fn overview(asker: Asker) -> Answer {
    let overview = asker.app.overview().await?;
    asker.told(&*overview)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// In the language of `onrecord search`: words, "phrases", `speaker:`, `since:` …
    #[param(min_length = 1, max_length = 1000)]
    q: String,
}

impl Question {
    /// As far as it is of a length that people write.
    fn asked(self) -> Result<String, Failure> {
        match self.q.chars().count() {
            1..=1000 => Ok(self.q),
            _ => Err(Failure::bad("q has 1 to 1000 characters")),
        }
    }
}

/// Passages that answer a question, best first.
#[utoipa::path(get, path = "/api/v1/search", params(Question, Part),
    responses((status = 200, body = List<forms::Hit>), Instead))]
pub(super) async fn search(asker: Asker, question: Query<Question>, Query(part): Query<Part>) -> Answer {
    let question = question.0.asked()?;
    let address = format!("search?q={}&", address::escaped(&question));
    asker.list(part, address, move |record, list| record.search(&question, list.skip, list.most)).await
}

/// What the passages that answer a question have in common.
#[utoipa::path(get, path = "/api/v1/search/facets", params(Question),
    responses((status = 200, body = forms::Facets), Instead))]
pub(super) async fn facets(asker: Asker, question: Query<Question>) -> Answer {
    let question = question.0.asked()?;
    asker.answer(move |record| record.facets(&question)).await
}

/// Documents, those added last first.
#[utoipa::path(get, path = "/api/v1/documents", params(Part),
    responses((status = 200, body = List<forms::HitDocument>), Instead))]
pub(super) async fn documents(asker: Asker, Query(part): Query<Part>) -> Answer {
    asker.list(part, "documents?", |record, list| record.latest(list.skip, list.most)).await
}

/// A document in full.
#[utoipa::path(get, path = "/api/v1/documents/{number}", params(("number" = i64, Path)),
    responses((status = 200, body = forms::HeldDocument), Instead))]
pub(super) async fn document(asker: Asker, Path(number): Path<i64>) -> Answer {
    asker.answer(move |record| record.document(&number.to_string())).await
}

/// A document's bytes as they came.
#[utoipa::path(get, path = "/api/v1/documents/{number}/raw", params(("number" = i64, Path)), responses(
    (status = 200, content_type = "application/octet-stream", description = "The bytes"), Instead))]
pub(super) async fn raw(asker: Asker, number: Path<i64>) -> Answer {
    page::raw(State(asker.app), number).await
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
#[utoipa::path(get, path = "/api/v1/documents/{number}/echoes", params(("number" = i64, Path), Place, Part),
    responses((status = 200, body = List<forms::Echo>), Instead))]
pub(super) async fn echoes(
    asker: Asker,
    Path(number): Path<i64>,
    Query(place): Query<Place>,
    Query(part): Query<Part>,
) -> Answer {
    let (start, end) = (place.start.unwrap_or(0), place.end.unwrap_or(u32::MAX));
    let address = format!("documents/{number}/echoes?start={start}&end={end}&");
    let place = (start as usize, end as usize);
    asker
        .list(part, address, move |record, list| {
            let number = record.document_number(&number.to_string())?;
            Ok(list.of(record.echoes(number, place, list.end())?))
        })
        .await
}

/// A person's word on a quotation of a document.
#[derive(Serialize, ToSchema)]
#[schema(as = ReviewedQuotation)]
pub(super) struct Reviewed {
    /// The quotation, `12:q3`.
    statement: String,
    /// confirm, reject, note.
    verdict: String,
    /// What the reviewer adds.
    note: Option<String>,
}

/// What people said of a document's quotations, in the order they said it.
#[utoipa::path(get, path = "/api/v1/documents/{number}/reviews", params(("number" = i64, Path), Part),
    responses((status = 200, body = List<Reviewed>), Instead))]
pub(super) async fn reviews(asker: Asker, Path(number): Path<i64>, Query(part): Query<Part>) -> Answer {
    let reviewed = move |review: onrecord::ReviewOf| Reviewed {
        statement: format!("{number}:q{}", review.quotation + 1),
        verdict: review.verdict,
        note: review.note,
    };
    asker
        .list(part, format!("documents/{number}/reviews?"), move |record, list| {
            let reviews = list.of(record.reviews_of(&number.to_string())?);
            Ok(reviews.into_iter().map(reviewed).collect())
        })
        .await
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
#[utoipa::path(get, path = "/api/v1/statements", params(Said, Part),
    responses((status = 200, body = List<forms::Statement>), Instead))]
pub(super) async fn statements(asker: Asker, said: Query<Said>, Query(part): Query<Part>) -> Answer {
    let Query(Said { by, about }) = said;
    let address = address::list("statements", &[("by", &by), ("about", &about)]);
    let words = |value: &Option<String>| {
        value.as_deref().is_some_and(|value| value.chars().any(char::is_alphanumeric))
    };
    if !words(&by) && !words(&about) {
        return Err(Failure::unclear("one of by and about must be given"));
    }
    asker
        .list(part, address, move |record, list| {
            Ok(list.of(record.statements(by.as_deref(), about.as_deref(), list.end())?))
        })
        .await
}

/// A statement with the words it was traced to and its quotations.
#[utoipa::path(get, path = "/api/v1/statements/{statement}",
    params(("statement" = String, Path, description = "12:t4 or 12:q3")),
    responses((status = 200, body = forms::HeldStatement), Instead))]
pub(super) async fn statement(asker: Asker, Path(statement): Path<String>) -> Answer {
    let found = asker.app.ask(move |record| record.statement(&statement, 500)).await?;
    let none = || Failure::not_found("there is no such statement; they are named like 12:t4, 12:q3");
    asker.told(&found.ok_or_else(none)?)
}

/// Every quotation of a statement, and who took it from whom.
#[utoipa::path(get, path = "/api/v1/statements/{statement}/trail",
    params(("statement" = String, Path, description = "12:t4, 12:q3 or 12:100-180")),
    responses((status = 200, body = forms::Trail), Instead))]
pub(super) async fn trail(asker: Asker, Path(statement): Path<String>) -> Answer {
    asker.answer(move |record| record.trail(&statement)).await
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Called {
    /// Words of the name; all without.
    name: Option<String>,
}

/// People, those of most documents first.
#[utoipa::path(get, path = "/api/v1/people", params(Called, Part),
    responses((status = 200, body = List<forms::PersonAnswer>), Instead))]
pub(super) async fn people(asker: Asker, called: Query<Called>, Query(part): Query<Part>) -> Answer {
    let address = address::list("people", &[("name", &called.name)]);
    let name = called.0.name.unwrap_or_default();
    asker.list(part, address, move |record, list| record.people(&name, list.skip, list.most)).await
}

/// A person with what is counted of them.
#[utoipa::path(get, path = "/api/v1/people/{number}", params(("number" = i64, Path)),
    responses((status = 200, body = forms::Profile), Instead))]
pub(super) async fn person(asker: Asker, Path(number): Path<i64>) -> Answer {
    asker.answer(move |record| record.profile(&number.to_string())).await
}

/// Documents in which a person appears, and why it is they.
#[utoipa::path(get, path = "/api/v1/people/{number}/sightings", params(("number" = i64, Path), Part),
    responses((status = 200, body = List<forms::Sighting>), Instead))]
pub(super) async fn sightings(asker: Asker, Path(number): Path<i64>, Query(part): Query<Part>) -> Answer {
    let address = format!("people/{number}/sightings?");
    asker.list(part, address, move |record, list| Ok(list.of(record.sightings(&number.to_string())?))).await
}

/// Documents in which a person speaks or is quoted, latest first, with their first words there.
#[utoipa::path(get, path = "/api/v1/people/{number}/spoken", params(("number" = i64, Path), Part),
    responses((status = 200, body = List<forms::Spoken>), Instead))]
pub(super) async fn spoken(asker: Asker, Path(number): Path<i64>, Query(part): Query<Part>) -> Answer {
    let address = format!("people/{number}/spoken?");
    asker.list(part, address, move |record, list| record.spoken_by(number, list.skip, list.most)).await
}

/// Occasions, latest first.
#[utoipa::path(get, path = "/api/v1/occasions", params(Called, Part),
    responses((status = 200, body = List<forms::OccasionAnswer>), Instead))]
pub(super) async fn occasions(asker: Asker, called: Query<Called>, Query(part): Query<Part>) -> Answer {
    let address = address::list("occasions", &[("name", &called.name)]);
    let name = called.0.name.unwrap_or_default();
    asker.list(part, address, move |record, list| record.occasions(&name, list.skip, list.most)).await
}

/// An occasion with its documents and speakers.
#[utoipa::path(get, path = "/api/v1/occasions/{number}", params(("number" = i64, Path)),
    responses((status = 200, body = forms::OccasionPage), Instead))]
pub(super) async fn occasion(asker: Asker, Path(number): Path<i64>) -> Answer {
    asker.answer(move |record| record.occasion(number)).await
}

/// Findings that are more than the same words and that nobody has looked at.
#[utoipa::path(get, path = "/api/v1/waiting", params(Part),
    responses((status = 200, body = List<forms::Waiting>), Instead))]
pub(super) async fn waiting(asker: Asker, Query(part): Query<Part>) -> Answer {
    asker.list(part, "waiting?", |record, list| Ok(list.of(record.waiting(list.end())?))).await
}
