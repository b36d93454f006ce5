//! The main language of a text.

use whatlang::Lang::{self, *};
use whatlang::Script;

/// Bytes that are looked at, from the middle of the text: a few hundred words decide it.
const SAMPLE_BYTES: usize = 1024;

/// Bytes below which nothing is said: names and numbers alone look like any language.
const LEAST_BYTES: usize = 40;

/// Bytes below which another language than English must show itself by its small words.
const SHORT_BYTES: usize = 240;

/// Small words of the languages that are believed in short texts; others need longer ones.
const SMALL_WORDS: [(Lang, &str); 9] = [
    (
        Deu,
        "der die das und ist ein eine einen nicht mit den dem des zu zum zur für auf von vom im wir sich dass",
    ),
    (Fra, "le la les des du de et un une est que qui pour dans sur au aux par pas avec il elle nous sera"),
    (Ita, "il lo la gli le di del della dei che e un una per non con si sono alla nel"),
    (Nld, "de het een en van is op voor met dat niet aan te zijn bij"),
    (Pol, "i w na się z ze do nie że jest o od po dla przez oraz za"),
    (Por, "o a os as de do da dos das que e em um uma para com não por no na"),
    (Rus, "и в не на что с по как это из за от для к кто он она будет"),
    (Ukr, "і й в у не на що з за як це та від для до хто він вона буде"),
    (Spa, "el la los las de del que y en un una por con para se es no su al"),
];

/// English words that hold its sentences together. No other language has "the" and "of"; a text without them is
/// left to the detector.
const ENGLISH: &[&str] = &["the", "of", "and", "to", "that", "is", "we", "for", "it", "with"];

/// Share of the sample's words that must be such words, one in this many. In English prose it is one in four or five.
const ENGLISH_ONE_IN: usize = 8;

/// The BCP 47 code of the language, when the text shows it reliably.
pub(crate) fn of(text: &str) -> Option<&'static str> {
    let start = text.floor_char_boundary(text.len().saturating_sub(SAMPLE_BYTES) / 2);
    let end = text.ceil_char_boundary((start + SAMPLE_BYTES).min(text.len()));
    let sample = &text[start..end];
    if is_plainly_english(sample) {
        return Some("en");
    }
    let info = whatlang::detect(sample).filter(|_| sample.len() >= LEAST_BYTES)?;
    let language = by_letters(sample, info.lang());
    let plain = language == Eng || info.script() != Script::Latin || sample.len() >= SHORT_BYTES;
    let least = match (info.is_reliable(), plain) {
        (true, true) => 0,
        (true, false) => 2,
        (false, _) => 3,
    };
    (small_words(sample, language) >= least).then(|| code(language))
}

/// How many small words of this language stand in a text: a headline of names and long words looks like Latin or French
/// to the detector, a short sentence like nothing.
fn small_words(sample: &str, language: Lang) -> usize {
    let Some((_, words)) = SMALL_WORDS.iter().find(|(known, _)| *known == language) else { return 0 };
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let small = |word: &&str| words.split(' ').any(|known| known == bare(word));
    sample.split_whitespace().filter(small).count()
}

/// Russian and Ukrainian told apart by the letters that only one of them has.
fn by_letters(sample: &str, language: Lang) -> Lang {
    let has = |letters: &[char]| sample.contains(letters);
    match language {
        Rus | Bul | Bel | Srp | Mkd if has(&['ї', 'є', 'ґ']) && !has(&['ў', 'ы']) => Ukr,
        Ukr | Bul | Srp | Mkd if has(&['ы', 'э']) && !has(&['і', 'ї', 'є', 'ў']) => Rus,
        other => other,
    }
}

/// Whether a look at the commonest words decides it. It spares most texts the detector, which takes longer than all
/// other reading together.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut english, mut seen) = (0, 0, 0u32);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        if let Some(at) = ENGLISH.iter().position(|known| *known == word) {
            english += 1;
            seen |= 1 << at;
        }
    }
    seen & 0b11 == 0b11 && seen.count_ones() >= 4 && english * ENGLISH_ONE_IN >= words
}

/// whatlang names languages by ISO 639-3; BCP 47 wants the two-letter code of ISO 639-1 where there is one.
fn code(language: Lang) -> &'static str {
    match language {
        Afr => "af",
        Aka => "ak",
        Amh => "am",
        Ara => "ar",
        Aze => "az",
        Bel => "be",
        Ben => "bn",
        Bul => "bg",
        Cat => "ca",
        Ces => "cs",
        Cmn => "zh",
        Cym => "cy",
        Dan => "da",
        Deu => "de",
        Ell => "el",
        Eng => "en",
        Epo => "eo",
        Est => "et",
        Fin => "fi",
        Fra => "fr",
        Guj => "gu",
        Heb => "he",
        Hin => "hi",
        Hrv => "hr",
        Hun => "hu",
        Hye => "hy",
        Ind => "id",
        Ita => "it",
        Jav => "jv",
        Jpn => "ja",
        Kan => "kn",
        Kat => "ka",
        Khm => "km",
        Kor => "ko",
        Lat => "la",
        Lav => "lv",
        Lit => "lt",
        Mal => "ml",
        Mar => "mr",
        Mkd => "mk",
        Mya => "my",
        Nep => "ne",
        Nld => "nl",
        Nob => "nb",
        Ori => "or",
        Pan => "pa",
        Pes => "fa",
        Pol => "pl",
        Por => "pt",
        Ron => "ro",
        Rus => "ru",
        Sin => "si",
        Slk => "sk",
        Slv => "sl",
        Sna => "sn",
        Spa => "es",
        Srp => "sr",
        Swe => "sv",
        Tam => "ta",
        Tel => "te",
        Tgl => "tl",
        Tha => "th",
        Tuk => "tk",
        Tur => "tr",
        Ukr => "uk",
        Urd => "ur",
        Uzb => "uz",
        Vie => "vi",
        Yid => "yi",
        Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_named_by_their_short_codes_or_not_at_all() {
        assert_eq!(
            of("We came here to talk about the harbour, and about who will pay for it in the end."),
            Some("en")
        );
        assert_eq!(
            of("Wir sind hier, um über den Hafen zu sprechen und darüber, wer ihn am Ende bezahlt."),
            Some("de")
        );
        assert_eq!(of("Le ministre a déclaré que le pont sera ouvert en mai."), Some("fr"));
        assert_eq!(of("El ministro dijo que el puente se abre en mayo de este año."), Some("es"));
        assert_eq!(of("Minister powiedział, że most jest gotowy i że nie będzie drogi."), Some("pl"));
        assert_eq!(
            of(
                "Міністр сказав, що міст відкриють у травні цього року, і що це новина для всіх, хто живе на півночі."
            ),
            Some("uk")
        );
        assert_eq!(
            of(
                "Министр сказал, что мост откроют в мае этого года, и что это новость для всех, кто живёт на севере."
            ),
            Some("ru")
        );
        assert_eq!(of("12 – 14"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn a_short_headline_is_no_foreign_text() {
        for headline in [
            "Governor Vale Approves Harbour Disaster Declaration",
            "FACT SHEET: Vale-Roe Administration Expands Public-Private Cybersecurity",
            "Fact Sheet: Administration Announces Ultra Nova Consortium Initiative",
            "Vale, Roe et al. Celebrate Regional Transport Partnership",
        ] {
            assert!(of(headline).is_none_or(|language| language == "en"), "{headline}");
        }
    }
}
