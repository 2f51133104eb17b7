//! What sellers do in nearly every conversation, whatever they sell: ask who decides, name the price, fix a day.
//!
//! A checklist's wording names such an act ("who else has a say"), speech performs it in words of its own ("is it
//! your call or does it go upstairs"). Acts tie the two together where they share no word. They know no product.

mod asking;
mod telling;

use crate::engine::text::numbers;
use crate::engine::text::wordset::Family;
use crate::engine::text::{Said, Sentence, Word, fold};
use crate::engine::turn::Turn;
use crate::language::Language;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// An act, by its place in the table.
pub(super) type Which = usize;

/// How an act shows in speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    /// By a question.
    Ask,
    /// By a statement.
    Tell,
    /// By a statement that names a sum.
    Price,
    /// By a statement or a proposal that names a day.
    Date,
}

/// One act.
pub(super) struct Act {
    pub does: Does,
    /// Whether its words are enough alone; otherwise they want a word of the point beside them.
    pub plain: bool,
    /// How a checklist words it, in both languages.
    wish: &'static str,
    it: &'static str,
    en: &'static str,
}

struct Table {
    acts: Vec<&'static Act>,
    wishes: Family,
    it: Family,
    en: Family,
}

fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let acts: Vec<&'static Act> = asking::ACTS.iter().chain(telling::ACTS).collect();
        Table {
            wishes: Family::new(&[], acts.iter().map(|act| act.wish)),
            it: Family::new(&[], acts.iter().map(|act| act.it)),
            en: Family::new(&[], acts.iter().map(|act| act.en)),
            acts,
        }
    });
    &TABLE
}

/// The act at this place of the table.
pub(super) fn act(which: Which) -> Option<&'static Act> {
    table().acts.get(which).copied()
}

/// The acts that a checklist's wording wishes for.
pub(super) fn wished(text: &str) -> BTreeSet<Which> {
    let folded = fold(text).replace(|c: char| !c.is_alphanumeric(), " ");
    let plain = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    table().wishes.which(&plain).into_iter().collect()
}

/// The acts that an example phrasing shows.
pub(super) fn shown(hint: &str, language: Language) -> BTreeSet<Which> {
    let table = table();
    let said = Said::read(hint, language);
    let asks = hint.contains('?');
    let family = match language {
        Language::It => &table.it,
        Language::En => &table.en,
    };
    let does = |which: &Which| {
        table.acts.get(*which).is_some_and(|act| act.plain && (act.does == Does::Ask) == asks)
    };
    family.which(&said.plain()).into_iter().filter(does).collect()
}

/// The acts that a sentence performs. `asks` says that it asks.
pub(super) fn performed(turn: &Turn, sentence: &Sentence, asks: bool) -> BTreeSet<Which> {
    let table = table();
    let family = match turn.language {
        Language::It => &table.it,
        Language::En => &table.en,
    };
    let words = turn.said.words.get(sentence.words.clone()).unwrap_or_default();
    // A short question only asks; in a long text without marks something is told beside it.
    let tells = !asks || words.len() > TELLING;
    let fits = |which: &Which| {
        table.acts.get(*which).is_some_and(|act| match act.does {
            Does::Ask => asks,
            Does::Tell => tells,
            Does::Price => tells && names_sum(words, &sentence.plain, turn.language),
            Does::Date => names_day(words),
        })
    };
    family.which(&sentence.plain).into_iter().filter(fits).collect()
}

/// Words after a number that count something else than money.
const COUNTED: &str = "anni anno mesi mese giorni giorno ore ora minuti settimane persone volte metri chilometri chili pezzi tavoli \
    posti coperti anni years year months month days day hours hour minutes weeks week people times metres meters miles feet kilowatt \
    kilowatts kw units pieces sessions pages articoli ordini clienti dipendenti utenti";

/// Words beside a sum that make it a price.
const PRICED: &str = "euro eur dollars dollar pounds pound quid bucks usd gbp iva vat testa head persona mese month percent cento each";

/// Words before a sum that make it a price, if it is no small number.
const NAMED: &str = "viene vengono verrebbe costa costano sono siamo fanno fa costs cost comes is to fee premio canone parcella at";

/// A question of more words tells something as well.
const TELLING: usize = 12;

/// Below this a bare number after "it is" is rather a count.
const BARE: f64 = 100.0;

/// Sums of somebody else or of something else: what is lost, saved, fined, sold.
fn elsewhere(plain: &str) -> bool {
    static CUES: LazyLock<Family> = LazyLock::new(|| {
        Family::new(
            &[],
            [
                "perd\\w+|persi|buttat\\w+|risparmi\\w+|fattur\\w+|incass\\w+|guadagn\\w+|multa|multe|sanzion\\w+|ispettor\\w+|stipendi\\w*|ore e|fa male|vendite|spendendo|concorren\\w+|vi porta|paghiamo fino|a (suo|vostro|tuo) carico",
                "los(e|es|t|ing)|wast\\w+|sav(e|es|ed|ing)|turnover|revenue|fined?|salary|earned|sales|they (charge|quoted|were|went)|competitor\\w*|is on you|good for",
            ],
        )
    });
    CUES.any(plain)
}

/// Whether an utterance of the seller names a price of their own.
pub(in crate::engine) fn names_price(turn: &Turn) -> bool {
    turn.said.sentences.iter().any(|sentence| prices(turn, sentence))
}

/// Whether a sentence does.
pub(in crate::engine) fn prices(turn: &Turn, sentence: &Sentence) -> bool {
    let words = turn.said.words.get(sentence.words.clone()).unwrap_or_default();
    names_sum(words, &sentence.plain, turn.language)
}

/// Whether these words name a price of the seller's own.
fn names_sum(words: &[Word], plain: &str, language: Language) -> bool {
    if elsewhere(plain) {
        return false;
    }
    let stands = |list: &str, at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| list.split_whitespace().any(|one| one == word.folded))
    };
    let mut at = 0;
    while at < words.len() {
        let Some(number) = numbers::number(words, at, language) else {
            at += 1;
            continue;
        };
        let after = at + number.words.max(1);
        let counted = stands(COUNTED, Some(after));
        let gaps = [at, after].into_iter().filter_map(|place| words.get(place));
        let signed = gaps.into_iter().any(|word| word.gap.contains(['€', '$', '£', '%']));
        let priced = (0..4).any(|more| stands(PRICED, Some(after + more)));
        let year = (1_900.0..2_100.0).contains(&number.value);
        let large = number.value >= 1_000.0 && !year;
        let named = number.value >= BARE && !year && (1..4).any(|back| stands(NAMED, at.checked_sub(back)));
        // Ten digits in a row are a telephone, no price.
        if signed || (!counted && number.value < 1e7 && (large || named || (number.value >= 5.0 && priced))) {
            return true;
        }
        at = after;
    }
    false
}

fn names_day(words: &[Word]) -> bool {
    words.iter().any(|word| super::moments::day(&word.folded))
}

#[cfg(test)]
mod tests;
