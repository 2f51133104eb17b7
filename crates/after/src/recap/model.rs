//! The summary by a language model: every sentence must show the words it rests on, and what it rests on must have
//! been said. A model that is late, refuses or invents is not argued with: rules word the summary then.

use super::reading::Reading;
use serde::Deserialize;
use serde_json::json;
use sottovoce_domain::conversation::Side;
use sottovoce_domain::language::Language;
use sottovoce_providers::language::ask::{Question, Source, ask, frame};
use sottovoce_providers::language::{LanguageModel, ModelError};
use std::fmt::Write;
use std::time::Duration;

/// How long the page after a call waits for better words.
const PATIENCE: Duration = Duration::from_secs(45);
/// About four characters a token: an hour of talk goes in whole; of a longer one the begin and the end.
const MOST_CHARACTERS: usize = 80_000;
/// Longer than this is no sentence of a summary.
const LONGEST_SENTENCE: usize = 400;
/// More sentences than these are no summary.
const MOST_SENTENCES: usize = 8;

#[derive(Deserialize)]
struct Summary {
    sentences: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    quote: String,
}

/// Asks for a summary and holds it against what was said.
pub(super) async fn summary(model: &dyn LanguageModel, reading: &Reading) -> Result<String, ModelError> {
    if !model.available() || reading.said.is_empty() {
        return Err(ModelError::Absent);
    }
    let system = match reading.language {
        Language::It => include_str!("prompts/summary.it.md"),
        Language::En => include_str!("prompts/summary.en.md"),
    };
    let text = |kind: &str| json!({"type": "string", "description": kind});
    let sentence = json!({
        "type": "object", "additionalProperties": false, "required": ["text", "quote"],
        "properties": {"text": text("one sentence"), "quote": text("words copied from one line of the transcript")},
    });
    let question = Question {
        system,
        text: frame("transcript", &transcript(reading)),
        name: "summary",
        schema: json!({
            "type": "object", "additionalProperties": false, "required": ["sentences"],
            "properties": {"sentences": {"type": "array", "items": sentence}},
        }),
        max_tokens: 900,
        timeout: PATIENCE,
    };
    let summary: Summary = ask(model, question).await?;
    supported(&summary, reading)
}

/// The sentences that rest on what was said. One invention may be a slip and is left out; a second one, or too little
/// left over, and nothing is believed.
fn supported(summary: &Summary, reading: &Reading) -> Result<String, ModelError> {
    let source = Source::new(reading.said.iter().map(|utterance| utterance.text.as_str()));
    let good: Vec<&str> = summary
        .sentences
        .iter()
        .filter(|sentence| source.says(&sentence.quote) && source.knows_numbers_of(&sentence.text))
        .map(|sentence| sentence.text.trim())
        .filter(|text| !text.is_empty() && text.len() <= LONGEST_SENTENCE && !leads_elsewhere(text))
        .collect();
    let invented = summary.sentences.len() - good.len();
    if invented > 1 || good.len() < 2 || good.len() > MOST_SENTENCES {
        return Err(ModelError::Unsupported);
    }
    Ok(good.join(" "))
}

/// Addresses have no place in a summary; a transcript that asks for one is up to something.
fn leads_elsewhere(text: &str) -> bool {
    let text = text.to_lowercase();
    ["http:", "https:", "www.", "javascript:", "@", "<", ">", "](", "ignore "]
        .iter()
        .any(|sign| text.contains(sign))
}

/// One line per utterance, with the speaker and their side.
fn transcript(reading: &Reading) -> String {
    let mut text = String::new();
    for utterance in &reading.said {
        let person = reading.person(&utterance.speaker);
        let side = match person.map(|one| one.side) {
            Some(Side::Seller | Side::Agent) => "seller",
            Some(Side::Customer) => "customer",
            Some(Side::Other) | None => "other",
        };
        let name = person.map_or("?", |one| one.name.as_str());
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name} ({side}): {}", utterance.text);
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
