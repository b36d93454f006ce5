//! Work on many documents at once, results in the order they came.

use rayon::prelude::*;

/// Documents in memory at a time: enough to keep every core busy past a slow one, few enough to stream.
const BATCH: usize = 128;

/// Applies `work` to each item on all cores and gives the results in order, a batch at a time.
pub(crate) fn in_order<T, R>(
    items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
) -> impl Iterator<Item = R>
where
    T: Send,
    R: Send,
{
    let mut items = items.fuse();
    let mut done = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if done.len() == 0 {
            let batch: Vec<T> = items.by_ref().take(BATCH).collect();
            let results: Vec<R> = batch.into_par_iter().with_max_len(1).map(&work).collect();
            done = results.into_iter();
        }
        done.next()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_input_order_past_a_batch() {
        let doubled: Vec<usize> = super::in_order(0..1000, |n: usize| n * 2).collect();
        assert_eq!(doubled, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
    }
}
