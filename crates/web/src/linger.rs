//! Bodies of requests that are answered before they are read.
//!
//! A server that closes a connection while the other side still sends has the system throw away its answer too. So what
//! is left of a body is taken in and forgotten, within bounds.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Error;
use axum::body::{Body, Bytes, HttpBody};
use futures_util::StreamExt;

/// Taken in of a body that nobody reads.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// And for no longer than this.
const LONGEST: Duration = Duration::from_secs(5);

/// A body whose rest is taken in after it is dropped.
pub(crate) struct Lingering {
    body: Body,
}

impl Lingering {
    pub(crate) fn over(body: Body) -> Body {
        Body::new(Lingering { body })
    }
}

impl HttpBody for Lingering {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        if self.body.is_end_stream() {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let body = std::mem::take(&mut self.body);
            runtime.spawn(tokio::time::timeout(LONGEST, forgotten(body)));
        }
    }
}

/// Reads a body to its end, or as far as is bearable.
async fn forgotten(body: Body) {
    let mut parts = body.into_data_stream();
    let mut bytes = 0;
    while let Some(Ok(part)) = parts.next().await {
        bytes += part.len();
        if bytes > MOST_BYTES {
            break;
        }
    }
}
