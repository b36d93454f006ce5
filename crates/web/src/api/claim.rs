//! What was claimed: figures side by side, commitments, positions.

use axum::extract::{Path, Query};
use onrecord::{KeepError, Record, forms};
use serde::Serialize;

use super::ask::{Answer, Asker, Instead};
use super::list::{List, Part};
use crate::claims::Claims;
use crate::failure::Failure;
use crate::window::Window;

/// Figures about the same things as series, those of most figures first. One of `about`, `by` and `document` must be given.
#[utoipa::path(get, path = "/api/v1/figures", params(Claims, Part),
    responses((status = 200, body = List<forms::Series>), Instead))]
pub(super) async fn figures(asker: Asker, claims: Query<Claims>, part: Query<Part>) -> Answer {
    let question =
        |record: &Record, claims: &Claims, list: Window| Ok(list.of(record.series(&claims.asked())?));
    let wanted = "one of about, by and document must be given";
    listed(asker, ("figures", claims.is_bounded(), wanted), claims, part, question).await
}

/// Commitments, latest first; what was said of each later is told where it is asked for alone. One of `about`, `by` and `document` must be given.
#[utoipa::path(get, path = "/api/v1/commitments", params(Claims, Part),
    responses((status = 200, body = List<forms::CommitmentAnswer>), Instead))]
pub(super) async fn commitments(asker: Asker, claims: Query<Claims>, part: Query<Part>) -> Answer {
    let question = |record: &Record, claims: &Claims, list: Window| {
        Ok(list.of(record.commitments_alone(&claims.asked(), list.end())?))
    };
    let wanted = "one of about, by and document must be given";
    listed(asker, ("commitments", claims.is_bounded(), wanted), claims, part, question).await
}

/// A commitment with what was said of it later.
#[utoipa::path(get, path = "/api/v1/commitments/{commitment}",
    params(("commitment" = String, Path, description = "12:c4")),
    responses((status = 200, body = forms::CommitmentAnswer), Instead))]
pub(super) async fn commitment(asker: Asker, Path(name): Path<String>) -> Answer {
    let found = asker.app.ask(move |record| record.commitment(&name)).await?;
    let none = || Failure::not_found("there is no such commitment; they are named like 12:c4");
    asker.told(&found.ok_or_else(none)?)
}

/// Positions, those of most statements first. `about` or `document` must be given.
#[utoipa::path(get, path = "/api/v1/positions", params(Claims, Part),
    responses((status = 200, body = List<forms::PositionAnswer>), Instead))]
pub(super) async fn positions(asker: Asker, claims: Query<Claims>, part: Query<Part>) -> Answer {
    let question =
        |record: &Record, claims: &Claims, list: Window| Ok(list.of(record.positions(&claims.asked())?));
    let wanted = "about or document must be given";
    listed(asker, ("positions", claims.is_on_something(), wanted), claims, part, question).await
}

/// The list of this name, if enough is asked; else what is wanted.
async fn listed<T: Serialize + Send + 'static>(
    asker: Asker,
    (name, enough, wanted): (&str, bool, &str),
    Query(claims): Query<Claims>,
    Query(part): Query<Part>,
    question: impl FnOnce(&Record, &Claims, Window) -> Result<Vec<T>, KeepError> + Send + 'static,
) -> Answer {
    if !enough {
        return Err(Failure::unclear(wanted));
    }
    let address = claims.address(name);
    asker
        .list(part, address, move |record, list| {
            claims.document(record)?;
            question(record, &claims, list)
        })
        .await
}
