//! Examines an installation: the data folder, the database, the media port, and every provider that is configured.
//!
//! Changes nothing but what a start would change too (key file, migrations), and never prints a secret.

use crate::app::build::StartError;
use crate::app::{build, models};
use crate::config::Settings;
use sottovoce_domain::language::Language;
use sottovoce_providers::language::prompt::Prompt;
use sottovoce_providers::language::{Completion, LanguageModel, Message, ModelError};
use sottovoce_providers::mail::smtp::Smtp;
use sottovoce_providers::speech::{Recogniser, SessionSpec};
use std::fmt;
use std::future::Future;
use std::time::Duration;

/// A provider that needs longer is of no use in a call.
const PATIENCE: Duration = Duration::from_secs(15);
/// One second of silence at 16 kHz, to show a recogniser.
static SILENCE: [i16; 16_000] = [0; 16_000];

/// What is so where the server itself recognises nobody.
const BROWSERS: &str = "each participant's browser recognises its own speaker";

/// What was found about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    what: &'static str,
    state: State,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Well(String),
    Unused(&'static str),
    Wrong(String),
}

impl Finding {
    /// Whether something must be done.
    pub const fn is_wrong(&self) -> bool {
        matches!(self.state, State::Wrong(_))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.state {
            State::Well(how) => write!(f, "ok      {:<16} {how}", self.what),
            State::Unused(why) => write!(f, "-       {:<16} {why}", self.what),
            State::Wrong(why) => write!(f, "WRONG   {:<16} {why}", self.what),
        }
    }
}

/// Examines everything.
pub async fn examine(settings: &Settings) -> Vec<Finding> {
    let (database, key) = match build::open_store(settings).await {
        Ok((store, key)) => {
            let answer = store.ping().await;
            store.close().await;
            let kind = if settings.database().starts_with("postgres") { "PostgreSQL" } else { "SQLite" };
            (judged(answer.map(|()| format!("{kind} answers, migrated"))), Some(key))
        }
        Err(error) => (State::Wrong(error.to_string()), None),
    };
    let media = match &key {
        Some(key) => judged(
            build::media(settings, key)
                .map(|media| format!("UDP {} is free (a running server holds it)", media.udp_address())),
        ),
        None => State::Unused("not tried: no key"),
    };
    let mut findings = vec![
        Finding { what: "database", state: database },
        Finding { what: "media port", state: media },
        Finding { what: "web interface", state: interface(settings) },
        Finding { what: "mail", state: mail(settings) },
        Finding { what: "language model", state: language_model(settings).await },
    ];
    let recognisers = recognisers(settings).await;
    findings.extend(recognisers.into_iter().map(|state| Finding { what: "recogniser", state }));
    findings
}

fn judged<E: fmt::Display>(result: Result<String, E>) -> State {
    match result {
        Ok(how) => State::Well(how),
        Err(error) => State::Wrong(error.to_string()),
    }
}

async fn in_time<E: fmt::Display>(asking: impl Future<Output = Result<String, E>>) -> State {
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(result) => judged(result),
        Err(_) => State::Wrong(format!("no answer within {} s", PATIENCE.as_secs())),
    }
}

fn interface(settings: &Settings) -> State {
    match &settings.web_dir {
        None => State::Well("the one inside the binary".to_owned()),
        Some(folder) if folder.join("index.html").is_file() => State::Well(folder.display().to_string()),
        Some(folder) => State::Wrong(format!("{} holds no index.html", folder.display())),
    }
}

fn mail(settings: &Settings) -> State {
    if settings.mail.smtp.is_empty() {
        return State::Well(format!("files in {}", settings.data_dir.join("mail").display()));
    }
    let smtp = Smtp::new(settings.mail.smtp.reveal(), settings.mail.from.clone());
    judged(smtp.map(|_| "the settings can be used; no mail was sent".to_owned()))
}

/// A question that every language model can answer.
const READY: Prompt = Prompt::new("ready.en", "Answer with one word.");

async fn language_model(settings: &Settings) -> State {
    if settings.language.models().is_empty() {
        return State::Unused("none is configured: rules word summaries and suggestions");
    }
    let links = match build::web(settings).map_err(StartError::from) {
        Ok(web) => models::links(&settings.language, &web),
        Err(error) => Err(error),
    };
    let links = match links {
        Ok(links) => links,
        Err(error) => return State::Wrong(error.to_string()),
    };
    let mut answering = Vec::new();
    for link in links {
        match in_time(ready(link.model.as_ref())).await {
            State::Well(how) => answering.push(how),
            other => return other,
        }
    }
    State::Well(answering.join(", "))
}

/// Whether a model answers at all.
///
/// # Errors
/// Says why not.
pub async fn ready(model: &dyn LanguageModel) -> Result<String, ModelError> {
    let question = Completion {
        prompt: READY,
        messages: vec![Message::user("Say: ready")],
        form: None,
        // Room for a model that thinks before it speaks.
        max_tokens: 200,
        timeout: PATIENCE,
    };
    model.complete(question).await.map(|_| format!("{} answers", model.name()))
}

/// Each configured recogniser, in the order in which they take over from one another.
async fn recognisers(settings: &Settings) -> Vec<State> {
    let web = match build::web(settings) {
        Ok(web) => web,
        Err(error) => return vec![State::Wrong(error.to_string())],
    };
    let mut states = Vec::new();
    for recogniser in build::recognisers(settings, &web) {
        states.push(examined(recogniser).await);
    }
    if states.is_empty() {
        states.push(State::Unused(BROWSERS));
    }
    states
}

async fn examined(recogniser: Recogniser) -> State {
    let spec = SessionSpec { language: Language::En, hints: Vec::new(), label: "doctor".to_owned() };
    match recogniser {
        Recogniser::Browser => State::Unused(BROWSERS),
        Recogniser::Streaming(recogniser) => {
            let name = recogniser.name();
            in_time(async { recogniser.open(spec).await.map(|_| format!("{name} opens a session")) }).await
        }
        Recogniser::Segments(recogniser) => {
            let name = recogniser.name();
            let asking = recogniser.transcribe(&SILENCE, &spec);
            in_time(async { asking.await.map(|_| format!("{name} reads a second of silence")) }).await
        }
    }
}
