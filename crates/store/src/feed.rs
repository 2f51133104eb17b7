//! Committed facts as they come, per conversation and in this process.
//!
//! The feed itself remembers nothing: whoever needs every fact exactly once uses [`Follow`], which reads the store
//! wherever the feed left something out.

use crate::{StoreError, Tenant};
use sottovoce_domain::fact::Fact;
use sottovoce_domain::ids::ConversationId;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast::{
    self,
    error::{RecvError, TryRecvError},
};

/// How many facts a slow listener may be behind before it is told that it lags: some minutes of a lively call.
const BACKLOG: usize = 256;

/// How many facts are read from the store at once when somebody catches up.
const CHUNK: u64 = 1_000;

/// Fewer conversations than this are never swept.
const SWEPT: usize = 64;

/// Tells facts to whoever listens to their conversation.
pub struct Feed {
    listeners: Mutex<Listeners>,
}

/// Who listens to which conversation.
#[derive(Default)]
struct Listeners {
    of: HashMap<ConversationId, broadcast::Sender<Arc<Fact>>>,
    /// At this size the map is swept of conversations that nobody listens to any more: at twice what was left the
    /// last time, so that sweeping costs each subscriber a constant.
    sweep_at: usize,
}

impl Feed {
    pub(crate) fn new() -> Self {
        Self { listeners: Mutex::default() }
    }

    /// Facts of this conversation from now on. A receiver that lags gets `RecvError::Lagged` and reads the store;
    /// [`Tenant::follow`] does that by itself.
    pub fn subscribe(&self, conversation: &ConversationId) -> broadcast::Receiver<Arc<Fact>> {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        if listeners.of.len() >= listeners.sweep_at {
            listeners.of.retain(|_, sender| sender.receiver_count() > 0);
            listeners.sweep_at = (2 * listeners.of.len()).max(SWEPT);
        }
        listeners
            .of
            .entry(conversation.clone())
            .or_insert_with(|| broadcast::Sender::new(BACKLOG))
            .subscribe()
    }

    /// Tells facts that were committed. The seam for several nodes: another node's facts would enter here too.
    pub(crate) fn tell(&self, facts: &[Arc<Fact>]) {
        let listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        for fact in facts {
            if let Some(sender) = listeners.of.get(&fact.conversation) {
                // An error means that the last listener has just left.
                let _ = sender.send(Arc::clone(fact));
            }
        }
    }
}

/// A conversation's facts in order, each once, from the store and then from the feed.
pub struct Follow {
    tenant: Tenant,
    conversation: ConversationId,
    last: u64,
    stored: VecDeque<Arc<Fact>>,
    /// Whether the store has facts that were not read.
    behind: bool,
    receiver: broadcast::Receiver<Arc<Fact>>,
}

impl Follow {
    pub(crate) async fn new(
        tenant: Tenant,
        conversation: ConversationId,
        after: u64,
    ) -> Result<Self, StoreError> {
        // Listen first, then read: what is recorded in between comes twice and is left out once.
        let receiver = tenant.inner.feed.subscribe(&conversation);
        tenant.facts().last(&conversation).await?;
        Ok(Self { tenant, conversation, last: after, stored: VecDeque::new(), behind: true, receiver })
    }

    /// The next fact; waits for one. Safe to cancel and call again.
    ///
    /// # Errors
    /// When the store has to be read and fails.
    pub async fn next(&mut self) -> Result<Arc<Fact>, StoreError> {
        loop {
            if let Some(fact) = self.ready().await? {
                return Ok(fact);
            }
            match self.receiver.recv().await {
                Ok(fact) => self.told(fact),
                Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => return Err(StoreError::Database("the store is closed".into())),
            }
        }
    }

    /// The feed told of a fact.
    fn told(&mut self, fact: Arc<Fact>) {
        if fact.number == self.last + 1 {
            self.stored.push_back(fact);
        } else if fact.number > self.last {
            // Told out of turn: whatever has a smaller number is committed, so the store has it.
            self.behind = true;
        }
    }

    /// The next fact that is committed already; none when all of them were read, without waiting for the future.
    ///
    /// # Errors
    /// When the store has to be read and fails.
    pub async fn ready(&mut self) -> Result<Option<Arc<Fact>>, StoreError> {
        while self.stored.is_empty() && !self.behind {
            match self.receiver.try_recv() {
                Ok(fact) => self.told(fact),
                Err(TryRecvError::Lagged(_)) => self.behind = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        if self.stored.is_empty() && self.behind {
            let facts = self.tenant.facts().after(&self.conversation, self.last, CHUNK).await?;
            self.behind = u64::try_from(facts.len()).is_ok_and(|read| read >= CHUNK);
            self.stored.extend(facts.into_iter().map(Arc::new));
        }
        let next = self.stored.pop_front();
        if let Some(fact) = &next {
            self.last = fact.number;
        }
        Ok(next)
    }
}
