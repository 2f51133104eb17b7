//! Which wordings of a checklist meet which words of a seller.

use super::*;
use crate::engine::turn::Turn;

fn said(text: &str, language: Language) -> BTreeSet<Which> {
    let turn = Turn::of_seller(text, language);
    let sentences = turn.said.sentences.iter().enumerate();
    sentences.flat_map(|(at, sentence)| performed(&turn, sentence, turn.asked.contains(&at))).collect()
}

fn check(point: &str, text: &str, language: Language, meets: bool) {
    let shared = !wished(point).is_disjoint(&said(text, language));
    assert_eq!(shared, meets, "{point}: {text}");
}

#[test]
fn every_pattern_compiles() {
    assert_eq!(table().it.which("").len() + table().en.which("").len() + table().wishes.which("").len(), 0);
}

#[test]
fn acts_need_no_shared_word() {
    check("Who signs off", "and is it your call or does it go upstairs?", Language::En, true);
    check("Chi decide", "per dire di sì deve sentire qualcuno o fa tutto lei?", Language::It, true);
    check("Prezzo", "In tutto fanno seicento euro.", Language::It, true);
    check("Lead time", "It's with you six weeks from order.", Language::En, true);
    check("Permanenza minima", "Con una riga di mail vi fermate quando volete.", Language::It, true);
}

#[test]
fn what_an_act_needs_is_said() {
    // A price without a sum, a decider without a question, a meeting without a day.
    check("Prezzo", "Il prezzo dipende da tante cose.", Language::It, false);
    check("Who decides", "I decided to move to Leeds.", Language::En, false);
    check("Book the next meeting", "Let's talk again some time.", Language::En, false);
}
