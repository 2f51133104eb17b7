//! How long it takes from words heard to their facts on the feed, with many conversations live at once.
//!
//! `cargo run --release -p sottovoce-live --example sessions -- [conversations] [lines each] [seconds]` spreads the
//! lines over the given time, as people would, and prints percentiles. The store is a file in a temporary folder.

use sottovoce_domain::conversation::{Channel, Conversation, Participant, Presence, Side, Stage};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{ConversationId, Entropy, ParticipantId};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{Phase, Point, Script};
use sottovoce_domain::tenant::Policy;
use sottovoce_domain::time::{CallTime, Clock, Timestamp};
use sottovoce_domain::utterance::Heard;
use sottovoce_live::session::event::Signal;
use sottovoce_live::{Hub, Means};
use sottovoce_providers::language::local::Absent;
use sottovoce_store::{NewOrganisation, NewUser, Store, Tenant, Vault};
use std::error::Error;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::time::Instant;

struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the bench is its own shell")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Enough to tell ids apart; nobody guesses at a bench.
#[derive(Default)]
struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        for (byte, value) in bytes.iter_mut().rev().zip(number.iter().rev().chain(std::iter::repeat(&0))) {
            *byte = *value;
        }
    }
}

const LINES: [(bool, &str); 6] = [
    (true, "Thanks for joining today, how many people work in your team at the moment?"),
    (false, "We are about forty people, and half of them travel every week."),
    (true, "Understood, and which tool do you use today to keep track of the visits?"),
    (false, "Honestly a spreadsheet, and your offer looks too expensive compared to that."),
    (true, "I see, let me show you what our customers save in the first three months."),
    (false, "That sounds interesting, can you send me the numbers by Friday?"),
];

fn script() -> Script {
    let point = |n: usize, text: &str| Point {
        id: format!("p{n}"),
        text: text.to_owned(),
        hints: vec![text.to_lowercase()],
        importance: 2,
    };
    let texts =
        ["Ask how many people work in the team", "Ask which tool they use today", "Agree on the next step"];
    let points = texts.iter().enumerate().map(|(n, text)| point(n, text)).collect();
    Script { name: "Bench".into(), phases: vec![Phase { name: "Call".into(), points }], ..Script::default() }
}

struct Call {
    id: ConversationId,
    people: [ParticipantId; 2],
}

async fn call(tenant: &Tenant, store: &Store, conversation: Conversation) -> Result<Call, Box<dyn Error>> {
    let id = conversation.id.clone();
    tenant.conversations().create(&conversation).await?;
    let mut people = Vec::new();
    let mut tx = tenant.begin().await?;
    for (name, side) in [("Sara", Side::Seller), ("Paul", Side::Customer)] {
        let person = ParticipantId::new(store.now(), store.entropy().as_ref());
        let participant = Participant {
            id: person.clone(),
            name: name.into(),
            side,
            user: None,
            presence: Presence::Admitted,
        };
        tx.participants().add(&id, &participant, None).await?;
        tx.record(&id, What::Arrived(participant)).await?;
        people.push(person);
    }
    tx.commit().await?;
    let [seller, customer] = people.as_slice() else { return Err("two people".into()) };
    Ok(Call { id, people: [seller.clone(), customer.clone()] })
}

/// Says every line at its time and measures until it was acknowledged, and until its signal came.
async fn talk(
    hub: Hub,
    call: Call,
    number: u32,
    lines: u32,
    every: Duration,
    phase: Duration,
) -> Vec<[Duration; 2]> {
    let begun = Instant::now() + phase;
    let mut measured = Vec::new();
    let Ok((_, mut signals)) = hub.signals(&call.id) else { return measured };
    for n in 0..lines {
        tokio::time::sleep_until(begun + every * n).await;
        let (seller, text) = LINES[usize::try_from(n + number).unwrap_or(0) % LINES.len()];
        let Ok(now) = hub.call_time(&call.id) else { return measured };
        let heard = Heard {
            speaker: call.people[usize::from(!seller)].clone(),
            start: CallTime::from_millis(now.millis().saturating_sub(2_000)),
            end: now,
            text: text.to_owned(),
            language: Language::En,
            source: "bench".to_owned(),
            key: Some(n.to_string()),
        };
        while signals.try_recv().is_ok() {}
        let start = Instant::now();
        if hub.hear(&call.id, heard).await.is_err() {
            continue;
        }
        let stored = start.elapsed();
        let figures = tokio::time::timeout(Duration::from_secs(2), async {
            while let Ok(signal) = signals.recv().await {
                if matches!(signal, Signal::Figures { .. }) {
                    break;
                }
            }
        });
        let shown = if figures.await.is_ok() { start.elapsed() } else { Duration::from_secs(2) };
        measured.push([stored, shown]);
    }
    measured
}

fn percentiles(name: &str, mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    format!(
        "{name}: n={} p50={:?} p90={:?} p99={:?} max={:?}",
        times.len(),
        at(50),
        at(90),
        at(99),
        times.last()
    )
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<u32>());
    let mut next = |usual: u32| arguments.next().unwrap_or(Ok(usual));
    let (conversations, lines, seconds) = (next(1_000)?, next(6)?, next(30)?);
    let folder = std::env::temp_dir().join(format!("sottovoce-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = format!("sqlite://{}?mode=rwc", folder.join("bench.db").display());
    let entropy: Arc<dyn Entropy> = Arc::new(Counted::default());
    let store = Store::open(&url, Vault::new([1; 32]), Arc::new(SystemClock), Arc::clone(&entropy)).await?;
    let (language, policy) = (Language::En, Policy::default());
    let organisation =
        NewOrganisation { name: "Bench".into(), language, policy, demo_until: None, playbooks: vec![] };
    let owner = NewUser {
        name: "Sara".into(),
        email: "sara@example.com".into(),
        password_hash: None,
        language,
        email_verified: true,
    };
    let (organisation, user) = store.people().found(organisation, owner).await?;
    let tenant = store.tenant(&organisation.id);
    let playbook = tenant.playbooks().create(&script(), None).await?;
    let hub = Hub::new(store.clone(), Means::new(Arc::clone(&entropy), Arc::new(Absent), vec![], None));
    let mut calls = Vec::new();
    let opening = Instant::now();
    for _ in 0..conversations {
        let conversation = Conversation {
            id: ConversationId::new(store.now(), entropy.as_ref()),
            title: "Bench".into(),
            channel: Channel::Video,
            language,
            stage: Stage::Live,
            meeting: None,
            seller: user.id.clone(),
            started_at: store.now(),
            ended_at: None,
        };
        let call = call(&tenant, &store, conversation).await?;
        tenant.conversations().set_playbook(&call.id, &playbook.id, playbook.version).await?;
        hub.open(&organisation.id, &call.id).await?;
        calls.push(call);
    }
    let mut out = std::io::stdout();
    writeln!(out, "{conversations} conversations created and opened in {:?}", opening.elapsed())?;
    let every = Duration::from_secs(u64::from(seconds)) / lines.max(1);
    let begun = Instant::now();
    let talks: Vec<_> = (0..)
        .zip(calls)
        .map(|(n, call)| {
            // Spread evenly, so that lines come as from many calls and not in one beat.
            let phase = every * n / conversations.max(1);
            tokio::spawn(talk(hub.clone(), call, n, lines, every, phase))
        })
        .collect();
    let (mut stored, mut shown) = (Vec::new(), Vec::new());
    for talk in talks {
        for [to_stored, to_shown] in talk.await? {
            stored.push(to_stored);
            shown.push(to_shown);
        }
    }
    writeln!(out, "{} lines in {:?}", stored.len(), begun.elapsed())?;
    writeln!(out, "{}", percentiles("heard to fact (committed)", stored))?;
    writeln!(out, "{}", percentiles("heard to figures signal", shown))?;
    hub.shut_down().await;
    store.close().await;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
