//! The style sheet and the script: part of the program, named by their content so that browsers keep them.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

use crate::failure::Failure;

struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const ASSETS: [Asset; 3] = [
    Asset {
        name: "onrecord.css",
        kind: "text/css; charset=utf-8",
        bytes: include_bytes!("../assets/onrecord.css"),
    },
    Asset {
        name: "onrecord.js",
        kind: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../assets/onrecord.js"),
    },
    Asset { name: "mark.svg", kind: "image/svg+xml", bytes: include_bytes!("../assets/mark.svg") },
];

/// Changes whenever one of them does.
pub(crate) static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut all = Sha256::new();
    ASSETS.iter().for_each(|asset| all.update(asset.bytes));
    all.finalize()[..6].iter().map(|byte| format!("{byte:02x}")).collect()
});

/// `/assets/VERSION/NAME`.
pub(crate) async fn asset(Path((_, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let asset = ASSETS.iter().find(|asset| asset.name == name);
    let asset = asset.ok_or_else(|| Failure::not_found("there is no such file"))?;
    let headers =
        [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.bytes).into_response())
}
