//! What is asked of search: words, phrases and fields.

/// A question, taken apart.
///
/// Words must all occur in a passage; `"several words"` stand together; `word*` is a beginning; `-word` must not occur;
/// `OR` between two words lets either do. Fields narrow: `speaker:` `publisher:` `occasion:` (words of a name), `kind:`
/// (transcript, report, release, other), `since:` and `until:` (a year, month or day, both included).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The words, as FTS5 wants them; empty when only fields were given.
    pub(crate) words: String,
    /// Those of them by which passages are weighed against each other.
    pub(crate) weighed: String,
    /// Words of the speaker's name.
    pub speaker: Vec<String>,
    /// Words of the publisher's name or of the document's address.
    pub publisher: Vec<String>,
    /// Words of the occasion's name.
    pub occasion: Vec<String>,
    /// The kind of document.
    pub kind: Option<String>,
    /// First day, month or year.
    pub since: Option<String>,
    /// Last day, month or year.
    pub until: Option<String>,
}

const KINDS: [&str; 4] = ["transcript", "report", "release", "other"];

impl Question {
    /// Takes a question apart.
    ///
    /// # Errors
    /// What cannot be understood, in words for the asker.
    pub fn parse(asked: &str) -> Result<Self, String> {
        let mut question = Question::default();
        let mut wanted: Vec<String> = Vec::new();
        let mut unwanted: Vec<String> = Vec::new();
        let mut either = false;
        for term in terms(asked) {
            match term {
                Term::Field(field, value) => question.narrow(&field, value)?,
                Term::Words { words, .. } if plain_words(&words).is_empty() => {}
                Term::Words { words, quoted: false, .. } if words == "OR" && !wanted.is_empty() => {
                    either = true
                }
                Term::Words { words, excluded: true, .. } => unwanted.push(matched(&words)),
                Term::Words { words, .. } => {
                    match wanted.last_mut().filter(|_| std::mem::take(&mut either)) {
                        Some(last) => *last = format!("{last} OR {}", matched(&words)),
                        None => wanted.push(matched(&words)),
                    }
                }
            }
        }
        if wanted.is_empty() && !unwanted.is_empty() {
            return Err("only words that must not occur were given; give one that must".to_owned());
        }
        if wanted.is_empty() && question == Question::default() {
            return Err("no words to search for".to_owned());
        }
        let wanted: Vec<_> = wanted.iter().map(|word| format!("({word})")).collect();
        question.words = wanted.join(" AND ");
        let weighed: Vec<&str> = wanted.iter().map(String::as_str).filter(|words| weighs(words)).collect();
        question.weighed = weighed.join(" AND ");
        if !unwanted.is_empty() {
            question.words = format!("({}) NOT ({})", question.words, unwanted.join(" OR "));
        }
        Ok(question)
    }

    /// The question for passages that hold all of these words.
    pub fn about(words: &str) -> Result<Self, String> {
        Self::parse(words)
    }

    /// Whether words are asked for, and nothing else.
    pub(crate) fn is_words_alone(&self) -> bool {
        let (words, weighed) = (self.words.clone(), self.weighed.clone());
        *self == Question { words, weighed, ..Question::default() }
    }

    /// Whether it asks for something of the documents, not only for words and speakers.
    pub(crate) fn is_of_documents(&self) -> bool {
        !Question { speaker: Vec::new(), ..self.clone() }.is_words_alone()
    }

    fn narrow(&mut self, field: &str, value: String) -> Result<(), String> {
        let words = || plain_words(&value);
        match field {
            "speaker" => self.speaker.extend(words()),
            "publisher" => self.publisher.extend(words()),
            "occasion" => self.occasion.extend(words()),
            "kind" if KINDS.contains(&value.as_str()) => self.kind = Some(value),
            "kind" => return Err(format!("kind:{value} is none of {}", KINDS.join(", "))),
            "since" => self.since = Some(day(field, value)?),
            _ => self.until = Some(day(field, value)?),
        }
        Ok(())
    }
}

/// A year, month or day.
fn day(field: &str, value: String) -> Result<String, String> {
    let parts: Vec<_> = value.split('-').collect();
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let right = match parts[..] {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2),
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    };
    right
        .then(|| value.clone())
        .ok_or_else(|| format!("{field}:{value} is no date: YYYY, YYYY-MM or YYYY-MM-DD"))
}

enum Term {
    Field(String, String),
    Words { words: String, excluded: bool, quoted: bool },
}

const FIELDS: [&str; 6] = ["speaker", "publisher", "occasion", "kind", "since", "until"];
const MARKS: [char; 3] = ['"', '“', '”'];

/// Cuts a question at white space outside marks.
fn terms(asked: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = asked.trim_start();
    while !rest.is_empty() {
        let excluded = rest.starts_with('-') && rest.len() > 1;
        let body = if excluded { &rest[1..] } else { rest };
        let field = body.split_once(':').map(|(field, _)| field).filter(|field| FIELDS.contains(field));
        let value = field.map_or(body, |field| &body[field.len() + 1..]);
        let (words, quoted, after) = taken(value);
        terms.push(match field {
            Some(field) if !excluded => Term::Field(field.to_owned(), words.to_owned()),
            _ => Term::Words { words: words.to_owned(), excluded, quoted },
        });
        rest = after.trim_start();
    }
    terms
}

/// The words up to the closing mark, or to white space; whether they stood in marks; and what follows.
fn taken(from: &str) -> (&str, bool, &str) {
    if let Some(inner) = from.strip_prefix(MARKS) {
        let end = inner.find(MARKS).unwrap_or(inner.len());
        return (&inner[..end], true, inner[end..].trim_start_matches(MARKS));
    }
    let end = from.find(char::is_whitespace).unwrap_or(from.len());
    (&from[..end], false, &from[end..])
}

/// A word or phrase as FTS5 wants it: between marks, so that nothing in it is taken for a sign of its language.
fn matched(words: &str) -> String {
    let beginning = words.ends_with('*');
    // to FTS5 a question ends at a NUL
    let phrase = words.replace(['"', '\0'], " ");
    format!("\"{}\"{}", phrase.trim_end_matches('*'), if beginning { " *" } else { "" })
}

/// Words that stand in about half of all English passages or in more. To count them takes as long as all the rest of a
/// search, and tells nothing: of two passages none is better because it has them. They must occur, and are not weighed.
const COMMONEST: [&str; 28] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "have", "i", "in", "is", "it", "of",
    "on", "or", "our", "that", "the", "this", "to", "was", "we", "will", "with", "you",
];

/// Whether a part of a question has a word that tells passages apart.
fn weighs(part: &str) -> bool {
    let words = plain_words(part);
    words.iter().any(|word| COMMONEST.binary_search(&word.as_str()).is_err())
}

/// The words of a value, in lower case.
pub(crate) fn plain_words(value: &str) -> Vec<String> {
    let plain = crate::name::plain(value);
    plain.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_ends_no_question() {
        assert_eq!(Question::parse("har\0bour").unwrap().words, "(\"har bour\")");
    }

    #[test]
    fn words_phrases_and_fields_are_told_apart() {
        let question =
            Question::parse("bridge \"before winter\" speaker:\"Ada Rowe\" since:2024-05 -levy harb*")
                .unwrap();
        assert_eq!(question.words, "((\"bridge\") AND (\"before winter\") AND (\"harb\" *)) NOT (\"levy\")");
        assert_eq!(question.weighed, "(\"bridge\") AND (\"before winter\") AND (\"harb\" *)");
        assert_eq!(question.speaker, ["ada", "rowe"]);
        assert_eq!(question.since.as_deref(), Some("2024-05"));
    }

    #[test]
    fn what_stands_everywhere_is_not_weighed() {
        let weighed = |asked| Question::parse(asked).unwrap().weighed;
        assert_eq!(weighed("The bridge \"of the\" levy"), "(\"bridge\") AND (\"levy\")");
        assert_eq!(weighed("the OR this"), "");
        assert_eq!(weighed("the OR ferry"), "(\"the\" OR \"ferry\")");
    }

    #[test]
    fn either_of_two_words_may_do() {
        assert_eq!(
            Question::parse("bridge OR ferry levy").unwrap().words,
            "(\"bridge\" OR \"ferry\") AND (\"levy\")"
        );
        assert_eq!(Question::parse("OR bridge OR").unwrap().words, "(\"OR\") AND (\"bridge\")");
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        for (asked, why) in [
            ("", "no words"),
            ("-bridge", "must not occur"),
            ("kind:poem x", "none of"),
            ("since:May x", "no date"),
            ("\"\" ()", "no words"),
        ] {
            assert!(Question::parse(asked).unwrap_err().contains(why), "{asked}");
        }
    }

    #[test]
    fn no_question_makes_a_wrong_expression() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE VIRTUAL TABLE search USING fts5 (words)").unwrap();
        for asked in [
            "a\"b",
            "a AND",
            "NOT",
            "(",
            "a:b",
            "\"open",
            "-\"x y\" z",
            "*",
            "a* OR -b",
            "^a NEAR(b",
            "kind:report",
        ] {
            let Ok(question) = Question::parse(asked) else { continue };
            if !question.words.is_empty() {
                let found = connection.query_row(
                    "SELECT count(*) FROM search WHERE search MATCH ?1",
                    [&question.words],
                    |row| row.get::<_, i64>(0),
                );
                assert!(found.is_ok(), "{asked}: {} {found:?}", question.words);
            }
        }
    }
}
