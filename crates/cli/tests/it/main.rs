//! The program as a user runs it.

mod bad_input;
mod examples;
mod exchange;
#[cfg(target_os = "linux")]
mod faults;
mod formats;
mod place;
mod program;
mod record;
mod seeds;
