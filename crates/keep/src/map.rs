//! A file seen as memory: the one place of the product that needs `unsafe`.

use std::fs::File;
use std::io;

use memmap2::Mmap;

/// Maps a file that is never changed once it has its name.
///
/// The seed index is some hundred megabytes, of which a search looks at a few thousand places: read into memory it would
/// cost every process most of a second.
#[allow(unsafe_code)]
pub(crate) fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the bytes of a map must not change while they are looked at. Index files are written under another name and
    // renamed when they are whole; nothing ever writes to one, and to remove one leaves its maps as they are. Whoever cuts
    // or overwrites the file by other means can stop the process (SIGBUS) or give it wrong numbers; numbers are only
    // looked at as numbers, each is checked before it is used as a place.
    unsafe { Mmap::map(file) }
}
