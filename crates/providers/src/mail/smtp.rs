//! Mail by SMTP. The address of the server is `smtp://`, `smtps://` (TLS from the start) or
//! `smtp://…?tls=required` (STARTTLS), with user and password in it; it is never logged.

use super::{Mail, MailError, Mailer};
use async_trait::async_trait;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::time::Duration;

/// Sends through one server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
}

impl Smtp {
    /// Through the server at `url`, from this sender.
    ///
    /// # Errors
    /// `Settings` when the address of the server or the sender is none.
    pub fn new(url: &str, from: impl Into<String>) -> Result<Self, MailError> {
        let from = from.into();
        from.parse::<lettre::message::Mailbox>().map_err(|_| MailError::Settings)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| MailError::Settings)?
            .timeout(Some(Duration::from_secs(20)))
            .build();
        Ok(Self { transport, from })
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = super::message(&self.from, mail)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailError::Refused),
            Err(_) => Err(MailError::Unreachable),
        }
    }
}
