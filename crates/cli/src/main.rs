//! onrecord on the command line.
fn main() {}
