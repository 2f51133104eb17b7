//! What ticks a point and what does not, told as short talks.

use super::*;
use crate::language::Language;
use crate::playbook::{Phase, Point};
use crate::time::CallTime;
use crate::utterance::Utterance;

/// The points ticked by these lines ("S" sells, "C" buys), each with the line that is its evidence.
fn ticked(points: &[(&str, &[&str])], language: Language, lines: &[(char, &str)]) -> Vec<(String, usize)> {
    let point = |(at, (text, hints)): (usize, &(&str, &[&str]))| Point {
        id: format!("p{}", at + 1),
        text: (*text).to_owned(),
        hints: hints.iter().map(|hint| (*hint).to_owned()).collect(),
        ..Point::default()
    };
    let points = points.iter().enumerate().map(point).collect();
    let phase = Phase { name: "all".to_owned(), points };
    let script = Script { name: String::new(), language, phases: vec![phase], cards: Vec::new() };
    let mut list = Checklist::new(&script);
    let mut out = Vec::new();
    for (at, (who, text)) in lines.iter().enumerate() {
        let start = u64::try_from(at).unwrap_or(0) * 5_000;
        let utterance = Utterance {
            id: format!("utt_{at}").parse().expect("an id"),
            speaker: format!("par_{}", who.to_ascii_lowercase()).parse().expect("an id"),
            start: CallTime::from_millis(start),
            end: CallTime::from_millis(start + 4_000),
            text: (*text).to_owned(),
            language,
            source: "test".to_owned(),
            redactions: Vec::new(),
        };
        let side = if *who == 'S' { Side::Seller } else { Side::Customer };
        for tick in list.hear(&Turn::read(&utterance, side, false)) {
            let evidence =
                tick.evidence.map(|id| id.as_str().trim_start_matches("utt_").parse().unwrap_or(0));
            out.push((tick.point, evidence.unwrap_or(usize::MAX)));
        }
    }
    out
}

fn check(points: &[(&str, &[&str])], language: Language, lines: &[(char, &str)], expected: &[(&str, usize)]) {
    let expected: Vec<(String, usize)> = expected.iter().map(|(p, at)| ((*p).to_owned(), *at)).collect();
    assert_eq!(ticked(points, language, lines), expected, "{lines:?}");
}

#[test]
fn there_are_many_ideas() {
    assert!(concepts::count() > 100);
}

#[test]
fn a_hint_said_word_by_word_ticks_at_once() {
    let points: &[(&str, &[&str])] =
        &[("The pain of the present way", &["What bothers you most about it?"]), ("Who decides", &[])];
    check(points, Language::En, &[('S', "And what bothers you most about it?")], &[("p1", 0)]);
}

#[test]
fn the_evidence_of_what_was_asked_is_the_question() {
    let points: &[(&str, &[&str])] = &[("Chi decide", &[])];
    let lines = [
        ('S', "Seguiamo tutto noi, dalla telefonata alla firma."),
        ('C', "Bene, e poi?"),
        ('S', "Per dire di sì deve sentire qualcun altro?"),
        ('C', "No no, faccio tutto da sola."),
    ];
    check(points, Language::It, &lines, &[("p1", 2)]);
}

#[test]
fn an_announced_price_is_no_price() {
    let points: &[(&str, &[&str])] = &[("Canone mensile", &[])];
    let lines = [
        ('S', "Del canone mensile le parlo fra un attimo."),
        ('C', "Quanto costa il canone mensile?"),
        ('S', "Sono quarantadue euro al mese."),
    ];
    check(points, Language::It, &lines, &[("p1", 2)]);
}

#[test]
fn a_question_nobody_answers_ticks_nothing() {
    let points: &[(&str, &[&str])] = &[("Budget for this year", &[])];
    let lines = [('S', "Do you have a pot of money for this?"), ('S', "Actually, let me show you first.")];
    check(points, Language::En, &lines, &[]);
}
