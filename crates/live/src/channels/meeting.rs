//! A meeting in our own room: what happens there and what its microphones hear, for the conversation it belongs to.
//!
//! A room is named by its conversation, an identity by its participant; names that are neither are none of ours.
//! Hidden participants (a manager who listens in) are in no list and never listened to.

use crate::listen::stream::{Catch, Frame, listen};
use crate::listen::voice::VoiceFinder;
use crate::session::event::{Event, Interim, RecogniserNews, RecogniserState};
use crate::session::hub::Hub;
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use sottovoce_domain::language::Language;
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Heard;
use sottovoce_media::engine::{Happening, MediaEngine, RoomEvent, Sound};
use sottovoce_providers::speech::{Recogniser, SessionSpec};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};

/// Frames that may wait while a recogniser is being reached: twenty seconds.
const FRAMES: usize = 1_000;
/// Catches that may wait while the store is busy.
const CATCHES: usize = 64;
/// The wait before words that could not be stored are offered again.
const STORE_AGAIN: Duration = Duration::from_millis(500);
/// How often they are offered: the store says `Busy` only after ten seconds itself.
const STORE_TRIES: u32 = 5;

/// Follows every room of the media engine until it stops.
pub async fn follow_rooms(hub: Hub, media: Arc<dyn MediaEngine>) {
    let mut events = media.events();
    let mut listening: HashMap<ConversationId, JoinHandle<()>> = HashMap::new();
    loop {
        match events.recv().await {
            Ok(event) => happened(&hub, &media, &mut listening, event).await,
            Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "events of rooms were missed"),
            Err(RecvError::Closed) => return,
        }
    }
}

async fn happened(
    hub: &Hub,
    media: &Arc<dyn MediaEngine>,
    listening: &mut HashMap<ConversationId, JoinHandle<()>>,
    RoomEvent { room, what }: RoomEvent,
) {
    let Ok(conversation) = room.parse::<ConversationId>() else { return };
    match what {
        Happening::Joined { identity, hidden: false } => {
            if let Ok(who) = identity.parse() {
                hub.send(&conversation, Event::Joined(who)).await;
            }
            let heard = listening.get(&conversation).is_some_and(|task| !task.is_finished());
            if hub.means().has_recogniser()
                && !heard
                && let Some(task) = listen_to_room(hub, media, conversation.clone()).await
            {
                listening.insert(conversation, task);
            }
        }
        Happening::Left { identity, .. } => {
            if let Ok(who) = identity.parse() {
                hub.send(&conversation, Event::Left(who)).await;
            }
        }
        Happening::Speaking { identities } => {
            let speaking = identities.iter().filter_map(|identity| identity.parse().ok()).collect();
            hub.tell(&conversation, Event::Voices(speaking));
        }
        Happening::Ended => {
            listening.remove(&conversation);
            hub.send(&conversation, Event::Emptied).await;
        }
        Happening::Opened
        | Happening::Joined { .. }
        | Happening::TrackPublished { .. }
        | Happening::TrackUnpublished { .. }
        | Happening::TrackMuted { .. } => {}
    }
}

/// Listens to a room from now on. None when the conversation is not live or the room cannot be listened to.
async fn listen_to_room(
    hub: &Hub,
    media: &Arc<dyn MediaEngine>,
    conversation: ConversationId,
) -> Option<JoinHandle<()>> {
    let language = hub.language(&conversation).ok()?;
    match media.listen(conversation.as_str()).await {
        Ok(sound) => {
            let hub = hub.clone();
            Some(tokio::spawn(async move { hear_room(hub, conversation, language, sound).await }))
        }
        Err(error) => {
            tracing::error!(%conversation, %error, "the room cannot be listened to");
            None
        }
    }
}

/// One participant's microphone on its way to a listener.
struct Microphone {
    finder: VoiceFinder,
    frames: mpsc::Sender<Frame>,
}

/// Hears every microphone of a room until it closes, and says when the last words of all of them came.
pub async fn hear_room(
    hub: Hub,
    conversation: ConversationId,
    language: Language,
    mut sound: mpsc::Receiver<Sound>,
) {
    let mut microphones: HashMap<String, Microphone> = HashMap::new();
    let mut listeners = JoinSet::new();
    while let Some(sound) = sound.recv().await {
        match sound {
            Sound::Frame(frame) => {
                let Ok(now) = hub.call_time(&conversation) else { break };
                let ago = u64::try_from(frame.at.elapsed().as_millis()).unwrap_or(u64::MAX);
                if !microphones.contains_key(&frame.identity) {
                    let Ok(who) = frame.identity.parse() else { continue };
                    let new = microphone(&hub, &conversation, who, language, &mut listeners);
                    microphones.insert(frame.identity.clone(), new);
                }
                if let Some(microphone) = microphones.get_mut(&frame.identity) {
                    let at = now.millis().saturating_sub(ago);
                    let frame = microphone.finder.frame(at, frame.samples);
                    if microphone.frames.try_send(frame).is_err() {
                        tracing::warn!(%conversation, "a listener does not keep up: sound is lost");
                    }
                }
            }
            // The listener finishes its last phrase when its frames end; a new one listens when sound comes again.
            Sound::Ended { identity } => drop(microphones.remove(&identity)),
        }
    }
    drop(microphones);
    while let Some(listener) = listeners.join_next().await {
        if let Err(error) = listener {
            tracing::error!(%conversation, %error, "a listener broke off");
        }
    }
    hub.send(&conversation, Event::LastWords).await;
}

/// Starts a listener for one participant.
fn microphone(
    hub: &Hub,
    conversation: &ConversationId,
    who: ParticipantId,
    language: Language,
    listeners: &mut JoinSet<()>,
) -> Microphone {
    let (frames, incoming) = mpsc::channel(FRAMES);
    let (out, catches) = mpsc::channel(CATCHES);
    let spec = SessionSpec { language, hints: hub.hints(conversation), label: who.to_string() };
    let recognisers: Vec<Recogniser> = hub.means().recognisers().to_vec();
    listeners.spawn(listen(recognisers, spec, incoming, out));
    let (hub, conversation) = (hub.clone(), conversation.clone());
    listeners.spawn(async move { pass_on(hub, conversation, who, language, catches).await });
    Microphone { finder: VoiceFinder::default(), frames }
}

/// Passes what a listener catches on to the conversation.
async fn pass_on(
    hub: Hub,
    conversation: ConversationId,
    who: ParticipantId,
    language: Language,
    mut catches: mpsc::Receiver<Catch>,
) {
    let news = |state: RecogniserState, provider: &str| {
        let participant = who.clone();
        Event::Recogniser(RecogniserNews { participant, state, provider: provider.to_owned() })
    };
    while let Some(catch) = catches.recv().await {
        match catch {
            Catch::Interim(text) => {
                hub.interim(&conversation, Interim { speaker: who.clone(), text, language });
            }
            Catch::Words { start, end, text, source } => {
                let heard = Heard {
                    speaker: who.clone(),
                    start: CallTime::from_millis(start),
                    end: CallTime::from_millis(end),
                    text,
                    language,
                    source: source.to_owned(),
                    key: Some(format!("{source}:{start}:{end}")),
                };
                record(&hub, &conversation, heard).await;
            }
            Catch::Listening(name) => hub.tell(&conversation, news(RecogniserState::Listening, name)),
            Catch::Silent(name) => hub.tell(&conversation, news(RecogniserState::Silent, name)),
            Catch::Failing(name) => hub.tell(&conversation, news(RecogniserState::Failing, name)),
            Catch::CatchingUp(name) => hub.tell(&conversation, news(RecogniserState::CatchingUp, name)),
            Catch::GaveUp => hub.hand_ears(&conversation, &who, true),
            Catch::Back => hub.hand_ears(&conversation, &who, false),
        }
    }
}

/// Records words; when the store is busy they are offered again rather than lost.
async fn record(hub: &Hub, conversation: &ConversationId, heard: Heard) {
    use crate::session::LiveError;
    for _ in 0..STORE_TRIES {
        match hub.hear(conversation, heard.clone()).await {
            Ok(()) => return,
            Err(LiveError::Store(error)) => {
                tracing::warn!(%conversation, %error, "words wait for the store");
                tokio::time::sleep_until(tokio::time::Instant::now() + STORE_AGAIN).await;
            }
            Err(error @ (LiveError::NotLive | LiveError::Refused(_))) => {
                tracing::info!(%conversation, %error, "words came too late");
                return;
            }
        }
    }
    tracing::error!(%conversation, "words were lost: the store does not take them");
}
