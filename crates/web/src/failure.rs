//! What went wrong with a request: RFC 9457 problem details for programs, a page for people.

use std::fmt::Display;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onrecord::KeepError;
use serde::Serialize;

/// A request that could not be answered.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    pub(crate) detail: String,
}

/// RFC 9457.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ProblemDetails)]
pub(crate) struct Problem {
    /// Always `about:blank`: the status says it all.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status, in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What to do about it.
    detail: String,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Failure { status, detail: detail.into() }
    }

    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// What is asked can be read, and makes no sense.
    pub(crate) fn unclear(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// Something broke here; what it was is for the one who runs the server.
    pub(crate) fn internal(error: impl Display) -> Self {
        eprintln!("onrecord: {error}");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "something went wrong in the server; its terminal says what",
        )
    }

    pub(crate) fn title(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or("Error")
    }

    /// For programs.
    pub(crate) fn problem(&self) -> Response {
        let problem = Problem {
            kind: "about:blank",
            title: self.title().to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
        };
        let body = serde_json::to_string(&problem).unwrap_or_default();
        (self.status, [("content-type", "application/problem+json")], body).into_response()
    }
}

/// As it leaves a handler: the guard gives it the form that the asker wants.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<KeepError> for Failure {
    fn from(error: KeepError) -> Self {
        match () {
            () if error.is_unknown() => Failure::not_found(error.reason()),
            () if error.is_bad_question() => Failure::unclear(error.reason()),
            () if error.is_read_only() => Failure::new(StatusCode::FORBIDDEN, error.reason()),
            () if error.is_busy() || error.is_full() => {
                Failure::new(StatusCode::SERVICE_UNAVAILABLE, error.reason())
            }
            () => Failure::internal(error),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Failure::internal(error)
    }
}
