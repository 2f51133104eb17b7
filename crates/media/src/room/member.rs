//! One participant's stay and one published track, as data: what others are told and what is negotiated.
//!
//! Decides nothing; `join`, `publish`, `subscribe` and `negotiate` do.

use super::peer::Peer;
use super::stream::forward::Forward;
use super::stream::keyframe::KeyframeGate;
use super::stream::layers::{Ladder, Layer, Wish};
use super::stream::speaker::Loudness;
use super::{MemberId, Side};
use crate::engine::TrackSource;
use crate::signal::sdp::Section;
use crate::token::Claims;
use livekit_protocol as proto;
use proto::participant_info::State;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use str0m::media::{MediaKind, Mid, Pt};

/// A published track, for the life of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TrackKey(pub(super) u64);

/// Something a participant publishes.
#[derive(Debug)]
pub(super) struct Track {
    pub(super) owner: MemberId,
    pub(super) info: proto::TrackInfo,
    /// The client's own names for it.
    pub(super) cids: Vec<String>,
    /// The section of the owner's offer it comes by; none until it is offered.
    pub(super) mid: Option<Mid>,
    pub(super) ladder: Ladder,
    pub(super) gates: [KeyframeGate; 3],
    pub(super) loudness: Loudness,
    pub(super) viewers: Vec<MemberId>,
    /// Told once to the owner that somebody receives it.
    pub(super) subscribed_told: bool,
    /// What the owner was last told about the layers needed.
    pub(super) needed_told: Option<Option<Layer>>,
    /// Since when less is needed than was told.
    pub(super) needed_less_since: Option<Instant>,
}

impl Track {
    pub(super) fn kind(&self) -> MediaKind {
        if self.info.r#type() == proto::TrackType::Video { MediaKind::Video } else { MediaKind::Audio }
    }

    pub(super) fn source(&self) -> TrackSource {
        source_of(self.info.source(), self.info.r#type())
    }

    /// Others know of it.
    pub(super) fn announced(&self) -> bool {
        self.mid.is_some()
    }

    /// The stream others play it in: camera and microphone in step, screen and its sound in step.
    pub(super) fn stream(&self) -> &str {
        if !self.info.stream.is_empty() {
            return &self.info.stream;
        }
        match self.source() {
            TrackSource::Camera | TrackSource::Microphone => "camera",
            TrackSource::Screen | TrackSource::ScreenSound => "screen",
            TrackSource::Other => &self.info.sid,
        }
    }
}

fn source_of(source: proto::TrackSource, kind: proto::TrackType) -> TrackSource {
    match (source, kind) {
        (proto::TrackSource::Camera, _) => TrackSource::Camera,
        (proto::TrackSource::ScreenShare, _) => TrackSource::Screen,
        (proto::TrackSource::ScreenShareAudio, _) => TrackSource::ScreenSound,
        (proto::TrackSource::Microphone, _) | (_, proto::TrackType::Audio) => TrackSource::Microphone,
        _ => TrackSource::Other,
    }
}

/// A place in a member's connection where one track can be received.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) mid: Mid,
    pub(super) kind: MediaKind,
    pub(super) track: Option<TrackKey>,
    /// The client knows which track it carries.
    pub(super) live: bool,
    /// It carried a track once; clients do not like to see another in it.
    pub(super) retired: bool,
    pub(super) pt: Option<Pt>,
    pub(super) forward: Forward,
}

impl Slot {
    pub(super) fn new(mid: Mid, kind: MediaKind) -> Self {
        let clock_rate = if kind == MediaKind::Video { 90_000 } else { 48_000 };
        Self {
            mid,
            kind,
            track: None,
            live: false,
            retired: false,
            pt: None,
            forward: Forward::new(clock_rate),
        }
    }
}

/// What a member wants of one track.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interest {
    pub(super) subscribed: bool,
    pub(super) wish: Wish,
}

/// Where a member's negotiation stands.
#[derive(Debug, Default)]
pub(super) struct Negotiation {
    /// When to ask for the next round.
    pub(super) due: Option<Instant>,
    /// A round has been asked for and not come to its end.
    pub(super) since: Option<Instant>,
    /// The last number of an offer of ours.
    pub(super) offer_id: u32,
    /// Sections of ours to switch off in the next offer.
    pub(super) stopped: Vec<Mid>,
}

/// How a member's connection fares.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fitness {
    pub(super) loss: f32,
    pub(super) round_trip: Option<Duration>,
    /// The other side does not answer.
    pub(super) silent: bool,
    pub(super) told: Option<proto::ConnectionQuality>,
    /// The largest layer its downlink bears.
    pub(super) cap: Layer,
    pub(super) cap_changed: Instant,
}

/// One participant's stay.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) identity: Arc<str>,
    pub(super) claims: Claims,
    /// What others are told, without the tracks.
    pub(super) info: proto::ParticipantInfo,
    pub(super) permission: proto::ParticipantPermission,
    pub(super) auto_subscribe: bool,
    pub(super) adaptive: bool,
    pub(super) publisher: Peer,
    /// Older clients have a second connection to receive by.
    pub(super) subscriber: Option<Peer>,
    pub(super) offered: Vec<Section>,
    pub(super) slots: Vec<Slot>,
    pub(super) interests: BTreeMap<TrackKey, Interest>,
    pub(super) negotiation: Negotiation,
    pub(super) fitness: Fitness,
    /// Since when its signalling is away.
    pub(super) away_since: Option<Instant>,
    /// Since when the connection it receives by is closed.
    pub(super) closed_since: Option<Instant>,
    /// A connection stood at some time.
    pub(super) was_connected: bool,
    pub(super) joined: Instant,
    pub(super) refreshed: Instant,
    /// The highest number of its reliable messages.
    pub(super) last_reliable: u32,
}

impl Member {
    pub(super) fn hidden(&self) -> bool {
        self.permission.hidden
    }

    pub(super) fn dual(&self) -> bool {
        self.subscriber.is_some()
    }

    /// The connection this member receives by, and its side.
    pub(super) fn receiving(&mut self) -> (&mut Peer, Side) {
        match &mut self.subscriber {
            Some(peer) => (peer, Side::Subscriber),
            None => (&mut self.publisher, Side::Publisher),
        }
    }

    pub(super) fn peer(&mut self, side: Side) -> Option<&mut Peer> {
        match side {
            Side::Publisher => Some(&mut self.publisher),
            Side::Subscriber => self.subscriber.as_mut(),
        }
    }

    pub(super) fn peers(&self) -> impl Iterator<Item = &Peer> {
        std::iter::once(&self.publisher).chain(self.subscriber.as_ref())
    }

    /// Media can reach this member.
    pub(super) fn reachable(&self) -> bool {
        self.subscriber.as_ref().unwrap_or(&self.publisher).connected()
    }

    pub(super) fn slot_of(&mut self, track: TrackKey) -> Option<&mut Slot> {
        self.slots.iter_mut().find(|slot| slot.track == Some(track))
    }

    pub(super) fn state(&self) -> State {
        State::try_from(self.info.state).unwrap_or(State::Joining)
    }

    /// Marks a change of what others are told.
    pub(super) fn changed(&mut self) {
        self.info.version += 1;
    }
}
