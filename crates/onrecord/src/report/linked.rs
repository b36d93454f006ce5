//! Findings in forms that other people's programs read: W3C Web Annotations and schema.org ClaimReviews.

use keep::{Found, Passage};
use serde_json::{Value, json};

use super::CAVEAT;

/// What stands before the annotations: one `AnnotationCollection` in JSON-LD (W3C Web Annotation Data Model).
pub const ANNOTATIONS_HEAD: &str = "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationCollection\",\
    \"first\":{\"type\":\"AnnotationPage\",\"items\":[";
/// What stands behind them.
pub const ANNOTATIONS_TAIL: &str = "]}}";

/// A finding as a Web Annotation: the quotation is the target; the place that has its words and what was found are bodies.
pub fn annotation(found: &Found) -> Value {
    let mut bodies: Vec<Value> = found.source.iter().map(|source| part(source, Some("linking"))).collect();
    let mut tags = vec![found.status.as_str()];
    tags.extend(found.wording.as_deref());
    bodies.extend(
        tags.iter().map(|tag| json!({"type": "TextualBody", "purpose": "classifying", "value": tag})),
    );
    if let Some(verdict) = &found.verdict {
        let said = [Some(verdict.as_str()), found.note.as_deref()];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        bodies.push(json!({"type": "TextualBody", "purpose": "assessing", "value": said.join(": ")}));
    }
    json!({
        "id": format!("urn:sha256:{}#q{}", found.quoted.sha256, found.quotation + 1),
        "type": "Annotation",
        "motivation": "linking",
        "generator": {"type": "Software", "name": concat!("onrecord ", env!("CARGO_PKG_VERSION"))},
        "body": bodies,
        "target": part(&found.quoted, None),
    })
}

/// A place as a specific resource: by its words with what stands around them, and by its code points.
fn part(passage: &Passage, purpose: Option<&str>) -> Value {
    let mut part = json!({
        "type": "SpecificResource",
        "source": address(passage),
        "selector": selectors([&passage.before, &passage.words, &passage.after], passage.start, passage.end),
    });
    if let Some(purpose) = purpose {
        part["purpose"] = purpose.into();
    }
    part
}

/// A place by its words, with up to [`CONTEXT`](super::CONTEXT) code points before and after them, and by its code points
/// (W3C Web Annotation selectors).
pub fn selectors([before, words, after]: [&str; 3], start: usize, end: usize) -> [Value; 2] {
    [
        json!({"type": "TextQuoteSelector", "exact": words, "prefix": before, "suffix": after}),
        json!({"type": "TextPositionSelector", "start": start, "end": end}),
    ]
}

/// The document's address, else its id if that is one, else its bytes' hash as a URN.
fn address(passage: &Passage) -> String {
    let document = &passage.document;
    let id = Some(&document.id).filter(|id| id.contains("://"));
    document.url.as_ref().or(id).cloned().unwrap_or_else(|| format!("urn:sha256:{}", passage.sha256))
}

/// A finding that a person confirmed, as a schema.org `ClaimReview`; others give none, for a review is somebody's word and
/// not the program's. What is reviewed is whether the words stand in the transcript, not whether they are true.
pub fn claim_review(found: &Found) -> Option<Value> {
    let who = found.who.as_deref().filter(|_| found.verdict.as_deref() == Some("confirm"))?;
    let document = &found.quoted.document;
    let mut claim = json!({
        "@type": "Claim",
        "appearance": {
            "@type": "CreativeWork",
            "url": address(&found.quoted),
            "headline": document.title,
            "datePublished": document.published,
        },
    });
    if let Some(speaker) = &found.speaker {
        claim["author"] = json!({"@type": "Person", "name": speaker});
    }
    let mut review = json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": format!("“{}”", found.quoted.words),
        "author": {"@type": "Person", "name": who},
        "datePublished": found.at,
        "itemReviewed": claim,
        "reviewRating": {"@type": "Rating", "alternateName": rating(found), "ratingExplanation": CAVEAT},
    });
    if let Some(note) = &found.note {
        review["reviewBody"] = note.as_str().into();
    }
    if let Some(source) = &found.source {
        review["isBasedOn"] = json!({
            "@type": "Quotation",
            "text": source.words,
            "isPartOf": {"@type": "CreativeWork", "url": address(source), "headline": source.document.title},
        });
    }
    Some(review)
}

/// What was found, in words: facts about the words, no verdict on the truth.
fn rating(found: &Found) -> &'static str {
    match (found.status.as_str(), found.wording.as_deref()) {
        ("traced", Some("verbatim")) => "The same words stand in the transcript",
        ("traced", _) => "The transcript has it in other words",
        ("not_in_transcript", _) => "Not in this transcript; may have been said elsewhere",
        _ => "Cannot be decided with the transcripts held",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Found {
        let document = keep::Description {
            number: 1,
            id: "a".into(),
            path: None,
            url: Some("https://example.org/a".into()),
            title: Some("The bridge".into()),
            published: Some("2025-03-04".into()),
            publisher: None,
            kind: "report".into(),
        };
        let quoted = Passage {
            document,
            sha256: "5f".into(),
            start: 10,
            end: 22,
            words: "mend it soon".into(),
            before: "will ".into(),
            after: ".".into(),
        };
        let source = Passage { words: "mend it very soon".into(), ..quoted.clone() };
        Found {
            quoted,
            quotation: 2,
            speaker: Some("Ada Rowe".into()),
            status: "traced".into(),
            wording: Some("trimmed".into()),
            confidence: 0.9,
            source: Some(source),
            verdict: Some("confirm".into()),
            note: None,
            who: Some("R. Eader".into()),
            at: Some("2025-03-05T10:00:00Z".into()),
        }
    }

    #[test]
    fn an_annotation_links_the_quotation_with_its_source() {
        let annotation = annotation(&found());
        assert_eq!(annotation["id"], "urn:sha256:5f#q3");
        assert_eq!(annotation["target"]["source"], "https://example.org/a");
        assert_eq!(annotation["target"]["selector"][1]["start"], 10);
        assert_eq!(annotation["body"][0]["selector"][0]["exact"], "mend it very soon");
        assert_eq!(annotation["body"][2]["value"], "trimmed");
    }

    #[test]
    fn only_a_person_reviews_a_claim() {
        let review = claim_review(&found()).unwrap();
        assert_eq!(review["author"]["name"], "R. Eader");
        assert_eq!(review["reviewRating"]["alternateName"], "The transcript has it in other words");
        for verdict in [None, Some("reject".to_owned())] {
            assert_eq!(claim_review(&Found { verdict, ..found() }), None);
        }
    }
}
