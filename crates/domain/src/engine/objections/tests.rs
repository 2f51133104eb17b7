//! What objects, what only sounds like it, and which card answers.

use super::*;
use crate::playbook::BattleCard;
use crate::playbook::ObjectionType::{Authority, Competitor, Effort, Fit, Need, Price, Stall, Timing, Trust};

fn check(text: &str, language: Language, expected: Option<ObjectionType>) {
    let said = Said::read(text, language);
    let tone = crate::engine::tone::sentiment(&said, language, false).score;
    let place = Place { tone, ..Place::default() };
    let found = find(&said, language, place, &Deck::default());
    assert_eq!(found.first().map(|one| one.kind), expected, "{text}: {found:?}");
}

#[test]
fn every_pattern_compiles() {
    for language in [Language::It, Language::En] {
        assert_eq!(signs(language).family.which("").len(), 0);
        assert!(!signs(language).kinds.is_empty());
    }
}

#[test]
fn italian_objections() {
    let it = Language::It;
    check("Guardi, per noi è davvero troppo caro.", it, Some(Price));
    check("non abbiamo i soldi per una cosa così", it, Some(Price));
    check("Un vostro concorrente ci chiede la metà.", it, Some(Competitor));
    check("adesso non è il momento, siamo in piena stagione", it, Some(Timing));
    check("Devo parlarne con mia moglie prima.", it, Some(Authority));
    check("Sinceramente non ci serve, va bene così.", it, Some(Need));
    check("e se poi sparite chi vi trova", it, Some(Trust));
    check("Il programma non gestisce le taglie dei nostri prodotti.", it, Some(Fit));
    check("non ho tempo di seguire un altro trasloco di dati", it, Some(Effort));
    check("Mi mandi una mail e poi vediamo.", it, Some(Stall));
    check("ci devo pensare un attimo", it, Some(Stall));
}

#[test]
fn italian_talk_that_raises_nothing() {
    let it = Language::It;
    check("Quanto costa al mese?", it, None);
    check("Non è caro, pensavo peggio.", it, None);
    check("Siamo in quattro in magazzino e due in negozio.", it, None);
    check("Prima usavamo un altro programma, ci trovavamo bene.", it, None);
    check("Va bene giovedì alle tre.", it, None);
    check("Grazie mille, è stato molto gentile.", it, None);
}

#[test]
fn english_objections() {
    let en = Language::En;
    check("Honestly that's way too expensive for us.", en, Some(Price));
    check("we don't have the budget for that", en, Some(Price));
    check("We've got another quote and they're half the price.", en, Some(Competitor));
    check("It's just not a good time, maybe next quarter.", en, Some(Timing));
    check("I'd have to run it by my boss.", en, Some(Authority));
    check("We don't really need this, what we have works fine.", en, Some(Need));
    check("our last vendor got hacked and lost everything", en, Some(Trust));
    check("It doesn't support our warehouse scanners.", en, Some(Fit));
    check("we don't have the people to run another migration", en, Some(Effort));
    check("Let me think about it.", en, Some(Stall));
}

#[test]
fn english_talk_that_raises_nothing() {
    let en = Language::En;
    check("How much is it per month?", en, None);
    check("It's not too expensive, I expected worse.", en, None);
    check("We used another tool before and it was fine.", en, None);
    check("Tuesday works fine for me.", en, None);
    check("Thank you so much.", en, None);
}

/// The same words, where the seller has just named a price and where nobody has.
fn check_after_price(text: &str, language: Language, expected: Option<ObjectionType>) {
    let said = Said::read(text, language);
    let tone = crate::engine::tone::sentiment(&said, language, false).score;
    let kind = |priced| {
        let place = Place { priced, tone, ..Place::default() };
        find(&said, language, place, &Deck::default()).first().map(|one| one.kind)
    };
    assert_eq!((kind(true), kind(false)), (expected, None), "{text}");
}

#[test]
fn after_a_price_a_comparison_objects() {
    check_after_price("Io adesso ne pago trecento.", Language::It, Some(Price));
    check_after_price("Good grief, my neighbour pays two hundred.", Language::En, Some(Price));
    check_after_price("Okay, that's less than I feared.", Language::En, None);
}

#[test]
fn fears_and_old_harm_object() {
    check("Un mio amico l'ha fatto e poi sono spariti.", Language::It, Some(Trust));
    check("I've heard horror stories about that.", Language::En, Some(Trust));
    check("It feels like such a hassle to switch now.", Language::En, Some(Effort));
    check("I'm afraid of what happens to our files.", Language::En, Some(Trust));
    check("I'm afraid they would walk off with our files.", Language::En, Some(Trust));
    check("It is still the same mess, I am afraid.", Language::En, None);
    check("I'm afraid we have to stop here for today.", Language::En, None);
}

#[test]
fn a_card_may_be_called_in_other_words() {
    let card = BattleCard {
        id: "c1".to_owned(),
        title: "Odd sockets".to_owned(),
        objection: Fit,
        triggers: vec!["different wall sockets".to_owned()],
        answer: String::new(),
        attachment: None,
    };
    let deck = Deck::new(&[card], Language::En);
    let kind = |text: &str| {
        let said = Said::read(text, Language::En);
        find(&said, Language::En, Place::default(), &deck).first().map(|one| one.kind)
    };
    assert_eq!(kind("But the sockets on our wall are from the fifties."), Some(Fit));
    assert_eq!(kind("We painted the wall last year."), None);
}
