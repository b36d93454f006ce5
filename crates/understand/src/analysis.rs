//! Parts of speech and entities of the sentences that may report something.

use syntax::{EntityKind, Model, Penn, Scratch, Sentence, Upos};

use crate::frame::{Frame, Item};
use crate::lexicon::Class;
use crate::mark::Marked;
use crate::token::{Sign, Token};

/// What the tagger says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tag {
    /// It was not asked, or the word is none of these.
    #[default]
    Other,
    /// A verb or auxiliary with a subject of its own: "said", "is", "will".
    Finite,
    /// A verb in another form: "to say", "saying", "told" in "was told".
    Verb,
    /// A noun, adjective or name.
    Nominal,
}

/// Parts of speech of a document's tokens, found sentence by sentence.
#[derive(Default)]
pub(crate) struct Analysis {
    tags: Vec<Tag>,
    entities: Vec<Option<EntityKind>>,
    sentence: Sentence,
    scratch: Scratch,
    /// Token of each word of `sentence`.
    words: Vec<u32>,
}

/// Marked words longer than this, in tokens, are passed to the tagger as their marks only.
const LONGEST_MARKED: usize = 12;

impl Analysis {
    /// For a document of so many tokens.
    pub fn new(tokens: usize) -> Self {
        Self { tags: vec![Tag::Other; tokens], entities: vec![None; tokens], ..Self::default() }
    }

    /// The tag of a token; [`Tag::Other`] before its sentence was read.
    pub fn tag(&self, token: u32) -> Tag {
        self.tags[token as usize]
    }

    /// What kind of entity a token names or stands for; `None` also before its sentence was read.
    pub fn entity(&self, token: u32) -> Option<EntityKind> {
        self.entities[token as usize]
    }

    /// Tags a sentence if a verb of saying or "according" stands outside its marks.
    pub fn read(&mut self, text: &str, tokens: &[Token], items: &[Item], marked: &[Marked], frame: &Frame) {
        let cue = |item: &Item| match *item {
            Item::Token(token) => {
                let token = &tokens[token as usize];
                token.is(Class::CUE) || token.of(text).eq_ignore_ascii_case("according")
            }
            Item::Marked(_) => false,
        };
        let items = &items[frame.items.clone()];
        if !items.iter().any(cue) {
            return;
        }
        self.words.clear();
        for item in items {
            match *item {
                Item::Token(token) => self.words.push(token),
                Item::Marked(index) => self.add_marked(&marked[index as usize]),
            }
        }
        self.tag_words(text, tokens);
    }

    fn add_marked(&mut self, marked: &Marked) {
        if marked.close - marked.open <= LONGEST_MARKED {
            self.words.extend(marked.open as u32..marked.close as u32);
        } else {
            self.words.extend([marked.open as u32, marked.close as u32 - 1]);
        }
    }

    fn tag_words(&mut self, text: &str, tokens: &[Token]) {
        let word =
            |&token: &u32| syntax::Token { span: tokens[token as usize].span(), ..syntax::Token::default() };
        self.sentence.tokens.clear();
        self.sentence.tokens.extend(self.words.iter().map(word));
        Model::english().tag_and_find_entities(text, &mut self.sentence, &mut self.scratch);
        for entity in &self.sentence.entities {
            for &token in &self.words[entity.start as usize..entity.end as usize] {
                self.entities[token as usize] = Some(entity.kind);
            }
        }
        for (&token, word) in self.words.iter().zip(&self.sentence.tokens) {
            if matches!(tokens[token as usize].sign, Sign::Word | Sign::Clitic) {
                self.tags[token as usize] = tag(word);
            }
        }
    }
}

fn tag(word: &syntax::Token) -> Tag {
    match (word.tag, word.form) {
        (Upos::Verb | Upos::Aux, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md) => Tag::Finite,
        (Upos::Verb | Upos::Aux, _) => Tag::Verb,
        (Upos::Noun | Upos::Propn | Upos::Adj, _) => Tag::Nominal,
        _ => Tag::Other,
    }
}
