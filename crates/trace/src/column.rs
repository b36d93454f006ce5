//! Numbers of an index: held in memory, or lent by whoever has mapped a file.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Numbers in a row that do not change.
#[derive(Clone)]
pub enum Column<T: 'static> {
    /// In memory.
    Own(Arc<Vec<T>>),
    /// Somebody else's, for as long as they are looked at.
    Lent(Arc<dyn AsRef<[T]> + Send + Sync>),
}

impl<T> Deref for Column<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Column::Own(numbers) => numbers,
            Column::Lent(numbers) => (**numbers).as_ref(),
        }
    }
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Column::Own(Arc::default())
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(numbers: Vec<T>) -> Self {
        Column::Own(Arc::new(numbers))
    }
}

impl<T> fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} numbers", self.len())
    }
}
