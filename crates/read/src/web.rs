//! Documents from the web. Only addresses that a user gave as paths are fetched; nothing else uses the network.

use std::time::Duration;

use ureq::Agent;

use crate::Limits;
use crate::error::Cause;

/// Time for a connection to stand: a host that does not answer is told from a slow one.
const CONNECT: Duration = Duration::from_secs(10);
/// Times that a server may send elsewhere.
const REDIRECTS: u32 = 5;

/// Whether a path is an address.
pub(crate) fn is_address(path: &str) -> bool {
    path_of(path).is_some()
}

/// What stands behind the host of an address, without question and fragment: what may end like a file's name.
fn path_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    web.then(|| rest.find('/').map_or("", |path| &rest[path..]))
}

/// The part of a name that tells a format by its ending: all of a file's, the path of an address.
pub(crate) fn file_name(name: &str) -> &str {
    path_of(name).unwrap_or(name)
}

/// The bytes at an address, within the limits of time and size.
pub(crate) fn fetched(address: &str, limits: &Limits) -> Result<Vec<u8>, Cause> {
    let agent = Agent::config_builder()
        .timeout_global(Some(limits.fetch_time))
        .timeout_connect(Some(CONNECT.min(limits.fetch_time)))
        .max_redirects(REDIRECTS)
        .user_agent(concat!("onrecord/", env!("CARGO_PKG_VERSION")))
        .build()
        .new_agent();
    let answered = agent.get(address).call().map_err(|error| refused(&error, limits))?;
    let mut body = answered.into_body();
    let bytes = body.with_config().limit(limits.document_bytes as u64).read_to_vec();
    bytes.map_err(|error| refused(&error, limits))
}

fn refused(error: &ureq::Error, limits: &Limits) -> Cause {
    match error {
        ureq::Error::BodyExceedsLimit(_) => Cause::TooLarge { limit: limits.document_bytes },
        ureq::Error::StatusCode(404 | 410) => Cause::NotFetched("there is no such page (404)".to_owned()),
        ureq::Error::StatusCode(status) => Cause::NotFetched(format!("the server answered {status}")),
        ureq::Error::Timeout(_) => {
            Cause::NotFetched(format!("no answer within {} seconds", limits.fetch_time.as_secs()))
        }
        ureq::Error::HostNotFound => {
            Cause::NotFetched("the host is not found; is there a network?".to_owned())
        }
        error => Cause::NotFetched(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;
    use crate::{ReadError, Reading};

    /// A server on loopback that answers one request with these bytes; its address.
    fn serving(answer: Vec<u8>, path: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}{path}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]);
            match answer.is_empty() {
                true => std::thread::sleep(Duration::from_secs(3)),
                false => drop(stream.write_all(&answer)),
            }
        });
        address
    }

    fn answer(status: &str, body: &str) -> Vec<u8> {
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
            .into()
    }

    fn read(address: &str, limits: &Limits) -> Result<Reading, ReadError> {
        crate::inputs(&[address.to_owned()], limits).next().unwrap().and_then(|raw| raw.read())
    }

    #[test]
    fn a_page_is_fetched_read_and_known_by_its_address() {
        let page = "<!DOCTYPE html><html><head><title>Bridge mended</title></head><body><article><p>Ada Rowe said on \
                    Monday that the harbour bridge would be mended before winter comes.</p></article></body></html>";
        let address = serving(answer("200 OK", page), "/news/bridge?from=feed");
        let reading = read(&address, &Limits::default()).unwrap();
        assert!(reading.document.text.contains("harbour bridge"), "{}", reading.document.text);
        assert_eq!((reading.document.url.as_deref(), &reading.document.id), (Some(&*address), &address));
    }

    #[test]
    fn what_cannot_be_fetched_says_why() {
        let limits =
            Limits { fetch_time: Duration::from_millis(300), document_bytes: 50, ..Limits::default() };
        for (address, why) in [
            (serving(answer("404 Not Found", ""), "/gone.html"), "no such page"),
            (serving(answer("503 Busy", ""), "/"), "answered 503"),
            (serving(answer("200 OK", &"long ".repeat(20)), "/long.txt"), "no single document"),
            (serving(Vec::new(), "/silent"), "no answer within"),
            ("http://127.0.0.1:1/".to_owned(), "cannot be fetched"),
        ] {
            let error = read(&address, &limits).unwrap_err().to_string();
            assert!(error.starts_with(&address) && error.contains(why), "{error}");
        }
    }

    #[test]
    fn an_address_has_the_format_of_its_path() {
        assert_eq!(file_name("https://example.md/talks/a.html?x=y.pdf#z"), "/talks/a.html");
        assert_eq!(file_name("HTTP://example.md"), "");
        assert_eq!(file_name("talks/a://b.md"), "talks/a://b.md");
        assert!(!is_address("ftp://example.org/a"));
    }
}
