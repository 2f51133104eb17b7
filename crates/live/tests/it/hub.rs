//! The hub on a real store: what is acknowledged is stored once and in order, whatever dies in between.

use crate::support::{House, brief, customer, heard, seconds, seller};
use sottovoce_domain::conversation::{Presence, Stage};
use sottovoce_domain::fact::What;
use sottovoce_live::session::event::{Command, Event, Refusal, Signal};
use sottovoce_live::{Hub, LiveError, Means};
use sottovoce_providers::language::local::Absent;
use std::sync::Arc;

fn hub(house: &House) -> Hub {
    let means = Means::new(Arc::clone(house.store.entropy()), Arc::new(Absent), vec![], None);
    Hub::new(house.store.clone(), means)
}

/// What was said, in order.
fn said(facts: &[sottovoce_domain::fact::Fact]) -> Vec<String> {
    let text = |what: &What| match what {
        What::Uttered(utterance) => Some(utterance.text.clone()),
        _ => None,
    };
    facts.iter().filter_map(|fact| text(&fact.what)).collect()
}

#[tokio::test]
async fn what_was_heard_is_stored_once_and_in_order() {
    let house = House::build().await;
    let hub = hub(&house);
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    for n in 1..=5 {
        house.clock.set(seconds(n * 5));
        let line = heard(&customer().id, n * 5 - 3, n * 5, &format!("This is line number {n} of mine"));
        hub.hear(&house.conversation, line.clone()).await.unwrap();
        hub.hear(&house.conversation, line).await.unwrap();
    }
    let facts = house.facts().await;
    let lines: Vec<String> = (1..=5).map(|n| format!("This is line number {n} of mine")).collect();
    assert_eq!(said(&facts), lines);
    let numbers: Vec<u64> = facts.iter().map(|fact| fact.number).collect();
    assert_eq!(numbers, (1..=facts.len() as u64).collect::<Vec<_>>(), "no gaps");
    assert_eq!(brief(&facts[2].what), "playbook 1", "the conversation says on which playbook it runs");
}

#[test]
fn a_crash_loses_and_doubles_nothing() {
    let runtime =
        || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let first = runtime();
    let mut house = first.block_on(House::build());
    let line = |n: u64| heard(&customer().id, n * 5 - 3, n * 5, &format!("This is line number {n} of mine"));
    first.block_on(async {
        let hub = hub(&house);
        hub.open(&house.organisation, &house.conversation).await.unwrap();
        for n in 1..=3 {
            house.clock.set(seconds(n * 5));
            hub.hear(&house.conversation, line(n)).await.unwrap();
        }
        // One more is on its way when the process dies; nobody was told that it was stored.
        house.clock.set(seconds(20));
        let (hub, id) = (hub.clone(), house.conversation.clone());
        tokio::spawn(async move { hub.hear(&id, line(4)).await });
        tokio::task::yield_now().await;
    });
    first.shutdown_background();

    let second = runtime();
    second.block_on(async {
        house.reopen().await;
        let hub = hub(&house);
        hub.open(&house.organisation, &house.conversation).await.unwrap();
        // The client repeats what was not acknowledged, and for good measure what was.
        for n in [3, 4, 5] {
            house.clock.set(seconds(n * 5 + 2));
            hub.hear(&house.conversation, line(n)).await.unwrap();
        }
        let facts = house.facts().await;
        let lines: Vec<String> = (1..=5).map(|n| format!("This is line number {n} of mine")).collect();
        assert_eq!(said(&facts), lines);
        assert_eq!(facts.iter().filter(|fact| matches!(fact.what, What::PlaybookChosen { .. })).count(), 1);
    });
}

#[tokio::test]
async fn the_seller_ends_it_once_and_what_comes_after_is_told() {
    let house = House::build().await;
    let hub = hub(&house);
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    house.clock.set(seconds(5));
    hub.hear(&house.conversation, heard(&seller().id, 1, 4, "Hello and welcome")).await.unwrap();
    hub.command(&house.conversation, Command::End).await.unwrap();
    let again = hub.command(&house.conversation, Command::End).await;
    assert!(matches!(again, Err(LiveError::NotLive | LiveError::Refused(Refusal::Ended))), "{again:?}");
    let facts = house.facts().await;
    assert_eq!(brief(&facts.last().unwrap().what), "ended");
    let tenant = house.store.tenant(&house.organisation);
    assert_eq!(tenant.conversations().get(&house.conversation).await.unwrap().stage, Stage::Processing);
    assert_eq!(tenant.jobs().unfinished().await.unwrap(), 1);
    let late = hub.open(&house.organisation, &house.conversation).await;
    assert!(matches!(late, Ok(()) | Err(LiveError::NotLive)));
    hub.shut_down().await;
    assert_eq!(hub.open(&house.organisation, &house.conversation).await, Err(LiveError::NotLive));
    house
        .store
        .jobs()
        .claim(&[sottovoce_store::FIRST_STEP], std::time::Duration::from_secs(1))
        .await
        .unwrap();
}

#[tokio::test]
async fn facts_from_elsewhere_reach_the_core() {
    let house = House::build().await;
    let hub = hub(&house);
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    let guest = sottovoce_domain::conversation::Participant {
        id: "par_guest".parse().unwrap(),
        name: "Gianni".to_owned(),
        presence: Presence::Waiting,
        ..customer()
    };
    let tenant = house.store.tenant(&house.organisation);
    let mut tx = tenant.begin().await.unwrap();
    tx.participants().add(&house.conversation, &guest, Some("hash")).await.unwrap();
    tx.record(&house.conversation, What::Arrived(guest.clone())).await.unwrap();
    tx.commit().await.unwrap();

    house.clock.set(seconds(5));
    let line = heard(&guest.id, 1, 3, "Can anybody hear me");
    let mut refused = hub.hear(&house.conversation, line.clone()).await;
    // The feed may be a moment behind.
    for _ in 0..100 {
        if refused == Err(LiveError::Refused(Refusal::NotAdmitted)) {
            break;
        }
        tokio::task::yield_now().await;
        refused = hub.hear(&house.conversation, line.clone()).await;
    }
    assert_eq!(refused, Err(LiveError::Refused(Refusal::NotAdmitted)));
    hub.place(&house.conversation, &guest.id, Presence::Admitted).await.unwrap();
    hub.hear(&house.conversation, line).await.unwrap();
    assert_eq!(said(&house.facts().await), ["Can anybody hear me"]);
    let row = tenant.participants().get(&house.conversation, &guest.id).await.unwrap();
    assert_eq!(row.presence, Presence::Admitted);
}

#[tokio::test]
async fn a_conversation_of_another_organisation_is_not_found() {
    let house = House::build().await;
    let hub = hub(&house);
    let other = "org_other".parse().unwrap();
    assert!(hub.open(&other, &house.conversation).await.is_err());
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    assert!(hub.open(&other, &house.conversation).await.is_err());
    assert_eq!(hub.count(), 1);
}

#[tokio::test]
async fn the_display_gets_signals_and_what_it_missed() {
    let house = House::build().await;
    let hub = hub(&house);
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    let (_, mut signals) = hub.signals(&house.conversation).unwrap();
    house.clock.set(seconds(5));
    hub.hear(&house.conversation, heard(&seller().id, 1, 4, "Hello and welcome to our call")).await.unwrap();
    let mut figures = false;
    while let Ok(signal) = signals.try_recv() {
        figures |= matches!(signal, Signal::Figures { .. });
    }
    assert!(figures, "the figures were sent before the words were acknowledged");
    let (picture, _) = hub.signals(&house.conversation).unwrap();
    assert!(picture.iter().any(|signal| matches!(signal, Signal::Figures { .. })));
    assert!(picture.iter().any(|signal| matches!(signal, Signal::Focus(_))));
}

/// Chance that fails when it is told to: whoever draws it dies.
struct Deadly {
    chance: Arc<dyn sottovoce_domain::ids::Entropy>,
    deadly: std::sync::atomic::AtomicBool,
}

impl sottovoce_domain::ids::Entropy for Deadly {
    fn fill(&self, bytes: &mut [u8]) {
        assert!(!self.deadly.swap(false, std::sync::atomic::Ordering::SeqCst), "as the story wants it");
        self.chance.fill(bytes);
    }
}

#[tokio::test]
async fn a_task_that_breaks_off_is_taken_up_again_without_a_loss() {
    let house = House::build().await;
    let deadly = Arc::new(Deadly { chance: Arc::clone(house.store.entropy()), deadly: false.into() });
    let hub = Hub::new(house.store.clone(), Means::new(deadly.clone(), Arc::new(Absent), vec![], None));
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    hub.ask(&house.conversation, Event::Joined(seller().id)).await.unwrap();
    let (_, mut display) = hub.signals(&house.conversation).unwrap();
    for n in 1..=3 {
        house.clock.set(seconds(n * 5));
        deadly.deadly.store(n == 2, std::sync::atomic::Ordering::SeqCst);
        let line = heard(&customer().id, n * 5 - 3, n * 5, &format!("This is line number {n} of mine"));
        hub.hear(&house.conversation, line).await.unwrap();
        if n == 2 {
            while display.try_recv().is_ok() {}
        }
    }
    let seen = std::iter::from_fn(|| display.try_recv().ok());
    assert!(seen.into_iter().any(|signal| matches!(signal, Signal::Figures { .. })), "the display goes on");
    let (picture, _) = hub.signals(&house.conversation).unwrap();
    assert!(
        picture.contains(&Signal::Room { participants: vec![seller().id] }),
        "who was in the room still is"
    );
    let lines: Vec<String> = (1..=3).map(|n| format!("This is line number {n} of mine")).collect();
    assert_eq!(said(&house.facts().await), lines);
}

#[tokio::test]
async fn what_cannot_be_written_is_not_acknowledged() {
    let house = House::build().await;
    let hub = hub(&house);
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    house.store.close().await;
    house.clock.set(seconds(5));
    let refused = hub.hear(&house.conversation, heard(&customer().id, 1, 4, "Is anybody there")).await;
    assert!(matches!(refused, Err(LiveError::Store(_))), "{refused:?}");
}

#[tokio::test]
async fn how_the_customer_can_be_reached_survives_a_crash_and_is_stored_sealed() {
    let mut house = House::build().await;
    let first = hub(&house);
    first.open(&house.organisation, &house.conversation).await.unwrap();
    house.clock.set(seconds(10));
    let line = heard(&customer().id, 2, 8, "Write to me at paul.meyer@meyer-druck.example please");
    first.hear(&house.conversation, line).await.unwrap();
    // The process dies, and another one takes the conversation up.
    house.reopen().await;
    let second = hub(&house);
    second.open(&house.organisation, &house.conversation).await.unwrap();
    second.command(&house.conversation, Command::End).await.unwrap();
    let tenant = house.store.tenant(&house.organisation);
    let known = tenant.contacts().of(&house.conversation).await.unwrap();
    assert_eq!(known.email.as_deref(), Some("paul.meyer@meyer-druck.example"));
    for entry in std::fs::read_dir(house.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"meyer-druck"), "neither a fact nor a job has it");
    }
}
