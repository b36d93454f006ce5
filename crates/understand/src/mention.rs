//! Mentions: runs of capitalised words, and whether they name a person.

use rustc_hash::FxHashSet;
use syntax::EntityKind;
use text::Span;

use crate::analysis::Analysis;
use crate::lexicon::Class;
use crate::name::Name;
use crate::people::{FormId, Gender, Names};
use crate::token::{Sign, Token};

/// A run of capitalised words: "NATO Secretary General Mark Rutte", "Lake Cowichan".
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Its words.
    pub span: Span,
    /// What it names.
    pub sort: Sort,
    /// Whether the recogniser takes the same words for an organisation here or elsewhere.
    pub organisation: bool,
    /// The name as noted, for persons and for what may be one.
    pub form: Option<FormId>,
}

/// What a run names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A person: by title, given name, or use.
    Person,
    /// An office alone: "the Secretary General".
    Office,
    /// A body by its last word: "Foreign Ministry".
    Body,
    /// A place, a body, a thing: it does not show.
    Unknown,
}

/// All runs of a text in order, with the persons among them noted.
pub(crate) fn mentions<'t>(
    text: &'t str,
    tokens: &[Token],
    paragraphs: &[std::ops::Range<usize>],
    analysis: &Analysis,
    names: &mut Names<'t>,
) -> Vec<Run> {
    let mut runs = runs(text, tokens);
    mend_glued(text, &mut runs);
    let (headlines, body) = headlines(tokens, paragraphs, &runs);
    let known = known_persons(text, &runs, &body);
    let speakers = speaking_words(text, tokens, &runs);
    let beside_cue = runs.iter().filter(|run| run.sort == Sort::Unknown && is_beside_cue(tokens, run));
    let surnames = repeated_surnames(text, tokens, &runs, &headlines);
    let speaking: FxHashSet<&str> = beside_cue.map(|run| run.span.of(text)).collect();
    for index in 0..runs.len() {
        let long = runs[index].sort == Sort::Person && runs[index].last - runs[index].first > LONGEST_NAME;
        if headlines[index] || long {
            cut_to_known(text, tokens, &mut runs[index], &known, long);
        }
        let run = &mut runs[index];
        let words = run.span.of(text);
        let length = run.last - run.first;
        let surname = length == 1 && known.contains(words);
        let speaks = (2..=3).contains(&length) && speakers.contains(last_word(words));
        let repeated = (length == 2 || length == 1) && surnames.contains(last_word(words));
        let described = length > 1
            && !headlines[index]
            && (is_described(text, tokens, run) || explains_office(tokens, run));
        let recognised = !headlines[index] && is_recognised(text, analysis, run);
        let person = surname || speaks || described || recognised || repeated;
        if run.sort == Sort::Unknown && person && !tells_which(tokens, run) {
            run.sort = Sort::Person;
        }
        let firm = length > 1
            && (speakers.contains(words.split_whitespace().next().unwrap_or_default())
                || speaking.contains(words));
        let beside = (is_beside_cue(tokens, run) || firm) && !tells_which(tokens, run);
        let speaks = run.sort == Sort::Unknown && !headlines[index] && beside;
        if speaks || matches!(run.sort, Sort::Person | Sort::Office) {
            let form = names.note(words, run.span.start as usize);
            run.form = Some(form);
            if run.sort != Sort::Unknown {
                names.person(form);
            }
            let before =
                run.first.checked_sub(1).map(|at| &tokens[at as usize]).filter(|token| !token.capital);
            if let Some(gender) = before.and_then(|token| Gender::of_word(token.of(text))) {
                names.gender(form, gender); // "her husband Max"
            }
        }
    }
    note_aliases(text, tokens, &mut runs, names);
    mark_organisations(text, analysis, &mut runs);
    runs
}

/// Marks the runs whose words the recogniser takes for an organisation somewhere: it reads some sentences only.
fn mark_organisations(text: &str, analysis: &Analysis, runs: &mut [Run]) {
    let organised = |run: &&Run| {
        (run.first..run.last).all(|token| analysis.entity(token) == Some(EntityKind::Organisation))
    };
    let known: FxHashSet<&str> = runs.iter().filter(organised).map(|run| run.span.of(text)).collect();
    for run in runs {
        run.organisation = known.contains(run.span.of(text));
    }
}

/// Whether a single word only tells which: "the Dutch politician".
fn tells_which(tokens: &[Token], run: &Run) -> bool {
    let article = |token: &Token| token.is(Class::DETERMINER) && !token.is(Class::SUBORDINATOR);
    let led = run.first.checked_sub(1).is_some_and(|at| article(&tokens[at as usize]));
    let noun = tokens.get(run.last as usize).is_some_and(|next| next.sign == Sign::Word && !next.capital);
    run.last - run.first == 1 && led && noun
}

/// Whether the recogniser takes every word of a run for a person's name; plurals and common nouns are none.
fn is_recognised(text: &str, analysis: &Analysis, run: &Run) -> bool {
    let (last, common) = (last_word(run.span.of(text)), Class::ROLE | Class::COLLECTIVE | Class::BODY);
    let plural = run.last - run.first == 1
        && (last.ends_with('s') || crate::lexicon::lexicon().class(last).any(common));
    !plural && (run.first..run.last).all(|token| analysis.entity(token) == Some(EntityKind::Person))
}

/// "Export Development Canada (EDC)", "President Doe (@president)": what stands in brackets is another form.
fn note_aliases<'t>(text: &'t str, tokens: &[Token], runs: &mut [Run], names: &mut Names<'t>) {
    for index in 1..runs.len() {
        let (full, short) = (&runs[index - 1], &runs[index]);
        let bracketed = full.last + 1 == short.first
            && tokens[full.last as usize].sign == Sign::Open
            && tokens.get(short.last as usize).is_some_and(|token| token.sign == Sign::Close);
        let words = short.span.of(text);
        let is_short = short.last - short.first == 1
            && (words.starts_with('@') || is_acronym(words, full.span.of(text)));
        if bracketed && is_short {
            let long = names.note(full.span.of(text), full.span.start as usize);
            let form = names.note(words, short.span.start as usize);
            names.alias(form, long);
            runs[index - 1].form = Some(long);
            let same = runs.iter_mut().filter(|run| run.span.of(text) == words);
            same.for_each(|run| run.form = Some(form));
        }
    }
}

/// Whether capitals are the first letters of a name's words.
fn is_acronym(short: &str, full: &str) -> bool {
    let initials =
        full.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
    short.len() > 1 && short.chars().all(char::is_uppercase) && short.chars().eq(initials)
}

/// For every run whether it stands in a headline, where capitals say nothing; and the runs that do not (indices).
fn headlines(
    tokens: &[Token],
    paragraphs: &[std::ops::Range<usize>],
    runs: &[Run],
) -> (Vec<bool>, Vec<usize>) {
    let mut headlines = vec![false; runs.len()];
    let mut next = 0;
    for paragraph in paragraphs {
        let headline = is_headline(&tokens[paragraph.clone()]);
        while next < runs.len() && (runs[next].first as usize) < paragraph.end {
            headlines[next] = headline;
            next += 1;
        }
    }
    let body = (0..runs.len()).filter(|&index| !headlines[index]).collect();
    (headlines, body)
}

/// A line in which most long words have capitals. One with a full stop may be a sentence of names: it must be longer.
fn is_headline(line: &[Token]) -> bool {
    const LONGEST: usize = 30;
    let signature = line.first().is_some_and(|token| token.sign == Sign::Dash);
    let label = signature || line.last().is_none_or(|token| token.sign == Sign::Colon);
    if line.len() < 4 || line.len() > LONGEST || label {
        return false;
    }
    let content = || line.iter().filter(|token| token.sign == Sign::Word && token.end - token.start > 3);
    let capitals = content().filter(|token| token.capital).count();
    let stopped = line.last().is_some_and(|token| token.sign == Sign::Stop);
    let least = if stopped { 6 } else { 2 };
    content().count() >= least && capitals * 4 > content().count() * 3
}

/// Surnames, given names and full names of the persons in running text.
fn known_persons<'t>(text: &'t str, runs: &[Run], body: &[usize]) -> FxHashSet<&'t str> {
    let mut known = FxHashSet::default();
    let persons = body.iter().map(|&index| &runs[index]).filter(|run| run.sort == Sort::Person);
    for run in persons {
        let words = run.span.of(text);
        let bare = words.split_whitespace().position(|word| !is_title(word)).unwrap_or(0);
        known.extend(words.split_whitespace().nth(bare));
        known.insert(last_word(words));
        known.insert(words);
    }
    known
}

/// Most words of a name with its title that are looked for at the beginning of a longer run.
const LONGEST_NAME: u32 = 4;

/// Of a run in a headline only the name that the text knows stays: "Jane Doe" of "Jane Doe Slams Plan".
/// A long run in a sentence is cut likewise, but never to a single word, and stays as it is if nothing in it is known.
fn cut_to_known(text: &str, tokens: &[Token], run: &mut Run, known: &FxHashSet<&str>, long: bool) {
    let first = run.first as usize;
    let shortest = if long { 2 } else { 1 };
    for length in (shortest..=LONGEST_NAME.min(run.last - run.first)).rev() {
        let last = first + length as usize;
        let span = tokens[first].span().hull(tokens[last - 1].span());
        if known.contains(span.of(text)) {
            (run.last, run.span) = (last as u32, span);
            return;
        }
    }
    if run.sort == Sort::Person && !long {
        run.sort = Sort::Unknown;
    }
}

/// "strategist Jane Doe", "Jane Doe, 45,", "Jane Doe, a nurse".
fn is_described(text: &str, tokens: &[Token], run: &Run) -> bool {
    const WHO: [&str; 2] = ["who", "whose"];
    let role = |token: &Token| token.is(Class::ROLE | Class::TITLE) && !token.capital;
    let before = run.first.checked_sub(1).and_then(|at| tokens.get(at as usize));
    let after = |steps: usize| tokens.get(run.last as usize + steps);
    let comma = after(0).is_some_and(|token| token.sign == Sign::Comma);
    let age = after(1).is_some_and(|token| token.sign == Sign::Number && token.end - token.start == 2)
        && after(2).is_some_and(|token| token.sign == Sign::Comma);
    let article = after(1).is_some_and(|token| token.is(Class::DETERMINER) && !token.capital);
    let apposed = article && (2..6).any(|steps| after(steps).is_some_and(role));
    let who = |steps: usize| after(steps).is_some_and(|token| WHO.contains(&token.of(text)));
    let which = before.is_some_and(|token| token.is(Class::DETERMINER)); // "the Northern Republican, who"
    before.is_some_and(role) || (comma && (age || apposed || (who(1) && !which))) || (who(0) && !which)
}

/// "the minister of works, Jane Doe,": a name set apart behind an office.
fn explains_office(tokens: &[Token], run: &Run) -> bool {
    const REACH: usize = 8;
    let comma = |at: u32| tokens.get(at as usize).is_some_and(|token| token.sign == Sign::Comma);
    let Some(before) = run.first.checked_sub(1).filter(|&at| comma(at) && comma(run.last)) else {
        return false;
    };
    let phrase = tokens[(before as usize).saturating_sub(REACH)..before as usize].iter().rev();
    let mut office = false;
    for token in phrase.take_while(|token| token.sign == Sign::Word) {
        if token.is(Class::DETERMINER) {
            return office && run.last - run.first <= 3;
        }
        office |= token.is(Class::ROLE | Class::TITLE);
    }
    false
}

/// Last words of names of two words that also act alone: "Ondrej Palas … Palas has". Places and bodies stand after
/// "in" or "the" somewhere; plurals and common nouns are no surnames.
fn repeated_surnames<'t>(
    text: &'t str,
    tokens: &[Token],
    runs: &[Run],
    headlines: &[bool],
) -> FxHashSet<&'t str> {
    let body =
        || runs.iter().zip(headlines).filter(|(run, headline)| !**headline && run.sort == Sort::Unknown);
    let before = |run: &Run| run.first.checked_sub(1).map(|at| &tokens[at as usize]);
    let mut surnames: FxHashSet<&str> = body()
        .filter(|(run, _)| {
            run.last - run.first == 2
                && !tokens[run.first as usize].is(Class::CUE)
                && !before(run).is_some_and(|token| token.is(Class::DETERMINER))
        })
        .map(|(run, _)| last_word(run.span.of(text)))
        .collect();
    let alone = || body().map(|(run, _)| run).filter(|run| run.last - run.first == 1);
    let acts = |run: &&Run| {
        let verb = Class::AUXILIARY | Class::MODAL | Class::CUE;
        tokens.get(run.last as usize).is_some_and(|next| next.is(verb) && !next.capital)
    };
    let common = |word: &str| {
        let class = crate::lexicon::lexicon().class(word);
        word.ends_with('s') || class.any(Class::ROLE | Class::COLLECTIVE | Class::BODY | Class::CUE)
    };
    let acting: FxHashSet<&str> =
        alone().filter(acts).map(|run| run.span.of(text)).filter(|word| !common(word)).collect();
    surnames.retain(|word| acting.contains(word));
    for run in alone() {
        let place = before(run).is_some_and(|token| {
            token.is(Class::DETERMINER) || matches!(token.of(text), "in" | "In" | "across" | "near" | "at")
        });
        if place {
            surnames.remove(run.span.of(text));
        }
    }
    surnames
}

/// Whether a verb of saying stands beside it.
fn is_beside_cue(tokens: &[Token], run: &Run) -> bool {
    let cue = |token: Option<&Token>| {
        token
            .is_some_and(|token| token.is(Class::SAY | Class::WRITE | Class::BARE) && token.is(Class::FINITE))
    };
    let skipped =
        |token: Option<&Token>| token.is_some_and(|token| token.is(Class::ADVERB | Class::AUXILIARY));
    let last = run.last as usize;
    let ahead = if skipped(tokens.get(last)) { last + 1 } else { last };
    cue(tokens.get(ahead)) || run.first.checked_sub(1).is_some_and(|at| cue(tokens.get(at as usize)))
}

fn runs(text: &str, tokens: &[Token]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !begins_run(tokens, at) {
            at += 1;
            continue;
        }
        let end = run_end(text, tokens, at);
        let span = tokens[at].span().hull(tokens[end - 1].span());
        let sort = sort(text, &tokens[at..end], span);
        runs.push(Run { first: at as u32, last: end as u32, span, sort, organisation: false, form: None });
        at = end;
    }
    runs
}

/// A capital that is no mere beginning of a sentence.
fn begins_run(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if !token.is_capital_word() || token.is(Class::SUBJECT | Class::POSSESSIVE) {
        return false;
    }
    let named = |next: &Token| next.is_capital_word() && !next.is(Class::FUNCTION | Class::CALENDAR);
    let before_name = tokens.get(at + 1).is_some_and(named);
    let gendered = token.is(Class::ROLE) && token.is(Class::MAN | Class::WOMAN);
    let common = token.is(Class::COLLECTIVE) || (gendered && !token.is(Class::TITLE));
    let begins =
        at == 0 || matches!(tokens[at - 1].sign, Sign::Stop | Sign::Line | Sign::Paragraph | Sign::Quote);
    if common && begins && !before_name {
        return false; // "Officials said"
    }
    if token.is(Class::GIVEN | Class::TITLE) && (before_name || !token.is(Class::CALENDAR | Class::FUNCTION))
    {
        return true;
    }
    !token.is(Class::FUNCTION | Class::CALENDAR)
}

fn run_end(text: &str, tokens: &[Token], from: usize) -> usize {
    let mut end = from + 1;
    loop {
        let Some(next) = tokens.get(end) else { return end };
        let capital_follows = |at: usize| tokens.get(at).is_some_and(Token::is_capital_word);
        if next.sign != Sign::Word || tokens[end - 1].is(Class::COLLECTIVE) {
            return end;
        }
        let plain = !next.is(Class::FUNCTION) || (next.end - next.start <= 2 && next.is(Class::PARTICLE));
        let handle =
            text[tokens[end - 1].start as usize..].starts_with('@') || next.of(text).starts_with('@');
        let month = handle || next.is(Class::CALENDAR) && !tokens[end - 1].is(Class::GIVEN);
        let article = |at: usize| tokens.get(at).is_some_and(|token| token.of(text) == "the");
        let particle = !next.capital && next.is(Class::PARTICLE);
        let field = (next.of(text) == "of" && tokens[end - 1].is(Class::TITLE | Class::BODY | Class::OFFICE))
            || (matches!(next.of(text), "on" | "for") && end > from + 1 && tokens[end - 1].is(Class::BODY));
        if next.capital && plain && !month {
            end += 1;
        } else if (particle || field) && capital_follows(end + 1) {
            end += 2;
        } else if field && tokens[end - 1].is(Class::TITLE) && article(end + 1) && capital_follows(end + 2) {
            end += 3;
        } else {
            return end;
        }
    }
}

fn sort(text: &str, run: &[Token], span: Span) -> Sort {
    let title = run.iter().rposition(|token| token.is(Class::TITLE));
    let last = &run[run.len() - 1];
    let thing = run.len() > 1 && last.is(Class::BODY | Class::OFFICE | Class::THING);
    match title {
        Some(_) if thing && !last.is(Class::TITLE) => Sort::Body,
        Some(title) if title + 1 == run.len() => Sort::Office,
        Some(title) if run[title + 1..].iter().all(|token| token.is(Class::OFFICE) || !token.capital) => {
            Sort::Office
        }
        Some(title) if run[title + 1].of(text) == "of" => {
            if Name::parse(span.of(text)).is_full() {
                Sort::Person
            } else {
                Sort::Office
            }
        }
        Some(_) => Sort::Person,
        None if thing => Sort::Body,
        None if run.len() > 2 && given_after_office(run) => Sort::Person,
        None if run.len() > 1 && run.len() <= LONGEST_NAME as usize && run[0].is(Class::GIVEN) => {
            Sort::Person
        }
        None => Sort::Unknown,
    }
}

/// "Government Affairs Jane Doe": the last two words are a name.
fn given_after_office(run: &[Token]) -> bool {
    let name = &run[run.len() - 2..];
    name[0].is(Class::GIVEN) && run[run.len() - 3].is(Class::OFFICE | Class::BODY)
}

fn is_title(word: &str) -> bool {
    crate::lexicon::lexicon().class(word).any(Class::TITLE)
}

fn last_word(words: &str) -> &str {
    words.split_whitespace().next_back().unwrap_or_default()
}

/// Words that stand alone beside a verb of saying: surnames, most of them.
fn speaking_words<'t>(text: &'t str, tokens: &[Token], runs: &[Run]) -> FxHashSet<&'t str> {
    let cue =
        |token: Option<&Token>| token.is_some_and(|token| token.is(Class::SAY) && token.is(Class::FINITE));
    let alone = runs.iter().filter(|run| run.last - run.first == 1 && run.sort == Sort::Unknown);
    let speaking = alone.filter(|run| {
        cue(tokens.get(run.last as usize))
            || run.first.checked_sub(1).is_some_and(|at| cue(tokens.get(at as usize)))
    });
    speaking.map(|run| run.span.of(text)).collect()
}

/// Words that a missing space glues to a name: "Blinkenafter meeting".
const GLUED: [&str; 14] =
    ["after", "and", "said", "says", "who", "that", "the", "told", "has", "was", "with", "for", "of", "in"];

/// Cuts what is glued to a name that the text also has alone.
fn mend_glued(text: &str, runs: &mut [Run]) {
    let alone: FxHashSet<&str> = runs.iter().map(|run| last_word(run.span.of(text))).collect();
    for run in runs {
        let word = last_word(run.span.of(text));
        let bare = GLUED.iter().filter_map(|glued| word.strip_suffix(glued));
        let cut = bare
            .filter(|bare| bare.len() > 3 && alone.contains(bare))
            .map(|bare| word.len() - bare.len())
            .next();
        run.span.end -= cut.unwrap_or(0) as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn found(text: &str) -> Vec<(&str, Sort)> {
        let mut names = Names::default();
        let tokens = tokens(text);
        let paragraphs = crate::frame::paragraphs(text, &tokens);
        mentions(text, &tokens, &paragraphs, &Analysis::new(tokens.len()), &mut names)
            .iter()
            .map(|run| (run.span.of(text), run.sort))
            .collect()
    }

    #[test]
    fn persons_offices_and_bodies_are_told_apart() {
        let text = "Today in Paris, people from the Foreign Ministry quickly went to meet Secretary of State Jane Doe before lunch. The Secretary General and Anna Lind left.";
        assert_eq!(
            found(text),
            [
                ("Paris", Sort::Unknown),
                ("Foreign Ministry", Sort::Body),
                ("Secretary of State Jane Doe", Sort::Person),
                ("Secretary General", Sort::Office),
                ("Anna Lind", Sort::Person)
            ]
        );
    }

    #[test]
    fn a_name_that_is_known_in_full_is_a_person_alone() {
        let text = "Lindqvist left. Ingrid Lindqvist came back, and Lindqvistsaid so.";
        assert_eq!(
            found(text),
            [("Lindqvist", Sort::Unknown), ("Ingrid Lindqvist", Sort::Unknown), ("Lindqvist", Sort::Unknown)]
        );
        let text = "Lindqvist left. Ann Lindqvist came back, she said. Lindqvistafter all.";
        assert!(found(text).iter().all(|(_, sort)| *sort == Sort::Person));
    }
}
