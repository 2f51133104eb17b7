//! What every handler may use: the store, the settings, the hub of live conversations, the media engine, mail.

use crate::auth::limits::Limits;
use crate::auth::password::Passwords;
use crate::config::Settings;
use crate::rooms::Rooms;
use sottovoce_after::pipeline::Pipeline;
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::Timestamp;
use sottovoce_live::Hub;
use sottovoce_media::embedded::Embedded;
use sottovoce_providers::mail::Mailer;
use sottovoce_providers::web::Web;
use sottovoce_store::Store;
use std::ops::Deref;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// The running application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// Its parts.
pub struct Parts {
    /// The settings.
    pub settings: Settings,
    /// The one door to the database.
    pub store: Store,
    /// The live conversations.
    pub hub: Hub,
    /// What happens after a conversation.
    pub pipeline: Pipeline,
    /// Sound and picture.
    pub media: Arc<Embedded>,
    /// The one HTTP client.
    pub web: Web,
    /// Whose the media rooms are.
    pub rooms: Rooms,
    /// Sends mail.
    pub mailer: Arc<dyn Mailer>,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// How often one may try.
    pub limits: Limits,
    /// Held while a demo is filled: one at a time, so that visitors do not keep everybody else from the database.
    pub demo: tokio::sync::Mutex<()>,
    /// Work that goes on after its request was answered; a stopping server waits for it.
    pub tasks: TaskTracker,
    /// Says that the server stops: whatever waits for something lets go.
    pub stopping: CancellationToken,
}

impl App {
    /// From its parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Parts {
    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.store.now()
    }

    /// The source of chance.
    pub fn entropy(&self) -> &dyn Entropy {
        self.store.entropy().as_ref()
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
