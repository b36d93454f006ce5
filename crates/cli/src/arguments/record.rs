//! Flags of the commands about a record.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::{EXIT, ExtractFormat};

/// Put documents into a record, or update them; what is held already is left as it is.
///
/// A batch of documents is counted once it is on the disk. After Ctrl-C or a crash, give the command again: it goes on
/// where it was.
///
/// Example: onrecord add transcripts/ news.jsonl.gz
#[derive(Args)]
#[command(after_long_help = EXIT)]
pub struct Add {
    /// Documents: files, folders, globs, http(s) addresses, or - for standard input.
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<String>,
    /// Then wait, and add what arrives or changes there, until it is stopped (Ctrl-C).
    #[arg(long)]
    pub watch: bool,
    #[command(flatten)]
    pub record: RecordFile,
    /// How to print the summary.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub format: ExtractFormat,
}

/// Find passages in a record, best first.
///
/// All words must occur; "several words" stand together; word* is a beginning; -word must not occur; OR lets either of two
/// do. Fields narrow: speaker:NAME publisher:NAME occasion:WORDS kind:transcript|report|release|other since:DATE until:DATE,
/// a DATE being a year, month or day.
///
/// Example: onrecord search 'speaker:rowe "harbour bridge" since:2025'
#[derive(Args)]
pub struct Search {
    /// The question. Several words need no marks around them all, unless one begins with a dash.
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    #[command(flatten)]
    pub answers: Answers,
}

/// List what somebody said in transcripts and is quoted with elsewhere, latest first.
///
/// Example: onrecord statements --by "Ada Rowe" --about "harbour bridge"
#[derive(Args)]
pub struct Statements {
    /// Whose words: words of the name.
    #[arg(long, value_name = "NAME", required_unless_present = "about")]
    pub by: Option<String>,
    /// Words that must stand near, as in search.
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    #[command(flatten)]
    pub answers: Answers,
}

/// Follow a statement: every quotation of it by day, how the wording changed, and who took it from whom.
///
/// Reports are traced when they are added, and again when a transcript that they lacked arrives.
///
/// Example: onrecord trail 12:t4
#[derive(Args)]
pub struct Trail {
    /// The statement as DOCUMENT:tN (a turn), DOCUMENT:qN (what this quotation was traced to) or DOCUMENT:START-END (code
    /// points), the document by its number in the record, id, url or path.
    pub statement: String,
    #[command(flatten)]
    pub answers: Answers,
}

/// List people of a record, say why two names are one person, and correct it.
///
/// Example: onrecord people list rowe
#[derive(Args)]
pub struct People {
    #[command(subcommand)]
    pub action: PeopleAction,
}

#[derive(Subcommand)]
pub enum PeopleAction {
    /// People whose names hold all these words, with what documents call them and when.
    List {
        /// Words of the name; everybody without.
        words: Vec<String>,
        #[command(flatten)]
        answers: Answers,
    },
    /// Every document in which a person appears, and why it is this person.
    Show {
        /// The name, or the number that list gives.
        name: String,
        #[command(flatten)]
        answers: Answers,
    },
    /// Say that two names are one person, who then bears the second.
    Merge {
        /// The name that is given up.
        name: String,
        /// The name that stays.
        into: String,
        #[command(flatten)]
        word: Word,
    },
    /// Take back that a name was merged into another, by a person or by what the documents show.
    Split {
        /// The name that was given up.
        name: String,
        #[command(flatten)]
        word: Word,
    },
}

/// List occasions with their documents and speakers, latest first; say why a document is of one, and correct it.
///
/// Example: onrecord occasions press conference
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Occasions {
    #[command(subcommand)]
    pub action: Option<OccasionsAction>,
    /// Words of the occasion's name; every occasion without.
    pub words: Vec<String>,
    #[command(flatten)]
    pub answers: Answers,
}

#[derive(Subcommand)]
pub enum OccasionsAction {
    /// An occasion's documents, and why each is of it.
    Show {
        /// Its number, as the list gives it.
        occasion: i64,
        #[command(flatten)]
        answers: Answers,
    },
    /// Say that a document tells of an occasion.
    Join {
        /// The document: its number, id, url or path.
        document: String,
        /// The occasion's number.
        occasion: i64,
        #[command(flatten)]
        word: Word,
    },
    /// Say that a document tells of no occasion but what it names itself.
    Part {
        /// The document: its number, id, url or path.
        document: String,
        #[command(flatten)]
        word: Word,
    },
}

/// Lay figures about the same thing side by side, in the order of time, and say where they differ.
///
/// A difference is no verdict: both sentences are shown. Figures of no known time come last.
///
/// Example: onrecord figures --about "2 percent allies" --since 2024
#[derive(Args)]
pub struct Figures {
    /// Words that must stand in the sentence of a figure of each series, in any spelling.
    #[arg(long, value_name = "WORDS", required_unless_present = "by")]
    pub about: Option<String>,
    #[command(flatten)]
    pub claims: Claims,
    /// How to print: svg is a chart of each series.
    #[arg(long, value_enum, default_value_t = FiguresFormat::Text)]
    pub format: FiguresFormat,
}

/// List what was undertaken, latest first, with what was said later of the same.
///
/// It never says whether something was kept or broken. What counts as a commitment, docs/commitments.md says.
///
/// Example: onrecord commitments --by "Ada Rowe" --no-later-statement
#[derive(Args)]
pub struct Commitments {
    /// Words that must stand in the sentence, in any spelling.
    #[arg(long, value_name = "WORDS", required_unless_present = "by")]
    pub about: Option<String>,
    #[command(flatten)]
    pub claims: Claims,
    /// Only those of which no later sentence is held.
    #[arg(long)]
    pub no_later_statement: bool,
    /// How to print: text for people; json is one array, jsonl one answer a line; csv one row an answer.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub format: ExtractFormat,
}

/// Gather statements of one position across speakers, occasions and time.
///
/// Example: onrecord positions --about "harbour bridge"
#[derive(Args)]
pub struct Positions {
    /// Words that must stand in the sentence, in any spelling.
    #[arg(long, value_name = "WORDS")]
    pub about: String,
    #[command(flatten)]
    pub claims: Claims,
    /// How to print: text for people; json is one array, jsonl one answer a line; csv one row a statement.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub format: ExtractFormat,
}

/// Whose claims, of what time, out of what.
#[derive(Args)]
pub struct Claims {
    /// Documents to ask instead of a record: files, folders, globs.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, conflicts_with = "record")]
    pub paths: Vec<String>,
    /// Whose: words of the name.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Said on this day or later: a year, month or day.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Said on this day or before.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    #[command(flatten)]
    pub record: RecordFile,
    /// So many answers at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// How series are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FiguresFormat {
    Text,
    Json,
    Jsonl,
    Csv,
    Svg,
}

/// Keep a person's word on a quotation that was found, or list what was said.
///
/// Example: onrecord review 12:q3 reject --note "the speaker is another"
#[derive(Args)]
pub struct Review {
    /// The quotation as DOCUMENT:qN, the document by its number in the record, id, url or path; all reviews without.
    #[arg(requires = "verdict")]
    pub finding: Option<String>,
    /// What is said of it.
    pub verdict: Option<Said>,
    /// Why, or what is to be remembered.
    #[arg(long, value_name = "WORDS")]
    pub note: Option<String>,
    #[command(flatten)]
    pub word: Word,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub format: ExtractFormat,
}

/// What a person says of a quotation.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Said {
    /// It is right.
    Confirm,
    /// It is wrong.
    Reject,
    /// Neither: a note.
    Note,
}

/// Take a document out of a record for good; its words and bytes leave the file, the reason stays.
#[derive(Args)]
pub struct Remove {
    /// The document: its number in the record, id, url or path.
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    /// Why.
    #[arg(long, value_name = "WORDS")]
    pub reason: String,
    #[command(flatten)]
    pub word: Word,
}

/// Look whether a record is whole: file, references, bytes, places, search.
#[derive(Args)]
#[command(after_long_help = EXIT)]
pub struct Verify {
    #[command(flatten)]
    pub record: RecordFile,
}

/// Read and understand every document of a record anew, after an update of onrecord.
#[derive(Args)]
#[command(after_long_help = EXIT)]
pub struct Rebuild {
    #[command(flatten)]
    pub record: RecordFile,
}

/// Write a record for other programs.
///
/// jsonl: its tables to standard output, a row a line; import makes the record of it again. csv: to a new folder, a file a
/// table. annotations: every finding as a W3C Web Annotation, one collection in JSON-LD. claimreview: the findings that
/// a person confirmed as schema.org ClaimReviews, a JSON array.
#[derive(Args)]
pub struct Export {
    /// The format.
    #[arg(value_enum)]
    pub format: ExportFormat,
    /// The folder for csv and parquet; it must not hold anything yet.
    #[arg(long, value_name = "FOLDER", required_if_eq_any([("format", "csv"), ("format", "parquet")]), value_hint = ValueHint::DirPath)]
    pub to: Option<PathBuf>,
    /// Only these tables, of jsonl, csv and parquet.
    #[arg(long, value_name = "TABLE", value_delimiter = ',')]
    pub tables: Vec<String>,
    #[command(flatten)]
    pub record: RecordFile,
}

/// A format for other programs.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Jsonl,
    Csv,
    #[cfg(feature = "parquet")]
    Parquet,
    Annotations,
    #[value(name = "claimreview")]
    ClaimReview,
}

/// Make a record of what export jsonl wrote.
///
/// Example: onrecord import record.jsonl --record copy.db
#[derive(Args)]
#[command(after_long_help = EXIT)]
pub struct Import {
    /// The file, or - for standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    #[command(flatten)]
    pub record: RecordFile,
}

/// A person's word on a record.
#[derive(Args)]
pub struct Word {
    /// Who says so [default: the user's name]
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    #[command(flatten)]
    pub record: RecordFile,
}

impl Word {
    /// Who says so: as given, else as the system calls the user.
    pub fn who(&self) -> Option<String> {
        self.who.clone().or_else(|| std::env::var("USER").ok())
    }
}

/// Which record.
#[derive(Args)]
pub struct RecordFile {
    /// The record's file.
    #[arg(long, value_name = "FILE", default_value = "onrecord.db", value_hint = ValueHint::FilePath)]
    pub record: PathBuf,
}

/// Which record is asked, how many answers are wanted and how they are printed.
#[derive(Args)]
pub struct Answers {
    #[command(flatten)]
    pub record: RecordFile,
    /// So many answers at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// How to print: text for people; json is one array, jsonl one answer a line; csv one row an answer.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub format: ExtractFormat,
}
