//! Second opinions on what the rules left in doubt: which question goes to a language model, and which of its verdicts
//! count. Pure.
//!
//! The rules' result stands until a verdict comes, and for good when it comes late, names other words than were said, or
//! never comes.

use crate::context::{Line, frame_lines, side_word};
use serde::Deserialize;
use serde_json::{Value, json};
use sottovoce_domain::conversation::Side;
use sottovoce_domain::engine::Doubt;
use sottovoce_domain::ids::UtteranceId;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::Script;
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Utterance;
use sottovoce_providers::language::ask::frame;
use sottovoce_providers::language::prompt::Prompt;
use sottovoce_providers::language::source::Source;
use std::fmt::Write;

/// A verdict that comes later than this speaks of something else.
const IN_TIME_MS: u64 = 2_500;
/// More questions than these at once would make each other late.
const AT_ONCE: usize = 2;

/// A question to a language model: does what the rules nearly noted hold?
#[derive(Debug, Clone, PartialEq)]
pub struct Doubtful {
    /// The utterance in doubt.
    pub utterance: UtteranceId,
    /// The language of the conversation.
    pub language: Language,
    text: String,
}

impl Doubtful {
    /// The standing instruction.
    pub const fn prompt(&self) -> Prompt {
        match self.language {
            Language::It => Prompt::new("judge.it", include_str!("../prompts/judge.it.md")),
            Language::En => Prompt::new("judge.en", include_str!("../prompts/judge.en.md")),
        }
    }

    /// The question as text.
    pub fn question(&self) -> &str {
        &self.text
    }

    /// The form of the answer, in the strict dialect.
    pub fn schema() -> Value {
        let verdict = json!({
            "type": "object", "additionalProperties": false, "required": ["option", "holds", "quote"],
            "properties": {
                "option": {"type": "integer", "description": "the option's number"},
                "holds": {"type": "boolean"},
                "quote": {"type": "string", "description": "words of the utterance, or empty"},
            },
        });
        json!({
            "type": "object", "additionalProperties": false, "required": ["verdicts"],
            "properties": {"verdicts": {"type": "array", "items": verdict}},
        })
    }
}

/// What a model says about one option.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Verdict {
    /// The option's number, from 1.
    pub option: usize,
    /// Whether it holds.
    pub holds: bool,
    /// The words that show it.
    #[serde(default)]
    pub quote: String,
}

/// A model's answer to a [`Doubtful`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The utterance in doubt.
    pub utterance: UtteranceId,
    /// A verdict for each option, as the model gave them.
    pub verdicts: Vec<Verdict>,
}

/// A doubt that was settled: it holds, and these words show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// What holds.
    pub doubt: Doubt,
    /// The words.
    pub quote: String,
}

#[derive(Debug, Clone, PartialEq)]
struct Waiting {
    utterance: UtteranceId,
    text: String,
    doubts: Vec<Doubt>,
    asked: CallTime,
}

/// The questions of one conversation that wait for their verdicts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opinions {
    waiting: Vec<Waiting>,
}

impl Opinions {
    /// The question about an utterance that left these doubts; none when there are none, or too many questions wait.
    pub fn ask(
        &mut self,
        about: &Utterance,
        side: Side,
        doubts: &[Doubt],
        around: (&[Line], &Script, Language),
        now: CallTime,
    ) -> Option<Doubtful> {
        self.waiting.retain(|one| in_time(one.asked, now));
        if doubts.is_empty() || self.waiting.len() >= AT_ONCE {
            return None;
        }
        let (lines, script, language) = around;
        let mut text = frame_lines(lines);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "Side: {}\n{}\nOptions:", side_word(side), frame("utterance", &about.text));
        for (number, doubt) in (1..).zip(doubts) {
            let _ = writeln!(text, "{number} {}", option(doubt, script)?);
        }
        let utterance = about.id.clone();
        self.waiting.push(Waiting {
            utterance: utterance.clone(),
            text: about.text.clone(),
            doubts: doubts.to_vec(),
            asked: now,
        });
        Some(Doubtful { utterance, language, text })
    }

    /// What of a judgement counts: verdicts in time that show words of the utterance, each option once.
    pub fn settle(&mut self, judgement: &Judgement, now: CallTime) -> Vec<Settled> {
        let Some(at) = self.waiting.iter().position(|one| one.utterance == judgement.utterance) else {
            return Vec::new();
        };
        let waiting = self.waiting.swap_remove(at);
        if !in_time(waiting.asked, now) {
            return Vec::new();
        }
        let source = Source::new([waiting.text.as_str()]);
        let holding = |number: usize| {
            let verdict = judgement.verdicts.iter().find(|verdict| verdict.option == number)?;
            (verdict.holds && source.says(&verdict.quote)).then(|| verdict.quote.trim().to_owned())
        };
        (1..)
            .zip(waiting.doubts)
            .filter_map(|(number, doubt)| holding(number).map(|quote| Settled { doubt, quote }))
            .collect()
    }
}

fn in_time(asked: CallTime, now: CallTime) -> bool {
    now.millis() <= asked.millis().saturating_add(IN_TIME_MS)
}

/// An option in words; none when the script does not have the point any more.
fn option(doubt: &Doubt, script: &Script) -> Option<String> {
    match doubt {
        Doubt::Point { point, .. } => {
            let (_, point) = script.points().find(|(_, one)| one.id == *point)?;
            Some(format!("point: {}", point.text.replace('\n', " ")))
        }
        Doubt::Objection { kind, .. } => {
            let word = serde_json::to_value(kind).ok()?;
            Some(format!("objection: {}", word.as_str()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sottovoce_domain::playbook::ObjectionType;

    const SAID: &str = "Well, with what we earn in winter I would not sleep at night.";

    fn at(millis: u64) -> CallTime {
        CallTime::from_millis(millis)
    }

    fn utterance() -> Utterance {
        Utterance {
            id: "utt_1".parse().unwrap(),
            speaker: "par_1".parse().unwrap(),
            start: at(0),
            end: at(0),
            text: SAID.to_owned(),
            language: Language::En,
            source: "test".to_owned(),
            redactions: vec![],
        }
    }

    fn asked() -> (Opinions, Doubtful) {
        let mut opinions = Opinions::default();
        let doubts = [Doubt::Objection { kind: ObjectionType::Price, score: 1.2 }];
        let around = ([].as_slice(), &Script::default(), Language::En);
        let ask = opinions.ask(&utterance(), Side::Customer, &doubts, around, at(10_000)).unwrap();
        (opinions, ask)
    }

    fn verdict(option: usize, holds: bool, quote: &str) -> Verdict {
        Verdict { option, holds, quote: quote.to_owned() }
    }

    #[test]
    fn only_a_verdict_in_time_with_words_that_were_said_counts() {
        let check = |verdict: Verdict, now: u64, expected: bool| {
            let (mut opinions, ask) = asked();
            let judgement = Judgement { utterance: ask.utterance, verdicts: vec![verdict.clone()] };
            assert_eq!(!opinions.settle(&judgement, at(now)).is_empty(), expected, "{verdict:?} at {now}");
            assert_eq!(opinions.settle(&judgement, at(now)), [], "a question is answered once");
        };
        check(verdict(1, true, "I would not sleep at night"), 12_000, true);
        check(verdict(1, true, "I would not sleep at night"), 12_501, false);
        check(verdict(1, true, "it is too expensive"), 12_000, false);
        check(verdict(1, true, ""), 12_000, false);
        check(verdict(1, false, "I would not sleep at night"), 12_000, false);
        check(verdict(2, true, "I would not sleep at night"), 12_000, false);
    }

    #[test]
    fn the_question_frames_what_was_said() {
        let (_, ask) = asked();
        assert!(ask.question().contains("<utterance>\nWell, with"), "{}", ask.question());
        assert!(ask.question().ends_with("1 objection: price\n"), "{}", ask.question());
    }

    #[test]
    fn two_questions_at_once_are_enough() {
        let (mut opinions, _) = asked();
        let doubts = [Doubt::Objection { kind: ObjectionType::Need, score: 1.2 }];
        let mut ask = |now: u64| {
            let around = ([].as_slice(), &Script::default(), Language::En);
            opinions.ask(&utterance(), Side::Customer, &doubts, around, at(now)).is_some()
        };
        assert_eq!([ask(10_100), ask(10_200), ask(12_501)], [true, false, true]);
    }
}
