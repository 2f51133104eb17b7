//! The full reading by a language model: a summary, and what the engine overlooked. Every claim must show the words it
//! rests on, and those words must have been said. A model that is late, refuses or invents is not argued with: what the
//! engine found stands.

mod check;

use super::reading::Reading;
use check::{Answer, Found};
use serde_json::{Value, json};
use sottovoce_domain::conversation::Side;
use sottovoce_domain::language::Language;
use sottovoce_providers::language::ask::{Question, ask, frame};
use sottovoce_providers::language::prompt::Prompt;
use sottovoce_providers::language::{LanguageModel, ModelError};
use std::fmt::Write;
use std::time::Duration;

pub(super) use check::add;

/// How long the page after a call waits for better words.
const PATIENCE: Duration = Duration::from_secs(45);
/// About four characters a token: an hour of talk goes in whole; of a longer one the begin and the end.
const MOST_CHARACTERS: usize = 80_000;
/// Eight sentences and two dozen claims with their quotes.
const ANSWER_TOKENS: u32 = 2_400;

/// The prompt of the full reading.
pub(super) const fn prompt(language: Language) -> Prompt {
    match language {
        Language::It => Prompt::new("read.it", include_str!("../prompts/read.it.md")),
        Language::En => Prompt::new("read.en", include_str!("../prompts/read.en.md")),
    }
}

/// Has the conversation read, and holds the answer against what was said.
pub(super) async fn read(model: &dyn LanguageModel, reading: &Reading) -> Result<Found, ModelError> {
    if !model.available() || reading.said.is_empty() {
        return Err(ModelError::Absent);
    }
    let question = Question {
        prompt: prompt(reading.language),
        text: frame("transcript", &transcript(reading)),
        name: "reading",
        schema: schema(),
        max_tokens: ANSWER_TOKENS,
        timeout: PATIENCE,
    };
    let answer: Answer = ask(model, question).await?;
    check::check(&answer, reading)
}

/// The form of the answer, in the strict dialect: closed objects, every key required.
fn schema() -> Value {
    let text = |what: &str| json!({"type": "string", "description": what});
    let list = |own: Value| {
        let mut properties = json!({
            "line": text("the mark of one line, e.g. u12"),
            "quote": text("words copied from that line"),
        });
        if let (Some(all), Value::Object(own)) = (properties.as_object_mut(), own) {
            all.extend(own);
        }
        let required: Vec<&String> = properties.as_object().into_iter().flat_map(|all| all.keys()).collect();
        json!({"type": "array", "items": {
            "type": "object", "additionalProperties": false, "required": required, "properties": properties,
        }})
    };
    let sides = json!({"type": "string", "enum": ["seller", "customer"]});
    json!({
        "type": "object", "additionalProperties": false,
        "required": ["sentences", "next_steps", "objections", "fields"],
        "properties": {
            "sentences": list(json!({"text": text("one sentence")})),
            "next_steps": list(json!({
                "what": text("what is to be done"), "who": sides,
                "due": {"type": ["string", "null"], "description": "until when, as it was said"},
            })),
            "objections": list(json!({"kind": {"type": "string", "enum": check::KINDS}})),
            "fields": list(json!({
                "field": {"type": "string", "enum": check::FIELDS}, "value": text("as it was said"),
            })),
        },
    })
}

/// One line per utterance, with its mark, the speaker and their side.
fn transcript(reading: &Reading) -> String {
    let mut text = String::new();
    for (at, utterance) in reading.said.iter().enumerate() {
        let person = reading.person(&utterance.speaker);
        let side = match person.map(|one| one.side) {
            Some(Side::Seller | Side::Agent) => "seller",
            Some(Side::Customer) => "customer",
            Some(Side::Other) | None => "other",
        };
        let name = person.map_or("?", |one| one.name.as_str());
        // Writing to a String cannot fail.
        let _ = writeln!(text, "u{} {name} ({side}): {}", at + 1, utterance.text);
    }
    shortened(&text)
}

/// The first quarter and the last three of what fits, cut between lines.
fn shortened(text: &str) -> String {
    if text.len() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    let mut head = MOST_CHARACTERS / 4;
    let mut tail = text.len() - MOST_CHARACTERS * 3 / 4;
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    let head = text[..head].rsplit_once('\n').map_or("", |(whole, _)| whole);
    let tail = text[tail..].split_once('\n').map_or("", |(_, whole)| whole);
    format!("{head}\n…\n{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_transcript_keeps_its_begin_and_its_end() {
        let mut text = String::new();
        for number in 0..20_000 {
            let _ = writeln!(text, "Ada (seller): line {number} è");
        }
        let short = shortened(&text);
        assert!(short.len() <= MOST_CHARACTERS + 10);
        assert!(short.starts_with("Ada (seller): line 0 è\n") && short.ends_with("line 19999 è\n"));
        assert!(short.lines().all(|line| line == "…" || line.starts_with("Ada (seller): line ")));
    }
}
