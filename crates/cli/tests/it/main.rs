//! The program as a user runs it.

mod bad_input;
mod examples;
#[cfg(target_os = "linux")]
mod faults;
mod formats;
mod program;
mod record;
mod seeds;
