//! Flags, each defined once with its help.

mod record;
mod serve;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use onrecord::Date;

pub use serve::Serve;

pub use record::{
    Add, Answers, Claims, Commitments, Export, ExportFormat, Figures, FiguresFormat, Import, Occasions,
    OccasionsAction, People, PeopleAction, Positions, Rebuild, RecordFile, Remove, Review, Said, Search,
    Statements, Trail, Verify, Word,
};

/// Keeps the public record of who said what, and traces every quotation to the transcripts that hold it.
///
/// A transcript is not a recording: everything is said in comparison with the transcripts named.
#[derive(Parser)]
#[command(name = "onrecord", version, max_term_width = 100, arg_required_else_help = true, after_long_help = EXIT)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Said under every long help.
const EXIT: &str = "Exit status:
  0  done
  1  done, and a --fail-on condition was met
  2  something could not be read or done; it is named on stderr, the rest is done";

#[derive(Subcommand)]
pub enum Command {
    Check(Check),
    Trace(Trace),
    Extract(Extract),
    Add(Add),
    Search(Search),
    Statements(Statements),
    Trail(Trail),
    People(People),
    Occasions(Occasions),
    Figures(Figures),
    Commitments(Commitments),
    Positions(Positions),
    Review(Review),
    Remove(Remove),
    Verify(Verify),
    Rebuild(Rebuild),
    Export(Export),
    Import(Import),
    Serve(Serve),
    Completions(Completions),
}

/// Find every quotation in articles, trace each to the transcripts held, and say what differs.
///
/// Example: onrecord check article.txt --against transcripts/
#[derive(Args)]
#[command(after_long_help = EXIT)]
pub struct Check {
    /// Articles: files, folders, globs, http(s) addresses, or - for standard input.
    #[arg(value_name = "ARTICLE", required = true, value_hint = ValueHint::AnyPath)]
    pub articles: Vec<String>,
    #[command(flatten)]
    pub against: Against,
    /// How to print: text for people; json is one array, jsonl one article a line; csv one row a quotation and source;
    /// html one self-contained page.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// Leave the articles' text out of json and jsonl.
    #[arg(long)]
    pub no_text: bool,
    /// Exit with 1 when a finding is one of these.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "CONDITIONS")]
    pub fail_on: Vec<FailOn>,
}

/// Trace words without an article, or a list of them.
///
/// Example: onrecord trace "we will mend the bridge" --by "Ada Rowe" --against transcripts/
#[derive(Args)]
#[command(
    after_long_help = "The CSV for --quotes has a header line. Column words (or quote) holds the words; by (or \
speaker), date (YYYY-MM-DD) and id are optional."
)]
pub struct Trace {
    /// The words.
    #[arg(required_unless_present = "quotes")]
    pub words: Option<String>,
    /// Who is said to have said them.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// When they were quoted (YYYY-MM-DD): what was published later is no source.
    #[arg(long)]
    pub date: Option<Date>,
    /// A CSV file of quotations, a row each; - for standard input.
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["words", "by", "date"], value_hint = ValueHint::FilePath)]
    pub quotes: Option<PathBuf>,
    #[command(flatten)]
    pub against: Against,
    /// How to print.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// Exit with 1 when a finding is one of these.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "CONDITIONS")]
    pub fail_on: Vec<FailOn>,
}

/// Tell who said what in each document: turns, quotations, people.
#[derive(Args)]
pub struct Extract {
    /// Documents: files, folders, globs, http(s) addresses, or - for standard input.
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<String>,
    /// How to print: text for people; json is one array, jsonl one document a line; csv one row a turn or quotation.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub format: ExtractFormat,
    /// Leave the documents' text out of json and jsonl.
    #[arg(long)]
    pub no_text: bool,
}

/// Print shell completions, to be sourced by the shell.
#[derive(Args)]
pub struct Completions {
    /// The shell.
    pub shell: clap_complete::Shell,
}

/// What to compare with.
#[derive(Args)]
pub struct Against {
    /// Transcripts and releases to compare with: files, folders, globs.
    #[arg(long, value_name = "PATH", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub against: Vec<String>,
    /// A record to compare with, made by add [default: ./onrecord.db where there is one and --against is not given]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub record: Option<PathBuf>,
    /// Also list passages of eight words or more that stand in a source but bear no quotation marks in the article.
    #[arg(long)]
    pub unmarked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
    Jsonl,
    Csv,
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    Text,
    Json,
    Jsonl,
    Csv,
}

/// A finding that a script wants to stop at.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Traced, and not the same words.
    Changed,
    /// A difference touches a negation, number, name …
    Touches,
    /// The words are another speaker's.
    SpeakerDiffers,
    /// The occasion's transcript is held and has nothing like them.
    NotInTranscript,
    /// It cannot be decided.
    Undecided,
}
