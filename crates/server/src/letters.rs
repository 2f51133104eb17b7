//! The mails people get about signing in, in their language: each a job that is tried until it leaves, but for invitations,
//! whose writer waits for it. A link's token is in the mail and nowhere else.

use crate::auth::token;
use crate::error::{Answer, ApiError};
use crate::state::App;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use sottovoce_after::pipeline::{Errand, Trouble};
use sottovoce_domain::ids::UserId;
use sottovoce_domain::language::Language;
use sottovoce_providers::mail::{Mail, Mailer};
use sottovoce_store::{Job, NewJob, Purpose, SignedIn, Store, StoreError, User};
use std::sync::Arc;
use std::time::Duration;

/// A reset is asked for and used at once.
const RESET_GOOD_FOR: Duration = Duration::from_secs(3600);
/// A new address may be read the next day.
const VERIFY_GOOD_FOR: Duration = Duration::from_secs(3 * 24 * 3600);

/// The kind of a letter's job.
const LETTER: &str = "letter";
/// With the pipeline's waits some hours: a mail server may be down for a night.
const ATTEMPTS: u32 = 7;

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A link to choose a new password.
    Reset,
    /// A link that shows that the address is its user's.
    Verify,
}

/// What a letter's job says: neither an address nor a token.
#[derive(Serialize, Deserialize)]
struct Order {
    about: About,
    user: UserId,
}

/// Has a letter written to a user who works somewhere; it is tried until it leaves.
///
/// # Errors
/// When the database fails.
pub async fn write_to(store: &Store, user: &UserId, about: About) -> Result<(), StoreError> {
    let Some(place) = store.people().memberships(user).await?.into_iter().next() else { return Ok(()) };
    let payload = serde_json::to_value(Order { about, user: user.clone() });
    let job = NewJob {
        kind: LETTER.to_owned(),
        key: Some(user.to_string()),
        payload: payload.map_err(|_| StoreError::Invalid("payload"))?,
        run_at: None,
        max_attempts: ATTEMPTS,
    };
    let mut tx = store.tenant(&place.organisation).begin().await?;
    tx.enqueue(job).await?;
    tx.commit().await
}

/// Writes the letters that wait.
pub struct Postman {
    store: Store,
    mailer: Arc<dyn Mailer>,
    public_url: String,
}

impl Postman {
    /// With links to `public_url`.
    pub fn new(store: Store, mailer: Arc<dyn Mailer>, public_url: &str) -> Self {
        Self { store, mailer, public_url: public_url.to_owned() }
    }

    /// A fresh link with a ticket; earlier ones of the same purpose are void.
    async fn link(&self, about: About, user: &User) -> Result<String, StoreError> {
        let (purpose, good_for, page) = match about {
            About::Reset => (Purpose::Reset, RESET_GOOD_FOR, "reset"),
            About::Verify => (Purpose::Verify, VERIFY_GOOD_FOR, "verify"),
        };
        let token = token::fresh(self.store.entropy().as_ref());
        let until = self.store.now().plus(good_for);
        self.store.people().issue(purpose, &user.id, &token::hash(&token), until).await?;
        Ok(format!("{}/{page}/{token}", self.public_url))
    }
}

#[async_trait]
impl Errand for Postman {
    fn kind(&self) -> &'static str {
        LETTER
    }

    async fn run(&self, job: &Job) -> Result<(), Trouble> {
        let order: Order = serde_json::from_value(job.payload.clone())
            .map_err(|_| Trouble { code: "payload_unreadable", passes: false })?;
        let user = match self.store.people().user(&order.user).await {
            // Nobody is there to be written to any more.
            Err(StoreError::NotFound) => return Ok(()),
            other => other?,
        };
        let link = self.link(order.about, &user).await?;
        let (subject, text) = words(order.about, user.language, &user.name, &link);
        let mail = Mail { to: user.email, subject: subject.to_owned(), text, html: None };
        self.mailer.send(&mail).await.map_err(|error| {
            tracing::warn!(%error, "a mail was not sent");
            Trouble { code: "mail_failed", passes: true }
        })
    }
}

/// Subject and text of a letter.
fn words(about: About, language: Language, name: &str, link: &str) -> (&'static str, String) {
    match (about, language) {
        (About::Reset, Language::It) => (
            "Scegli una nuova password",
            format!(
                "Ciao {name},\n\nper scegliere una nuova password di Sottovoce apri questo indirizzo entro un'ora:\n\n\
                 {link}\n\nSe non sei stato tu a chiederlo, non fare nulla: la password resta quella di prima.\n"
            ),
        ),
        (About::Reset, Language::En) => (
            "Choose a new password",
            format!(
                "Hello {name},\n\nto choose a new password for Sottovoce open this address within an hour:\n\n{link}\n\n\
                 If you did not ask for it, do nothing: your password stays as it is.\n"
            ),
        ),
        (About::Verify, Language::It) => (
            "Conferma il tuo indirizzo",
            format!(
                "Ciao {name},\n\nper confermare che questo indirizzo è tuo apri:\n\n{link}\n\n\
                 Se non ti sei registrato a Sottovoce, ignora questo messaggio.\n"
            ),
        ),
        (About::Verify, Language::En) => (
            "Confirm your address",
            format!(
                "Hello {name},\n\nto confirm that this address is yours open:\n\n{link}\n\n\
                 If you did not register with Sottovoce, ignore this message.\n"
            ),
        ),
    }
}

/// Mails an invitation.
///
/// # Errors
/// When the mail cannot be sent: the inviting person has to know.
pub async fn invite(app: &App, by: &SignedIn, email: &str, token: &str) -> Answer<()> {
    let link = format!("{}/invite/{token}", app.settings.public_url);
    let (who, organisation) = (&by.user.name, &by.organisation.name);
    let (subject, text) = match by.organisation.language {
        Language::It => (
            format!("{who} ti invita in {organisation}"),
            format!(
                "{who} ti invita a lavorare con {organisation} su Sottovoce. Apri entro sette giorni:\n\n{link}\n"
            ),
        ),
        Language::En => (
            format!("{who} invites you to {organisation}"),
            format!(
                "{who} invites you to work with {organisation} on Sottovoce. Open within seven days:\n\n{link}\n"
            ),
        ),
    };
    send(app, email, &subject, text).await
}

async fn send(app: &App, to: &str, subject: &str, text: String) -> Answer<()> {
    let mail = Mail { to: to.to_owned(), subject: subject.to_owned(), text, html: None };
    app.mailer.send(&mail).await.map_err(|error| {
        tracing::error!(%error, "a mail was not sent");
        ApiError::new(axum::http::StatusCode::BAD_GATEWAY, "mail_failed", "the mail could not be sent")
    })
}
