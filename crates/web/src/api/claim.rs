//! What was claimed: figures side by side, commitments, positions.

use axum::extract::Query;
use onrecord::forms;

use super::ask::{Answer, Asker, Instead};
use super::list::{List, Part};
use crate::claims::Claims;
use crate::failure::Failure;

/// Figures about the same things as series, those of most figures first. One of `about`, `by` and `document` must be given.
#[utoipa::path(get, path = "/api/v1/figures", params(Claims, Part),
    responses((status = 200, body = List<forms::Series>), Instead))]
pub(super) async fn figures(asker: Asker, claims: Query<Claims>, Query(part): Query<Part>) -> Answer {
    let (claims, address) = asked("figures", claims)?;
    asker.list(part, address, move |record, list| Ok(list.of(record.series(&claims.asked())?))).await
}

/// Commitments, latest first, with what was said of them later. One of `about`, `by` and `document` must be given.
#[utoipa::path(get, path = "/api/v1/commitments", params(Claims, Part),
    responses((status = 200, body = List<forms::CommitmentAnswer>), Instead))]
pub(super) async fn commitments(asker: Asker, claims: Query<Claims>, Query(part): Query<Part>) -> Answer {
    let (claims, address) = asked("commitments", claims)?;
    asker
        .list(part, address, move |record, list| {
            Ok(list.of(record.commitments(&claims.asked(), false, list.end())?))
        })
        .await
}

/// Positions, those of most statements first. `about` or `document` must be given.
#[utoipa::path(get, path = "/api/v1/positions", params(Claims, Part),
    responses((status = 200, body = List<forms::PositionAnswer>), Instead))]
pub(super) async fn positions(asker: Asker, claims: Query<Claims>, Query(part): Query<Part>) -> Answer {
    let (claims, address) = asked("positions", claims)?;
    asker.list(part, address, move |record, list| Ok(list.of(record.positions(&claims.asked())?))).await
}

/// The question, if it is one, and where its list is.
fn asked(list: &str, Query(claims): Query<Claims>) -> Result<(Claims, String), Failure> {
    match claims.is_bounded() {
        true => Ok((claims.clone(), claims.address(list))),
        false => Err(Failure::unclear("one of about, by and document must be given")),
    }
}
