//! The program as a user runs it.

mod bad_input;
mod examples;
mod formats;
mod program;
mod record;
mod seeds;
