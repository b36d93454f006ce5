//! Readers: bytes in some format → [`Document`](text::Document)s and problems. One file a format.
