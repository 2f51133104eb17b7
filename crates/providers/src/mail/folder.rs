//! Mail as `.eml` files in a folder: the default, so that an installation works without a mail server.

use super::{Mail, MailError, Mailer};
use async_trait::async_trait;
use sottovoce_domain::ids::{Entropy, unguessable};
use sottovoce_domain::time::Clock;
use std::path::PathBuf;
use std::sync::Arc;

/// Writes each mail into a file whose name begins with the time, so that the newest is the last.
pub struct Folder {
    folder: PathBuf,
    from: String,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl Folder {
    /// Into this folder (made when it is missing), from this sender.
    pub fn new(
        folder: impl Into<PathBuf>,
        from: impl Into<String>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self { folder: folder.into(), from: from.into(), clock, entropy }
    }
}

#[async_trait]
impl Mailer for Folder {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let bytes = super::message(&self.from, mail)?.formatted();
        let now = self.clock.now();
        let name = format!("{:015}-{}", now.millis(), unguessable(now, &*self.entropy));
        tokio::fs::create_dir_all(&self.folder).await.map_err(|_| MailError::Folder)?;
        // A reader never sees half a mail: it gets its name when it is whole.
        let half = self.folder.join(format!(".{name}"));
        tokio::fs::write(&half, bytes).await.map_err(|_| MailError::Folder)?;
        let whole = self.folder.join(format!("{name}.eml"));
        tokio::fs::rename(&half, whole).await.map_err(|_| MailError::Folder)
    }
}
