//! Files that arrive while one waits.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// A file as it was looked at: its length and when it was last written to.
type Look = (u64, Option<SystemTime>);

/// Watches folders, files or globs for documents that arrive or change.
///
/// ```
/// let folder = tempfile::tempdir().unwrap();
/// let paths = [folder.path().display().to_string()];
/// let mut watch = onrecord::Watch::default();
/// assert!(watch.arrived(&paths).is_empty());
/// std::fs::write(folder.path().join("talk.txt"), "MS. ROWE: We will.").unwrap();
/// assert!(watch.arrived(&paths).is_empty(), "it may still be written to");
/// assert_eq!(watch.arrived(&paths).len(), 1);
/// assert!(watch.arrived(&paths).is_empty(), "it is told of once");
/// ```
#[derive(Debug, Default)]
pub struct Watch {
    /// Each file at the last look, and whether it was told of as it was then.
    seen: HashMap<PathBuf, (Look, bool)>,
}

impl Watch {
    /// Files that are new or have changed and have then stayed the same from one call to the next: whoever writes a file
    /// slowly should not have half of it taken. Only names, lengths and times are looked at.
    pub fn arrived(&mut self, paths: &[String]) -> Vec<String> {
        let before = std::mem::take(&mut self.seen);
        let mut arrived = Vec::new();
        for path in read::files(paths) {
            let Ok(metadata) = fs::metadata(&path) else { continue };
            let look = (metadata.len(), metadata.modified().ok());
            let told = match before.get(&path) {
                Some(&(same, told)) if same == look => {
                    if !told {
                        arrived.push(path.to_string_lossy().into_owned());
                    }
                    true
                }
                _ => false,
            };
            self.seen.insert(path, (look, told));
        }
        arrived
    }
}
