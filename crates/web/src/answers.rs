//! Answers that take long to find, kept for a while: whoever turns the page asks the same question again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use onrecord::{KeepError, Record};

/// Answers kept of a sort.
const KEPT: usize = 32;
/// For how long, while no document comes or goes.
const LONGEST: Duration = Duration::from_secs(60);

/// Answers of one sort.
pub(crate) struct Answers<T> {
    kept: Mutex<VecDeque<Kept<T>>>,
}

struct Kept<T> {
    question: String,
    extent: (i64, i64),
    since: Instant,
    answers: Arc<Vec<T>>,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Answers { kept: Mutex::new(VecDeque::new()) }
    }
}

impl<T> Answers<T> {
    /// The answers to `question`: those kept, or what `ask` finds.
    pub(crate) fn to(
        &self,
        question: &str,
        record: &Record,
        ask: impl FnOnce() -> Result<Vec<T>, KeepError>,
    ) -> Result<Arc<Vec<T>>, KeepError> {
        let extent = record.extent()?;
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |kept: &&Kept<T>| kept.question == question && kept.extent == extent;
        let fresh = |kept: &&Kept<T>| kept.since.elapsed() < LONGEST;
        if let Some(found) = kept().iter().filter(fresh).find(known) {
            return Ok(found.answers.clone());
        }
        let answers = Arc::new(ask()?);
        let mut kept = kept();
        kept.push_front(Kept {
            question: question.to_owned(),
            extent,
            since: Instant::now(),
            answers: answers.clone(),
        });
        kept.truncate(KEPT);
        Ok(answers)
    }
}
