//! Reading treebanks: CoNLL-U (<https://universaldependencies.org/format.html>).

use text::Span;

use crate::{Penn, Relation, Token, Upos};

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Its document, as the treebank names it.
    pub document: String,
    /// The words, cut as the treebank cuts them, joined by the spaces that the treebank gives.
    pub text: String,
    /// The analysis; spans point into `text`.
    pub tokens: Vec<Token>,
    /// The `Entity` attribute of each token, empty where there is none.
    pub entities: Vec<String>,
}

/// Reads the sentences of a CoNLL-U file. Lines that are not understood are an error that names them.
pub fn read_conllu(file: &str) -> Result<Vec<Sample>, String> {
    let mut samples = Vec::new();
    let mut sample = Sample::default();
    let mut glued = Glue::default();
    let mut document = String::new();
    for (number, line) in file.lines().enumerate() {
        if line.is_empty() {
            if !sample.tokens.is_empty() {
                samples.push(std::mem::take(&mut sample));
            }
            glued = Glue::default();
        } else if let Some(comment) = line.strip_prefix('#') {
            if let Some(name) = comment.trim().strip_prefix("newdoc id = ") {
                document = name.to_owned();
            }
        } else {
            sample.document.clone_from(&document);
            read_word(line, &mut sample, &mut glued).ok_or_else(|| format!("line {}: {line}", number + 1))?;
        }
    }
    if !sample.tokens.is_empty() {
        samples.push(sample);
    }
    Ok(samples)
}

/// Whether the next word follows without a space.
#[derive(Debug, Default)]
struct Glue {
    /// No space before the next word.
    now: bool,
    /// The last word of the multiword token being read, and whether no space follows that.
    until: Option<(usize, bool)>,
}

fn read_word(line: &str, sample: &mut Sample, glue: &mut Glue) -> Option<()> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, form, _, upos, penn, _, head, relation, _, misc] = fields[..] else { return None };
    let unspaced = misc.split('|').any(|item| item == "SpaceAfter=No");
    if let Some((_, last)) = id.split_once('-') {
        glue.until = Some((last.parse().ok()?, unspaced));
        return Some(());
    }
    if id.contains('.') {
        return Some(());
    }
    if !glue.now && !sample.text.is_empty() {
        sample.text.push(' ');
    }
    let start = sample.text.len();
    sample.text.push_str(form);
    sample.tokens.push(Token {
        span: Span::new(start, sample.text.len()),
        tag: Upos::from_name(upos)?,
        form: Penn::from_name(penn).unwrap_or_default(),
        head: head.parse().ok()?,
        relation: Relation::from_name(relation)?,
    });
    let entity = misc.split('|').find_map(|item| item.strip_prefix("Entity="));
    sample.entities.push(entity.unwrap_or_default().to_owned());
    glue.now = unspaced;
    if let Some((last, unspaced)) = glue.until {
        let inside = sample.tokens.len() < last;
        glue.now = inside || unspaced;
        glue.until = inside.then_some((last, unspaced));
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_multiword_tokens_are_kept() {
        let file = "# newdoc id = d1\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
            1\tdo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n\
            3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";
        let samples = read_conllu(file).expect("four words");
        assert_eq!(samples[0].text, "don't go.");
        assert_eq!(samples[0].tokens[2].span.of(&samples[0].text), "go");
        assert_eq!(samples[0].tokens[0].head, 3);
        assert_eq!(samples[0].document, "d1");
    }
}
