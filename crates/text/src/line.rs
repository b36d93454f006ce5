//! Words on one line.

/// Words with one space between them and none at the edges: what a document wraps over lines reads on.
pub fn on_one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn wrapped_words_read_on() {
        assert_eq!(on_one_line("  the harbour\n\twall \u{a0}stands"), "the harbour wall stands");
        assert_eq!(on_one_line(" \n"), "");
    }
}
