//! Words that say what the digits near them are: a card, a telephone, or an order that is nobody's secret.

use super::Word;
use super::lexicon::mark;

/// What a word hints at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::redact) enum Cue {
    Card,
    Cvv,
    Phone,
    Vat,
    TaxCode,
    Ssn,
    Document,
    Iban,
    Birth,
    Password,
    Email,
    Address,
    /// An order, a ticket, a version: digits that may stay.
    Harmless,
}

/// Words with what they hint at; a star ends the beginning of a word.
pub(super) const WORDS: &[(Cue, &str)] = &[
    (
        Cue::Card,
        "carta carte visa mastercard maestro amex american postepay bancomat card cards debit credit prepagata addebit*",
    ),
    (Cue::Cvv, "cvv cvc cvv2 cvc2 cid csc"),
    (
        Cue::Phone,
        "telefon* cellular* cell cel recapit* whatsapp fisso sms richiam* chiam* numero phone mobile landline reach call text ring dial tel contact contatt* centralino squill* telegram number",
    ),
    (Cue::Vat, "piva partita vat"),
    (Cue::TaxCode, "fiscale codicefiscale"),
    (Cue::Ssn, "ssn social nino"),
    (
        Cue::Document,
        "patente passaport* identita documento cie passport licence license permit identity sanitaria",
    ),
    (Cue::Iban, "iban bonific* conto wire bank account"),
    (Cue::Birth, "nato nata nati nascita nacqui born birth dob birthday birthdate compleann* classe"),
    (Cue::Password, "password* pwd passcode passphrase pin login credenziali credentials passw*"),
    (Cue::Email, "mail email posta pec inbox"),
    (Cue::Address, "indirizz* address abito abitiamo live residen* citofono domicili*"),
    (
        Cue::Harmless,
        "ordine ordini order orders ticket pratica pratiche fattura fatture invoice invoices rif riferiment* reference ref sku serial serie matricol* lotto lotti lot batch protocoll* commess* foglio particella subalterno mappale mappali po trace tracking spedizion* shipment version versione build release articolo articoli item modello model prenotazione booking polizza policy claim sinistro caso case telaio contatore pod pdr determina delibera preventivo preventivi quote quotation contratto contract annuncio annunci listing cve iso catasto isbn barcode ean asset project progetto episode flight volo treno train room stanza scontrino receipt bolla ddt job issue bug drawing disegno cost centro centre center ledger centralina fascicolo",
    ),
];

/// A number is dictated up to so many words after its cue, and its cue comes at most so many words later.
pub(in crate::engine::redact) const BEFORE: usize = 9;
pub(in crate::engine::redact) const AFTER: usize = 6;

/// What a word hints at with the words beside it, where these change the meaning.
pub(in crate::engine::redact) fn of(words: &[Word<'_>], at: usize) -> Option<Cue> {
    let cue = words.get(at)?.sense.cue?;
    let word = folded(words, at);
    if matches!(word, "numero" | "number") {
        return number_of(words, at);
    }
    match (word, folded(words, at + 1)) {
        ("carta", "d" | "di") => Some(Cue::Document),
        ("american", next) if next != "express" => None,
        ("credit" | "social", "media" | "to" | "thing" | "note" | "network") => None,
        ("account", "manager" | "executive" | "team") => None,
        _ => Some(cue),
    }
}

/// `order number`, `numero di telefono`, `numero della carta`: what stands beside decides; alone it is a telephone's.
fn number_of(words: &[Word<'_>], at: usize) -> Option<Cue> {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    if words.get(at).is_some_and(|word| !word.begins()) {
        if let Some(cue) = before.and_then(|word| word.sense.cue) {
            return Some(cue);
        }
        if before
            .is_some_and(|word| matches!(word.folded.as_ref(), "part" | "customer" | "o" | "id" | "cliente"))
        {
            return Some(if before.is_some_and(|word| word.folded == "id") {
                Cue::Document
            } else {
                Cue::Harmless
            });
        }
        if before.is_some_and(|word| word.folded == "insurance") {
            return Some(Cue::Ssn);
        }
    }
    let mut next = at + 1;
    while matches!(
        folded(words, next),
        "di" | "d" | "del" | "della" | "dell" | "of" | "the" | "your" | "sua" | "mia"
    ) {
        next += 1;
    }
    match folded(words, next) {
        "one" | "uno" | "two" | "due" if next > at + 1 => None,
        "cliente" => Some(Cue::Harmless),
        _ if next > at + 3 => Some(Cue::Phone),
        _ => words
            .get(next)
            .and_then(|word| word.sense.cue)
            .filter(|cue| *cue != Cue::Email)
            .or(Some(Cue::Phone)),
    }
}

/// Words that hint at something only with their neighbour.
pub(super) const BESIDE: &str = "id driving security codice dietro code digits numerino cifre parola door gate entry access alarm p tax national";

/// Hints of two words of which the first hints at nothing alone.
fn pair(words: &[Word<'_>], at: usize) -> Option<Cue> {
    match (folded(words, at), folded(words, at + 1)) {
        ("id", "card" | "number") | ("driving", "licence" | "license") => Some(Cue::Document),
        ("security", "code" | "number")
        | ("codice", "sicurezza" | "dietro")
        | ("dietro", "la" | "alla" | "carta")
        | ("code" | "digits", "on")
        | ("numerino" | "cifre", _) => Some(Cue::Cvv),
        ("codice", "di") if folded(words, at + 2) == "sicurezza" => Some(Cue::Cvv),
        ("parola", "chiave") | ("door" | "gate" | "entry" | "access" | "alarm", "code") => {
            Some(Cue::Password)
        }
        ("codice", "accesso" | "sblocco") => Some(Cue::Password),
        ("codice", "cliente") => Some(Cue::Harmless),
        ("p", "iva") => Some(Cue::Vat),
        ("tax", "code" | "id") => Some(Cue::TaxCode),
        ("national", "insurance") => Some(Cue::Ssn),
        _ => None,
    }
}

fn folded<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.folded.as_ref())
}

fn at_word(words: &[Word<'_>], at: usize) -> Option<Cue> {
    words.get(at).filter(|word| word.sense.has(mark::CUE))?;
    pair(words, at).or_else(|| of(words, at))
}

/// What the words around `first..last` hint at: the nearest before comes first, then the nearest after. It never
/// looks over a mask: what stands behind one belongs to what was taken out.
pub(in crate::engine::redact) fn around(words: &[Word<'_>], first: usize, last: usize) -> Vec<Cue> {
    let before = (first.saturating_sub(BEFORE)..first).rev().take_while(|at| open(words, *at));
    let mut out: Vec<Cue> = before.filter_map(|at| at_word(words, at)).collect();
    out.extend(after(words, last));
    out
}

/// What the words after hint at.
pub(in crate::engine::redact) fn after(words: &[Word<'_>], last: usize) -> impl Iterator<Item = Cue> {
    (last..words.len().min(last + AFTER))
        .take_while(|at| open(words, *at))
        .filter_map(|at| at_word(words, at))
}

fn open(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| !word.mask())
}

/// Whether one of the words `from..to` hints at this; it never looks back over a mask.
pub(in crate::engine::redact) fn among(words: &[Word<'_>], from: usize, to: usize, cue: Cue) -> bool {
    (from..to).rev().take_while(|at| open(words, *at)).any(|at| at_word(words, at) == Some(cue))
}

/// All hints of an utterance, in order.
pub(in crate::engine::redact) fn all(words: &[Word<'_>]) -> Vec<Cue> {
    (0..words.len()).filter_map(|at| at_word(words, at)).collect()
}
