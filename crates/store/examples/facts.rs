//! How many facts the store records per second: one by one, by many at once, and in one batch, each an utterance.
//!
//! `facts [url]`; without an address it measures SQLite in a temporary folder. Prints a table, asserts nothing.
#![expect(clippy::print_stdout, reason = "a measure prints what it measured")]

use sottovoce_domain::conversation::{Channel, Conversation, Participant, Presence, Side, Stage};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{ConversationId, Entropy, ParticipantId, UtteranceId};
use sottovoce_domain::language::Language;
use sottovoce_domain::tenant::Policy;
use sottovoce_domain::time::{CallTime, Clock, Timestamp};
use sottovoce_domain::utterance::Utterance;
use sottovoce_store::{NewOrganisation, NewUser, Store, StoreError, Tenant, User, Vault};
use std::error::Error;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const ONE_BY_ONE: u32 = 2_000;
const WRITERS: u32 = 50;
const BATCH: u32 = 5_000;

/// A clock that stands still: the measure needs no time of day.
struct Still;
impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_780_000_000_000)
    }
}

/// Ids that differ are all the measure needs.
struct Counter(AtomicU64);
impl Entropy for Counter {
    fn fill(&self, bytes: &mut [u8]) {
        let count = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        for (byte, value) in bytes.iter_mut().rev().zip(count.iter().rev()) {
            *byte = *value;
        }
    }
}

#[derive(Clone)]
struct Talk {
    tenant: Tenant,
    conversation: ConversationId,
    speaker: ParticipantId,
    chance: Arc<Counter>,
}

impl Talk {
    fn said(&self, start: u32) -> What {
        What::Uttered(Utterance {
            id: UtteranceId::new(Still.now(), self.chance.as_ref()),
            speaker: self.speaker.clone(),
            start: CallTime::from_millis(u64::from(start) * 1_000),
            end: CallTime::from_millis(u64::from(start) * 1_000 + 900),
            text: "Mi sembra caro rispetto a quello che paghiamo oggi, ne parlo con il mio socio".into(),
            language: Language::It,
            source: "browser".into(),
            redactions: Vec::new(),
        })
    }

    async fn record(&self, start: u32) -> Result<(), StoreError> {
        let mut tx = self.tenant.begin().await?;
        tx.record(&self.conversation, self.said(start)).await?;
        tx.commit().await
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let own = format!("sqlite://{}?mode=rwc", folder.path().join("facts.db").display());
    let url = std::env::args().nth(1).unwrap_or(own);
    let chance = Arc::new(Counter(AtomicU64::new(u64::from(std::process::id()) << 32)));
    let store = Store::open(&url, Vault::new([0; 32]), Arc::new(Still), Arc::clone(&chance) as _).await?;
    let (tenant, owner) = organisation(&store).await?;
    let talks = [talk(&tenant, &owner, &chance).await?, talk(&tenant, &owner, &chance).await?];
    let [one, other] = &talks;
    println!("{}", if url.starts_with("sqlite") { "SQLite" } else { "PostgreSQL" });
    println!("{:<58}{:>12}{:>14}", "", "facts/s", "each");
    row("one by one, each a transaction of its own", ONE_BY_ONE, async {
        for n in 0..ONE_BY_ONE {
            one.record(n).await?;
        }
        Ok(())
    })
    .await?;
    let each = ONE_BY_ONE / WRITERS;
    row(&format!("{WRITERS} recorders at once in one conversation"), ONE_BY_ONE, together(one, each)).await?;
    row(&format!("one batch of {BATCH}, as an import does"), BATCH, async {
        let mut tx = tenant.begin().await?;
        tx.record_all(&other.conversation, (0..BATCH).map(|n| other.said(n)).collect()).await?;
        tx.commit().await
    })
    .await?;
    row(&format!("reading {BATCH} back"), BATCH, async {
        let facts = tenant.facts().all(&other.conversation).await?;
        if facts.len() == usize::try_from(BATCH).unwrap_or_default() {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        }
    })
    .await?;
    store.close().await;
    Ok(())
}

async fn together(talk: &Talk, each: u32) -> Result<(), StoreError> {
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let talk = talk.clone();
            tokio::spawn(async move {
                for n in 0..each {
                    talk.record(n).await?;
                }
                Ok::<(), StoreError>(())
            })
        })
        .collect();
    for writer in writers {
        writer.await.map_err(|_| StoreError::Invalid("writer"))??;
    }
    Ok(())
}

async fn row(
    name: &str,
    count: u32,
    work: impl Future<Output = Result<(), StoreError>>,
) -> Result<(), StoreError> {
    let began = now();
    work.await?;
    let took = now().saturating_duration_since(began).max(Duration::from_nanos(1));
    let rate = f64::from(count) / took.as_secs_f64();
    println!("{name:<58}{rate:>12.0}{:>11.3} ms", took.as_secs_f64() * 1_000.0 / f64::from(count));
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a measure reads the clock itself")]
fn now() -> Instant {
    Instant::now()
}

async fn organisation(store: &Store) -> Result<(Tenant, User), StoreError> {
    let name = format!("Bench {}", std::process::id());
    let new = NewOrganisation {
        name,
        language: Language::It,
        policy: Policy::default(),
        demo_until: None,
        playbooks: vec![],
    };
    let owner = NewUser {
        name: "Anna".into(),
        email: format!("anna-{}@bench.example", std::process::id()),
        password_hash: None,
        language: Language::It,
        email_verified: true,
    };
    let (organisation, owner) = store.people().found(new, owner).await?;
    Ok((store.tenant(&organisation.id), owner))
}

async fn talk(tenant: &Tenant, owner: &User, chance: &Arc<Counter>) -> Result<Talk, StoreError> {
    let conversation = Conversation {
        id: ConversationId::new(Still.now(), chance.as_ref()),
        title: "Bench".into(),
        channel: Channel::Video,
        language: Language::It,
        stage: Stage::Live,
        meeting: None,
        seller: owner.id.clone(),
        started_at: Still.now(),
        ended_at: None,
    };
    let speaker = ParticipantId::new(Still.now(), chance.as_ref());
    let (name, presence) = ("Marco".to_owned(), Presence::Admitted);
    let participant = Participant { id: speaker.clone(), name, side: Side::Customer, user: None, presence };
    let tx = tenant.begin().await?;
    tx.conversations().create(&conversation).await?;
    tx.participants().add(&conversation.id, &participant, None).await?;
    tx.commit().await?;
    Ok(Talk { tenant: tenant.clone(), conversation: conversation.id, speaker, chance: Arc::clone(chance) })
}
