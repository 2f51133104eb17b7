//! Committed facts as they come, per conversation and in this process.
//!
//! The feed itself remembers nothing: whoever needs every fact exactly once uses [`Follow`], which reads the store
//! wherever the feed left something out.

use crate::{StoreError, Tenant};
use sottovoce_domain::fact::Fact;
use sottovoce_domain::ids::ConversationId;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use tokio::sync::broadcast;

/// How many facts a slow listener may be behind before it is told that it lags: some minutes of a lively call.
const BACKLOG: usize = 256;

/// Tells facts to whoever listens to their conversation.
pub struct Feed {
    listeners: Mutex<HashMap<ConversationId, broadcast::Sender<Arc<Fact>>>>,
}

impl Feed {
    pub(crate) fn new() -> Self {
        Self { listeners: Mutex::new(HashMap::new()) }
    }

    /// Facts of this conversation from now on. A receiver that lags gets `RecvError::Lagged` and reads the store;
    /// [`Tenant::follow`] does that by itself.
    pub fn subscribe(&self, conversation: &ConversationId) -> broadcast::Receiver<Arc<Fact>> {
        todo!()
    }

    /// Tells facts that were committed. The seam for several nodes: another node's facts would enter here too.
    pub(crate) fn tell(&self, facts: &[Arc<Fact>]) {
        todo!()
    }
}

/// A conversation's facts in order, each once, from the store and then from the feed.
pub struct Follow {
    tenant: Tenant,
    conversation: ConversationId,
    last: u64,
    ready: VecDeque<Arc<Fact>>,
    receiver: broadcast::Receiver<Arc<Fact>>,
}

impl Follow {
    pub(crate) async fn new(
        tenant: Tenant,
        conversation: ConversationId,
        after: u64,
    ) -> Result<Self, StoreError> {
        todo!()
    }

    /// The next fact; waits for one. Safe to cancel and call again.
    ///
    /// # Errors
    /// When the store has to be read and fails.
    pub async fn next(&mut self) -> Result<Arc<Fact>, StoreError> {
        todo!()
    }

    /// The next fact if one is there already, without waiting for the future (the replay of what is stored).
    pub fn ready(&mut self) -> Option<Arc<Fact>> {
        todo!()
    }
}
