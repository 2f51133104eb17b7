//! The mails people get about signing in, in their language. A link's token is in the mail and nowhere else.

use crate::auth::token;
use crate::error::{Answer, ApiError};
use crate::state::App;
use sottovoce_domain::language::Language;
use sottovoce_providers::mail::Mail;
use sottovoce_store::{Purpose, SignedIn, User};
use std::time::Duration;

/// A reset is asked for and used at once.
const RESET_GOOD_FOR: Duration = Duration::from_secs(3600);
/// A new address may be read the next day.
const VERIFY_GOOD_FOR: Duration = Duration::from_secs(3 * 24 * 3600);

/// Mails a link to choose a new password.
///
/// # Errors
/// When the ticket cannot be kept or the mail cannot be sent.
pub async fn reset_password(app: &App, user: &User) -> Answer<()> {
    let link = ticket(app, Purpose::Reset, user, RESET_GOOD_FOR, "reset").await?;
    let name = &user.name;
    let (subject, text) = match user.language {
        Language::It => (
            "Scegli una nuova password",
            format!(
                "Ciao {name},\n\nper scegliere una nuova password di Sottovoce apri questo indirizzo entro un'ora:\n\n\
                 {link}\n\nSe non sei stato tu a chiederlo, non fare nulla: la password resta quella di prima.\n"
            ),
        ),
        Language::En => (
            "Choose a new password",
            format!(
                "Hello {name},\n\nto choose a new password for Sottovoce open this address within an hour:\n\n{link}\n\n\
                 If you did not ask for it, do nothing: your password stays as it is.\n"
            ),
        ),
    };
    send(app, &user.email, subject, text).await
}

/// Mails a link that shows that an address is its user's, some moments later: nobody waits for it.
///
/// # Errors
/// When the ticket cannot be kept.
pub async fn verify_email(app: &App, user: &User) -> Answer<()> {
    let link = ticket(app, Purpose::Verify, user, VERIFY_GOOD_FOR, "verify").await?;
    let name = &user.name;
    let (subject, text) = match user.language {
        Language::It => (
            "Conferma il tuo indirizzo",
            format!(
                "Ciao {name},\n\nper confermare che questo indirizzo è tuo apri:\n\n{link}\n\n\
                 Se non ti sei registrato a Sottovoce, ignora questo messaggio.\n"
            ),
        ),
        Language::En => (
            "Confirm your address",
            format!(
                "Hello {name},\n\nto confirm that this address is yours open:\n\n{link}\n\n\
                 If you did not register with Sottovoce, ignore this message.\n"
            ),
        ),
    };
    let (app_then, email) = (app.clone(), user.email.clone());
    app.tasks.spawn(async move {
        // `send` has logged what went wrong.
        let _ = send(&app_then, &email, subject, text).await;
    });
    Ok(())
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

async fn ticket(app: &App, purpose: Purpose, user: &User, good_for: Duration, page: &str) -> Answer<String> {
    let token = token::fresh(app.entropy());
    app.store.people().issue(purpose, &user.id, &token::hash(&token), app.now().plus(good_for)).await?;
    Ok(format!("{}/{page}/{token}", app.settings.public_url))
}

async fn send(app: &App, to: &str, subject: &str, text: String) -> Answer<()> {
    let mail = Mail { to: to.to_owned(), subject: subject.to_owned(), text, html: None };
    app.mailer.send(&mail).await.map_err(|error| {
        tracing::error!(%error, "a mail was not sent");
        ApiError::new(axum::http::StatusCode::BAD_GATEWAY, "mail_failed", "the mail could not be sent")
    })
}
