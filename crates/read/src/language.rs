//! The main language of a text.

use whatlang::Lang::{self, *};

/// Bytes that are looked at, from the middle of the text: a few hundred words decide it.
const SAMPLE_BYTES: usize = 1024;

/// Bytes below which nothing is said: names and numbers alone look like any language.
const LEAST_BYTES: usize = 40;

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
    let info = whatlang::detect(sample).filter(|info| info.is_reliable() && sample.len() >= LEAST_BYTES)?;
    Some(code(info.lang()))
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
        assert_eq!(of("12 – 14"), None);
        assert_eq!(of(""), None);
    }
}
