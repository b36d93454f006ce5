//! onrecord keeps the public record of who said what, and traces every quotation to the transcripts that hold it.
