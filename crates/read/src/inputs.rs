//! From paths as given to raw documents, in order: the only part of this crate that touches files.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;

use crate::error::Cause;
use crate::folder::{self, Place};
use crate::format::{Format, Packing};
use crate::lines::Lines;
use crate::{Limits, Raw, ReadError, collection, web};

/// Bytes fetched from a file at a time: large enough that system calls do not show in a profile.
const BUFFER_BYTES: usize = 64 * 1024;

/// Reads everything that `paths` name: files, folders (walked in the order of names, `.gitignore` and `.ignore`
/// honoured), globs, http(s) addresses and `-` for standard input, each perhaps packed with gzip or Zstandard.
///
/// Files are opened one by one as the iterator is advanced; a `.jsonl` file is streamed, a record at a time.
/// An input that cannot be read is an error in its place, and the next call goes on behind it.
///
/// ```no_run
/// for raw in read::inputs(&["talks".into(), "news.jsonl.gz".into()], &read::Limits::default()) {
///     match raw.and_then(|raw| raw.read()) {
///         Ok(reading) => println!("{}: {} bytes", reading.document.id, reading.document.text.len()),
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// ```
pub fn inputs(paths: &[String], limits: &Limits) -> Inputs {
    Inputs {
        paths: Vec::from(paths).into_iter(),
        places: VecDeque::new(),
        records: None,
        several: VecDeque::new(),
        limits: Arc::new(limits.clone()),
    }
}

/// The files that `paths` stand for, in the order in which [`inputs`] reads them, without a look inside.
pub fn files(paths: &[String]) -> Vec<PathBuf> {
    let places = paths.iter().flat_map(|path| folder::places(path)).flatten();
    let file = |place| match place {
        Place::StandardInput | Place::Memory(..) | Place::Web(_) => None,
        Place::File(path) | Place::Found(path) => Some(path),
    };
    places.filter_map(file).collect()
}

/// The documents of one file that is in memory already, unpacked where it is packed: what [`inputs`] does with a path.
/// The name says by its ending what the file is, and is never opened.
pub fn documents(name: &str, bytes: Vec<u8>, limits: &Limits) -> Inputs {
    let mut inputs = inputs(&[], limits);
    inputs.places.push_back(Ok(Place::Memory(name.to_owned(), bytes)));
    inputs
}

/// The raw documents of some paths; made by [`inputs`].
pub struct Inputs {
    paths: std::vec::IntoIter<String>,
    places: VecDeque<Result<Place, ReadError>>,
    records: Option<Lines>,
    several: VecDeque<Raw>,
    limits: Arc<Limits>,
}

impl Iterator for Inputs {
    type Item = Result<Raw, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(records) = &mut self.records {
                match records.next() {
                    Some(record) => return Some(record),
                    None => self.records = None,
                }
            }
            if let Some(raw) = self.several.pop_front() {
                return Some(Ok(raw));
            }
            match self.places.pop_front() {
                Some(Ok(place)) => match self.open(place) {
                    Ok(Opened::Whole(raw)) => return Some(Ok(raw)),
                    Ok(Opened::Records(lines)) => self.records = Some(lines),
                    Ok(Opened::Several(raws)) => self.several = raws,
                    Err(error) => return Some(Err(error)),
                },
                Some(Err(error)) => return Some(Err(error)),
                None => self.places = folder::places(&self.paths.next()?),
            }
        }
    }
}

/// What stands behind one place.
enum Opened {
    Whole(Raw),
    Records(Lines),
    Several(VecDeque<Raw>),
}

impl Opened {
    /// The documents of a collection, numbered like lines.
    fn several(name: &str, records: Vec<Vec<u8>>) -> Self {
        let single = records.len() == 1;
        let raw = |(at, bytes)| Raw {
            name: name.into(),
            line: (!single).then_some(at as u64 + 1),
            format: Format::Record,
            bytes,
        };
        Opened::Several(records.into_iter().enumerate().map(raw).collect())
    }
}

impl Inputs {
    fn open(&self, place: Place) -> Result<Opened, ReadError> {
        let (name, found) = (place.name(), matches!(place, Place::Found(_)));
        let opened = self.packed(place).and_then(|(packed, length)| self.unpack(packed, length));
        opened
            .and_then(|bytes| self.opened(&name, found, bytes))
            .map_err(|cause| ReadError::new(name, None, cause))
    }

    /// The bytes of a place, and how many they are where that is known.
    fn packed(&self, place: Place) -> Result<(Box<dyn Read + Send>, Option<u64>), Cause> {
        let held = |bytes: Vec<u8>| -> (Box<dyn Read + Send>, Option<u64>) {
            let length = bytes.len() as u64;
            (Box::new(io::Cursor::new(bytes)), Some(length))
        };
        Ok(match place {
            Place::StandardInput => (Box::new(io::stdin()), None),
            Place::Memory(_, bytes) => held(bytes),
            Place::Web(address) => held(web::fetched(&address, &self.limits)?),
            Place::File(path) | Place::Found(path) => {
                let file = File::open(path).map_err(|error| refused(&error))?;
                let length = file.metadata().map(|metadata| metadata.len()).unwrap_or(0);
                (Box::new(file), Some(length))
            }
        })
    }

    /// The documents of unpacked bytes; in a file `found` in a folder there may be none.
    fn opened(&self, name: &str, found: bool, mut bytes: Bytes) -> Result<Opened, Cause> {
        let start = bytes.fill_buf().map_err(|error| broken(&error))?;
        if found && Format::of(name, start).is_doubtful(start) {
            return Ok(Opened::Several(VecDeque::new()));
        }
        match Format::of(name, start) {
            Format::Record => Ok(Opened::Records(Lines::new(name.into(), bytes, self.limits.clone()))),
            Format::Json => Ok(Opened::several(name, collection::of_json(&self.whole(bytes)?)?)),
            Format::Feed => Ok(Opened::several(name, collection::of_feed(&self.whole(bytes)?)?)),
            format => {
                let bytes = self.whole(bytes)?;
                Ok(Opened::Whole(Raw { name: name.into(), line: None, format, bytes }))
            }
        }
    }

    /// The bytes behind gzip or Zstandard, limited so that a bomb ends in an error.
    fn unpack(&self, packed: Box<dyn Read + Send>, packed_bytes: Option<u64>) -> Result<Bytes, Cause> {
        let mut packed = BufReader::with_capacity(BUFFER_BYTES, packed);
        let packing = Packing::of_bytes(packed.fill_buf().map_err(|error| refused(&error))?);
        let limit = match packed_bytes {
            Some(bytes) => {
                (self.limits.document_bytes as u64).max(bytes.saturating_mul(self.limits.expansion))
            }
            None => self.limits.packed_stdin_bytes,
        };
        Ok(match packing {
            Packing::None => Box::new(packed),
            Packing::Gzip => bounded(flate2::bufread::MultiGzDecoder::new(packed), limit),
            Packing::Zstandard => {
                bounded(zstd::Decoder::with_buffer(packed).map_err(|error| broken(&error))?, limit)
            }
        })
    }

    /// One whole document.
    fn whole(&self, bytes: Bytes) -> Result<Vec<u8>, Cause> {
        let limit = self.limits.document_bytes;
        let mut whole = Vec::new();
        bytes.take(limit as u64 + 1).read_to_end(&mut whole).map_err(|error| broken(&error))?;
        match whole.len() {
            0 => Err(Cause::Empty),
            length if length > limit => Err(Cause::TooLarge { limit }),
            _ => Ok(whole),
        }
    }
}

/// Unpacked bytes on their way in.
pub(crate) type Bytes = Box<dyn BufRead + Send>;

fn bounded(unpacked: impl Read + Send + 'static, limit: u64) -> Bytes {
    Box::new(BufReader::with_capacity(BUFFER_BYTES, Bounded { unpacked, left: limit }))
}

/// Ends in an error, not in silence, once more than a limit has come out.
struct Bounded<R> {
    unpacked: R,
    left: u64,
}

/// Marks the error of [`Bounded`].
const BOMB: &str = "unpacks to too much";

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.unpacked.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| io::Error::other(BOMB))?;
        Ok(count)
    }
}

/// Why a file could not be opened.
pub(crate) fn refused(error: &io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::NotFound => Cause::NotFound,
        _ => Cause::Unreadable(error.to_string()),
    }
}

/// Why its bytes ended before their end.
pub(crate) fn broken(error: &io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::Other if error.to_string() == BOMB => Cause::Bomb,
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            Cause::Damaged(error.to_string())
        }
        io::ErrorKind::Other => Cause::Damaged(error.to_string()),
        _ => Cause::Unreadable(error.to_string()),
    }
}
