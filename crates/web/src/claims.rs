//! What figures, commitments and positions are asked for, by a page or a program.

use onrecord::forms::HitDocument;
use onrecord::{Asked, KeepError, Record};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::address;

/// Documents looked at for one answer: the latest of those that hold the words.
pub(crate) const MOST_DOCUMENTS: usize = 100;

/// What claims are asked for. Of the documents that hold what is asked the latest 100 are looked at.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Claims {
    /// Words that must stand in the sentence, in any spelling.
    pub(crate) about: Option<String>,
    /// Words of the speaker's name.
    pub(crate) by: Option<String>,
    /// First day on which it was said: a year, month or day.
    pub(crate) since: Option<String>,
    /// Last day, likewise.
    pub(crate) until: Option<String>,
    /// The number of the only document that is looked at.
    pub(crate) document: Option<i64>,
}

impl Claims {
    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked {
            about: given(&self.about),
            by: given(&self.by),
            since: given(&self.since),
            until: given(&self.until),
            document: self.document,
            most_documents: Some(MOST_DOCUMENTS),
        }
    }

    /// Whether something is asked that not every document answers.
    pub(crate) fn is_bounded(&self) -> bool {
        self.is_on_something() || has_words(&self.by)
    }

    /// The same for positions: what one person says of everything is none.
    pub(crate) fn is_on_something(&self) -> bool {
        self.document.is_some() || has_words(&self.about)
    }

    /// The only document that is looked at.
    pub(crate) fn document(&self, record: &Record) -> Result<Option<HitDocument>, KeepError> {
        self.document.map(|number| record.named(number)).transpose()
    }

    /// Where the list of this name with these answers is, ready for more fields.
    pub(crate) fn address(&self, list: &str) -> String {
        let document = self.document.map(|number| number.to_string());
        let Claims { about, by, since, until, .. } = self;
        let fields =
            [("about", about), ("by", by), ("since", since), ("until", until), ("document", &document)];
        address::list(list, &fields)
    }
}

fn has_words(field: &Option<String>) -> bool {
    given(field).is_some_and(|field| field.contains(char::is_alphanumeric))
}

/// A field that is filled in.
fn given(value: &Option<String>) -> Option<&str> {
    value.as_deref().map(str::trim).filter(|value| !value.is_empty())
}
