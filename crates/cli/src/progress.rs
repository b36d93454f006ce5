//! How far long work has come, on stderr, only for a person at a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A line that counts what is done; nothing where stderr is no terminal.
pub struct Progress(ProgressBar);

impl Progress {
    /// Starts counting under `what` ("Reading sources").
    pub fn start(what: &'static str) -> Self {
        let style =
            ProgressStyle::with_template("{spinner} {msg}: {human_pos} documents, {per_sec}, {elapsed}");
        let bar = ProgressBar::new_spinner().with_message(what);
        let bar = bar.with_style(style.expect("the template is well formed"));
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress(bar)
    }

    /// So many documents are done.
    pub fn at(&self, done: usize) {
        self.0.set_position(done as u64);
    }

    /// One more is done.
    pub fn one_more(&self) {
        self.0.inc(1);
    }

    /// Runs `print` with the line out of the way.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
