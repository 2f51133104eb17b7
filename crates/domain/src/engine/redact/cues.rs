//! Words that say what the digits near them are: a card, a telephone, or an order that is nobody's secret.

use crate::engine::text::Word;

/// What a word hints at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
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

/// Beginnings of words with what they hint at; `=` in front: the whole word.
const WORDS: &[(Cue, &str)] = &[
    (
        Cue::Card,
        "=carta =carte visa mastercard maestro amex =american postepay bancomat =card =cards =debit =credit addebit",
    ),
    (Cue::Cvv, "=cvv =cvc =cvv2 =cvc2 =cid"),
    (
        Cue::Phone,
        "telefon cellular =cell =cel recapit whatsapp =fisso =sms richiam chiam =numero =phone =mobile =landline =reach =call =text =ring =dial =tel =contact =contatt =centralino =squill =telegram =number",
    ),
    (Cue::Vat, "=piva =partita =vat"),
    (Cue::TaxCode, "=fiscale =codicefiscale"),
    (Cue::Ssn, "=ssn =social"),
    (
        Cue::Document,
        "patente passaport =identita =documento =cie passport =licence =license =permit =identity",
    ),
    (Cue::Iban, "=iban bonific =conto =wire =bank =account"),
    (
        Cue::Birth,
        "=nato =nata =nati =nascita =nacqui =born =birth =dob =birthday =birthdate compleann =classe",
    ),
    (Cue::Password, "password =pwd =passcode =passphrase =pin =login =credenziali =credentials =passw"),
    (Cue::Email, "=mail =email =posta =pec =inbox"),
    (Cue::Address, "indirizz =address =abito =abitiamo =live =residen =citofono =domicili"),
    (
        Cue::Harmless,
        "=ordine =ordini =order =orders =ticket =pratica =pratiche =fattura =fatture =invoice =invoices =rif riferiment =reference =ref =sku =serial =serie matricol =lotto =lotti =lot =batch =protocoll =commess =foglio =particella =subalterno =mappale =mappali =po =trace =tracking spedizion =shipment version =versione =build =release =articolo =articoli =item =modello =model =prenotazione =booking =polizza =policy =claim =sinistro =caso =case =telaio =contatore =pod =pdr =codice_cliente =customer_number =determina =delibera =protocollo =preventivo =quote =contratto =contract =annuncio =annunci =listing =cve =iso =catasto =isbn =barcode =ean =asset =project =progetto =episode =flight =volo =treno =train =room =stanza =scontrino =receipt =bolla =ddt =job =issue =bug =drawing =disegno =cost =centro =centre =center =ledger =centralina =serraglio",
    ),
];

/// What a word hints at.
pub(super) fn of_word(word: &Word) -> Option<Cue> {
    let folded = word.folded.as_str();
    if word.mask() {
        return None;
    }
    WORDS.iter().find_map(|(cue, list)| {
        let fits = list.split(' ').any(|entry| match entry.strip_prefix('=') {
            Some(whole) => whole == folded,
            None => folded.starts_with(entry),
        });
        fits.then_some(*cue)
    })
}

/// What the words around `first..last` hint at: the nearest before comes first, then the nearest after.
pub(super) fn around(words: &[Word], first: usize, last: usize) -> Vec<Cue> {
    let before = words.get(first.saturating_sub(9)..first).unwrap_or_default();
    let after = words.get(last..(last + 6).min(words.len())).unwrap_or_default();
    let mut out: Vec<Cue> =
        before.iter().enumerate().rev().filter_map(|(at, word)| cue(word, before.get(at + 1))).collect();
    out.extend(after.iter().enumerate().filter_map(|(at, word)| cue(word, after.get(at + 1))));
    out
}

/// All hints of some words.
pub(super) fn all(words: &[Word]) -> Vec<Cue> {
    words.iter().enumerate().filter_map(|(at, word)| cue(word, words.get(at + 1))).collect()
}

/// A word's hint, with the word after it where that changes the meaning.
fn cue(word: &Word, next: Option<&Word>) -> Option<Cue> {
    let next = next.map_or("", |word| word.folded.as_str());
    match (word.folded.as_str(), next) {
        ("carta", "d" | "di") | ("id", "card" | "number") | ("driving", "licence" | "license") => {
            Some(Cue::Document)
        }
        ("security", "code" | "number")
        | ("codice", "sicurezza" | "dietro")
        | ("dietro", "la" | "alla" | "carta")
        | ("code" | "digits", "on")
        | ("numerino" | "cifre", _) => Some(Cue::Cvv),
        ("tax", "code" | "id") => Some(Cue::TaxCode),
        ("sono", "del") | ("nata" | "nato", _) => Some(Cue::Birth),
        (
            "order" | "drawing" | "part" | "item" | "model" | "o" | "customer" | "po" | "serial" | "ticket"
            | "tracking" | "case" | "invoice",
            "number",
        ) => Some(Cue::Harmless),
        // "number" alone hints at little: what stands before it decides.
        ("number" | "numero", "of" | "di" | "one" | "uno") => None,
        ("credit" | "social", "media" | "to" | "thing" | "note" | "network") => None,
        _ => of_word(word),
    }
}
