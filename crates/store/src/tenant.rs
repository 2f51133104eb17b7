//! The store itself and the one way into an organisation's rows.
//!
//! A [`Tenant`] can name nothing of another organisation: each of its nouns adds the organisation to every query.

use crate::StoreError;
use crate::conversations::Conversations;
use crate::conversations::contacts::Contacts;
use crate::conversations::facts::Facts;
use crate::conversations::meetings::Meetings;
use crate::conversations::model_uses::ModelUses;
use crate::conversations::participants::Participants;
use crate::conversations::recaps::Recaps;
use crate::conversations::utterances::Utterances;
use crate::db::{Db, On, Reach};
use crate::doors::Doors;
use crate::feed::{Feed, Follow};
use crate::jobs::{Jobs, TenantJobs};
use crate::people::People;
use crate::people::invitations::Invitations;
use crate::people::members::Members;
use crate::people::organisation::OrganisationDoor;
use crate::people::teams::Teams;
use crate::playbooks::Playbooks;
use crate::tx::Tx;
use crate::vault::Vault;
use crate::webhooks::Webhooks;
use sottovoce_domain::ids::{ConversationId, Entropy, OrganisationId};
use sottovoce_domain::time::{Clock, Timestamp};
use std::sync::Arc;

/// The store: one database, its feed of facts and its queue of jobs. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

/// What every clone of a store shares.
pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) feed: Feed,
    pub(crate) news: tokio::sync::watch::Sender<u64>,
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

impl Inner {
    /// A job may have become claimable.
    pub(crate) fn tell_workers(&self) {
        self.news.send_modify(|count| *count = count.wrapping_add(1));
    }
}

impl Store {
    /// Opens `url` (`sqlite://path?mode=rwc` or `postgres://…`), runs the migrations that are missing, and seals
    /// secrets with `vault`.
    ///
    /// # Errors
    /// When the database cannot be reached or migrated.
    pub async fn open(
        url: &str,
        vault: Vault,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StoreError> {
        let db = Db::open(url).await?;
        let news = tokio::sync::watch::Sender::new(0);
        Ok(Self { inner: Arc::new(Inner { db, feed: Feed::new(), news, vault, clock, entropy }) })
    }

    /// Everything of one organisation.
    pub fn tenant(&self, organisation: &OrganisationId) -> Tenant {
        Tenant { inner: Arc::clone(&self.inner), organisation: organisation.clone() }
    }

    /// The small door of sign-in.
    pub fn people(&self) -> People<'_> {
        People { inner: &self.inner }
    }

    /// The small door of guests.
    pub fn doors(&self) -> Doors<'_> {
        Doors { inner: &self.inner }
    }

    /// The small door of workers.
    pub fn jobs(&self) -> Jobs<'_> {
        Jobs { inner: &self.inner }
    }

    /// Committed facts as they come.
    pub fn feed(&self) -> &Feed {
        &self.inner.feed
    }

    /// What time it is by the store's clock.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The store's clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// The store's source of chance.
    pub fn entropy(&self) -> &Arc<dyn Entropy> {
        &self.inner.entropy
    }

    /// Asks the database whether it answers (readiness).
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.inner.db.ping().await
    }

    /// Closes the connections; what was committed is safe without it.
    pub async fn close(&self) {
        self.inner.db.close().await;
    }
}

/// Everything of one organisation. Cheap to clone.
#[derive(Clone)]
pub struct Tenant {
    pub(crate) inner: Arc<Inner>,
    pub(crate) organisation: OrganisationId,
}

/// The same nouns by themselves and within a transaction.
macro_rules! nouns {
    ($($(#[$doc:meta])* $name:ident -> $noun:ident;)*) => {
        impl Tenant {$(
            $(#[$doc])*
            pub fn $name(&self) -> $noun<'_> {
                $noun { reach: Reach { inner: &self.inner, organisation: &self.organisation, on: On::Pool } }
            }
        )*}
        impl Tx {$(
            $(#[$doc])*
            pub fn $name(&self) -> $noun<'_> {
                $noun { reach: self.reach() }
            }
        )*}
    };
}

nouns! {
    /// The organisation itself.
    organisation -> OrganisationDoor;
    /// The people who work here.
    members -> Members;
    /// Invitations that wait for an answer.
    invitations -> Invitations;
    /// The teams.
    teams -> Teams;
    /// Meetings with their links.
    meetings -> Meetings;
    /// Conversations of every channel.
    conversations -> Conversations;
    /// The people in a conversation, and their consents.
    participants -> Participants;
    /// How the customers of conversations can be reached.
    contacts -> Contacts;
    /// What was said.
    utterances -> Utterances;
    /// What happened, numbered per conversation.
    facts -> Facts;
    /// Recaps and the steps that make them.
    recaps -> Recaps;
    /// What conversations spent on language models.
    model_uses -> ModelUses;
    /// Playbooks with all their versions.
    playbooks -> Playbooks;
    /// Webhook endpoints and their deliveries.
    webhooks -> Webhooks;
    /// The organisation's jobs that wait or were given up.
    jobs -> TenantJobs;
}

impl Tenant {
    /// Which organisation this is.
    pub fn organisation_id(&self) -> &OrganisationId {
        &self.organisation
    }

    /// Begins a transaction: change, record facts, enqueue jobs, commit. Dropped without a commit, nothing happened.
    ///
    /// # Errors
    /// When the database is busy for too long or fails.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Tx::begin(Arc::clone(&self.inner), self.organisation.clone()).await
    }

    /// A conversation's facts after number `after`: first those that are stored, then those to come, in order, each
    /// once. A reader that falls behind re-reads from the store by itself.
    ///
    /// # Errors
    /// When the conversation is not of this organisation.
    pub async fn follow(&self, conversation: &ConversationId, after: u64) -> Result<Follow, StoreError> {
        Follow::new(self.clone(), conversation.clone(), after).await
    }
}
