//! Paths and queries of links: what is put into an address is escaped for it.

use std::fmt::Write;

/// A value for a path or a query: everything but letters, digits and `-._~` is escaped.
///
/// ```ignore
/// assert_eq!(escaped("a b&c"), "a%20b%26c");
/// ```
pub(crate) fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte))
            }
            byte => write!(escaped, "%{byte:02X}").expect("a string takes all"),
        }
    }
    escaped
}

/// The address of a list with the fields that are given, ready for more: `people?name=rowe&`.
pub(crate) fn list(name: &str, fields: &[(&str, &Option<String>)]) -> String {
    let given = fields.iter().filter_map(|(field, value)| Some((field, value.as_deref()?)));
    let given = given.filter(|(_, value)| !value.is_empty());
    let mut address = format!("{name}?");
    given.for_each(|(field, value)| address.extend([field, "=", &escaped(value), "&"]));
    address
}

/// A link to a place in a document of the record: marked by the server, and by the browser where scripts run.
pub(crate) fn place(document: i64, start: usize, end: usize) -> String {
    format!("/documents/{document}?c={start}-{end}#c={start}-{end}")
}

/// A link to a place in the document that is called so: `/find` knows its number.
pub(crate) fn place_in(id: &str, start: usize, end: usize) -> String {
    format!("/find?id={}&c={start}-{end}", escaped(id))
}

/// `120-180` as a place: two code points, the second not before the first.
pub(crate) fn parsed(place: &str) -> Option<(usize, usize)> {
    let (start, end) = place.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_an_address_cannot_leave_its_place() {
        assert_eq!(escaped("a b&c=\"é\"/?#"), "a%20b%26c%3D%22%C3%A9%22%2F%3F%23");
    }

    #[test]
    fn a_place_is_two_numbers_in_order() {
        assert_eq!(parsed("120-180"), Some((120, 180)));
        for wrong in ["", "1", "5-5", "9-3", "a-b", "-1-4", "1-99999999999999999999999"] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
