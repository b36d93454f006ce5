//! The project's own chores, as `cargo xtask NAME`.

mod absence;
mod accuracy;
mod browser;
mod calibrate;
mod clock;
mod commitments;
mod families;
mod gold;
mod growth;
mod reliability;
mod series;
mod shell;
mod test;
mod train;

use std::path::Path;
use std::process::ExitCode;

/// What `cargo xtask` says of itself.
const HELP: &str = "cargo xtask CHORE

  test                        format, lints, all tests and doc tests, pages in a browser, accuracy on the development data where present
  accuracy [TASK...]          builds the program and scores it on the development data, against the floors
  reliability DIR             precision, recall and calibration of quotations' confidence on the unpacked data
  browser [--long]            the pages in Chromium and the API under Schemathesis, where they are or can be installed
  calibrate DIR               fits the weights of tracing's confidence on the unpacked development data
  learn-commitments DIR       learns the odds of commitments from the marks, on the unpacked development data
  growth DIR [MILLIONS...]    traces the development data in growing archives: time and recall at each size, in words
  clusters DIR                learns word clusters from a folder of texts
  train DIR                   learns the syntax weights anew from a folder of CoNLL-U
  syntax-score DIR [--dev]    scores the syntax weights on a treebank's test (or development) part
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["test"] => test::everything(),
        ["browser"] => browser::everything(false),
        ["browser", "--long"] => browser::everything(true),
        ["accuracy", only @ ..] => accuracy::measure(only),
        ["reliability", folder] => reliability::measure(Path::new(folder)),
        ["calibrate", folder] => calibrate::calibrate(Path::new(folder)),
        ["learn-commitments", folder] => commitments::odds::learn(Path::new(folder)),
        ["growth", folder, sizes @ ..] => growth::measure(Path::new(folder), sizes),
        ["clusters", folder] => train::clusters(Path::new(folder)),
        ["train", folder] => train::train(Path::new(folder)),
        ["syntax-score", folder] => train::syntax_score(Path::new(folder), false),
        ["syntax-score", folder, "--dev"] => train::syntax_score(Path::new(folder), true),
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
