//! A check's answer to programs: JSON lines, each sent when it is made.

use axum::body::Bytes;
use onrecord::{Step, forms};
use serde::Serialize;
use tokio::sync::mpsc::UnboundedSender;
use utoipa::ToSchema;

/// One line of a check's answer.
#[derive(Serialize, ToSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event<'a> {
    /// What is being done: sent every second, so that whoever waits knows that something happens.
    Progress {
        /// In words.
        step: &'static str,
        /// Documents of the record read so far, of those that must be.
        documents: usize,
        /// Quotations found in the articles so far.
        quotations: usize,
        /// How many of them are looked up.
        looked_up: usize,
    },
    /// An article; the findings that follow are on its quotations.
    Article {
        /// What was read of it.
        article: &'a forms::Extract,
    },
    /// A finding.
    Finding {
        /// On one quotation.
        finding: &'a forms::Finding,
    },
    /// The article's end.
    Summary {
        /// Counts.
        summary: forms::Summary,
        /// What ran, on what.
        run: &'a forms::Run,
    },
    /// What could not be read or done.
    Failed {
        /// Why.
        detail: &'a str,
    },
}

impl Event<'_> {
    /// As a line.
    pub(crate) fn line(&self) -> Bytes {
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line.into()
    }
}

/// Somebody who hears the lines of a check, or nobody.
#[derive(Clone, Default)]
pub(crate) struct Listener(pub(crate) Option<UnboundedSender<Bytes>>);

impl Listener {
    /// Sends a line; who has gone hears nothing more.
    pub(crate) fn tell(&self, event: &Event) {
        if let Some(listener) = &self.0 {
            let _ = listener.send(event.line());
        }
    }

    /// Sends what a check tells of itself.
    pub(crate) fn hear(&self, step: Step) {
        match step {
            Step::Article(article) => self.tell(&Event::Article { article }),
            Step::Looked => {}
            Step::Finding(finding) => self.tell(&Event::Finding { finding }),
        }
    }
}
