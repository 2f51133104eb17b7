//! An empty house for one story: a store on a database of its own, a clock that is moved by hand, and shorthands.

use crate::postgres;
use sottovoce_domain::access::Role;
use sottovoce_domain::conversation::{Channel, Conversation, Participant, Presence, Side, Stage};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{ConversationId, Entropy, MeetingId, ParticipantId, UserId, UtteranceId};
use sottovoce_domain::language::Language;
use sottovoce_domain::meeting::Meeting;
use sottovoce_domain::tenant::{Organisation, Policy};
use sottovoce_domain::time::{CallTime, Clock, Timestamp};
use sottovoce_domain::utterance::Utterance;
use sottovoce_store::{NewOrganisation, NewUser, Store, Tenant, User, Vault};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// A clock that stands still until it is moved.
pub(crate) struct Hand(AtomicI64);

impl Hand {
    pub(crate) fn forward(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_millis()).unwrap(), Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that repeats: a counter stirred by splitmix64.
pub(crate) struct Dice(AtomicU64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Entropy for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_be_bytes()[..chunk.len()]);
        }
    }
}

pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) clock: Arc<Hand>,
    pub(crate) dice: Arc<Dice>,
    pub(crate) url: String,
    _folder: Option<TempDir>,
}

impl House {
    pub(crate) async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("house.db").display());
        Self::at(url, Some(folder)).await
    }

    pub(crate) async fn on_postgres() -> Self {
        Self::at(postgres::database().await, None).await
    }

    async fn at(url: String, folder: Option<TempDir>) -> Self {
        let clock = Arc::new(Hand(AtomicI64::new(1_780_000_000_000)));
        let dice = Arc::new(Dice::new(1));
        let store =
            Store::open(&url, vault(), Arc::clone(&clock) as _, Arc::clone(&dice) as _).await.unwrap();
        Self { store, clock, dice, url, _folder: folder }
    }

    /// Another store on the same database, as another process or a restarted one would open it.
    pub(crate) async fn reopened(&self) -> Store {
        Store::open(&self.url, vault(), Arc::clone(&self.clock) as _, Arc::clone(&self.dice) as _)
            .await
            .unwrap()
    }

    /// Ends the story: no job may be left over.
    pub(crate) async fn leave(self) {
        let open = self.store.ping().await.is_ok();
        let store = if open { self.store.clone() } else { self.reopened().await };
        assert_eq!(store.jobs().unfinished().await.unwrap(), 0, "jobs are left over");
        store.close().await;
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// An organisation with its owner, both called after `name`.
    pub(crate) async fn organisation(&self, name: &str, email: &str) -> (Tenant, User, Organisation) {
        let (organisation, owner) =
            self.store.people().found(founding(name), somebody("Anna", email)).await.unwrap();
        (self.store.tenant(&organisation.id), owner, organisation)
    }

    /// An organisation with one live conversation between its owner and Marco.
    pub(crate) async fn talk(&self) -> Talk {
        let (tenant, owner, _) = self.organisation("Rossi", "anna@rossi.example").await;
        self.talk_of(tenant, owner).await
    }

    pub(crate) async fn talk_of(&self, tenant: Tenant, owner: User) -> Talk {
        let conversation = self.conversation(&owner.id);
        let marco = self.participant("Marco", Side::Customer, None);
        let anna = self.participant("Anna", Side::Seller, Some(owner.id.clone()));
        let tx = tenant.begin().await.unwrap();
        tx.conversations().create(&conversation).await.unwrap();
        tx.participants().add_all(&conversation.id, &[anna.clone(), marco.clone()]).await.unwrap();
        tx.commit().await.unwrap();
        Talk { tenant, owner, conversation, anna, marco }
    }

    pub(crate) fn conversation(&self, seller: &UserId) -> Conversation {
        Conversation {
            id: ConversationId::new(self.now(), self.dice.as_ref()),
            title: "Demo for Marco".into(),
            channel: Channel::Video,
            language: Language::It,
            stage: Stage::Live,
            meeting: None,
            seller: seller.clone(),
            started_at: self.now(),
            ended_at: None,
        }
    }

    pub(crate) fn participant(&self, name: &str, side: Side, user: Option<UserId>) -> Participant {
        let id = ParticipantId::new(self.now(), self.dice.as_ref());
        Participant { id, name: name.into(), side, user, presence: Presence::Admitted }
    }

    pub(crate) fn utterance(&self, speaker: &Participant, start: u64, text: &str) -> Utterance {
        Utterance {
            id: UtteranceId::new(self.now(), self.dice.as_ref()),
            speaker: speaker.id.clone(),
            start: CallTime::from_millis(start),
            end: CallTime::from_millis(start + 900),
            text: text.into(),
            language: Language::It,
            source: "browser".into(),
            redactions: Vec::new(),
        }
    }

    pub(crate) fn meeting(&self, host: &UserId, link: &str) -> Meeting {
        Meeting {
            id: MeetingId::new(self.now(), self.dice.as_ref()),
            link: link.into(),
            title: "First contact".into(),
            host: host.clone(),
            language: Language::It,
            starts_at: None,
            playbook: None,
            lobby: true,
            locked: false,
            conversation: None,
            expires_at: None,
            revoked_at: None,
            ended_at: None,
            created_at: self.now(),
        }
    }
}

/// A live conversation.
pub(crate) struct Talk {
    pub(crate) tenant: Tenant,
    pub(crate) owner: User,
    pub(crate) conversation: Conversation,
    pub(crate) anna: Participant,
    pub(crate) marco: Participant,
}

impl Talk {
    /// Records one small fact and returns its number.
    pub(crate) async fn untick(&self, point: &str) -> u64 {
        let mut tx = self.tenant.begin().await.unwrap();
        let fact = tx.record(&self.conversation.id, unticked(point)).await.unwrap();
        tx.commit().await.unwrap();
        fact.number
    }
}

pub(crate) fn unticked(point: &str) -> What {
    What::Unticked { point: point.into() }
}

pub(crate) fn vault() -> Vault {
    Vault::new([42; 32])
}

pub(crate) fn founding(name: &str) -> NewOrganisation {
    let (name, language, policy) = (name.into(), Language::It, Policy::default());
    NewOrganisation { name, language, policy, demo_until: None, playbooks: vec![] }
}

pub(crate) fn somebody(name: &str, email: &str) -> NewUser {
    NewUser {
        name: name.into(),
        email: email.into(),
        password_hash: Some("$argon2id$hash".into()),
        language: Language::It,
        email_verified: false,
    }
}

/// The roles, for tables.
pub(crate) const REP: Role = Role::Rep;
