//! Main text and metadata of made-up HTML pages.

use std::time::{Duration, Instant};

use read::{Raw, Reading};

fn read(html: &str) -> Reading {
    Raw::new("page.html", html.as_bytes().to_vec()).read().expect("a page")
}

const WORDS: &str = "The harbour will open in spring, the mayor said, and every boat in the old town may use it free of charge.";

#[test]
fn boilerplate_is_left_out_and_the_article_kept_in_paragraphs() {
    let page = read(&format!(
        "<html><head><title>Harbour opens in spring - The Paper</title></head><body><nav><ul><li><a href=/>Home</a></ul></nav>
         <div class='layout with-sidebar'><h1>Harbour opens in spring</h1><p class=byline>By Jane Doe
         <div class=article-body><p>{WORDS}<p>“No, <em>never</em>,” said&nbsp;Doe.<br><br>Later.</p><div class='share-tools'>Share this now</div>
         <p>{WORDS} <a href=x>Map</a></p><table><tr><td>Boats<td>12</table></div>
         <div class=related-stories><p>{WORDS} Not this one.</p></div></div>
         <div id=comments><p>{WORDS} Nor this one.</p></div><footer>© The Paper</footer></body></html>"
    ));
    assert_eq!(
        page.document.text,
        format!("{WORDS}\n\n“No, never,” said Doe.\n\nLater.\n\n{WORDS} Map\n\nBoats 12")
    );
    assert_eq!(page.document.title.as_deref(), Some("Harbour opens in spring"));
}

#[test]
fn a_page_of_tables_without_any_names_is_read() {
    let page = read(&format!(
        "<body><table><tr><td><a href=1>One</a><br><a href=2>Two</a><td><font>{WORDS}<br><br>{WORDS}</font></table>"
    ));
    assert_eq!(page.document.text, format!("{WORDS}\n\n{WORDS}"));
}

#[test]
fn labels_of_speakers_and_struck_words_stay() {
    let page = read(&format!(
        "<main><h1>Talks</h1><p><strong>MS. DOE:</strong> {WORDS}</p><p><b>Q</b> <s>Wy</s> Why? {WORDS}</p></main>"
    ));
    assert_eq!(page.document.text, format!("MS. DOE: {WORDS}\n\nQ <s>Wy</s> Why? {WORDS}"));
}

#[test]
fn metadata_come_from_data_for_machines_first() {
    let page = read(&format!(
        r#"<html lang=en><head><title>x</title><meta property="og:site_name" content="The Paper &amp; Co"><meta name=author content="Wrong">
        <link rel=canonical href="https://a.example/harbour"><script type="application/ld+json">
        {{"@graph": [{{"@type": "WebPage", "name": "y"}}, {{"@type": ["NewsArticle"], "headline": "Harbour &#8217;opens",
        "datePublished": "2031-03-05T08:00:00+01:00", "author": [{{"name": "Jane Doe"}}, {{"name": "John Roe"}}]}}]}}</script></head>
        <body><time datetime="2001-01-01">Old</time><p>{WORDS}<p>{WORDS}"#
    ));
    let document = page.document;
    assert_eq!(document.title.as_deref(), Some("Harbour ’opens"));
    assert_eq!(document.author.as_deref(), Some("Jane Doe, John Roe"));
    assert_eq!(document.publisher.as_deref(), Some("The Paper & Co"));
    assert_eq!(document.id, "https://a.example/harbour");
    assert_eq!(document.published, Some("2031-03-05".parse().unwrap()));
}

#[test]
fn hostile_pages_end_soon_and_never_overflow_the_stack() {
    for piece in [
        "<div>",
        "<div><p>words here, and more",
        "<b>x",
        "<table><tr><td>x",
        "<a href=x>y",
        "<",
        "<p>x",
        "<ul><li>a",
        "</div>",
        "<s>",
        "<div class='article-body'>",
        "<p class='article body share'>some words",
        "<svg>",
        "&",
        "<h1>",
        "<td>",
        "<article><p>x",
        "<script type='application/ld+json'>[[[[",
        "<!--",
        "<meta name=a content=b>",
        "<h2>a title that is long",
        "<p>some title words",
    ] {
        let page = format!(
            "<html><title>{}</title><body>{}",
            "a title that is long ".repeat(20_000),
            piece.repeat(1_000_000 / piece.len())
        );
        let start = Instant::now();
        let _ = Raw::new("page.html", page.into_bytes()).read();
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}
