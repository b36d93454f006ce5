//! Checks: each is work of its own, which a page can wait for, and whose result is kept for a while in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use onrecord::forms::Check;
use onrecord::{Limits, ReadError, Settings, Step};
use tokio::sync::{Semaphore, watch};

use crate::app::App;
use crate::event::{Event, Listener};
use crate::failure::Failure;

/// Checks whose results are kept: enough to go back to this morning's.
const KEPT: usize = 64;
/// Bytes of article texts among them; the oldest go first.
const KEPT_BYTES: usize = 128 * 1024 * 1024;
/// Checks that may wait for their turn.
const WAITING: usize = 16;

/// What is to be checked.
pub(crate) enum Input {
    /// Files in memory: name and bytes.
    Given(Vec<(String, Vec<u8>)>),
    /// A document of the record, by its number.
    Held(i64),
}

/// How far a check has come.
#[derive(Clone)]
pub(crate) enum Progress {
    /// Others come first.
    Waiting,
    /// The sources are read.
    Gathering,
    /// The articles are read and their quotations traced.
    Tracing(Tally),
    /// All done.
    Done(Arc<Checked>),
    /// Nothing came of it.
    Failed(String),
}

/// How many of the quotations found so far are done.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Found in the articles read so far.
    pub(crate) quotations: usize,
    /// Their words are looked up in the record.
    pub(crate) looked_up: usize,
    /// A finding is made on them.
    pub(crate) made: usize,
}

impl Tally {
    fn count(&mut self, step: &Step) {
        match step {
            Step::Article(article) => self.quotations += article.quotations.len(),
            Step::Looked => self.looked_up += 1,
            Step::Finding(_) => self.made += 1,
        }
    }
}

/// What came of a check.
pub(crate) struct Checked {
    pub(crate) checks: Vec<Check>,
    /// What could not be read.
    pub(crate) failures: Vec<String>,
    /// How many documents were searched.
    pub(crate) searched: usize,
}

impl Checked {
    /// Takes an article that is done.
    fn add(&mut self, done: Result<Check, ReadError>, listener: &Listener) {
        match done {
            Ok(check) => {
                listener.tell(&Event::Summary { summary: check.summary, run: &check.run });
                self.checks.push(check);
            }
            Err(error) => {
                let detail = error.to_string();
                listener.tell(&Event::Failed { detail: &detail });
                self.failures.push(detail);
            }
        }
    }

    fn bytes(&self) -> usize {
        self.checks.iter().filter_map(|check| check.article.document.text.as_ref()).map(String::len).sum()
    }
}

/// One check.
pub(crate) struct Job {
    /// Not to be guessed: what one person checks is not for another to see.
    pub(crate) id: String,
    /// The document of the record that is checked, if it is one.
    pub(crate) document: Option<i64>,
    /// What was given, for a person who wants to keep it in the record.
    pub(crate) given: Vec<(String, Vec<u8>)>,
    progress: watch::Sender<Progress>,
}

impl Job {
    pub(crate) fn progress(&self) -> Progress {
        self.progress.borrow().clone()
    }

    /// Waits until it is done, or no longer than this.
    pub(crate) async fn wait(&self, most: Duration) {
        let mut told = self.progress.subscribe();
        let done = told.wait_for(|progress| matches!(progress, Progress::Done(_) | Progress::Failed(_)));
        let _ = tokio::time::timeout(most, done).await;
    }
}

/// All checks that are known.
pub(crate) struct Jobs {
    known: Mutex<VecDeque<Arc<Job>>>,
    turns: Arc<Semaphore>,
}

impl Jobs {
    /// So many checks run at a time.
    pub(crate) fn new(at_a_time: usize) -> Self {
        Jobs { known: Mutex::new(VecDeque::new()), turns: Arc::new(Semaphore::new(at_a_time)) }
    }

    pub(crate) fn find(&self, id: &str) -> Option<Arc<Job>> {
        self.known().iter().find(|job| job.id == id).cloned()
    }

    fn known(&self) -> std::sync::MutexGuard<'_, VecDeque<Arc<Job>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a check, which `listener` hears.
    pub(crate) fn start(
        &self,
        app: &Arc<App>,
        input: Input,
        listener: Listener,
    ) -> Result<Arc<Job>, Failure> {
        let mut known = self.known();
        let waiting = known.iter().filter(|job| matches!(job.progress(), Progress::Waiting)).count();
        if waiting >= WAITING {
            let why = "many checks are under way; try again in a minute";
            return Err(Failure::new(StatusCode::SERVICE_UNAVAILABLE, why));
        }
        let (document, given) = match &input {
            Input::Given(files) => (None, files.clone()),
            Input::Held(number) => (Some(*number), Vec::new()),
        };
        let progress = watch::channel(Progress::Waiting).0;
        let job = Arc::new(Job { id: crate::guard::new_token()[..32].to_owned(), document, given, progress });
        forget(&mut known);
        known.push_front(job.clone());
        drop(known);
        tokio::spawn(run(app.clone(), job.clone(), input, listener, self.turns.clone()));
        Ok(job)
    }
}

/// Makes room among the results.
fn forget(known: &mut VecDeque<Arc<Job>>) {
    let mut bytes = 0;
    let mut place = 0;
    known.retain(|job| {
        let Progress::Done(done) = job.progress() else { return true };
        bytes += done.bytes();
        place += 1;
        place < KEPT && bytes < KEPT_BYTES
    });
    known.truncate(KEPT + WAITING);
}

async fn run(app: Arc<App>, job: Arc<Job>, input: Input, listener: Listener, turns: Arc<Semaphore>) {
    let Ok(turn) = turns.acquire_owned().await else { return };
    let worked = {
        let (job, listener) = (job.clone(), listener.clone());
        tokio::task::spawn_blocking(move || work(&app, &job, input, &listener)).await
    };
    drop(turn);
    let progress = match worked.map_err(Failure::internal).and_then(|worked| worked) {
        Ok(checked) => Progress::Done(Arc::new(checked)),
        Err(Failure { detail, .. }) => {
            listener.tell(&Event::Failed { detail: &detail });
            Progress::Failed(detail)
        }
    };
    job.progress.send_replace(progress);
}

fn work(app: &App, job: &Job, input: Input, listener: &Listener) -> Result<Checked, Failure> {
    job.progress.send_replace(Progress::Gathering);
    let sources = app.asked(|record| app.shelf.sources(record))?;
    let mut tally = Tally::default();
    job.progress.send_replace(Progress::Tracing(tally));
    let tell = |step: Step| {
        tally.count(&step);
        job.progress.send_replace(Progress::Tracing(tally));
        listener.hear(step);
    };
    let mut checked = Checked { checks: Vec::new(), failures: Vec::new(), searched: sources.len() };
    let settings = Settings::default();
    match input {
        Input::Given(files) => {
            let limits =
                Limits { document_bytes: app.limits().body_bytes, expansion: 20, ..Limits::default() };
            let done = onrecord::check_bytes(files, &sources, &settings, &limits, tell);
            done.for_each(|done| checked.add(done, listener));
        }
        Input::Held(number) => {
            let done = app.asked(|record| record.check(&number.to_string(), &sources, &settings, tell))?;
            done.into_iter().for_each(|done| checked.add(done, listener));
        }
    }
    Ok(checked)
}
