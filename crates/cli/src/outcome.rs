//! What a command comes to, as an exit status.

use std::process::ExitCode;

/// Exit status where something could not be read or done.
pub const NOT_DONE: u8 = 2;
/// Exit status where all was done and a `--fail-on` was met.
const MET: u8 = 1;

/// How a command went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Something could not be read; it was named on stderr and the rest was done.
    pub unread: bool,
    /// A `--fail-on` was met.
    pub met: bool,
}

impl Outcome {
    /// 0 done, 1 done and a `--fail-on` met, 2 something not read.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Outcome { unread: true, .. } => ExitCode::from(NOT_DONE),
            Outcome { met: true, .. } => ExitCode::from(MET),
            _ => ExitCode::SUCCESS,
        }
    }

    /// Names on stderr what could not be taken from a record.
    pub fn not_taken(&mut self, sources: &onrecord::Sources) {
        for fault in sources.take_faults() {
            anstream::eprintln!("onrecord: {fault}");
            self.unread = true;
        }
    }

    /// Names on stderr what could not be read.
    pub fn not_read(&mut self, error: &onrecord::ReadError) {
        anstream::eprintln!("onrecord: {error}");
        self.unread = true;
    }
}
