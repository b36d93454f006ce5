//! What every request passes before it is answered, and every answer on its way out.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::HttpBody;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::failure::Failure;
use crate::linger::Lingering;
use crate::{api, page};

/// No content from anywhere but here, nothing inline, no frames.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// On every answer.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

const COOKIE: &str = "onrecord";

/// Everything served, behind the guard.
pub(crate) fn guarded(app: Arc<App>) -> Router {
    let pages = page::routes(&app).merge(api::routes(&app));
    pages
        .fallback(async || Failure::not_found("there is no such page"))
        .method_not_allowed_fallback(async || {
            Failure::new(StatusCode::METHOD_NOT_ALLOWED, "this address does not take that method")
        })
        .layer(DefaultBodyLimit::max(app.limits().body_bytes))
        .layer(from_fn_with_state(app.clone(), guard))
        .with_state(app)
}

/// 32 random bytes in hexadecimal.
pub(crate) fn new_token() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system gives random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let program = request.uri().path().starts_with("/api/");
    let has_body = !request.body().is_end_stream();
    let request = request.map(Lingering::over);
    let answer = match admitted(&app, &request) {
        Err(failure) => failure.into_response(),
        Ok(Admitted::WithToken) => with_cookie(&app, request.uri()),
        Ok(Admitted::Yes) => match tokio::time::timeout(app.limits().request, next.run(request)).await {
            Ok(answer) => answer,
            Err(_) => Failure::new(StatusCode::REQUEST_TIMEOUT, "the request took too long").into_response(),
        },
    };
    let mut answer = shaped(&app, answer, program);
    if has_body && answer.status().is_client_error() {
        // its body may not be read to the end: the next request needs a connection of its own
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    for (name, value) in HEADERS {
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// A failure in the form that the asker wants.
fn shaped(app: &App, mut answer: Response, program: bool) -> Response {
    let failure = match answer.extensions_mut().remove::<Failure>() {
        Some(failure) => failure,
        // what the framework itself refuses: a body that is too large, a query that cannot be read
        None if answer.status().is_client_error() && !is_ours(&answer) => refused(answer.status()),
        None => return answer,
    };
    let mut shaped = if program { failure.problem() } else { page::failure(app, &failure) };
    if let Some(allowed) = answer.headers_mut().remove(header::ALLOW) {
        shaped.headers_mut().insert(header::ALLOW, allowed);
    }
    shaped
}

fn is_ours(answer: &Response) -> bool {
    answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"))
}

fn refused(status: StatusCode) -> Failure {
    Failure::new(
        status,
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => "that is more than this server takes at once",
            StatusCode::METHOD_NOT_ALLOWED => "this address does not take that method",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "the body is of a kind that is not taken here",
            _ => "the request cannot be understood: a part of its address or body is missing or malformed",
        },
    )
}

enum Admitted {
    Yes,
    /// The token came in the address: it goes into a cookie and out of the address.
    WithToken,
}

fn admitted(app: &App, request: &Request) -> Result<Admitted, Failure> {
    let headers = request.headers();
    if !host_allowed(app, request) {
        return Err(Failure::new(StatusCode::MISDIRECTED_REQUEST, "this server is not known by that name"));
    }
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reading && app.settings.public {
        return Err(Failure::new(StatusCode::FORBIDDEN, "this record is shown, and cannot be changed here"));
    }
    if !reading && is_cross_site(headers) {
        return Err(Failure::new(StatusCode::FORBIDDEN, "a page of another site asked for this"));
    }
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length > app.limits().body_bytes) {
        return Err(refused(StatusCode::PAYLOAD_TOO_LARGE));
    }
    match app.token() {
        None => Ok(Admitted::Yes),
        Some(token) if reading && in_address(request.uri()).is_some_and(|given| same(given, token)) => {
            Ok(Admitted::WithToken)
        }
        Some(token) if in_headers(headers).any(|given| same(given, token)) => Ok(Admitted::Yes),
        Some(_) => Err(Failure::new(StatusCode::UNAUTHORIZED, "open the link that `onrecord serve` printed")),
    }
}

/// The name asked for must be one of this server's, else another site's name could be pointed here.
fn host_allowed(app: &App, request: &Request) -> bool {
    let given = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(given) = given.or_else(|| request.uri().authority().map(|authority| authority.as_str())) else {
        return false;
    };
    let name = match given.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => given,
    };
    if app.settings.hosts.iter().any(|host| host.eq_ignore_ascii_case(name)) {
        return true;
    }
    let ip = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let listening = app.address.ip();
    match ip {
        Ok(ip) if listening.is_unspecified() => !ip.is_unspecified(),
        Ok(ip) => ip == listening || (ip.is_loopback() && listening.is_loopback()),
        Err(_) => {
            name.eq_ignore_ascii_case("localhost") && (listening.is_loopback() || listening.is_unspecified())
        }
    }
}

/// Browsers say where a request comes from; programs that are no browsers say nothing and may ask.
fn is_cross_site(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (said("sec-fetch-site"), said("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = said("host").unwrap_or_default();
            origin.split_once("://").is_none_or(|(_, from)| !from.eq_ignore_ascii_case(host))
        }
        (None, None) => false,
    }
}

fn in_address(uri: &Uri) -> Option<&str> {
    uri.query()?.split('&').find_map(|pair| pair.strip_prefix("token="))
}

fn in_headers(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let bearer = headers.get_all(header::AUTHORIZATION).iter();
    let bearer = bearer.filter_map(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = cookies.flat_map(|cookies| cookies.split("; "));
    bearer.chain(cookies.filter_map(|cookie| cookie.strip_prefix(COOKIE)?.strip_prefix('=')))
}

/// Compared by hashes, so that the time it takes tells nothing.
fn same(given: &str, token: &str) -> bool {
    Sha256::digest(given) == Sha256::digest(token)
}

fn with_cookie(app: &App, uri: &Uri) -> Response {
    let token = app.token().unwrap_or_default();
    let cookie = format!("{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000");
    let path = uri.path();
    // a path of two slashes would name another server
    let path = format!("/{}", path.trim_start_matches(['/', '\\']));
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, path)]).into_response()
}
