//! What makes a price, a count or a share of digits.

use super::digits::Run;
use crate::engine::redact::read::Word;
use crate::engine::redact::read::lexicon::mark;

/// Words that come after a count.
pub(in crate::engine::redact) const WORDS: &[(u32, &str)] = &[(
    mark::UNIT,
    "euro euros eur euri dollars dollar dollari usd pounds pound gbp sterline quid percent percento mila k mq metri km chilometri miles milioni milione million thousand hundred grand kg chili kilos tonnellate tons quintali litri litres liters ettari acres acre square feet foot watt kw kwh gb mb pezzi pieces persone people anni years giorni days ore hours minuti minutes secondi seconds settimane weeks mesi months volte times clienti customers users utenti licenze licences licenses seats items articoli orders ordini calls chiamate leads negozi stores shops dipendenti employees addetti collaboratori units unita copie copies righe rows coperti camere visite visits appuntamenti rate mattonelle bancali pallet pallets casse boxes",
)];

/// Whether digits are a price, a count or a share.
pub(super) fn counted(run: &Run, words: &[Word<'_>]) -> bool {
    let before = words.get(run.first).map_or("", |word| word.gap);
    before.contains(['€', '$', '£', '#']) || words.get(run.last).is_some_and(after)
}

/// Whether a word makes a count of the digits before it.
fn after(word: &Word<'_>) -> bool {
    // A new sentence counts nothing of the old one.
    let unit = word.sense.has(mark::UNIT) && !word.begins();
    unit || word.folded == "per" && word.gap.len() <= 1
        || word.gap.trim_start().starts_with(['%', '€', '$', '£'])
}
