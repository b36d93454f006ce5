//! A server as programs and strangers meet it: what is given, and what is refused.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use onrecord::{Limits, Record};
use onrecord_web::{RequestLimits, Server, Settings};
use tokio::sync::oneshot;

const TALK: &str = "MS. ROWE: We will mend the harbour bridge before winter comes, whatever it costs.\n\n\
                    MR. LIND: And who will pay for it, the shops on the quay?\n";
const REPORT: &str = "---\ntitle: Bridge to be mended\ndate: 2025-03-05\n---\n“We will mend the harbour bridge before \
                      winter comes, whatever it costs,” Ada Rowe said on Tuesday.\n";

/// A server in a thread of its own, which ends with it.
struct Served {
    address: SocketAddr,
    link: String,
    record: PathBuf,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    folder: tempfile::TempDir,
}

impl Served {
    fn start(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("onrecord.db");
        fill(folder.path(), &record);
        let mut settings = Settings {
            record: record.clone(),
            address: "127.0.0.1:0".parse().unwrap(),
            public: false,
            hosts: Vec::new(),
            who: Some("Tester".to_owned()),
            limits: RequestLimits::default(),
        };
        change(&mut settings);
        let (stop, stopped) = oneshot::channel::<()>();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(async {
                let server = Server::bind(settings).await.unwrap();
                tell.send((server.address(), server.link())).unwrap();
                server.run(async { _ = stopped.await }).await;
            });
        });
        let (address, link) = told.recv().unwrap();
        Served { address, link, record, stop: Some(stop), thread: Some(thread), folder }
    }

    /// One request, and the whole answer.
    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect((std::net::Ipv4Addr::LOCALHOST, self.address.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let length =
            if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let host = if head.contains("Host:") { "" } else { "Host: localhost\r\n" };
        write!(stream, "{head}\r\n{host}{length}Connection: close\r\n\r\n{body}").unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1"), "")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().unwrap().join();
    }
}

fn fill(folder: &Path, record: &Path) {
    for (name, text) in [("talk.txt", TALK), ("report.md", REPORT)] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let paths = ["talk.txt", "report.md"].map(|name| folder.join(name).display().to_string());
    Record::create(record).unwrap().add(&paths, &Limits::default(), |_| {}).unwrap();
}

fn status(answer: &str) -> u16 {
    answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or_else(|| panic!("no answer: {answer:?}"))
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn pages_and_api_answer() {
    let served = Served::start(|_| {});
    for path in [
        "/",
        "/search",
        "/search?q=bridge",
        "/documents",
        "/documents/1?c=10-20",
        "/documents/1/t1",
        "/documents/1/raw",
        "/documents/2/q1",
        "/people",
        "/people/1",
        "/occasions",
        "/check",
        "/api/v1/openapi.json",
        "/api/v1/record",
        "/api/v1/search?q=bridge",
        "/api/v1/search/facets?q=bridge",
        "/api/v1/documents/1",
        "/api/v1/people/1/spoken",
        "/api/v1/statements?about=bridge",
        "/api/v1/statements/1:t1",
        "/api/v1/statements/1:t1/trail",
        "/api/v1/waiting",
    ] {
        let answer = served.get(path);
        assert_eq!(status(&answer), 200, "{path}: {answer}");
        assert!(
            header(&answer, "content-security-policy")
                .is_some_and(|policy| policy.starts_with("default-src 'none'"))
        );
    }
}

#[test]
fn an_answer_that_is_known_is_not_sent_again() {
    let served = Served::start(|_| {});
    let first = served.get("/api/v1/documents/1");
    let tag = header(&first, "etag").unwrap();
    let again = served.ask(&format!("GET /api/v1/documents/1 HTTP/1.1\r\nIf-None-Match: {tag}"), "");
    assert_eq!(status(&again), 304);
}

#[test]
fn what_is_wrong_is_told_in_the_form_of_the_asker() {
    let served = Served::start(|_| {});
    for (path, expected) in [
        ("/api/v1/documents/99", 404),
        ("/api/v1/documents/x", 400),
        ("/api/v1/search", 400),
        ("/api/v1/search?q=kind:poem", 422),
        ("/api/v1/search?q=x&limit=0", 400),
        ("/api/v1/nothing", 404),
    ] {
        let answer = served.get(path);
        assert_eq!(status(&answer), expected, "{path}");
        assert_eq!(header(&answer, "content-type"), Some("application/problem+json"), "{path}");
    }
    let page = served.get("/documents/99");
    assert_eq!((status(&page), header(&page, "content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(!page.contains(&*served.record.to_string_lossy()), "where the record lies is nobody's business");
}

#[test]
fn a_check_is_told_line_by_line() {
    let served = Served::start(|_| {});
    let answer = served.ask("POST /api/v1/check HTTP/1.1\r\nContent-Type: text/plain", REPORT);
    assert_eq!(status(&answer), 200);
    for event in [
        "{\"event\":\"article\"",
        "{\"event\":\"finding\"",
        "\"status\":\"traced\"",
        "{\"event\":\"summary\"",
    ] {
        assert!(answer.contains(event), "{event} in {answer}");
    }
}

#[test]
fn other_sites_and_other_names_are_refused() {
    let served = Served::start(|settings| settings.hosts.push("archive.example".to_owned()));
    assert_eq!(status(&served.ask("GET / HTTP/1.1\r\nHost: evil.example", "")), 421);
    assert_eq!(status(&served.ask("GET / HTTP/1.1\r\nHost: archive.example", "")), 200);
    let word = "{\"quotation\":\"q1\",\"verdict\":\"confirm\"}";
    let post = "POST /api/v1/documents/2/reviews HTTP/1.1\r\nContent-Type: application/json";
    assert_eq!(status(&served.ask(&format!("{post}\r\nOrigin: https://evil.example"), word)), 403);
    assert_eq!(status(&served.ask(&format!("{post}\r\nSec-Fetch-Site: same-site"), word)), 403);
    assert_eq!(status(&served.ask(post, word)), 204);
    assert!(served.get("/api/v1/documents/2/reviews").contains("\"confirm\""));
}

#[test]
fn too_much_and_too_slow_are_refused() {
    let served = Served::start(|settings| {
        settings.limits.body_bytes = 1000;
        settings.limits.header = Duration::from_millis(300);
    });
    let post = "POST /api/v1/check HTTP/1.1\r\nContent-Type: text/plain";
    assert_eq!(status(&served.ask(post, &"x ".repeat(600))), 413);
    // the answer comes through though much of the body is still under way
    assert_eq!(status(&served.ask(post, &"x ".repeat(2_000_000))), 413);
    let mut stream = TcpStream::connect(served.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").unwrap();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest); // ends only when the server gives up
    assert!(!String::from_utf8_lossy(&rest).starts_with("HTTP/1.1 200"));
}

#[test]
fn claims_are_asked_for_on_pages_and_in_the_api() {
    let served = Served::start(|_| {});
    let page = served.get("/positions?about=bridge");
    assert!(page.contains("2 statements") && page.contains("?c=10-"), "{page}");
    assert!(served.get("/api/v1/positions?about=bridge").contains("\"start\":10,"));
    assert!(served.get("/commitments?by=rowe").contains("mend the harbour bridge"));
    assert!(served.get("/figures?document=1").contains("No figure answers that"));
    assert_eq!(status(&served.get("/figures")), 200);
    assert_eq!(status(&served.get("/api/v1/figures?about=%20")), 422);
    assert_eq!(status(&served.get("/api/v1/figures?document=99")), 404);
}

#[test]
fn a_public_record_is_only_read() {
    let served = Served::start(|settings| settings.public = true);
    assert_eq!(status(&served.get("/documents/1")), 200);
    assert_eq!(status(&served.get("/check")), 404);
    assert_eq!(status(&served.ask("POST /api/v1/check HTTP/1.1\r\nContent-Type: text/plain", "x")), 403);
    assert!(!served.get("/").contains("href=\"/check\""));
    let place = served.folder.path().to_string_lossy().into_owned();
    for address in
        ["/", "/documents", "/documents/1", "/documents/1?c=0-9", "/api/v1/documents", "/api/v1/documents/1"]
    {
        assert!(!served.get(address).contains(&place), "{address} tells where the files lie");
    }
}

#[test]
fn another_address_needs_the_token_once() {
    let served = Served::start(|settings| settings.address = "0.0.0.0:0".parse().unwrap());
    let token = served.link.split_once("?token=").expect("the link bears the token").1;
    assert_eq!(status(&served.get("/")), 401);
    assert_eq!(status(&served.get("/?token=wrong")), 401);
    let first = served.get(&format!("/documents?token={token}"));
    assert_eq!((status(&first), header(&first, "location")), (303, Some("/documents")));
    let cookie = header(&first, "set-cookie").unwrap().split(';').next().unwrap();
    assert_eq!(status(&served.ask(&format!("GET / HTTP/1.1\r\nCookie: a=b; {cookie}"), "")), 200);
    assert_eq!(
        status(&served.ask(&format!("GET /api/v1/record HTTP/1.1\r\nAuthorization: Bearer {token}"), "")),
        200
    );
}
