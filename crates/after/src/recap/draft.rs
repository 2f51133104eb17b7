//! The summary and the follow-up e-mail by rules: facts put into sentences. Nothing stands in them that the engine did
//! not find; what it did not find is left out. The sentences stand in `templates`, one file per language.

use super::reading::Reading;
use super::words::{amount, list, minutes, objection, short, status};
use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use serde::Serialize;
use sottovoce_domain::conversation::{Participant, Side};
use sottovoce_domain::insight::{ActionItem, DealFacts, Figures, Outcome};
use sottovoce_domain::language::Language;

/// A quote in a summary is not longer than this many characters.
const QUOTE: usize = 90;
/// From this mean score on, the tone of words is worth a sentence.
const CLEAR_TONE: f64 = 0.25;
/// Fewer utterances than these tell nothing about a tone.
const ENOUGH_SAID: usize = 5;

/// More steps than these nobody takes in; the page has them all.
const MOST_STEPS: usize = 5;

/// A template that cannot be filled: a fault of ours.
#[derive(Debug, thiserror::Error)]
#[error("a text cannot be worded")]
pub struct DraftError(#[from] minijinja::Error);

/// What the templates may speak of.
#[derive(Debug, Serialize)]
pub(super) struct Material {
    #[serde(skip)]
    language: Language,
    said: usize,
    sellers: String,
    seller: String,
    customers: String,
    greeted: String,
    company: Option<String>,
    duration: String,
    playbook: Option<String>,
    points_covered: u32,
    points_total: u32,
    missed: Option<String>,
    asked: Vec<String>,
    objections: Vec<ObjectionWords>,
    amount: Option<String>,
    budget: Option<String>,
    timeline: Option<String>,
    decision_makers: String,
    competitors: String,
    appointment: Option<String>,
    outcome: Outcome,
    tone: Option<&'static str>,
    ours: Vec<StepWords>,
    theirs: Vec<StepWords>,
}

#[derive(Debug, Serialize)]
struct ObjectionWords {
    about: &'static str,
    quote: String,
    status: &'static str,
}

#[derive(Debug, Serialize)]
struct StepWords {
    what: String,
    due: Option<String>,
}

impl Material {
    /// What is known about a conversation, in words.
    pub(super) fn of(reading: &Reading, figures: &Figures, deal: &DealFacts, tone_allowed: bool) -> Self {
        let language = reading.language;
        let engine = &reading.engine;
        let spoke = |one: &&Participant| reading.said.iter().any(|utterance| utterance.speaker == one.id);
        let names = |wanted: fn(Side) -> bool| -> Vec<String> {
            reading
                .people
                .iter()
                .filter(spoke)
                .filter(|one| wanted(one.side))
                .map(|one| one.name.clone())
                .collect()
        };
        let sellers = names(Side::sells);
        let customers = names(|side| !side.sells());
        let steps = |ours: bool| -> Vec<StepWords> {
            worth_saying(engine.actions().iter().filter(|action| action.who.sells() == ours))
        };
        let objections = engine.objections().iter().map(|one| ObjectionWords {
            about: objection(one.kind, language),
            quote: short(&one.quote, QUOTE),
            status: status(one.status, language),
        });
        Self {
            language,
            said: reading.said.len(),
            seller: sellers.first().cloned().unwrap_or_default(),
            sellers: list(&sellers, language),
            customers: list(&customers, language),
            greeted: list(&customers.iter().map(|name| first_name(name)).collect::<Vec<_>>(), language),
            company: deal.company.clone(),
            duration: minutes(figures.duration, language),
            playbook: (!reading.script.name.is_empty()).then(|| reading.script.name.clone()),
            points_covered: figures.points_covered,
            points_total: figures.points_total,
            missed: missed(reading),
            asked: asked(reading),
            objections: objections.collect(),
            amount: deal.amount.map(|sum| amount(sum, deal.currency.as_deref(), language)),
            budget: deal.budget.map(|sum| amount(sum, deal.currency.as_deref(), language)),
            timeline: deal.timeline.clone(),
            decision_makers: list(&deal.decision_makers, language),
            competitors: list(&deal.competitors, language),
            appointment: deal.appointment.clone().filter(|when| !is_a_due_date(when, engine.actions())),
            outcome: deal.outcome,
            tone: tone_allowed.then(|| tone(reading, figures)).flatten(),
            ours: steps(true),
            theirs: steps(false),
        }
    }
}

/// The promises that a reader can do something with: not a word or two, nothing with a mask in it, none twice, those
/// with a date first.
fn worth_saying<'a>(actions: impl Iterator<Item = &'a ActionItem>) -> Vec<StepWords> {
    let telling =
        |action: &&ActionItem| !action.what.contains('[') && action.what.split_whitespace().count() > 2;
    let mut steps: Vec<StepWords> = Vec::new();
    let (dated, open): (Vec<_>, Vec<_>) = actions.filter(telling).partition(|action| action.due.is_some());
    for one in dated.into_iter().chain(open).map(step) {
        if steps.len() < MOST_STEPS && !steps.iter().any(|known| known.what.eq_ignore_ascii_case(&one.what)) {
            steps.push(one);
        }
    }
    steps
}

fn step(action: &ActionItem) -> StepWords {
    let due = action.due.clone().filter(|due| !action.what.to_lowercase().contains(&due.to_lowercase()));
    StepWords { what: short(action.what.trim_end_matches('.'), 160), due }
}

/// Whether an appointment is nothing but the day until which somebody promised something.
fn is_a_due_date(when: &str, actions: &[ActionItem]) -> bool {
    actions.iter().filter_map(|action| action.due.as_ref()).any(|due| due.eq_ignore_ascii_case(when))
}

fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_owned()
}

/// The most important point that was left out.
fn missed(reading: &Reading) -> Option<String> {
    let ticks = reading.engine.ticks();
    let points = reading.script.points().map(|(_, point)| point);
    let left = points.filter(|point| !ticks.iter().any(|tick| tick.point == point.id));
    // Of equals the first one.
    let most = left.reduce(|best, next| if next.importance > best.importance { next } else { best });
    most.map(|point| point.text.clone())
}

/// Up to two questions of the customer that are long enough to say something.
fn asked(reading: &Reading) -> Vec<String> {
    let by_customer = |id| reading.person(id).is_some_and(|one| !one.side.sells());
    let telling = reading
        .engine
        .questions()
        .iter()
        .filter(|question| by_customer(&question.speaker))
        .filter(|question| (5..=30).contains(&question.text.split_whitespace().count()));
    let written = |text: &str| {
        let text = short(text, 140);
        if text.ends_with(['?', '…']) { text } else { format!("{text}?") }
    };
    telling.take(2).map(|question| written(&question.text)).collect()
}

/// The customer's tone of words, when it is clear.
fn tone(reading: &Reading, figures: &Figures) -> Option<&'static str> {
    let customers: Vec<f64> = figures
        .sentiment
        .iter()
        .filter(|one| reading.person(&one.speaker).is_some_and(|person| person.side == Side::Customer))
        .map(|one| one.score)
        .collect();
    let said = reading.said.iter().filter(|utterance| {
        reading.person(&utterance.speaker).is_some_and(|person| person.side == Side::Customer)
    });
    if customers.is_empty() || said.count() < ENOUGH_SAID {
        return None;
    }
    let count = u32::try_from(customers.len()).unwrap_or(u32::MAX);
    let mean = customers.iter().sum::<f64>() / f64::from(count);
    match mean {
        mean if mean >= CLEAR_TONE => Some("positive"),
        mean if mean <= -CLEAR_TONE => Some("negative"),
        _ => None,
    }
}

/// A few sentences: who, how long, what about, objections, money and time, outcome, next steps.
pub(super) fn summary(material: &Material) -> Result<String, DraftError> {
    let template = match material.language {
        Language::It => include_str!("templates/summary.it.txt"),
        Language::En => include_str!("templates/summary.en.txt"),
    };
    let text = Environment::new().render_str(template, Serde(material))?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A draft of the e-mail to the customer; none when no customer spoke.
pub(super) fn follow_up(material: &Material) -> Result<Option<String>, DraftError> {
    if material.customers.is_empty() || material.sellers.is_empty() {
        return Ok(None);
    }
    let template = match material.language {
        Language::It => include_str!("templates/follow_up.it.txt"),
        Language::En => include_str!("templates/follow_up.en.txt"),
    };
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    let text = environment.render_str(template, Serde(material))?;
    Ok(Some(text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    fn steps(all: &[(&str, Option<&str>)]) -> Vec<StepWords> {
        all.iter()
            .map(|(what, due)| StepWords { what: (*what).into(), due: due.map(str::to_owned) })
            .collect()
    }

    fn material(language: Language) -> Material {
        Material {
            language,
            said: 40,
            sellers: "Chiara".into(),
            seller: "Chiara".into(),
            customers: list(&words(&["Noemi Galassi", "Piero"]), language),
            greeted: list(&words(&["Noemi", "Piero"]), language),
            company: Some("Galassi Casa".into()),
            duration: minutes(1_620.0, language),
            playbook: Some("Demo".into()),
            points_covered: 4,
            points_total: 6,
            missed: Some("Garanzia".into()),
            asked: words(&["Funziona anche senza rete?"]),
            objections: vec![ObjectionWords {
                about: objection(sottovoce_domain::playbook::ObjectionType::Price, language),
                quote: "è caro per noi".into(),
                status: status(sottovoce_domain::insight::ObjectionStatus::Overcome, language),
            }],
            amount: Some(amount(1_280.0, Some("EUR"), language)),
            budget: None,
            timeline: Some("gennaio".into()),
            decision_makers: "Piero".into(),
            competitors: String::new(),
            appointment: None,
            outcome: Outcome::Open,
            tone: Some("positive"),
            ours: steps(&[("inviare la prova", Some("oggi")), ("chiamare Antonella", None)]),
            theirs: steps(&[("mandare le foto", Some("venerdì"))]),
        }
    }

    fn empty(language: Language) -> Material {
        Material {
            points_total: 0,
            playbook: None,
            company: None,
            missed: None,
            asked: Vec::new(),
            objections: Vec::new(),
            amount: None,
            timeline: None,
            decision_makers: String::new(),
            tone: None,
            ours: Vec::new(),
            theirs: Vec::new(),
            ..material(language)
        }
    }

    #[test]
    fn a_summary_reads_like_sentences() {
        assert_eq!(
            summary(&material(Language::It)).unwrap(),
            "Chiara ha parlato con Noemi Galassi e Piero (Galassi Casa) per 27 minuti. Trattati 4 dei 6 punti di «Demo»; \
             non ancora: «Garanzia». Il cliente ha chiesto: «Funziona anche senza rete?». È emersa un'obiezione: prezzo \
             («è caro per noi», superata). Tempi: gennaio. Decide: Piero. Le parole del cliente sono state per lo più \
             positive. La trattativa resta aperta a 1.280 EUR. Prossimi passi: da parte nostra: inviare la prova (oggi); \
             chiamare Antonella – il cliente: mandare le foto (venerdì)."
        );
        assert_eq!(
            summary(&material(Language::En)).unwrap(),
            "Chiara spoke with Noemi Galassi and Piero (Galassi Casa) for 27 minutes. 4 of the 6 points of “Demo” were \
             covered; not yet: “Garanzia”. The customer wanted to know: “Funziona anche senza rete?”. One objection came \
             up: price (“è caro per noi”, overcome). Time frame: gennaio. Decided by: Piero. The customer's words were \
             mostly positive. The deal stays open at 1,280 EUR. Next steps: our side: inviare la prova (oggi); chiamare \
             Antonella – the customer: mandare le foto (venerdì)."
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        assert_eq!(
            summary(&empty(Language::En)).unwrap(),
            "Chiara spoke with Noemi Galassi and Piero for 27 minutes. No next step was agreed."
        );
        assert_eq!(
            summary(&empty(Language::It)).unwrap(),
            "Chiara ha parlato con Noemi Galassi e Piero per 27 minuti. Non è stato concordato un prossimo passo."
        );
        let silence = Material { said: 0, ..empty(Language::En) };
        assert_eq!(summary(&silence).unwrap(), "Nothing was said that was recorded.");
    }

    #[test]
    fn a_follow_up_can_be_sent_after_a_look() {
        assert_eq!(
            follow_up(&material(Language::En)).unwrap().unwrap(),
            "Hello Noemi and Piero,\n\nthank you for the conversation. Here is what we agreed.\n\nOn our side:\n\
             - inviare la prova (oggi)\n- chiamare Antonella\n\nOn your side:\n- mandare le foto (venerdì)\n\n\
             If I have left anything out or got it wrong, just reply to this message.\n\nKind regards\nChiara"
        );
        assert_eq!(
            follow_up(&empty(Language::It)).unwrap().unwrap(),
            "Buongiorno Noemi e Piero,\n\ngrazie per il tempo che ci avete dedicato.\n\nQuando vi andrebbe bene risentirci \
             per decidere come proseguire?\n\nSe ho dimenticato o frainteso qualcosa, basta rispondere a questo \
             messaggio.\n\nUn cordiale saluto\nChiara"
        );
        let alone = Material { customers: String::new(), ..empty(Language::En) };
        assert_eq!(follow_up(&alone).unwrap(), None);
    }
}
