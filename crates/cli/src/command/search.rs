//! `onrecord search`: passages of a record.

use anyhow::Result;
use onrecord::Record;

use crate::arguments::Search;
use crate::outcome::Outcome;
use crate::show::Answers;

/// Asks the record and prints the passages, best first.
pub fn run(arguments: &Search) -> Result<Outcome> {
    let record = Record::open(&arguments.answers.record.record)?;
    let mut answers = Answers::new(arguments.answers.format);
    for hit in record.search(&question(&arguments.query), 0, arguments.answers.limit)? {
        answers.show(&hit)?;
    }
    answers.finish()?;
    Ok(Outcome::default())
}

/// The question as one line. The shell takes marks away: an argument of several words was a phrase, unless it is the
/// only one.
fn question(arguments: &[String]) -> String {
    match arguments {
        [question] => question.clone(),
        several => several.iter().map(|argument| marked(argument)).collect::<Vec<_>>().join(" "),
    }
}

fn marked(argument: &str) -> String {
    if !argument.contains(char::is_whitespace) || argument.contains('"') {
        return argument.to_owned();
    }
    match argument
        .split_once(':')
        .filter(|(field, _)| field.chars().all(|letter| letter.is_ascii_lowercase()))
    {
        Some((field, value)) => format!("{field}:\"{value}\""),
        None => format!("\"{argument}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::question;

    #[test]
    fn what_the_shell_took_is_put_back() {
        let asked =
            |arguments: &[&str]| question(&arguments.iter().map(|&a| a.to_owned()).collect::<Vec<_>>());
        assert_eq!(asked(&["bridge \"before winter\""]), "bridge \"before winter\"");
        assert_eq!(
            asked(&["bridge", "before winter", "speaker:Ada Rowe"]),
            "bridge \"before winter\" speaker:\"Ada Rowe\""
        );
    }
}
