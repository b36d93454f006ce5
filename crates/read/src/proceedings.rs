//! Proceedings in XML: TEI (ParlaMint among them) and Akoma Ntoso. Turns begin with the speaker's name and a colon.

use std::collections::BTreeMap;

use text::{Document, Problem};

use crate::encoding;
use crate::error::Cause;
use crate::masthead::Draft;
use crate::prose::Prose;
use crate::xml::{Piece, attribute, walk};

pub(crate) fn draft(bytes: &[u8]) -> Result<Draft, Cause> {
    let (xml, mut problems) = encoding::decoded_declared(bytes)?;
    let mut reader = Reader::default();
    if let Err(why) = walk(&xml, |piece| reader.take(piece)) {
        problems.push(Problem::whole(
            "broken-xml",
            format!("the XML is broken ({why}); what stands before is read"),
        ));
    }
    let said = |value: String| Some(text::on_one_line(&value)).filter(|value| !value.is_empty());
    let document = Document { text: reader.prose.finish(), title: said(reader.title), ..Document::default() };
    Ok(Draft { document, problems, date: reader.date, ..Draft::default() })
}

#[derive(Default)]
struct Reader {
    prose: Prose,
    title: String,
    date: Option<String>,
    /// Names of people by their identifier.
    people: BTreeMap<String, String>,
    person: Option<String>,
    /// Open elements.
    path: Vec<String>,
    /// A speaker's name as the proceedings print it, until the turn begins.
    label: Option<String>,
}

impl Reader {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(name, tag) => {
                self.start(name, |key| attribute(tag, key));
                self.path.push(name.to_owned());
            }
            Piece::End(name) => {
                if let Some(at) = self.path.iter().rposition(|open| open == name) {
                    self.path.truncate(at);
                    self.end(name);
                }
            }
            Piece::Words(words) => self.words(words),
        }
    }

    fn is_in(&self, names: &[&str]) -> bool {
        self.path.iter().any(|open| names.contains(&open.as_str()))
    }

    fn start(&mut self, name: &str, attribute: impl Fn(&str) -> Option<String>) {
        match name {
            "person" | "TLCPerson" => {
                self.person = attribute("id").or(attribute("eId"));
                if let (Some(id), Some(shown)) = (&self.person, attribute("showAs")) {
                    self.people.insert(id.clone(), shown);
                }
            }
            "FRBRdate" | "date" if self.date.is_none() && self.is_in(&["teiHeader", "meta"]) => {
                self.date = attribute("date").or(attribute("when"));
            }
            "u" | "sp" | "speech" => {
                self.prose.paragraph();
                let known =
                    attribute("who").or(attribute("by")).map(|id| self.name_of(id.trim_start_matches('#')));
                let label = self.label.take().or(known.filter(|_| name == "u"));
                self.print_label(label);
            }
            "note" if attribute("type").as_deref() == Some("speaker") => self.label = Some(String::new()),
            "from" | "speaker" => self.label = Some(String::new()),
            "desc" => self.prose.words(" ["),
            "lb" => self.prose.item(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "from" | "speaker" => {
                let label = self.label.take();
                self.print_label(label);
            }
            "person" => self.person = None,
            "desc" => self.prose.words("] "),
            "p" | "u" | "sp" | "speech" | "head" | "heading" | "seg" | "ab" | "l" | "item" | "note"
            | "div" => {
                self.prose.paragraph();
            }
            _ => {}
        }
    }

    fn print_label(&mut self, label: Option<String>) {
        let label = label.unwrap_or_default();
        let label = label.trim().trim_end_matches(':');
        if !label.is_empty() {
            self.prose.words(label);
            self.prose.words(": ");
        }
    }

    fn name_of(&self, id: &str) -> String {
        self.people.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn words(&mut self, words: &str) {
        if self.is_in(&["teiHeader", "meta"]) {
            let is_name = self.is_in(&["persName"]);
            if let (Some(id), true) = (&self.person, is_name) {
                let name = self.people.entry(id.clone()).or_default();
                *name = format!("{name} {}", words.trim()).trim().to_owned();
            } else if self.is_in(&["titleStmt"]) && self.path.last().is_some_and(|open| open == "title") {
                self.title.push_str(words);
                self.title.push(' ');
            }
        } else if self.is_in(&["docTitle"]) {
            self.title.push_str(words);
        } else if let (Some(label), true) = (
            &mut self.label,
            self.path.iter().any(|open| matches!(open.as_str(), "note" | "from" | "speaker")),
        ) {
            label.push_str(words);
        } else if self.is_in(&["text", "debateBody", "body"]) {
            self.prose.words(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_of_tei_begin_with_their_speaker() {
        let found = draft(
            "<TEI><teiHeader><fileDesc><titleStmt><title>Sitting 4</title></titleStmt></fileDesc><profileDesc><date when='2031-03-05'/><particDesc><person xml:id='DoeJane'>
            <persName><forename>Jane</forename> <surname>Doe</surname></persName></person></particDesc></profileDesc></teiHeader><text><body><div>
            <u who='#DoeJane'><seg>Good morning.</seg><seg>We begin.<kinesic><desc>Applause</desc></kinesic></seg></u>
            <note type='speaker'>The Chair:</note><u who='#X'><seg>Order.</seg></u></div></body></text></TEI>"
                .as_bytes(),
        )
        .expect("proceedings");
        assert_eq!(
            found.document.text,
            "Jane Doe: Good morning.\n\nWe begin. [Applause]\n\nThe Chair: Order."
        );
        assert_eq!(
            (found.document.title.as_deref(), found.date.as_deref()),
            (Some("Sitting 4"), Some("2031-03-05"))
        );
    }

    #[test]
    fn turns_of_akoma_ntoso_begin_with_their_speaker() {
        let found = draft(
            "<akomaNtoso><debate><meta><FRBRdate date='2031-03-05'/></meta><debateBody><speech by='#d'><from>Ms Doe</from><p>Good <i>morning</i>.</p></speech></debateBody></debate></akomaNtoso>"
                .as_bytes(),
        )
        .expect("proceedings");
        assert_eq!(found.document.text, "Ms Doe: Good morning.");
        assert_eq!(found.date.as_deref(), Some("2031-03-05"));
    }
}
