//! The index of words kept beside the record, in `onrecord.db-seeds`: derived, never needed, never trusted.
//!
//! It names every document it was made of, with a hash of what it read in it; what the record holds otherwise is not taken
//! from it. The file is written under another name and renamed when it is whole, and never changed after that.
//!
//! A header of [`HEADER`] bytes, then the rows one after the other, each at a multiple of [`ALIGNED`] bytes, in the
//! machine's own order of bytes: bounds, starts, counts, words, blocks, seeds, places.

use std::fs::{self, File};
use std::io::{self, Write};
use std::marker::PhantomData;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytemuck::{Pod, Zeroable};
use memmap2::Mmap;
use sha2::{Digest, Sha256};
use trace::{Column, Index, Rows};

use crate::map::map;

/// Grows with every change of the form of the file.
const FORM: u64 = 1;
const MAGIC: [u8; 8] = *b"onrcseed";
const HEADER: usize = 256;
const ALIGNED: usize = 64;
const ROWS: usize = 7;
/// Rows that are compared with their hash whenever the file is opened; the others only by [`Kept::verify`].
const ALWAYS_CHECKED: usize = 2;

/// A document that an index was made of, and what it read in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Pod, Zeroable)]
#[repr(C)]
pub struct Bound {
    /// Its number in the record.
    pub document: i64,
    /// A hash of its text and of what in it was not spoken.
    pub imprint: i64,
    /// The first eight bytes of the SHA-256 of its bytes.
    pub sha256: i64,
}

impl Bound {
    /// What binds an index to a document of the record.
    pub fn of(document: &crate::Listed) -> Self {
        let sha256 = document.sha256.get(..16).and_then(|hex| u64::from_str_radix(hex, 16).ok());
        let (document, imprint) = (document.number, document.imprint);
        Bound { document, imprint, sha256: sha256.unwrap_or_default() as i64 }
    }
}

/// An index that was kept, with the documents it was made of, in its order.
#[derive(Debug)]
pub struct Kept {
    /// The index.
    pub index: Index,
    /// Its documents.
    pub bounds: Vec<Bound>,
}

#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Header {
    magic: [u8; 8],
    form: u64,
    reading: u64,
    bits: u64,
    cap: u64,
    /// Bytes of each row.
    lengths: [u64; ROWS],
    /// SHA-256 of the rows that are always checked, and of the others.
    hashes: [[u8; 32]; 2],
    /// SHA-256 of the header before this.
    own: [u8; 32],
}

impl Header {
    fn hash(&self) -> [u8; 32] {
        let bytes = bytemuck::bytes_of(self);
        Sha256::digest(&bytes[..bytes.len() - 32]).into()
    }

    /// Where each row lies in the file.
    fn places(&self) -> Option<[Range<usize>; ROWS]> {
        let mut at = HEADER;
        let mut places = std::array::from_fn(|_| 0..0);
        for (place, &length) in std::iter::zip(&mut places, &self.lengths) {
            let end = at.checked_add(usize::try_from(length).ok()?)?;
            *place = at..end;
            at = end.checked_next_multiple_of(ALIGNED)?;
        }
        Some(places)
    }
}

/// The file beside a record.
pub(crate) fn beside(record: &Path) -> PathBuf {
    PathBuf::from(format!("{}-seeds", record.display()))
}

impl Kept {
    /// The index beside a record, if it is there, was made by this release's way of reading words, and is not broken.
    pub fn open(record: &Path) -> Option<Self> {
        Self::of_file(&beside(record)).ok()
    }

    fn of_file(path: &Path) -> Result<Self, String> {
        let (map, header, places) = opened(path)?;
        if hash_of(&map, &places[..ALWAYS_CHECKED]) != header.hashes[0] {
            return Err("its table of documents is damaged".to_owned());
        }
        let map = Arc::new(map);
        let row = |at: usize| lent::<u32>(&map, &places[at]);
        let rows = Rows {
            starts: row(1),
            counts: row(2),
            words: lent(&map, &places[3]),
            blocks: row(4),
            seeds: row(5),
            places: row(6),
            bits: header.bits as u32,
            cap: header.cap as u32,
        };
        let bounds = lent::<Bound>(&map, &places[0]).to_vec();
        let index = Index::from_rows(rows).ok_or("its rows do not fit each other")?;
        match index.len() == bounds.len() {
            true => Ok(Kept { index, bounds }),
            false => Err("it has other documents than it names".to_owned()),
        }
    }

    /// Writes an index beside a record, in the place of the one that is there.
    ///
    /// # Errors
    /// A full disk, a folder that may not be written.
    pub fn save(record: &Path, index: &Index, bounds: &[Bound]) -> io::Result<()> {
        let path = beside(record);
        let unfinished = PathBuf::from(format!("{}.{}", path.display(), std::process::id()));
        let written = write(&unfinished, index, bounds).and_then(|()| fs::rename(&unfinished, &path));
        written.inspect_err(|_| {
            let _ = fs::remove_file(&unfinished); // nothing else can be done about it
        })
    }

    /// Takes away the index beside a record, with the words it holds.
    pub(crate) fn remove(record: &Path) -> io::Result<()> {
        match fs::remove_file(beside(record)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// What is wrong with the file beside a record, if it is there at all.
    pub(crate) fn verify(record: &Path) -> Option<String> {
        let path = beside(record);
        let looked_at = || {
            let (map, header, places) = opened(&path)?;
            let (first, rest) = places.split_at(ALWAYS_CHECKED);
            let whole = [hash_of(&map, first), hash_of(&map, rest)] == header.hashes;
            if whole {
                Kept::of_file(&path).map(|_| ())
            } else {
                Err("its bytes are not those of its hash".to_owned())
            }
        };
        path.exists().then(looked_at)?.err()
    }
}

/// A mapped file with its header, which is right, and the places of the rows, which lie within it.
fn opened(path: &Path) -> Result<(Mmap, Header, [Range<usize>; ROWS]), String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let map = map(&file).map_err(|error| error.to_string())?;
    let bytes = map.get(..size_of::<Header>()).ok_or("it is cut short")?;
    let header: Header = bytemuck::pod_read_unaligned(bytes);
    if header.magic != MAGIC || header.form != FORM || header.reading != trace::reading() {
        return Err("another release made it".to_owned());
    }
    if header.own != header.hash() {
        return Err("its header is damaged".to_owned());
    }
    let places = header.places().filter(|places| places.iter().all(|place| place.end <= map.len()));
    let places = places.ok_or("it is cut short")?;
    Ok((map, header, places))
}

fn hash_of(map: &Mmap, places: &[Range<usize>]) -> [u8; 32] {
    let mut hash = Sha256::new();
    places.iter().for_each(|place| hash.update(&map[place.clone()]));
    hash.finalize().into()
}

fn write(path: &Path, index: &Index, bounds: &[Bound]) -> io::Result<()> {
    let rows = index.rows();
    let bytes: [&[u8]; ROWS] = [
        bytemuck::cast_slice(bounds),
        bytemuck::cast_slice(&rows.starts),
        bytemuck::cast_slice(&rows.counts),
        bytemuck::cast_slice(&rows.words),
        bytemuck::cast_slice(&rows.blocks),
        bytemuck::cast_slice(&rows.seeds),
        bytemuck::cast_slice(&rows.places),
    ];
    let hash = |rows: &[&[u8]]| -> [u8; 32] {
        let mut hash = Sha256::new();
        rows.iter().for_each(|row| hash.update(row));
        hash.finalize().into()
    };
    let (first, rest) = bytes.split_at(ALWAYS_CHECKED);
    let mut header = Header {
        magic: MAGIC,
        form: FORM,
        reading: trace::reading(),
        bits: rows.bits.into(),
        cap: rows.cap.into(),
        lengths: bytes.map(|row| row.len() as u64),
        hashes: [hash(first), hash(rest)],
        own: [0; 32],
    };
    header.own = header.hash();
    let mut file = File::create(path)?;
    let padding = |length: usize, to: usize| vec![0u8; length.next_multiple_of(to) - length];
    file.write_all(bytemuck::bytes_of(&header))?;
    file.write_all(&padding(size_of::<Header>(), HEADER))?;
    for row in bytes {
        file.write_all(row)?;
        file.write_all(&padding(row.len(), ALIGNED))?;
    }
    file.sync_all()
}

/// Numbers of a mapped file.
struct Lent<T> {
    map: Arc<Mmap>,
    place: Range<usize>,
    of: PhantomData<fn() -> T>,
}

impl<T: Pod> AsRef<[T]> for Lent<T> {
    fn as_ref(&self) -> &[T] {
        let bytes = self.map.get(self.place.clone()).unwrap_or_default();
        bytemuck::try_cast_slice(bytes).unwrap_or_default()
    }
}

fn lent<T: Pod>(map: &Arc<Mmap>, place: &Range<usize>) -> Column<T> {
    Column::Lent(Arc::new(Lent { map: map.clone(), place: place.clone(), of: PhantomData }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::Document;
    use understand::Understanding;

    fn index(text: &str) -> Index {
        let mut archive = trace::Archive::builder();
        let document = Document { text: text.to_owned(), ..Document::default() };
        archive.add(trace::prepare(document, Understanding::default()));
        archive.finish().index_of(0..1)
    }

    const BOUND: Bound = Bound { document: 7, imprint: -3, sha256: 9 };

    #[test]
    fn an_index_comes_back_as_it_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("onrecord.db");
        assert!(Kept::open(&record).is_none());
        Kept::save(&record, &index("the bridge will be mended before winter"), &[BOUND]).unwrap();
        let kept = Kept::open(&record).unwrap();
        assert_eq!((kept.index.word_count(), kept.bounds), (7, vec![BOUND]));
        assert_eq!(Kept::verify(&record), None);
        Kept::remove(&record).unwrap();
        assert!(Kept::open(&record).is_none());
    }

    #[test]
    fn a_damaged_index_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("onrecord.db");
        Kept::save(&record, &index("the bridge will be mended before winter"), &[BOUND]).unwrap();
        let whole = fs::read(beside(&record)).unwrap();
        for at in [3, 9, 17, 45, 100, HEADER + 1] {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(beside(&record), bytes).unwrap();
            assert!(Kept::open(&record).is_none(), "{at}");
        }
        fs::write(beside(&record), &whole[..whole.len() / 2]).unwrap();
        assert!(Kept::open(&record).is_none());
        assert!(Kept::verify(&record).is_some());
    }
}
