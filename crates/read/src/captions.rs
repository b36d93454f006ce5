//! Captions: WebVTT (`.vtt`) and SubRip (`.srt`). The text is what is spoken; time codes become locators.

use text::{Document, Problem, Span};

use crate::error::Cause;
use crate::masthead::Draft;
use crate::raw::TimeCode;
use crate::{encoding, fragment};

/// A pause after which a new paragraph begins, in milliseconds: speakers breathe for less.
const PAUSE_MILLIS: u64 = 3_000;

/// The words of the cues in order, joined to running text; a new paragraph where the speaker changes or pauses.
pub(crate) fn draft(bytes: &[u8]) -> Result<Draft, Cause> {
    let (captions, mut problems) = encoding::decoded(bytes)?;
    let captions = captions.replace("\r\n", "\n");
    let mut script = Script::default();
    let mut unread = 0;
    for block in captions.split("\n\n").filter(|block| !block.trim().is_empty()) {
        match Cue::of(block) {
            Some(cue) => script.add(&cue),
            None if is_remark(block) => {}
            None => unread += 1,
        }
    }
    if unread > 0 {
        let message = format!("{unread} blocks have no line of times; they are left out");
        problems.push(Problem::whole("caption-without-time", message));
    }
    let document = Document { text: script.text, ..Document::default() };
    Ok(Draft { document, problems, times: script.times, ..Draft::default() })
}

/// Parts of a WebVTT file that are no cues.
fn is_remark(block: &str) -> bool {
    let start = block.trim_start_matches('\u{FEFF}').trim_start();
    ["WEBVTT", "NOTE", "STYLE", "REGION", "X-TIMESTAMP"].iter().any(|mark| start.starts_with(mark))
}

/// One caption: when it is shown, in milliseconds, and its lines.
struct Cue<'a> {
    from: u64,
    to: u64,
    lines: Vec<&'a str>,
}

impl<'a> Cue<'a> {
    fn of(block: &'a str) -> Option<Cue<'a>> {
        let mut lines = block.lines();
        let (from, to) = lines.find_map(|line| {
            let (from, rest) = line.split_once("-->")?;
            Some((millis(from.trim())?, millis(rest.split_whitespace().next()?)?))
        })?;
        Some(Cue { from, to, lines: lines.map(str::trim).filter(|line| !line.is_empty()).collect() })
    }
}

/// `01:02:03,400`, `02:03.400`.
fn millis(time: &str) -> Option<u64> {
    let (seconds, fraction) = time.split_once([',', '.']).unwrap_or((time, "0"));
    let mut total = 0u64;
    for part in seconds.split(':') {
        total = total.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let thousandths: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    total.checked_mul(1000)?.checked_add(thousandths)
}

#[derive(Default)]
struct Script {
    text: String,
    times: Vec<TimeCode>,
    speaker: String,
    shown_until: u64,
    last: Vec<String>,
}

impl Script {
    fn add(&mut self, cue: &Cue<'_>) {
        let lines: Vec<String> =
            cue.lines.iter().map(|line| plain(line)).filter(|line| !line.is_empty()).collect();
        let start = self.text.len();
        for (at, line) in lines.iter().enumerate() {
            // captions that roll show a line twice: below, then above the next
            if self.last.contains(line) {
                continue;
            }
            let speaker = voice(cue.lines[at.min(cue.lines.len() - 1)]);
            let changes = speaker.is_some_and(|speaker| speaker != self.speaker);
            let is_marked = line.starts_with(">>") || line.starts_with("- ") || line.starts_with("– ");
            let pauses =
                self.text.len() == start && cue.from >= self.shown_until.saturating_add(PAUSE_MILLIS);
            self.separate(changes || is_marked || pauses);
            if let Some(speaker) = speaker.filter(|_| changes) {
                self.speaker = speaker.to_owned();
                self.text.push_str(speaker);
                self.text.push_str(": ");
            }
            self.text.push_str(line);
        }
        if self.text.len() > start {
            let from = start + (self.text[start..].len() - self.text[start..].trim_start().len());
            self.times.push(TimeCode { span: Span::new(from, self.text.len()), millis: cue.from });
        }
        (self.last, self.shown_until) = (lines, cue.to.max(cue.from));
    }

    fn separate(&mut self, paragraph: bool) {
        if !self.text.is_empty() {
            self.text.push_str(if paragraph { "\n\n" } else { " " });
        }
    }
}

/// The speaker that `<v Jane Doe>` names.
fn voice(line: &str) -> Option<&str> {
    let tag = line.split_once("<v")?.1.split_once('>')?.0;
    let name = tag.split_once(' ')?.1.trim();
    (!name.is_empty()).then_some(name)
}

/// A line without tags (`<i>`, `<00:01.000>`), positions (`{\an8}`) and character references.
fn plain(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        plain.push_str(&rest[..at]);
        let (close, is_tag) = match rest.as_bytes()[at] {
            b'<' => ('>', rest[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')),
            _ => ('}', rest[at + 1..].starts_with('\\')),
        };
        match rest[at..].find(close).filter(|_| is_tag) {
            Some(length) => rest = &rest[at + length + 1..],
            None => {
                plain.push_str(&rest[at..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    plain.push_str(rest);
    if plain.contains('&') { fragment::text(&plain) } else { plain.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(captions: &str) -> Draft {
        draft(captions.as_bytes()).expect("captions")
    }

    #[test]
    fn subrip_becomes_running_text_with_times() {
        let found = read(
            "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Good morning,</i>\r\n\r\n2\r\n00:00:02,600 --> 00:00:04,000\r\n{\\an8}everyone &amp; all.\r\n\r\n3\r\n00:00:09,000 --> 00:00:10,000\r\n- Thank you.\r\n",
        );
        assert_eq!(found.document.text, "Good morning, everyone & all.\n\n- Thank you.");
        let times: Vec<_> =
            found.times.iter().map(|time| (time.span.of(&found.document.text), time.millis)).collect();
        assert_eq!(times, [("Good morning,", 1000), ("everyone & all.", 2600), ("- Thank you.", 9000)]);
    }

    #[test]
    fn voices_become_labels_and_rolled_lines_stand_once() {
        let found = read(
            "WEBVTT - Talks\n\nNOTE made up\n\n00:01.000 --> 00:02.000 align:start\n<v Jane Doe>The harbour\n\n00:02.000 --> 00:03.000\nThe harbour\n<00:02.500><c>is open.</c>\n\n00:03.000 --> 00:04.000\n<v John Roe>At 5 < 6.\n\nlost\n",
        );
        assert_eq!(found.document.text, "Jane Doe: The harbour is open.\n\nJohn Roe: At 5 < 6.");
        assert_eq!(found.problems.len(), 1);
    }

    #[test]
    fn times_are_read_in_both_styles() {
        assert_eq!(millis("01:02:03,4"), Some(3_723_400));
        assert_eq!(millis("02:03.400"), Some(123_400));
        for wrong in ["", "x", "1:2:x", "99999999999999999999:1", "é.é"] {
            assert_eq!(millis(wrong), None, "{wrong}");
        }
    }
}
