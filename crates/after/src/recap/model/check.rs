//! Holds what a model claims against what was said: a quote must stand in the transcript, numbers and names must have
//! been said there. What does not is left out; who invents too much is not believed at all. Pure.

use crate::recap::reading::Reading;
use serde::Deserialize;
use sottovoce_domain::conversation::Side;
use sottovoce_domain::insight::{ActionItem, DealFacts, Objection, ObjectionStatus};
use sottovoce_domain::playbook::ObjectionType;
use sottovoce_domain::recap::{Claim, Recap};
use sottovoce_domain::utterance::Utterance;
use sottovoce_providers::language::ModelError;
use sottovoce_providers::language::source::Source;

/// Longer than this is no sentence of a summary.
const LONGEST_SENTENCE: usize = 400;
/// More sentences than these are no summary.
const MOST_SENTENCES: usize = 8;
/// Longer than this is no next step and no field.
const LONGEST_CLAIM: usize = 160;
/// More claims of one kind than these are a flood.
const MOST_CLAIMS: usize = 12;
/// The engine and the model may see one objection in neighbouring utterances.
const SAME_OBJECTION: usize = 3;

/// The kinds of objection by their words on the wire.
pub(super) const KINDS: [&str; 9] =
    ["price", "competitor", "timing", "authority", "need", "trust", "fit", "effort", "stall"];
/// The fields a model may fill. Sums stay with the rules: a wrong figure in a CRM is worse than none.
pub(super) const FIELDS: [&str; 8] = [
    "company",
    "customer_name",
    "timeline",
    "decision_maker",
    "competitor",
    "zone",
    "property_type",
    "appointment",
];

/// What a model answers. A part that is missing is empty.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Answer {
    sentences: Vec<Sentence>,
    #[serde(default)]
    next_steps: Vec<NextStep>,
    #[serde(default)]
    objections: Vec<Objected>,
    #[serde(default)]
    fields: Vec<Field>,
}

/// The words a claim rests on.
#[derive(Debug, Default, Deserialize)]
struct Evidence {
    #[serde(default)]
    line: String,
    quote: String,
}

#[derive(Debug, Deserialize)]
struct Sentence {
    text: String,
    #[serde(flatten)]
    evidence: Evidence,
}

#[derive(Debug, Deserialize)]
struct NextStep {
    what: String,
    who: Side,
    #[serde(default)]
    due: Option<String>,
    #[serde(flatten)]
    evidence: Evidence,
}

#[derive(Debug, Deserialize)]
struct Objected {
    kind: ObjectionType,
    #[serde(flatten)]
    evidence: Evidence,
}

#[derive(Debug, Deserialize)]
struct Field {
    field: String,
    value: String,
    #[serde(flatten)]
    evidence: Evidence,
}

/// What a model found and showed.
#[derive(Debug, Default, PartialEq)]
pub(in crate::recap) struct Found {
    /// The summary.
    pub(in crate::recap) summary: String,
    /// Next steps that the engine did not note.
    pub(in crate::recap) actions: Vec<ActionItem>,
    /// Objections that the engine did not note.
    pub(in crate::recap) objections: Vec<Objection>,
    /// Fields with their values.
    pub(in crate::recap) fields: Vec<(String, String)>,
    /// Where each of these stands.
    pub(in crate::recap) claims: Vec<Claim>,
    /// How many claims were turned down.
    pub(in crate::recap) rejected: u32,
}

/// What of an answer is to be believed.
pub(super) fn check(answer: &Answer, reading: &Reading) -> Result<Found, ModelError> {
    let source = Source::new(reading.said.iter().map(|utterance| utterance.text.as_str()));
    let checker = Checker { source, reading };
    let mut found = Found { summary: checker.summary(&answer.sentences)?, ..Found::default() };
    checker.next_steps(&answer.next_steps, &mut found);
    checker.objections(&answer.objections, &mut found);
    checker.fields(&answer.fields, &mut found);
    Ok(found)
}

struct Checker<'a> {
    source: Source,
    reading: &'a Reading,
}

impl<'a> Checker<'a> {
    /// The utterance in which a quote stands: the one that was named, or else the first; a wrong mark is a slip, wrong
    /// words are a lie.
    fn utterance(&self, evidence: &Evidence) -> Option<(usize, &'a Utterance)> {
        let named = evidence.line.trim().strip_prefix('u').and_then(|n| n.parse::<usize>().ok());
        let named = named.and_then(|n| n.checked_sub(1));
        let at = named
            .filter(|at| self.source.line_says(*at, &evidence.quote))
            .or_else(|| self.source.line_with(&evidence.quote))?;
        Some((at, self.reading.said.get(at)?))
    }

    /// The sentences that rest on what was said. One invention may be a slip and is left out; a second one, or too
    /// little left over, and nothing is believed.
    fn summary(&self, sentences: &[Sentence]) -> Result<String, ModelError> {
        let good: Vec<&str> = sentences
            .iter()
            .filter(|one| self.utterance(&one.evidence).is_some())
            .filter(|one| self.source.knows_numbers_of(&one.text))
            .map(|one| one.text.trim())
            .filter(|text| !text.is_empty() && text.len() <= LONGEST_SENTENCE && !leads_elsewhere(text))
            .collect();
        let invented = sentences.len() - good.len();
        if invented > 1 || good.len() < 2 || good.len() > MOST_SENTENCES {
            return Err(ModelError::Unsupported);
        }
        Ok(good.join(" "))
    }

    fn next_steps(&self, steps: &[NextStep], found: &mut Found) {
        for step in steps.iter().take(MOST_CLAIMS) {
            let said = self.utterance(&step.evidence).filter(|_| self.is_sound(&step.what));
            let Some((_, utterance)) = said else {
                found.rejected += 1;
                continue;
            };
            let known = |all: &[ActionItem]| {
                all.iter().any(|one| {
                    one.who.sells() == step.who.sells()
                        && (one.evidence == utterance.id || one.what.eq_ignore_ascii_case(&step.what))
                })
            };
            if known(self.reading.engine.actions()) || known(&found.actions) {
                continue;
            }
            // A date must have been said with the promise.
            let due = step.due.as_ref().map(|due| due.trim().to_owned());
            let due = due.filter(|due| !due.is_empty() && holds(&utterance.text, due));
            let what = step.what.trim().to_owned();
            found.claims.push(claim("next_step", &what, utterance, &step.evidence));
            found.actions.push(ActionItem { what, who: step.who, due, evidence: utterance.id.clone() });
        }
    }

    fn objections(&self, objections: &[Objected], found: &mut Found) {
        for one in objections.iter().take(MOST_CLAIMS) {
            let Some((at, utterance)) = self.utterance(&one.evidence) else {
                found.rejected += 1;
                continue;
            };
            let quote = one.evidence.quote.trim();
            let Some(objection) = self.reading.engine.found_by_model(&utterance.id, one.kind, quote) else {
                continue;
            };
            let near = |known: &Objection| {
                let place = self.reading.said.iter().position(|said| said.id == known.evidence);
                known.kind == one.kind && place.is_some_and(|place| place.abs_diff(at) <= SAME_OBJECTION)
            };
            if self.reading.engine.objections().iter().any(near) || found.objections.iter().any(near) {
                continue;
            }
            let word = serde_json::to_value(one.kind).ok();
            let word = word.as_ref().and_then(|word| word.as_str()).unwrap_or_default();
            found.claims.push(claim("objection", word, utterance, &one.evidence));
            // Nobody followed it live: whether it was overcome is not known.
            found.objections.push(Objection { status: ObjectionStatus::Open, ..objection });
        }
    }

    fn fields(&self, fields: &[Field], found: &mut Found) {
        for one in fields.iter().take(MOST_CLAIMS) {
            let value = one.value.trim();
            let said = self
                .utterance(&one.evidence)
                .filter(|(_, utterance)| self.is_sound(value) && holds(&utterance.text, value));
            match said {
                Some((_, utterance)) if FIELDS.contains(&one.field.as_str()) => {
                    found.claims.push(claim(&one.field, value, utterance, &one.evidence));
                    found.fields.push((one.field.clone(), value.to_owned()));
                }
                _ => found.rejected += 1,
            }
        }
    }

    /// Whether a text may stand in a recap at all.
    fn is_sound(&self, text: &str) -> bool {
        let text = text.trim();
        !text.is_empty()
            && text.len() <= LONGEST_CLAIM
            && !text.contains(['[', '\n'])
            && !leads_elsewhere(text)
            && self.source.knows_numbers_of(text)
    }
}

fn claim(about: &str, text: &str, utterance: &Utterance, evidence: &Evidence) -> Claim {
    Claim {
        about: about.to_owned(),
        text: text.to_owned(),
        evidence: utterance.id.clone(),
        quote: evidence.quote.trim().to_owned(),
    }
}

/// Whether these words, of any length, stand in a text as whole words.
fn holds(text: &str, words: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        format!(" {} ", words.join(" "))
    };
    let words = plain(words);
    words.trim().chars().any(char::is_alphanumeric) && plain(text).contains(&words)
}

/// Addresses have no place in a recap; a transcript that asks for one is up to something.
fn leads_elsewhere(text: &str) -> bool {
    let text = text.to_lowercase();
    ["http:", "https:", "www.", "javascript:", "@", "<", ">", "](", "ignore "]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Adds what a model found to a recap. What the engine or a person noted stands.
pub(in crate::recap) fn add(found: Found, recap: &mut Recap) {
    let more = u32::try_from(found.objections.len()).unwrap_or(u32::MAX);
    // The page counts what it lists.
    recap.figures.objections_raised = recap.figures.objections_raised.saturating_add(more);
    recap.objections.extend(found.objections);
    recap.objections.sort_by_key(|objection| objection.at);
    recap.actions.extend(found.actions);
    for (field, value) in found.fields {
        fill(&mut recap.facts, &field, value);
    }
}

/// Fills a field that is empty.
fn fill(facts: &mut DealFacts, field: &str, value: String) {
    let one = match field {
        "company" => &mut facts.company,
        "customer_name" => &mut facts.customer_name,
        "timeline" => &mut facts.timeline,
        "zone" => &mut facts.zone,
        "property_type" => &mut facts.property_type,
        "appointment" => &mut facts.appointment,
        "decision_maker" => return add_once(&mut facts.decision_makers, value),
        "competitor" => return add_once(&mut facts.competitors, value),
        _ => return,
    };
    if one.is_none() {
        *one = Some(value);
    }
}

fn add_once(list: &mut Vec<String>, value: String) {
    if !list.iter().any(|known| known.to_lowercase() == value.to_lowercase()) {
        list.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_must_stand_in_its_line_as_whole_words() {
        assert!(holds("We decide with Marta, next spring.", "next spring"));
        assert!(holds("Decide Marta", "marta"));
        assert!(!holds("We decide with Martina", "Marta"));
        assert!(!holds("anything", "…"));
    }

    #[test]
    fn what_is_known_is_not_overwritten() {
        let mut facts = DealFacts { company: Some("Vibro".into()), ..DealFacts::default() };
        fill(&mut facts, "company", "Other".into());
        fill(&mut facts, "competitor", "Acme".into());
        fill(&mut facts, "competitor", "ACME".into());
        assert_eq!(facts.company.as_deref(), Some("Vibro"));
        assert_eq!(facts.competitors, ["Acme"]);
    }
}
