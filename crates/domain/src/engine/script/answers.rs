//! Answers that cover a point by their kind: a telephone number, a name, a day.

use super::wish::Answer;
use crate::engine::text::stop;
use crate::engine::turn::Turn;
use crate::utterance::PersonalData;

/// Whether the selling side asks for this kind of answer.
pub(super) fn wants(answer: Answer, turn: &Turn) -> bool {
    let plain = turn.said.plain();
    let any = |list: &[&str]| list.iter().any(|part| plain.contains(part));
    match answer {
        Answer::Phone => any(&[
            "telefon",
            "numero",
            "cellulare",
            "recapito",
            "richiam",
            "avvis",
            "phone",
            "number",
            "reach",
            "call you",
            "text you",
        ]),
        Answer::Email => any(&["mail", "spedisc", "mando", "send it", "send you", "inbox"]),
        Answer::Address => any(&["dove", "indirizzo", "via ", "where", "address"]),
        Answer::Name => any(&["chiam", "nome", "con chi", "chi parlo", "name", "who am i", "speaking with"]),
        Answer::Money => {
            any(&["budget", "cifra", "quanto", "spend", "prend", "price", "how much", "figure", "minim"])
        }
        Answer::Moment => any(&[
            "quando",
            "giorno",
            "ora",
            "alle",
            "mattina",
            "pomeriggio",
            "lunedi",
            "martedi",
            "mercoledi",
            "giovedi",
            "venerdi",
            "sabato",
            "when",
            "day",
            "time",
            "morning",
            "afternoon",
            "tuesday",
            "monday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
        ]),
        Answer::Amount => any(&[
            "quant",
            "metri",
            "anno",
            "chilometri",
            "strada",
            "how many",
            "how much",
            "size",
            "miles",
            "year",
        ]),
    }
}

/// Whether an utterance gives this kind of answer.
pub(super) fn gives(answer: Answer, turn: &Turn, wanted: bool) -> bool {
    let asks = !turn.asked.is_empty();
    let mask = |kind: PersonalData| turn.masks.contains(&kind);
    match answer {
        Answer::Phone => mask(PersonalData::Phone),
        Answer::Email => mask(PersonalData::Email),
        Answer::Address => mask(PersonalData::Address) && wanted,
        Answer::Name => turn.names_self || (wanted && !asks && begins_with_name(turn)),
        Answer::Money => wanted && turn.money,
        Answer::Moment => wanted && turn.moment && !asks,
        Answer::Amount => wanted && turn.amount,
    }
}

/// Whether an answer begins with two words that are no everyday words: a name and a surname.
fn begins_with_name(turn: &Turn) -> bool {
    let name = |at: usize| {
        turn.said.words.get(at).is_some_and(|word| {
            word.folded.len() > 2
                && !word.numeral()
                && !word.mask()
                && !stop::is_stop(&word.folded, turn.language)
        })
    };
    name(0) && name(1)
}
