//! What all requests share: the record, its readers, the sources for checks, and checks under way.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use onrecord::{KeepError, Record, forms};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::answers::Answers;
use crate::failure::Failure;
use crate::job::Jobs;
use crate::shelf::Shelf;
use crate::{RequestLimits, Settings};

/// How long the record at a glance is taken to be right before it is asked whether documents came or went.
const OVERVIEW_AGE: Duration = Duration::from_secs(5);

/// What all requests share.
pub(crate) struct App {
    pub(crate) settings: Settings,
    pub(crate) jobs: Jobs,
    pub(crate) shelf: Shelf,
    pub(crate) series: Answers<forms::Series>,
    pub(crate) commitments: Answers<forms::CommitmentAnswer>,
    pub(crate) positions: Answers<forms::PositionAnswer>,
    pub(crate) token: Option<String>,
    pub(crate) address: SocketAddr,
    /// Records open for reading, at most as many as `turns` lets ask at a time.
    readers: Mutex<Vec<Record>>,
    turns: Semaphore,
    writing: tokio::sync::Mutex<()>,
    overview: Mutex<Option<Seen>>,
}

/// The record at a glance, as it was counted. Counting a large record takes a while.
#[derive(Clone)]
struct Seen {
    at: Instant,
    extent: (i64, i64),
    overview: Arc<forms::Overview>,
}

impl App {
    pub(crate) fn open(settings: Settings, address: SocketAddr) -> Result<Self, KeepError> {
        let first = Record::open(&settings.record)?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let needed = !address.ip().is_loopback() && !settings.public;
        Ok(App {
            shelf: Shelf::default(),
            series: Answers::default(),
            commitments: Answers::default(),
            positions: Answers::default(),
            jobs: Jobs::new(cores),
            token: needed.then(crate::guard::new_token),
            address,
            readers: Mutex::new(vec![first]),
            turns: Semaphore::new(cores * 2),
            writing: tokio::sync::Mutex::new(()),
            overview: Mutex::new(None),
            settings,
        })
    }

    pub(crate) fn limits(&self) -> &RequestLimits {
        &self.settings.limits
    }

    pub(crate) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Asks the record away from the threads that serve connections.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Record) -> Result<T, KeepError> + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = self.turns.acquire().await.map_err(Failure::internal)?;
        let app = self.clone();
        let answer = spawn_blocking(move || app.asked(question)).await.map_err(Failure::internal)?;
        drop(turn);
        Ok(answer?)
    }

    /// The same on a thread that may block already.
    pub(crate) fn asked<T>(
        &self,
        question: impl FnOnce(&Record) -> Result<T, KeepError>,
    ) -> Result<T, KeepError> {
        let free = || self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = free().pop();
        let reader = reader.map_or_else(|| Record::open(&self.settings.record), Ok)?;
        let answer = question(&reader);
        free().push(reader);
        answer
    }

    /// Changes the record, one change at a time.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Record) -> Result<T, KeepError> + Send + 'static,
    ) -> Result<T, Failure> {
        let _alone = self.writing.lock().await;
        let path = self.settings.record.clone();
        let done = spawn_blocking(move || change(&mut Record::existing(&path)?)).await;
        *self.seen() = None;
        Ok(done.map_err(Failure::internal)??)
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Option<Seen>> {
        self.overview.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The record at a glance, perhaps some seconds old.
    pub(crate) async fn overview(self: &Arc<Self>) -> Result<Arc<forms::Overview>, Failure> {
        let known = self.seen().clone();
        if let Some(seen) = known.as_ref().filter(|seen| seen.at.elapsed() < OVERVIEW_AGE) {
            return Ok(seen.overview.clone());
        }
        let before = known.map(|seen| (seen.extent, seen.overview));
        let (extent, overview) = self
            .ask(move |record| {
                let extent = record.extent()?;
                match before.filter(|(known, _)| *known == extent) {
                    Some((_, overview)) => Ok((extent, overview)),
                    None => Ok((extent, Arc::new(record.overview()?))),
                }
            })
            .await?;
        *self.seen() = Some(Seen { at: Instant::now(), extent, overview: overview.clone() });
        Ok(overview)
    }
}
