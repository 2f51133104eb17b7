//! One utterance as the engine's rooms read it: its words with what was noticed about them.

use super::text::numbers;
use super::text::{Said, stop};
use super::{questions, tone};
use crate::conversation::Side;
use crate::ids::{ParticipantId, UtteranceId};
use crate::insight::Sentiment;
use crate::language::Language;
use crate::time::CallTime;
use crate::utterance::{PersonalData, Utterance};

/// An utterance that was read.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub id: UtteranceId,
    pub speaker: ParticipantId,
    pub side: Side,
    pub start: CallTime,
    pub end: CallTime,
    pub text: String,
    pub language: Language,
    pub said: Said,
    /// The sentences that ask, by index.
    pub asked: Vec<usize>,
    pub sentiment: Sentiment,
    /// Whether it only says "I am listening".
    pub backchannel: bool,
    /// What was redacted in it.
    pub masks: Vec<PersonalData>,
    /// Whether the speaker says their name.
    pub names_self: bool,
    /// Whether it holds an amount of money or a bare large number.
    pub money: bool,
    /// Whether it holds a day or an hour.
    pub moment: bool,
    /// Whether it holds any number.
    pub amount: bool,
}

impl Turn {
    /// Reads an utterance. `answer` says that it follows a question of the other side.
    pub(super) fn read(utterance: &Utterance, side: Side, answer: bool) -> Self {
        let language = utterance.language;
        let said = Said::read(&utterance.text, language);
        let asked = {
            let found = questions::asked(&said, language);
            let is_found = |sentence| found.iter().any(|one| std::ptr::eq(*one, sentence));
            said.sentences
                .iter()
                .enumerate()
                .filter(|(_, sentence)| is_found(*sentence))
                .map(|(at, _)| at)
                .collect()
        };
        let sentiment = tone::sentiment(&said, language, answer);
        let folded: Vec<&str> = said.words.iter().map(|word| word.folded.as_str()).collect();
        let plain = folded.join(" ");
        let number = (0..said.words.len())
            .any(|at| numbers::number(&said.words, at, language).is_some_and(|number| number.value >= 2.0));
        let large = (0..said.words.len())
            .any(|at| numbers::number(&said.words, at, language).is_some_and(|number| number.value >= 50.0));
        Self {
            id: utterance.id.clone(),
            speaker: utterance.speaker.clone(),
            side,
            start: utterance.start,
            end: utterance.end.max(utterance.start),
            text: utterance.text.clone(),
            language,
            asked,
            sentiment,
            backchannel: stop::is_backchannel(&folded),
            masks: utterance.redactions.iter().map(|redaction| redaction.kind).collect(),
            names_self: says_own_name(&plain, &said),
            money: large,
            moment: folded.iter().any(|word| DAYS.contains(word) || clock(word)),
            amount: number,
            said,
        }
    }

    /// The text from word `first` to before word `last`.
    pub(super) fn words_between(&self, first: usize, last: usize) -> String {
        let Some(from) = self.said.words.get(first) else { return String::new() };
        let to = self.said.words.get(last.saturating_sub(1)).unwrap_or(from);
        self.text.chars().skip(from.start).take(to.end.saturating_sub(from.start)).collect()
    }

    /// Whether it names a day or a month's day.
    pub(super) fn names_day(&self) -> bool {
        self.said
            .words
            .iter()
            .any(|word| DAYS.contains(&word.folded.as_str()) || MONTHS.contains(&word.folded.as_str()))
    }

    /// The words between two bytes of [`Said::plain`], as they were said.
    pub(super) fn as_said(&self, from: usize, to: usize) -> String {
        let plain = self.said.plain();
        let word = |byte: usize| plain.get(..byte).map_or(0, |before| before.matches(' ').count());
        self.words_between(word(from), word(to) + 1)
    }

    /// How many words it has.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.said.words.len()).unwrap_or(u32::MAX)
    }

    /// The questions' words as said.
    pub(super) fn questions(&self) -> impl Iterator<Item = String> {
        self.asked
            .iter()
            .filter_map(|at| self.said.sentences.get(*at))
            .map(|sentence| self.said.quote(&self.text, sentence))
    }
}

/// The months in both languages.
pub(super) const MONTHS: &[&str] = &[
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words for days, for appointments.
pub(super) const DAYS: &[&str] = &[
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "domani",
    "dopodomani",
    "stasera",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tomorrow",
    "tonight",
];

fn clock(word: &str) -> bool {
    word.split_once([':', '.']).is_some_and(|(hours, minutes)| {
        hours.len() <= 2
            && minutes.len() == 2
            && hours.parse::<u8>().is_ok_and(|h| h < 24)
            && minutes.parse::<u8>().is_ok_and(|m| m < 60)
    })
}

fn says_own_name(plain: &str, said: &Said) -> bool {
    let phrase = [
        "mi chiamo ",
        "il mio nome e ",
        "il nome e ",
        "ah il nome ",
        "a nome di ",
        "a nome ",
        "my name is ",
        "this is ",
    ]
    .iter()
    .find_map(|lead| plain.find(lead).map(|at| at + lead.len()));
    let Some(at) = phrase else { return false };
    let index = plain.get(..at).map_or(0, |before| before.matches(' ').count());
    said.words.get(index).is_some_and(|word| {
        word.folded.len() > 2
            && !matches!(
                word.folded.as_str(),
                "the" | "what" | "how" | "not" | "for" | "our" | "all" | "just"
            )
    })
}

#[cfg(test)]
impl Turn {
    /// What a seller says in the first four seconds, for the stories of the engine's rooms.
    pub(super) fn of_seller(text: &str, language: Language) -> Self {
        let utterance = Utterance {
            id: "utt_a".parse().expect("an id"),
            speaker: "par_a".parse().expect("an id"),
            start: CallTime::default(),
            end: CallTime::from_millis(4_000),
            text: text.to_owned(),
            language,
            source: "test".to_owned(),
            redactions: Vec::new(),
        };
        Self::read(&utterance, Side::Seller, false)
    }
}
