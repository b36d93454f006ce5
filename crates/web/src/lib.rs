//! onrecord in a browser: one record on one server, pages made here, no request to anywhere else.
//!
//! [`Server::bind`] takes the address, [`Server::run`] serves until it is told to stop. The pages (`page`) and the API
//! (`api`) show what the façade gives and hold no logic of their own. Every request passes `guard` first.

mod address;
mod answers;
mod api;
mod app;
mod asset;
mod cite;
mod claims;
mod event;
mod failure;
mod guard;
mod hidden;
mod job;
mod linger;
mod markup;
mod page;
mod server;
mod shelf;
mod timeline;
mod window;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

pub use server::Server;

/// What is served, and to whom.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The record.
    pub record: PathBuf,
    /// Where to listen. Any address but loopback needs a token, unless the record is shown to the public.
    pub address: SocketAddr,
    /// Only show the record: no check, no upload, no review, no token.
    pub public: bool,
    /// Names by which browsers may ask, besides the address itself: what a proxy passes on.
    pub hosts: Vec<String>,
    /// Who a review is by.
    pub who: Option<String>,
    /// Limits on what a request may cost.
    pub limits: RequestLimits,
}

/// What a request may cost.
#[derive(Clone, Debug)]
pub struct RequestLimits {
    /// Bytes of a request's body: an article, not a library.
    pub body_bytes: usize,
    /// How long the head of a request may take to arrive.
    pub header: Duration,
    /// How long a request may take from its head to the first byte of the answer.
    pub request: Duration,
    /// Connections at a time; more wait.
    pub connections: usize,
}

impl Default for RequestLimits {
    fn default() -> Self {
        RequestLimits {
            body_bytes: 16 * 1024 * 1024,
            header: Duration::from_secs(10),
            request: Duration::from_secs(60),
            connections: 4096,
        }
    }
}
