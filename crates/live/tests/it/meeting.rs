//! A meeting from its microphones to its facts: a made-up room with synthesised speech, everything else real.

use crate::listening::{ear, spoken};
use crate::support::{House, brief, customer, seller};
use async_trait::async_trait;
use sottovoce_domain::fact::What;
use sottovoce_domain::rehearsal::Rehearsal;
use sottovoce_domain::time::Timestamp;
use sottovoce_live::channels::browser::{self, Words};
use sottovoce_live::channels::meeting::follow_rooms;
use sottovoce_live::channels::rehearsal::{Tempo, play};
use sottovoce_live::session::event::{Command, Signal};
use sottovoce_live::{Hub, Means};
use sottovoce_media::engine::{
    Happening, LeaveReason, MediaEngine, MediaError, RoomEvent, RoomGrant, Sound, SoundFrame,
};
use sottovoce_providers::language::local::Absent;
use sottovoce_providers::speech::Recogniser;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};
use tokio::time::Instant;

/// A room that does as the test says and remembers what it was told.
struct Room {
    events: broadcast::Sender<RoomEvent>,
    sound: Mutex<Option<mpsc::Sender<Sound>>>,
    told: Mutex<Vec<String>>,
}

impl Room {
    fn new() -> Arc<Self> {
        let (events, _) = broadcast::channel(100);
        Arc::new(Self { events, sound: Mutex::default(), told: Mutex::default() })
    }

    fn happens(&self, room: &str, what: Happening) {
        self.events.send(RoomEvent { room: room.to_owned(), what }).unwrap();
    }

    fn sound(&self) -> Option<mpsc::Sender<Sound>> {
        self.sound.lock().unwrap().clone()
    }
}

#[async_trait]
impl MediaEngine for Room {
    fn url(&self, public_origin: &str) -> String {
        public_origin.to_owned()
    }

    fn token(&self, _grant: &RoomGrant, _now: Timestamp) -> Result<String, MediaError> {
        Err(MediaError::Stopped)
    }

    async fn remove(&self, _room: &str, identity: &str) -> Result<(), MediaError> {
        self.told.lock().unwrap().push(format!("remove {identity}"));
        Ok(())
    }

    async fn end(&self, _room: &str) -> Result<(), MediaError> {
        self.told.lock().unwrap().push("end".to_owned());
        self.sound.lock().unwrap().take();
        Ok(())
    }

    async fn mute(&self, _room: &str, _identity: &str, _track: &str) -> Result<(), MediaError> {
        Err(MediaError::NotFound)
    }

    async fn mute_microphone(&self, _room: &str, _identity: &str) -> Result<(), MediaError> {
        Err(MediaError::NotFound)
    }

    fn events(&self) -> broadcast::Receiver<RoomEvent> {
        self.events.subscribe()
    }

    async fn listen(&self, _room: &str) -> Result<mpsc::Receiver<Sound>, MediaError> {
        let (sound, receiver) = mpsc::channel(10_000);
        *self.sound.lock().unwrap() = Some(sound);
        Ok(receiver)
    }
}

/// Waits until something is so; a story that waits for ever has failed.
async fn until<T>(mut look: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..1_000 {
        if let Some(found) = look().await {
            return found;
        }
        tokio::time::sleep_until(Instant::now() + Duration::from_millis(10)).await;
    }
    panic!("it never came");
}

async fn said(house: &House) -> Vec<(String, String)> {
    let facts = house.facts().await;
    let one = |what: &What| match what {
        What::Uttered(utterance) => Some((utterance.speaker.to_string(), utterance.text.clone())),
        _ => None,
    };
    facts.iter().filter_map(|fact| one(&fact.what)).collect()
}

fn hub(house: &House, room: &Arc<Room>, recognisers: Vec<Recogniser>) -> Hub {
    let media: Arc<dyn MediaEngine> = room.clone();
    let means = Means::new(
        Arc::clone(house.store.entropy()),
        Arc::new(Absent),
        recognisers,
        Some(Arc::clone(&media)),
    );
    let hub = Hub::new(house.store.clone(), means);
    tokio::spawn(follow_rooms(hub.clone(), media));
    hub
}

#[tokio::test]
async fn what_is_said_into_a_microphone_becomes_words_of_that_participant() {
    let Some(phrase) = spoken("We would like to see the price before we decide") else { return };
    let (house, room) = (House::build().await, Room::new());
    let id = house.conversation.as_str().to_owned();
    let hub =
        hub(&house, &room, vec![Recogniser::Streaming(Arc::new(ear(&["Show us the price", "And goodbye"])))]);
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    tokio::task::yield_now().await;
    let identity = customer().id.to_string();
    room.happens(&id, Happening::Joined { identity: identity.clone(), hidden: false });
    let sound = until(async || room.sound()).await;
    let silence = vec![0_i16; 16 * 1_500];
    let mut at = Instant::now().into_std();
    for piece in [&silence, &phrase, &silence, &phrase].into_iter().flat_map(|one| one.chunks(320)) {
        let frame = SoundFrame { identity: identity.clone(), samples: piece.to_vec(), at };
        sound.send(Sound::Frame(frame)).await.unwrap();
        at += Duration::from_millis(20);
        // Ten times as fast as life; a recogniser could not keep up with all of it at once.
        tokio::time::sleep_until(Instant::now() + Duration::from_millis(2)).await;
    }
    drop(sound);
    let first = until(async || said(&house).await.into_iter().next()).await;
    assert_eq!(first, (identity.clone(), "Show us the price".to_owned()));

    // The seller ends it while the second phrase has no words yet.
    hub.command(&house.conversation, Command::End).await.unwrap();
    let facts = until(async || {
        let facts = house.facts().await;
        facts.iter().any(|fact| fact.what == What::Ended).then_some(facts)
    })
    .await;
    assert_eq!(said(&house).await[1..], [(identity, "And goodbye".to_owned())]);
    assert_eq!(brief(&facts.last().unwrap().what), "ended");
    assert!(room.told.lock().unwrap().contains(&"end".to_owned()));
}

#[tokio::test]
async fn the_room_tells_who_is_there_and_a_hidden_manager_is_nobody() {
    let (house, room) = (House::build().await, Room::new());
    let id = house.conversation.as_str().to_owned();
    let hub = hub(&house, &room, vec![]);
    hub.open(&house.organisation, &house.conversation).await.unwrap();
    tokio::task::yield_now().await;
    let (_, mut signals) = hub.signals(&house.conversation).unwrap();
    let (one, other) = (seller().id.to_string(), customer().id.to_string());
    room.happens(&id, Happening::Joined { identity: one.clone(), hidden: true });
    room.happens(&id, Happening::Joined { identity: other.clone(), hidden: false });
    room.happens(&id, Happening::Left { identity: other, reason: LeaveReason::Lost });
    let mut rooms = Vec::new();
    until(async || {
        while let Ok(signal) = signals.try_recv() {
            if let Signal::Room { participants } = signal {
                rooms.push(participants);
            }
        }
        (rooms.len() == 2).then_some(())
    })
    .await;
    assert_eq!(rooms, [vec![customer().id], vec![]]);
    assert!(room.sound().is_none(), "without a recogniser nobody listens");
}

#[tokio::test]
async fn either_the_browser_is_heard_or_the_server_listens() {
    let words = |key: &str| Words {
        key: key.to_owned(),
        text: "Can you hear me".to_owned(),
        start_ms_ago: 1_500,
        end_ms_ago: 500,
        is_final: true,
        language: Default::default(),
    };
    let (house, room) = (House::build().await, Room::new());
    let hub_without = hub(&house, &room, vec![]);
    hub_without.open(&house.organisation, &house.conversation).await.unwrap();
    house.clock.set(crate::support::seconds(10));
    browser::take(&hub_without, &house.conversation, &customer().id, words("1")).await.unwrap();
    browser::take(&hub_without, &house.conversation, &customer().id, words("1")).await.unwrap();
    let facts = house.facts().await;
    let spans: Vec<_> = facts
        .iter()
        .filter_map(|fact| match &fact.what {
            What::Uttered(utterance) => Some((utterance.start.millis(), utterance.end.millis())),
            _ => None,
        })
        .collect();
    assert_eq!(spans, [(8_500, 9_500)]);
    hub_without.shut_down().await;

    let hub_with = hub(&house, &room, vec![Recogniser::Streaming(Arc::new(ear(&[])))]);
    hub_with.open(&house.organisation, &house.conversation).await.unwrap();
    browser::take(&hub_with, &house.conversation, &customer().id, words("2")).await.unwrap();
    assert_eq!(said(&house).await.len(), 1, "the server listens");
    let (_, mut signals) = hub_with.signals(&house.conversation).unwrap();
    hub_with.hand_ears(&house.conversation, &customer().id, true);
    browser::take(&hub_with, &house.conversation, &customer().id, words("2")).await.unwrap();
    assert_eq!(said(&house).await.len(), 2, "its recognisers failed");
    let told = |signal: &Signal| matches!(signal, Signal::Recognise { participant, on: true, .. } if *participant == customer().id);
    assert!(told(&signals.recv().await.unwrap()), "the browser is told to listen");
}

#[tokio::test]
async fn a_rehearsal_plays_through_the_real_hub() {
    let house = House::build().await;
    let hub = Hub::new(
        house.store.clone(),
        Means::new(Arc::clone(house.store.entropy()), Arc::new(Absent), vec![], None),
    );
    let text = "title: A call\nlanguage: en\npeople: Sara (seller), Paul (customer), Rita (customer)\n\n\
        [00:01] Sara: Good morning to both of you\n[00:05] Paul: Good morning\n[00:09] Rita: Hello, I am Rita\n";
    let rehearsal = Rehearsal::parse(text).unwrap();
    let tempo = Tempo { speed: 100, end: true };
    let begun = Instant::now();
    play(&hub, &house.store, &house.organisation, &house.conversation, &rehearsal, tempo).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(90), "at its own pace");
    let texts: Vec<String> = said(&house).await.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["Good morning to both of you", "Good morning", "Hello, I am Rita"]);
    let facts = house.facts().await;
    assert_eq!(facts.iter().filter(|fact| matches!(fact.what, What::Arrived(_))).count(), 3, "one newcomer");
    assert_eq!(brief(&facts.last().unwrap().what), "ended");
}
