//! The same as JSON.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// Every address of the API.
pub(crate) fn routes(_app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
}
