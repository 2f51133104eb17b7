//! The door to sound and picture: what the product asks of any media engine, and the words it uses.
//!
//! A room is named by its conversation, an identity by its participant. This file does no input or output.

use async_trait::async_trait;
use sottovoce_domain::time::Timestamp;
use std::time::{Duration, Instant};
use tokio::sync::{broadcast, mpsc};

/// What may go wrong at the door of the media engine.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The UDP port could not be opened, or the engine's thread not be started.
    #[error("the media port could not be opened: {0}")]
    Port(#[from] std::io::Error),
    /// The settings cannot work together.
    #[error("the media settings are not usable: {0}")]
    Settings(String),
    /// The token could not be made.
    #[error("a room token could not be made: {0}")]
    Token(String),
    /// Nobody of that name is there.
    #[error("no such room, participant or track")]
    NotFound,
    /// The engine has stopped.
    #[error("the media engine has stopped")]
    Stopped,
}

/// What a person may do in one room, for a while. Becomes a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomGrant {
    /// The room: the conversation's id as text.
    pub room: String,
    /// Who: the participant's id as text.
    pub identity: String,
    /// The name others see.
    pub name: String,
    /// May send sound and picture.
    pub can_publish: bool,
    /// May receive sound and picture.
    pub can_subscribe: bool,
    /// May send chat and other data.
    pub can_publish_data: bool,
    /// Is told to nobody (a manager who listens in). A hidden participant never publishes.
    pub hidden: bool,
    /// Free text that others see with the name; empty for none.
    pub metadata: String,
    /// How long the token opens the door; an ongoing stay is not ended by it.
    pub ttl: Duration,
}

impl RoomGrant {
    /// A full member of the room for `ttl`: sends, receives and chats, and is seen by all.
    pub fn member(room: &str, identity: &str, name: &str, ttl: Duration) -> Self {
        Self {
            room: room.to_owned(),
            identity: identity.to_owned(),
            name: name.to_owned(),
            can_publish: true,
            can_subscribe: true,
            can_publish_data: true,
            hidden: false,
            metadata: String::new(),
            ttl,
        }
    }
}

/// Why somebody is no longer in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaveReason {
    /// They left.
    Left,
    /// The connection was lost and did not come back.
    Lost,
    /// The same identity joined again elsewhere.
    Replaced,
    /// They were removed.
    Removed,
    /// The room was ended for all.
    RoomEnded,
    /// They broke the protocol or the engine failed them.
    Failed,
}

/// What a track carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrackSource {
    /// The microphone.
    Microphone,
    /// The camera.
    Camera,
    /// A shared screen.
    Screen,
    /// The sound of a shared screen.
    ScreenSound,
    /// Something else.
    Other,
}

/// One thing that happened in a room.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomEvent {
    /// The room's name.
    pub room: String,
    /// What happened.
    pub what: Happening,
}

/// What can happen in a room. Hidden participants happen too: the receiver decides who may know.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// The first participant opened the room.
    Opened,
    /// Somebody came in (media not necessarily flowing yet).
    Joined {
        /// Who.
        identity: String,
        /// Invisible to the others.
        hidden: bool,
    },
    /// Somebody is gone.
    Left {
        /// Who.
        identity: String,
        /// Why.
        reason: LeaveReason,
    },
    /// A track is there.
    TrackPublished {
        /// Whose.
        identity: String,
        /// The track's id.
        track: String,
        /// What it carries.
        source: TrackSource,
        /// Published muted.
        muted: bool,
    },
    /// A track is gone.
    TrackUnpublished {
        /// Whose.
        identity: String,
        /// The track's id.
        track: String,
    },
    /// A track was muted or unmuted.
    TrackMuted {
        /// Whose.
        identity: String,
        /// The track's id.
        track: String,
        /// The new state.
        muted: bool,
    },
    /// Who speaks now, loudest first; sent when it changes.
    Speaking {
        /// The identities of those who speak.
        identities: Vec<String>,
    },
    /// The room is closed; nothing follows.
    Ended,
}

/// A piece of one microphone's sound: 16 kHz, mono, usually 20 ms.
#[derive(Debug, Clone, PartialEq)]
pub struct SoundFrame {
    /// Whose microphone.
    pub identity: String,
    /// Samples at 16 kHz, in order and without holes (lost packets are concealed).
    pub samples: Vec<i16>,
    /// When the first sample arrived here, by this machine's clock. Silence that was not sent shows as a gap
    /// between one frame's end and the next frame's `at`.
    pub at: Instant,
}

/// What [`MediaEngine::listen`] gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Sound {
    /// Sound of one microphone.
    Frame(SoundFrame),
    /// This microphone went silent for good or for now: muted, unpublished or its owner left.
    Ended {
        /// Whose microphone.
        identity: String,
    },
}

/// A media engine: rooms in which people hear and see each other.
#[async_trait]
pub trait MediaEngine: Send + Sync {
    /// The address clients connect to, given the origin the product itself is reached at (`https://host`).
    fn url(&self, public_origin: &str) -> String;

    /// A token that lets `grant.identity` into `grant.room`.
    fn token(&self, grant: &RoomGrant, now: Timestamp) -> Result<String, MediaError>;

    /// Puts somebody out of a room.
    async fn remove(&self, room: &str, identity: &str) -> Result<(), MediaError>;

    /// Ends a room for everybody.
    async fn end(&self, room: &str) -> Result<(), MediaError>;

    /// Mutes one track; its sound or picture is dropped here even if the client does not obey.
    async fn mute(&self, room: &str, identity: &str, track: &str) -> Result<(), MediaError>;

    /// Mutes every microphone of one participant.
    async fn mute_microphone(&self, room: &str, identity: &str) -> Result<(), MediaError>;

    /// What happens in all rooms from now on. A receiver that falls behind loses the oldest.
    fn events(&self) -> broadcast::Receiver<RoomEvent>;

    /// Every participant's microphone as 16 kHz sound, now and as they come. Ends with the room; may be asked
    /// before the room opens. A receiver that falls behind loses frames rather than hold up the room.
    async fn listen(&self, room: &str) -> Result<mpsc::Receiver<Sound>, MediaError>;
}
