//! How much one input may cost.

use std::time::Duration;

/// What a reader will take in before it gives up with a clear error.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one document, unpacked: a file, or one line of a record file. A record file itself may have any size.
    ///
    /// 100 MB: the longest transcripts known (a day of a parliament) stay under 2 MB, so what is larger is a
    /// mistake, and every later stage may then count on a document that fits in memory many times over.
    pub document_bytes: usize,
    /// How many times its packed size a `.gz` or `.zst` file may unpack to, beyond the first `document_bytes`.
    ///
    /// 200: text packs 3 to 10 times, repetitive record files some 50 times, a bomb 1,000 times and more.
    pub expansion: u64,
    /// Unpacked bytes taken from packed standard input, whose packed size is not known: 16 GB.
    pub packed_stdin_bytes: u64,
    /// How long fetching an address may take from beginning to end: 60 seconds.
    pub fetch_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 100_000_000,
            expansion: 200,
            packed_stdin_bytes: 16_000_000_000,
            fetch_time: Duration::from_secs(60),
        }
    }
}
