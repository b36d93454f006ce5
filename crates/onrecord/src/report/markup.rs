//! What every page needs: text made harmless, addresses that may be linked to, the style of a verdict.

/// Escapes text for an element's content or an attribute's value.
pub fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}

/// An address that a link may lead to: of the web, never a script.
pub fn link(url: Option<&str>) -> Option<&str> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// The style of a quotation by its verdict: untraced, same, changed, absent, undecided.
pub fn class(status: Option<&str>, wording: Option<&str>) -> &'static str {
    match (status, wording) {
        (None, _) => "untraced",
        (Some("traced"), Some("verbatim")) => "same",
        (Some("traced"), _) => "changed",
        (Some("not_in_transcript"), _) => "absent",
        _ => "undecided",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(link(Some("javascript:alert(1)")), None);
        assert_eq!(link(Some("https://example.org")), Some("https://example.org"));
    }
}
