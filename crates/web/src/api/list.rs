//! Lists, a page at a time.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::failure::Failure;
use crate::window::Window;

/// Answers given at most at a time.
const MOST: u32 = 100;
/// Answers passed over at most: what lies deeper is better asked for by a narrower question.
const DEEPEST: u32 = 10_000;

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct List<T> {
    /// The answers.
    pub(super) items: Vec<T>,
    /// Where the next ones are; null when these are the last.
    pub(super) next: Option<String>,
}

/// Which part of a list.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// How many answers.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// How many to pass over.
    #[param(minimum = 0, maximum = 10000, default = 0)]
    offset: Option<u32>,
}

impl Part {
    pub(super) fn window(self) -> Result<Window, Failure> {
        let (limit, offset) = (self.limit.unwrap_or(20), self.offset.unwrap_or(0));
        if !(1..=MOST).contains(&limit) || offset > DEEPEST {
            return Err(Failure::bad(format!("limit is 1 to {MOST}, offset 0 to {DEEPEST}")));
        }
        Ok(Window { skip: offset as usize, most: limit as usize + 1 })
    }

    /// Of the answers of its window, the page; `address` is where the list is, with a `?` in it.
    pub(super) fn page<T>(self, mut items: Vec<T>, address: &str) -> List<T> {
        let (limit, offset) = (self.limit.unwrap_or(20), self.offset.unwrap_or(0));
        let more = items.len() > limit as usize && offset + limit <= DEEPEST;
        items.truncate(limit as usize);
        let next = more.then(|| format!("/api/v1/{address}limit={limit}&offset={}", offset + limit));
        List { items, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_or_says_where_it_goes_on() {
        let part = Part { limit: Some(2), offset: Some(4) };
        let window = part.window().unwrap();
        assert_eq!(window, Window { skip: 4, most: 3 });
        assert_eq!(window.of(0..window.end()), [4, 5, 6]);
        assert_eq!(part.page(vec![1, 2, 3], "x?").next.as_deref(), Some("/api/v1/x?limit=2&offset=6"));
        assert_eq!(part.page(vec![1, 2], "x?").next, None);
        assert!(Part { limit: Some(0), offset: None }.window().is_err());
        assert!(Part { limit: None, offset: Some(10_001) }.window().is_err());
    }
}
