//! What is taken out, what stays, and what is remembered between utterances.

mod interim;

use super::*;
use crate::utterance::Redaction;

fn heard(speaker: &str, text: &str, language: Language, second: u64) -> Heard {
    Heard {
        speaker: speaker.parse().unwrap(),
        start: CallTime::from_millis(second * 1_000),
        end: CallTime::from_millis(second * 1_000 + 2_000),
        text: text.to_owned(),
        language,
        source: "test".to_owned(),
        key: None,
    }
}

fn check(text: &str, language: Language, expected: &str) {
    let mut redactor = Redactor::new(RedactionPolicy::default());
    let got = redactor.redact(&heard("par_1", text, language, 0));
    assert_eq!(got.text, expected);
}

fn stays(text: &str, language: Language) {
    check(text, language, text);
}

#[test]
fn written_in_italian() {
    let it = Language::It;
    check("Il conto è IT60X0542811101000000123456, grazie.", it, "Il conto è [iban], grazie.");
    check("Codice fiscale RSSMRA85T10A562S.", it, "Codice fiscale [codice_fiscale].");
    check("Chiamami al 347 123 4567 dopo le 18.", it, "Chiamami al [phone] dopo le 18.");
    check("P.IVA 12345678903 intestata a lei", it, "P.IVA [partita_iva] intestata a lei");
    check("scriva a anna.verdi@esempio.it", it, "scriva a [email]");
    check("Abito in via Garibaldi 12, 20121 Milano.", it, "Abito in [address].");
    check("Sono nato il 12/03/1975 a Lodi.", it, "Sono nato il [birth_date] a Lodi.");
    check("La carta è 4111 1111 1111 1111.", it, "La carta è [credit_card].");
    check("La mia patente è la U1X23Y456Z.", it, "La mia patente è la [id_document].");
}

#[test]
fn spoken_in_italian() {
    let it = Language::It;
    check(
        "il mio numero è tre quattro sette dodici trentaquattro cinque sei sette",
        it,
        "il mio numero è [phone]",
    );
    check("mario punto rossi chiocciola esempio punto it", it, "[email]");
    check(
        "la carta è quattro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno",
        it,
        "la carta è [credit_card]",
    );
    check("il codice dietro è sette tre uno", it, "il codice dietro è [cvv]");
    check("sto in viale monza centodue", it, "sto in [address]");
    check("la password è girasole punto esclamativo ventidue", it, "la password è [password]");
}

#[test]
fn written_and_spoken_in_english() {
    let en = Language::En;
    check("My social is 123-45-6789.", en, "My social is [ssn].");
    check("Call me at +44 20 7946 0958 today.", en, "Call me at [phone] today.");
    check("jane dot doe at example dot co dot uk", en, "[email]");
    check("we live at 12 Maple Road, Leeds", en, "we live at [address]");
    check("the server is on ten dot zero dot twelve dot five", en, "the server is on [ip]");
    check("the password is Blue_Sky77, change it", en, "the password is [password], change it");
    check("call me on oh seven seven double zero nine oh oh one two three", en, "call me on [phone]");
    check("i was born on the third of may nineteen eighty one", en, "i was born on the [birth_date]");
}

#[test]
fn nobodys_secret() {
    stays("L'ordine 4471209 costa 1.280 euro e arriva il 3 marzo 2027.", Language::It);
    stays("Ci vediamo alle 17:15, siamo in via di definizione.", Language::It);
    stays("la pratica è la zero zero quattro otto uno sette", Language::It);
    stays("abbiamo fatto duecentoquaranta mila euro nel duemila ventisei", Language::It);
    stays("Build 3.12.40.1 broke our exports in 2025.", Language::En);
    stays("That's 1,250,000 for 43 stores at 110 dollars each.", Language::En);
    stays("ticket nine zero two one one four is still open", Language::En);
    stays("we have like four five six people on the team", Language::En);
    stays("our sales team would suffer from a slow system", Language::En);
}

#[test]
fn a_number_goes_on_over_utterances() {
    let mut redactor = Redactor::new(RedactionPolicy::default());
    let it = Language::It;
    let first = redactor.redact(&heard("par_1", "la carta è quattro uno uno uno uno uno", it, 0));
    assert_eq!(first.text, "la carta è [credit_card]");
    assert_eq!(redactor.redact(&heard("par_2", "sì", it, 3)).text, "sì");
    let second = redactor.redact(&heard("par_1", "uno uno uno uno uno", it, 5));
    assert_eq!(second.text, "[credit_card]");
    assert_eq!(redactor.redact(&heard("par_1", "ehm uno uno uno uno uno", it, 9)).text, "ehm [credit_card]");
    let later = redactor.redact(&heard("par_1", "tre quattro settimane e siamo a posto", it, 60));
    assert_eq!(later.text, "tre quattro settimane e siamo a posto");
}

#[test]
fn what_was_asked_for_is_expected() {
    let mut redactor = Redactor::new(RedactionPolicy::default());
    let en = Language::En;
    redactor.redact(&heard("par_2", "What's the security code on the back?", en, 0));
    assert_eq!(redactor.redact(&heard("par_1", "two one six", en, 4)).text, "[cvv]");
}

#[test]
fn talk_of_orders_does_not_uncover_a_telephone() {
    let mut redactor = Redactor::new(RedactionPolicy::default());
    let en = Language::En;
    redactor.redact(&heard("par_2", "I'll put the order number on the invoice.", en, 0));
    let got = redactor.redact(&heard("par_1", "my direct line is +44 20 7946 0958", en, 4));
    assert_eq!(got.text, "my direct line is [phone]");
}

#[test]
fn details_are_kept_for_the_crm_alone() {
    let mut redactor = Redactor::new(RedactionPolicy::default());
    redactor.redact(&heard("par_1", "Anna@Example.com, 333 1234567", Language::It, 0));
    assert_eq!(redactor.details().emails[0].value, "anna@example.com");
    assert_eq!(redactor.details().phones[0].value, "333 1234567");
    assert!(!format!("{redactor:?}").contains("anna@"));
}

#[test]
fn health_goes_by_policy() {
    let text = "mia madre ha il diabete";
    check(text, Language::It, "mia madre ha il [health]");
    let mut redactor = Redactor::new(RedactionPolicy::default().keeping(PersonalData::Health));
    assert_eq!(redactor.redact(&heard("par_1", text, Language::It, 0)).text, text);
}

#[test]
fn places_count_characters() {
    let mut redactor = Redactor::new(RedactionPolicy::default());
    let got = redactor.redact(&heard("par_1", "È così: a@b.it, è così", Language::It, 0));
    assert_eq!(got.text, "È così: [email], è così");
    assert_eq!(got.original_spans, [(8, 14, PersonalData::Email)]);
    assert_eq!(got.redactions, [Redaction { start: 8, end: 15, kind: PersonalData::Email }]);
}

#[test]
fn an_order_stays_and_a_telephone_does_not() {
    let it = Language::It;
    stays("Parliamo del contratto numero 4471230, l'ordine è il 88412097.", it);
    stays("il codice cliente è 3384471, la pratica numero 44 17 20", it);
    stays("the order number is 77190342 and part number 7741-0098-22", Language::En);
    stays("via 347 negozi ad Ancona, zero rimasti", it);
    stays("mi chiami, l'articolo BLT-2021-0417 è la bilancia blu", it);
    stays("the firmware on the box would be 3.10.2.7", Language::En);
    check(
        "Visa 4539 4533 3147 8936, valid until 11/28",
        Language::En,
        "Visa [credit_card], valid until 11/28",
    );
    check("per l'ordine di ieri chiami il 3471187203", it, "per l'ordine di ieri chiami il [phone]");
    check(
        "l'ordine è in ritardo, sono Bruna, 0472 83 12 44",
        it,
        "l'ordine è in ritardo, sono Bruna, [phone]",
    );
    let mut redactor = Redactor::new(RedactionPolicy::default());
    redactor.redact(&heard("par_2", "Parliamo del contratto.", it, 0));
    assert_eq!(redactor.redact(&heard("par_1", "certo, 347 118 7203", it, 3)).text, "certo, [phone]");
    redactor.redact(&heard("par_2", "Che numero ha l'ordine?", it, 10));
    assert_eq!(redactor.redact(&heard("par_1", "il 88 41 20 97", it, 13)).text, "il 88 41 20 97");
}

#[test]
fn spelled_with_towns_and_code_words() {
    let it = Language::It;
    check(
        "codice fiscale roma savona savona milano roma ancona ottantacinque torino dieci ancona cinque sei due savona",
        it,
        "codice fiscale [codice_fiscale]",
    );
    stays("siamo a Roma, Milano e Torino con 12 negozi", it);
    check("licence is hotel echo nine two seven four one", Language::En, "licence is [id_document]");
}

#[test]
fn pieces_and_corrections() {
    let it = Language::It;
    check("tre quattro cinque aspetti che lo leggo sei sette otto uno nove zero due", it, "[phone]");
    check(
        "cell tre due otto quattro quattro no scusi anzi quattro cinque uno sette sei due uno",
        it,
        "cell [phone]",
    );
    check("4539 4533 3147 8936 5218 2551 1848 7336", it, "[credit_card]");
}

#[test]
fn addresses_of_machines() {
    let en = Language::En;
    check("use 10.42.7.19, port 8443", en, "use [ip], port 8443");
    check("it's 2001:db8::8a2e:370:7334 now", en, "it's [ip] now");
    stays("at 17:30:15 version 10.2.3.4 came out", en);
}
