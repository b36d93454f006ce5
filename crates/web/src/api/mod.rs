//! Everything that the pages show, as JSON under `/api/v1`, and a description of it made from the code.

mod ask;
mod check;
mod claim;
mod list;
mod record;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use utoipa::OpenApi;

use crate::app::App;
use crate::event::Event;
use crate::failure::Problem;
use ask::{Answer, Asker};

/// The API, described.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "onrecord",
        description = "The record of who said what, and what became of it. Places are Unicode code points, end exclusive. \
                       Every GET answer has an ETag. Errors are RFC 9457 problem details."
    ),
    paths(
        record::overview,
        record::search,
        record::facets,
        record::documents,
        record::document,
        record::raw,
        record::echoes,
        record::reviews,
        record::statements,
        record::statement,
        record::trail,
        record::people,
        record::person,
        record::sightings,
        record::spoken,
        record::occasions,
        record::occasion,
        record::waiting,
        claim::figures,
        claim::commitments,
        claim::commitment,
        claim::positions,
        check::check,
        check::review,
    ),
    components(schemas(Problem, Event))
)]
struct Description;

/// Every address of the API.
pub(crate) fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    let shown = Router::new()
        .route("/api/v1/openapi.json", get(description))
        .route("/api/v1/record", get(record::overview))
        .route("/api/v1/search", get(record::search))
        .route("/api/v1/search/facets", get(record::facets))
        .route("/api/v1/documents", get(record::documents))
        .route("/api/v1/documents/{number}", get(record::document))
        .route("/api/v1/documents/{number}/raw", get(record::raw))
        .route("/api/v1/documents/{number}/echoes", get(record::echoes))
        .route("/api/v1/statements", get(record::statements))
        .route("/api/v1/statements/{statement}", get(record::statement))
        .route("/api/v1/statements/{statement}/trail", get(record::trail))
        .route("/api/v1/people", get(record::people))
        .route("/api/v1/people/{number}", get(record::person))
        .route("/api/v1/people/{number}/sightings", get(record::sightings))
        .route("/api/v1/people/{number}/spoken", get(record::spoken))
        .route("/api/v1/occasions", get(record::occasions))
        .route("/api/v1/occasions/{number}", get(record::occasion))
        .route("/api/v1/waiting", get(record::waiting))
        .route("/api/v1/figures", get(claim::figures))
        .route("/api/v1/commitments", get(claim::commitments))
        .route("/api/v1/commitments/{commitment}", get(claim::commitment))
        .route("/api/v1/positions", get(claim::positions));
    let reviews = get(record::reviews);
    if app.settings.public {
        return shown.route("/api/v1/documents/{number}/reviews", reviews);
    }
    shown
        .route("/api/v1/documents/{number}/reviews", reviews.post(check::review))
        .route("/api/v1/check", post(check::check))
}

/// The description, for programs that read OpenAPI.
async fn description(asker: Asker) -> Answer {
    asker.told(&Description::openapi())
}
