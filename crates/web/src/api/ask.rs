//! A question to the API, its answer, and what it may be answered with instead.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use onrecord::{KeepError, Record};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::IntoResponses;

use super::list::Part;
use crate::app::App;
use crate::failure::{Failure, Problem};
use crate::hidden;
use crate::window::Window;

/// An answer, or why there is none.
pub(super) type Answer = Result<Response, Failure>;

/// Who asks, and what of.
pub(super) struct Asker {
    pub(super) app: Arc<App>,
    headers: HeaderMap,
}

impl FromRequestParts<Arc<App>> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Asker { app: app.clone(), headers: parts.headers.clone() })
    }
}

impl Asker {
    /// What the record says to a question.
    pub(super) async fn answer<T: Serialize + Send + 'static>(
        self,
        question: impl FnOnce(&Record) -> Result<T, KeepError> + Send + 'static,
    ) -> Answer {
        let value = self.app.ask(question).await?;
        self.told(&value)
    }

    /// A page of a list; `address` is where the list is under `/api/v1/`, with a `?` in it.
    pub(super) async fn list<T: Serialize + Send + 'static>(
        self,
        part: Part,
        address: impl AsRef<str>,
        question: impl FnOnce(&Record, Window) -> Result<Vec<T>, KeepError> + Send + 'static,
    ) -> Answer {
        let window = part.window()?;
        let items = self.app.ask(move |record| question(record, window)).await?;
        self.told(&part.page(items, address.as_ref()))
    }

    /// A value as JSON with an ETag, or that the asker has it already.
    pub(super) fn told(&self, value: &impl Serialize) -> Answer {
        let body = match self.app.settings.public {
            true => hidden::without_paths(value),
            false => serde_json::to_vec(value),
        };
        let body = body.map_err(Failure::internal)?;
        let hash = Sha256::digest(&body);
        let tag: String = hash[..12].iter().map(|byte| format!("{byte:02x}")).collect();
        let tag = format!("\"{tag}\"");
        let held = self.known().any(|known| known == tag || known == "*");
        let about = [(header::ETAG, tag), (header::CACHE_CONTROL, "no-cache".to_owned())];
        match held {
            true => Ok((StatusCode::NOT_MODIFIED, about).into_response()),
            false => Ok((about, [(header::CONTENT_TYPE, "application/json")], body).into_response()),
        }
    }

    /// The tags of answers that the asker has.
    fn known(&self) -> impl Iterator<Item = &str> {
        let values = self.headers.get_all(header::IF_NONE_MATCH).iter();
        let tags = values.filter_map(|value| value.to_str().ok()).flat_map(|tags| tags.split(','));
        tags.map(|known| known.trim().trim_start_matches("W/"))
    }
}

/// What any question may be answered with instead of what it asks for.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only described")]
pub(super) enum Instead {
    /// The asker has it already.
    #[response(status = 304)]
    Known,
    /// A part of the address is missing or malformed.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// The record has nothing that is called so.
    #[response(status = 404, content_type = "application/problem+json")]
    Unknown(Problem),
    /// It took too long.
    #[response(status = 408, content_type = "application/problem+json")]
    Slow(Problem),
    /// The question can be read, and makes no sense.
    #[response(status = 422, content_type = "application/problem+json")]
    Unclear(Problem),
    /// Others come first; try again.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

/// What anything sent may be answered with instead.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only described")]
pub(super) enum Refused {
    /// A part of the address or the body is missing or malformed.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// The record is only shown here, or a page of another site sent it.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// The record has nothing that is called so.
    #[response(status = 404, content_type = "application/problem+json")]
    Unknown(Problem),
    /// It took too long.
    #[response(status = 408, content_type = "application/problem+json")]
    Slow(Problem),
    /// The body is larger than is taken.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is of a kind that is not taken.
    #[response(status = 415, content_type = "application/problem+json")]
    OtherKind(Problem),
    /// It can be read, and makes no sense.
    #[response(status = 422, content_type = "application/problem+json")]
    Unclear(Problem),
    /// Others come first; try again.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}
