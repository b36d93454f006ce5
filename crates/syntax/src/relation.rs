//! Grammatical relations between words.

use crate::upos::tag_set;

tag_set! {
    /// Universal dependency relations with the subtypes of English (<https://universaldependencies.org/en/dep/>).
    Relation {
        /// Clause that modifies a noun: "the plan *to leave*".
        Acl = "acl",
        /// Relative clause: "the minister *who resigned*".
        AclRelcl = "acl:relcl",
        /// Adverbial clause: "*if* it *rains*".
        Advcl = "advcl",
        /// Relative clause that modifies a clause.
        AdvclRelcl = "advcl:relcl",
        /// Adverb.
        Advmod = "advmod",
        /// Adjective that modifies a noun.
        Amod = "amod",
        /// Apposition: "Ada Stone, *minister* of trade".
        Appos = "appos",
        /// Auxiliary: "*would* say".
        Aux = "aux",
        /// Passive auxiliary: "*was* told".
        AuxPass = "aux:pass",
        /// Preposition or possessive ending of a noun phrase.
        Case = "case",
        /// Coordinating conjunction.
        Cc = "cc",
        /// First part of a double conjunction: "*both* … and".
        CcPreconj = "cc:preconj",
        /// Clause as object: "said that it *rained*".
        Ccomp = "ccomp",
        /// Noun that modifies a noun: "*trade* minister".
        Compound = "compound",
        /// Particle of a phrasal verb: "turn *down*".
        CompoundPrt = "compound:prt",
        /// Coordinated element after the first.
        Conj = "conj",
        /// Copula: "*is* ill".
        Cop = "cop",
        /// Clause as subject.
        Csubj = "csubj",
        /// Clause as subject of a clause that has another subject.
        CsubjOuter = "csubj:outer",
        /// Clause as passive subject.
        CsubjPass = "csubj:pass",
        /// Not analysed.
        #[default]
        Dep = "dep",
        /// Determiner.
        Det = "det",
        /// Predeterminer: "*all* the".
        DetPredet = "det:predet",
        /// Interjection, particle of speech.
        Discourse = "discourse",
        /// Moved out of its clause.
        Dislocated = "dislocated",
        /// Expletive "there", "it".
        Expl = "expl",
        /// Later word of a fixed expression: "according *to*".
        Fixed = "fixed",
        /// Later word of a name: "Ada *Stone*".
        Flat = "flat",
        /// Later part of a word that was written apart.
        Goeswith = "goeswith",
        /// Indirect object.
        Iobj = "iobj",
        /// Item of a list.
        List = "list",
        /// Subordinator: "*that*", "*to*".
        Mark = "mark",
        /// Noun that modifies a noun through a preposition.
        Nmod = "nmod",
        /// Title or descriptor before a name: "*President* Stone".
        NmodDesc = "nmod:desc",
        /// Possessor: "*her* call".
        NmodPoss = "nmod:poss",
        /// Noun that modifies a noun without a preposition.
        NmodUnmarked = "nmod:unmarked",
        /// Subject.
        Nsubj = "nsubj",
        /// Subject of a clause whose predicate is a clause.
        NsubjOuter = "nsubj:outer",
        /// Passive subject.
        NsubjPass = "nsubj:pass",
        /// Numeral that modifies a noun.
        Nummod = "nummod",
        /// Object.
        Obj = "obj",
        /// Noun that modifies a verb through a preposition.
        Obl = "obl",
        /// Agent of a passive: "told *by reporters*".
        OblAgent = "obl:agent",
        /// Noun that modifies a verb without a preposition: "said *Monday*".
        OblUnmarked = "obl:unmarked",
        /// Left over where the head was dropped.
        Orphan = "orphan",
        /// Clause set beside another: quoted speech before "she said".
        Parataxis = "parataxis",
        /// Punctuation.
        Punct = "punct",
        /// Spoken and taken back.
        Reparandum = "reparandum",
        /// The sentence's own head.
        Root = "root",
        /// Person addressed.
        Vocative = "vocative",
        /// Clause without its own subject: "began *to speak*".
        Xcomp = "xcomp",
    }
}

impl Relation {
    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn base(self) -> Self {
        match self {
            Self::AclRelcl => Self::Acl,
            Self::AdvclRelcl => Self::Advcl,
            Self::AuxPass => Self::Aux,
            Self::CcPreconj => Self::Cc,
            Self::CompoundPrt => Self::Compound,
            Self::CsubjOuter | Self::CsubjPass => Self::Csubj,
            Self::DetPredet => Self::Det,
            Self::NmodDesc | Self::NmodPoss | Self::NmodUnmarked => Self::Nmod,
            Self::NsubjOuter | Self::NsubjPass => Self::Nsubj,
            Self::OblAgent | Self::OblUnmarked => Self::Obl,
            other => other,
        }
    }
}
