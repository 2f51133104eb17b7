//! Sending mail: into a folder by default, by SMTP when configured.

pub mod folder;
pub mod smtp;

use async_trait::async_trait;

/// A mail to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address, with or without a name: `Ada <ada@example.com>`.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
}

/// Why a mail was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The address or the sender is none.
    #[error("the mail address is not valid")]
    Address,
    /// The server does not take it, and will not later.
    #[error("the mail server refuses the mail")]
    Refused,
    /// The server cannot be reached or is busy; later it may work.
    #[error("the mail server cannot be reached")]
    Unreachable,
    /// The folder cannot be written.
    #[error("the mail folder cannot be written")]
    Folder,
    /// The settings make no sense.
    #[error("the mail settings are not valid")]
    Settings,
}

/// Something that sends mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one mail.
    ///
    /// # Errors
    /// Says why it was not accepted.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;
}

/// The message in the form that is sent and stored.
fn message(from: &str, mail: &Mail) -> Result<lettre::Message, MailError> {
    use lettre::message::{Mailbox, MultiPart, SinglePart};
    let from: Mailbox = from.parse().map_err(|_| MailError::Settings)?;
    let to: Mailbox = mail.to.parse().map_err(|_| MailError::Address)?;
    let building = lettre::Message::builder().from(from).to(to).subject(mail.subject.as_str());
    match &mail.html {
        Some(html) => building.multipart(MultiPart::alternative_plain_html(mail.text.clone(), html.clone())),
        None => building.singlepart(SinglePart::plain(mail.text.clone())),
    }
    .map_err(|_| MailError::Address)
}
