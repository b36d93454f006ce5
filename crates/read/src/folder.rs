//! Which files a path stands for.

use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;

use ignore::WalkBuilder;

use crate::ReadError;
use crate::error::Cause;
use crate::format::{Format, unpacked};
use crate::inputs::refused;
use crate::web;

/// Where one input is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    StandardInput,
    /// A file that is in memory already, and its name.
    Memory(String, Vec<u8>),
    /// An address that was named.
    Web(String),
    /// A file that was named.
    File(PathBuf),
    /// A file that was found in a folder.
    Found(PathBuf),
}

impl Place {
    /// The name that documents and errors bear: the path as given, or joined to the folder as given.
    pub(crate) fn name(&self) -> String {
        match self {
            Place::StandardInput => "-".into(),
            Place::Memory(name, _) | Place::Web(name) => name.clone(),
            Place::File(path) | Place::Found(path) => path.to_string_lossy().into_owned(),
        }
    }
}

type Places = VecDeque<Result<Place, ReadError>>;

/// The files that `path` names: itself, those of a folder, those that match a glob; an address is one of its own.
pub(crate) fn places(path: &str) -> Places {
    if path == "-" {
        return VecDeque::from([Ok(Place::StandardInput)]);
    }
    if web::is_address(path) {
        return VecDeque::from([Ok(Place::Web(path.to_owned()))]);
    }
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => walked(path),
        Ok(_) => VecDeque::from([Ok(Place::File(path.into()))]),
        Err(_) if path.contains(['*', '?', '[']) => matched(path),
        Err(error) => VecDeque::from([Err(ReadError::new(path, None, refused(&error)))]),
    }
}

/// The documents of a folder in the order of their names. Hidden files and what `.gitignore` and `.ignore`
/// exclude are left out, so are files whose ending names no format: a folder's images are no errors.
fn walked(folder: &str) -> Places {
    let mut places = Places::new();
    let mut skipped = 0;
    let walk = WalkBuilder::new(folder)
        .sort_by_file_name(|a, b| a.cmp(b))
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) if Format::of_name(unpacked(&entry.file_name().to_string_lossy())).is_some() => {
                places.push_back(Ok(Place::Found(entry.into_path())));
            }
            Ok(_) => skipped += 1,
            Err(error) => {
                let why = Cause::Unreadable(error.to_string());
                places.push_back(Err(ReadError::new(folder, None, why)));
            }
        }
    }
    if places.is_empty() {
        places.push_back(Err(ReadError::new(folder, None, Cause::NoDocuments { skipped })));
    }
    places
}

/// The files that match a glob, and the documents of the folders that do.
fn matched(pattern: &str) -> Places {
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => {
            let why = Cause::Unreadable(format!("the pattern is wrong: {error}"));
            return VecDeque::from([Err(ReadError::new(pattern, None, why))]);
        }
    };
    let mut places = Places::new();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => places.extend(walked(&path.to_string_lossy())),
            Ok(path) => places.push_back(Ok(Place::File(path))),
            Err(error) => {
                let name = error.path().to_string_lossy().into_owned();
                places.push_back(Err(ReadError::new(name, None, refused(error.error()))));
            }
        }
    }
    if places.is_empty() {
        places.push_back(Err(ReadError::new(pattern, None, Cause::NoMatch)));
    }
    places
}
