//! Words that go before names in labels: honorifics, offices, roles; and words that label no speaker at all.
//!
//! These are general English words. Who holds an office is never built in: it is learnt from the document.

use crate::misspelt;

/// Sorted lists for binary search, in capitals.
macro_rules! list {
    ($name:ident: $($word:literal)*) => {
        const $name: &[&str] = &[$($word),*];
    };
}

list!(HONORIFICS: "BROTHER" "DAME" "DR" "DRS" "FATHER" "HON" "MADAM" "MESSRS" "MISS" "MR" "MRS" "MS" "PASTOR" "PROF" "PROFESSOR" "RABBI"
    "REV" "REVEREND" "SIR" "SISTER");

list!(OFFICES: "ADM" "ADMINISTRATOR" "ADMIRAL" "ADVISER" "ADVISOR" "AMBASSADOR" "ARCHBISHOP" "ASSISTANT" "ATTORNEY" "BISHOP"
    "BRIGADIER" "CAPT" "CAPTAIN" "CARDINAL" "CHAIR" "CHAIRMAN" "CHAIRPERSON" "CHAIRWOMAN" "CHANCELLOR" "CHIEF" "COACH" "COL"
    "COLONEL" "COMMANDER" "COMMISSIONER" "COMMODORE" "CONGRESSMAN" "CONGRESSWOMAN" "COORDINATOR" "CORPORAL" "CORRESPONDENT" "COUNCILLOR" "COUNCILMAN"
    "COUNCILMEMBER" "COUNCILWOMAN" "COUNSEL" "COUNSELOR" "DELEGATE" "DEPUTY" "DIRECTOR" "EDITOR" "ENSIGN" "ENVOY" "EXECUTIVE" "GEN"
    "GENERAL" "GENTLEMAN" "GOV" "GOVERNOR" "JUDGE" "JUSTICE" "KING" "LADY" "LEADER" "LIEUTENANT" "LORD" "LT" "MAJ" "MAJOR" "MAYOR"
    "MINISTER" "OFFICER" "PM" "POPE" "PREMIER" "PRESIDENT" "PRIME" "PRINCE" "PRINCESS" "QUEEN" "REP" "REPRESENTATIVE"
    "SECRETARY" "SECRETARY-GENERAL" "SEN" "SENATOR" "SERGEANT" "SGT" "SHEIKH" "SHERIFF" "SPEAKER" "SPOKESMAN" "SPOKESPERSON"
    "SPOKESWOMAN" "STAFF" "SULTAN" "SUPERINTENDENT" "SURGEON" "TAOISEACH" "TREASURER" "UNDER" "UNDERSECRETARY" "VICE" "VP"
    "WHIP");

// Words of offices that stand among the words above: "Secretary of State", "Acting Foreign Minister".
list!(DOMAINS: "ACTING" "ADMINISTRATION" "AFFAIRS" "AGRICULTURE" "AIR" "ARMED" "BUDGET" "CABINET" "COMMERCE" "COMMUNICATIONS"
    "CONGRESS" "COUNCIL" "CROWN" "DEFENCE" "DEFENSE" "DEPARTMENT" "DEVELOPMENT" "ECONOMIC" "ECONOMY" "EDUCATION" "ENERGY"
    "EXTERNAL" "FEDERAL" "FINANCE" "FIRST" "FORCE" "FORCES" "FOREIGN" "FORMER" "HEALTH" "HOMELAND" "HOUSE" "HOUSING"
    "HUMAN" "INTELLIGENCE" "INTERIOR" "INTERNATIONAL" "LABOR" "LABOUR" "MAJORITY" "MILITARY" "MINORITY" "NATIONAL"
    "NATIONS" "OFFICE" "OPPOSITION" "POLICY" "POLITICAL" "PRESS" "PRINCIPAL" "PUBLIC" "SECOND" "SECURITY" "SENATE" "SENIOR" "SERVICES"
    "SPECIAL" "STATE" "STATES" "TRADE" "TRANSPORTATION" "TREASURY" "UNION" "UNITED" "VETERANS" "WAR" "WHITE");

// A person without a name: the words are somebody's, but nobody's that a reader could look up.
list!(UNNAMED: "ALL" "ATTENDEE" "ATTENDEES" "AUDIENCE" "BOY" "CALLER" "CHILD" "CHILDREN" "CHORUS" "CITIZEN"
    "CROWD" "CUSTOMER" "EMPLOYEE" "EMPLOYEES" "FAN" "FEMALE" "GIRL" "GROUP" "GUEST" "INTERVIEWER" "JOURNALIST"
    "KID" "KIDS" "MALE" "MAN" "MEDIA" "MEMBER" "MEMBERS" "MULTIPLE" "NURSE" "PARTICIPANT" "PARTICIPANTS"
    "PASSENGER" "PATIENT" "PEOPLE" "PRESS" "PROTESTER" "PROTESTERS" "PROTESTOR" "Q" "QUESTION" "QUESTIONER"
    "QUESTIONS" "REPORTER" "REPORTERS" "RESIDENT" "SEVERAL" "SOLDIER" "SPECTATOR" "STUDENT" "STUDENTS"
    "SUPPORTER" "SUPPORTERS" "TEACHER" "TROOPS" "UNIDENTIFIED" "UNKNOWN" "UNNAMED" "VETERAN" "VISITOR" "VOICE"
    "VOICES" "VOTER" "WITNESS" "WOMAN" "WORKER" "WORKERS");

// Speakers by their part in the event only.
list!(PARTS: "AIDE" "ANCHOR" "ANNOUNCER" "CHAIR" "CLERK" "EMCEE" "HOST" "INTERPRETER" "MODERATOR" "NARRATOR" "OFFICIAL" "OPERATOR"
    "TRANSLATOR" "VOICEOVER");

// What stands before a colon at the start of a line and speaks no word.
list!(SILENT: "ABOUT" "ACTION" "ADDRESS" "AGENDA" "AND" "ATTENDEES" "BACKGROUND" "BUT" "BY" "CAPTION" "CATEGORY" "CC" "CHECK"
    "CITIES" "CLAIM" "CONTACT" "CONTENTS" "COPYRIGHT" "CORRECTION" "CREDIT" "DATE" "DEADLINE" "DEAR" "DESCRIPTION" "DETAILS"
    "DISCLAIMER" "EIGHT" "EMAIL" "EXAMPLE" "FACT" "FACTS" "FAKE" "FALSE" "FALSEHOOD" "FAX" "FIFTH" "FILED" "FINALLY"
    "FIVE" "FOR" "FOUR" "FOURTH" "FROM" "HEADLINE" "HERE" "HOAX" "HOW" "IF" "IN" "INCLUDING" "INFORMATION" "ISSUE"
    "LANGUAGE" "LINK" "LINKS" "LIST" "LOCATION" "MORE" "MYTH" "NEXT" "NINE" "NOMINATION" "NOMINATIONS" "NOTE" "NOTES"
    "OFFENSE" "OLD" "ON" "ONE" "OR" "OVERVIEW" "PHONE" "PHOTO" "PHOTOS" "PLACE" "PROMISE" "PUBLISHED" "RATING" "RE" "READ"
    "REALITY" "REFERENCE" "REFERENCES" "RELATED" "REMEMBER" "RESULT" "RESULTS" "SECTION" "SEE" "SENTENCE" "SEVEN"
    "SIX" "SO" "SOURCE" "SOURCES" "STATUS" "STEP" "SUBJECT" "SUMMARY" "TAGS" "TEL" "TELEPHONE" "TEN" "THEN" "THIRD"
    "THREE" "TIME" "TITLE" "TO" "TOPIC" "TOPICS" "TRANSCRIPT" "TRUE" "TRUTH" "TWO" "UPDATE" "UPDATED" "URL" "VENUE"
    "VESSEL" "VIA" "VIDEO" "WARNING" "WATCH" "WEBSITE" "WHAT" "WHEN" "WHERE" "WHO" "WHY" "WITHDRAWAL" "WITHDRAWALS");

fn has(list: &[&str], word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']);
    if word.is_empty() || word.len() > 20 {
        return false;
    }
    let mut upper = [0u8; 20];
    for (to, from) in upper.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_uppercase();
    }
    let upper = &upper[..word.len()];
    list.binary_search_by(|entry| entry.as_bytes().cmp(upper)).is_ok()
}

/// "Mr.", "Dr.": says how a person is addressed, not what office they hold.
pub(crate) fn is_honorific(word: &str) -> bool {
    has(HONORIFICS, word)
}

/// Whether a word is one slip of the pen from a long word of office: "ADMINSTRATOR".
pub(crate) fn is_misspelt_office(word: &str) -> bool {
    const LONG: usize = 7;
    let upper = word.to_ascii_uppercase();
    let mut long = OFFICES.iter().filter(|office| office.len() >= LONG);
    upper.len() >= LONG && long.any(|office| misspelt::is_slip(upper.as_bytes(), office.as_bytes()))
}

/// A word that names an office: "Secretary", "Mayor".
pub(crate) fn is_office(word: &str) -> bool {
    has(OFFICES, word)
}

/// A word found inside names of offices: "State", "Foreign", "Acting".
pub(crate) fn is_domain(word: &str) -> bool {
    has(DOMAINS, word)
}

/// Whether the words say only that somebody unnamed speaks: "Q", "AUDIENCE MEMBER", "UNIDENTIFIED MALE", "REPORTER 2".
pub(crate) fn is_unnamed(label: &str) -> bool {
    let mut words =
        label.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.clone().any(|word| has(UNNAMED, word))
        && words.all(|word| {
            has(UNNAMED, word)
                || is_counter(word)
                || ["SPEAKER", "PERSON", "THE", "OF"].iter().any(|other| word.eq_ignore_ascii_case(other))
        })
}

/// A word that tells speakers apart who are not named: "TWO", "#2".
pub(crate) fn is_counter(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || b == b'#')
        || ["NUMBER", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN"]
            .iter()
            .any(|number| word.eq_ignore_ascii_case(number))
}

/// A speaker by part only: "MODERATOR", "INTERPRETER", "SENIOR OFFICIAL".
pub(crate) fn is_part(word: &str) -> bool {
    has(PARTS, word)
}

/// Whether the first word shows that the line's colon introduces no speech.
pub(crate) fn is_silent(word: &str) -> bool {
    has(SILENT, word)
}

/// Small words inside names and offices: "of", "de", "van".
pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "and"
            | "to"
            | "de"
            | "la"
            | "las"
            | "los"
            | "le"
            | "du"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "ter"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "bint"
            | "y"
            | "e"
            | "zu"
            | "af"
            | "av"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [HONORIFICS, OFFICES, DOMAINS, UNNAMED, PARTS, SILENT] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn unnamed_speakers() {
        for label in [
            "Q",
            "QUESTION",
            "Audience Member",
            "UNIDENTIFIED MALE",
            "REPORTER 2",
            "UNIDENTIFIED SPEAKER",
            "MEMBERS OF THE PRESS",
        ] {
            assert!(is_unnamed(label), "{label}");
        }
        for label in ["PRESS SECRETARY", "MS. CHILD", "MODERATOR", "SENIOR OFFICIAL ONE", "THE PRESIDENT", ""]
        {
            assert!(!is_unnamed(label), "{label}");
        }
    }
}
