//! Answers of the record, printed as they come.

use std::io;

use anyhow::Result;
use onrecord::forms::{
    Added, CommitmentAnswer, Hit, HitDocument, OccasionAnswer, Office, PersonAnswer, PositionAnswer,
    PositionStatement, Quoted, Review, Series, SeriesPoint, Sighting, Statement, Trail,
};
use onrecord::report::{self, Row};
use serde::Serialize;

use super::Printer;
use super::page::{SOFT, STRONG, YELLOW, gap, harmless, paragraph, styled};
use crate::arguments::ExtractFormat;

/// A form that can be printed for people too.
pub trait Answer: Serialize + Row {
    /// Prints it for a person at a terminal.
    fn print(&self) -> io::Result<()>;
}

/// Prints answers in one format.
pub struct Answers(Printer);

impl Answers {
    /// Prints in this format.
    pub fn new(format: ExtractFormat) -> Self {
        Answers(Printer::new(format))
    }

    /// Prints one answer.
    pub fn show<A: Answer>(&mut self, answer: &A) -> Result<()> {
        match &mut self.0 {
            Printer::Text { first } => {
                if !std::mem::replace(first, false) {
                    gap()?;
                }
                answer.print()?;
            }
            Printer::Csv { rows, first } => {
                if std::mem::replace(first, false) {
                    rows.write_record(A::HEADER)?;
                }
                rows.write_record(answer.row())?;
            }
            Printer::Json(json) => json.show(answer)?,
        }
        Ok(())
    }

    /// Closes what is open.
    pub fn finish(self) -> Result<()> {
        self.0.finish()
    }
}

impl Answer for Hit {
    fn print(&self) -> io::Result<()> {
        let speaker = self.speaker.as_deref().unwrap_or("no speaker named");
        paragraph(
            "",
            &format!("{} {}", styled(STRONG, &harmless(speaker)), styled(SOFT, &place(&self.document))),
        )?;
        paragraph("  ", &marked(self))?;
        let turn = self.turn.as_deref().map(|turn| format!("{turn}, ")).unwrap_or_default();
        let place =
            format!("document {}, {turn}characters {}–{}", self.document.number, self.start, self.end);
        paragraph("  ", &styled(SOFT, &place))
    }
}

impl Answer for Statement {
    fn print(&self) -> io::Result<()> {
        let how = if self.how == "said" { "said" } else { "is quoted" };
        let speaker = format!("{} {how}", styled(STRONG, &harmless(&self.speaker)));
        let review =
            self.review.as_deref().map(|review| format!(" · reviewed: {review}")).unwrap_or_default();
        paragraph("", &format!("{speaker} {}", styled(SOFT, &format!("{}{review}", place(&self.document)))))?;
        paragraph("  ", &harmless(&self.words))?;
        let place = format!("{}, characters {}–{}", self.statement, self.start, self.end);
        paragraph("  ", &styled(SOFT, &place))
    }
}

impl Answers {
    /// Prints a trail: in csv its quotations, a row each.
    pub fn show_trail(&mut self, trail: &Trail) -> Result<()> {
        match &mut self.0 {
            Printer::Text { .. } => {
                print_statement(trail)?;
                trail.quoted.iter().try_for_each(|quoted| self.show(quoted))
            }
            Printer::Csv { .. } => trail.quoted.iter().try_for_each(|quoted| self.show(quoted)),
            Printer::Json(json) => Ok(json.show(trail)?),
        }
    }
}

impl Answers {
    /// Prints a series: in csv its figures, a row each.
    pub fn show_series(&mut self, series: &Series) -> Result<()> {
        match &mut self.0 {
            Printer::Text { .. } => {
                print_series(series)?;
                series.points.iter().try_for_each(|point| self.show(point))?;
                Ok(gap()?)
            }
            Printer::Csv { .. } => series.points.iter().try_for_each(|point| self.show(point)),
            Printer::Json(json) => Ok(json.show(series)?),
        }
    }

    /// Prints a position: in csv its statements, a row each.
    pub fn show_position(&mut self, position: &PositionAnswer) -> Result<()> {
        match &mut self.0 {
            Printer::Text { .. } => {
                let speakers = harmless(&position.speakers.join(", "));
                let about = format!("{} statements · {}", position.statements.len(), position.spread);
                paragraph("", &format!("{} {}", styled(STRONG, &about), styled(SOFT, &speakers)))?;
                position.statements.iter().try_for_each(|stated| self.show(stated))?;
                Ok(gap()?)
            }
            Printer::Csv { .. } => position.statements.iter().try_for_each(|stated| self.show(stated)),
            Printer::Json(json) => Ok(json.show(position)?),
        }
    }
}

fn print_series(series: &Series) -> io::Result<()> {
    let line = format!("{} {}", styled(STRONG, &harmless(&series.name())), report::sparkline(series));
    paragraph("", &format!("{line} {}", styled(SOFT, &format!("{} figures", series.points.len()))))
}

impl Answer for SeriesPoint {
    fn print(&self) -> io::Result<()> {
        let day = self.day.as_deref().unwrap_or("undated");
        let about = [self.scope.as_deref(), self.time.as_deref(), Some(self.relation)];
        let about = harmless(&about.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        let relation =
            if self.relation.starts_with("differs") { styled(YELLOW, &about) } else { styled(SOFT, &about) };
        paragraph("  ", &format!("{day}  {}  {relation}", styled(STRONG, &self.short())))?;
        paragraph("    ", &harmless(&self.sentence))?;
        let speaker = self.speaker.as_deref().unwrap_or("no speaker named");
        paragraph(
            "    ",
            &styled(SOFT, &format!("{} · {} · {}", harmless(speaker), place(&self.document), self.figure)),
        )
    }
}

impl Answer for CommitmentAnswer {
    fn print(&self) -> io::Result<()> {
        let who = self.who.as_deref().unwrap_or("nobody named");
        paragraph(
            "",
            &format!("{} {}", styled(STRONG, &harmless(who)), styled(YELLOW, &harmless(&self.short()))),
        )?;
        paragraph("  ", &harmless(&self.sentence))?;
        let speaker = self.speaker.as_deref().unwrap_or("no speaker named");
        paragraph(
            "  ",
            &styled(
                SOFT,
                &format!("{} · {} · {}", harmless(speaker), place(&self.document), self.commitment),
            ),
        )?;
        for later in self.later.iter().flatten() {
            paragraph(
                "  later  ",
                &format!("{} {}", harmless(&later.words), styled(SOFT, &place(&later.document))),
            )?;
        }
        Ok(())
    }
}

impl Answer for PositionStatement {
    fn print(&self) -> io::Result<()> {
        let speaker = self.speaker.as_deref().unwrap_or("no speaker named");
        let said = self.said.as_deref().unwrap_or("undated");
        let line = format!("{said}  {} {}", styled(STRONG, &harmless(speaker)), styled(SOFT, self.how));
        paragraph("  ", &format!("{line} {}", styled(SOFT, &place(&self.document))))?;
        paragraph("    ", &harmless(&self.words))?;
        let adds =
            if self.adds.is_empty() { String::new() } else { format!("adds: {}", self.adds.join(", ")) };
        if adds.is_empty() { Ok(()) } else { paragraph("    ", &styled(SOFT, &harmless(&adds))) }
    }
}

fn print_statement(trail: &Trail) -> io::Result<()> {
    let speaker = trail.speaker.as_deref().unwrap_or("no speaker named");
    let said = format!("{} said", styled(STRONG, &harmless(speaker)));
    paragraph("", &format!("{said} {}", styled(SOFT, &place(&trail.document))))?;
    paragraph("  ", &harmless(&trail.words))?;
    let quoted = format!("{} quotations of it are held", trail.quoted.len());
    paragraph("", &styled(SOFT, &quoted))
}

impl Answer for Quoted {
    fn print(&self) -> io::Result<()> {
        paragraph("", &styled(SOFT, &place(&self.document)))?;
        if let Some(review) = &self.review {
            paragraph("  reviewed  ", &styled(STRONG, review))?;
        }
        paragraph("  quoted  ", &harmless(&self.words))?;
        paragraph("  spoken  ", &harmless(&self.source_words))?;
        let after = self.after.as_ref().zip(self.why).map(|(after, why)| format!("after {after}: {why}"));
        let speaker = self.speaker.as_ref().map(|speaker| format!("given as {speaker}'s"));
        let touches =
            Some(format!("touches {}", self.touches.join(", "))).filter(|_| !self.touches.is_empty());
        let about = [Some(self.quotation.clone()), self.wording.clone(), speaker, touches, after];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        paragraph("  ", &styled(SOFT, &harmless(&about)))
    }
}

impl Answer for PersonAnswer {
    fn print(&self) -> io::Result<()> {
        let days = days(&self.first_seen, &self.last_seen);
        let about = format!("{} documents, {days} · {}", self.documents, self.number);
        paragraph("", &format!("{} {}", styled(STRONG, &harmless(&self.name)), styled(SOFT, &about)))?;
        for Office { name, first_seen, last_seen, documents } in self.offices.iter().take(OFFICES_SHOWN) {
            let seen = format!("{documents} documents, {}", self::days(first_seen, last_seen));
            paragraph("  ", &format!("{} {}", harmless(name), styled(SOFT, &seen)))?;
        }
        match self.offices.len().saturating_sub(OFFICES_SHOWN) {
            0 => Ok(()),
            more => paragraph("  ", &styled(SOFT, &format!("and {more} more (see --format json)"))),
        }
    }
}

/// Offices shown for a person before the rest is only counted.
const OFFICES_SHOWN: usize = 5;

/// From when to when, as far as is known.
fn days(first: &Option<String>, last: &Option<String>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "undated".to_owned(),
    }
}

impl Answer for Sighting {
    fn print(&self) -> io::Result<()> {
        let called: Vec<_> = self.names.iter().chain(&self.roles).map(String::as_str).collect();
        let line =
            format!("{} {}", styled(STRONG, &harmless(&self.name)), styled(SOFT, &place(&self.document)));
        paragraph("", &line)?;
        paragraph("  ", &styled(SOFT, &harmless(&format!("{} · also: {}", self.why, called.join("; ")))))
    }
}

impl Answer for OccasionAnswer {
    fn print(&self) -> io::Result<()> {
        let number = self.number.to_string();
        let about = [Some(self.date.as_str()), self.place.as_deref(), Some(&number)];
        let about = harmless(&about.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        paragraph("", &format!("{} {}", styled(STRONG, &harmless(&self.name)), styled(SOFT, &about)))?;
        if !self.speakers.is_empty() {
            paragraph("  speakers  ", &harmless(&self.speakers.join(", ")))?;
        }
        self.documents.iter().zip(&self.why).try_for_each(|(document, why)| {
            paragraph("  document  ", &styled(SOFT, &format!("{} ({})", place(document), harmless(why))))
        })
    }
}

impl Answer for Review {
    fn print(&self) -> io::Result<()> {
        let about = [Some(self.at.as_str()), self.who.as_deref(), Some(self.document.as_str())];
        let about = harmless(&about.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        paragraph("", &format!("{} {}", styled(STRONG, &self.verdict), styled(SOFT, &about)))?;
        paragraph("  ", &harmless(&self.words))?;
        self.note.as_deref().map_or(Ok(()), |note| paragraph("  note  ", &harmless(note)))
    }
}

/// The snippet with the words asked for made to stand out.
fn marked(hit: &Hit) -> String {
    let mut marked = String::new();
    let mut places = hit.matches.iter().peekable();
    for (at, character) in hit.snippet.chars().enumerate() {
        if places.peek().is_some_and(|place| place.start == at) {
            marked.push_str(&format!("{YELLOW}"));
        }
        if places.peek().is_some_and(|place| place.end == at) {
            marked.push_str(&format!("{YELLOW:#}"));
            places.next();
        }
        marked.push(if character.is_control() { ' ' } else { character });
    }
    if places.peek().is_some() {
        marked.push_str(&format!("{YELLOW:#}"));
    }
    marked
}

/// Title, day, publisher.
pub fn place(document: &HitDocument) -> String {
    let title = document.title.as_deref().unwrap_or(&document.id);
    let day = document.published.as_deref().unwrap_or("undated");
    let parts = [Some(title), Some(day), document.publisher.as_deref(), document.url.as_deref()];
    harmless(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

impl Answer for Added {
    fn print(&self) -> io::Result<()> {
        let counts = [
            (self.added, "added"),
            (self.updated, "updated"),
            (self.known, "known already"),
            (self.refused.len(), "refused"),
            (self.traced, "traced"),
        ];
        let counts: Vec<_> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let counts = if counts.is_empty() { "nothing to add".to_owned() } else { counts.join(", ") };
        let held = format!("{} now holds {} documents", self.record, self.documents);
        paragraph("", &format!("{}; {}", styled(STRONG, &counts), harmless(&held)))
    }
}
