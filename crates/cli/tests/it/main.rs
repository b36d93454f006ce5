//! The program as a user runs it.

mod bad_input;
mod formats;
mod program;
