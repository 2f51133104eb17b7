//! The room itself: its people, its tracks, and the loop of events between them.
//!
//! Every entrance ends by draining what it stirred, so that between two calls nothing is left to do but media that
//! waits for the end of its burst: it goes out at [`Room::timeout`], which is due at once. The parts
//! (`join`, `publish`, `subscribe`, `negotiate`, `data`, `requests`) are this type's other methods.

use super::member::{Member, Track, TrackKey};
use super::peer::{Datagram, Network, Peer, PeerEvent};
use super::stream::speaker;
use super::{MemberId, Output, RoomLimits, Side, Tap};
use crate::engine::{Happening, LeaveReason};
use livekit_protocol as proto;
use proto::participant_info::State;
use proto::signal_response::Message;
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::Timestamp;
use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use str0m::media::MediaKind;

/// Housekeeping (layers, speakers, keyframes that did not come) happens this often.
const TICK: Duration = Duration::from_millis(100);
/// An empty room waits so long for somebody to come back.
const EMPTY_FOR: Duration = Duration::from_secs(20);
/// A client has so long to connect.
const CONNECT_WITHIN: Duration = Duration::from_secs(30);
/// A client whose signalling is away and whose media is silent for this long is gone.
const SILENT_FOR: Duration = Duration::from_secs(6);
/// A client whose signalling stays away is gone after this, media or not.
const AWAY_FOR: Duration = Duration::from_secs(30);
/// A client that closed its media but still signals is sent to join afresh after this.
const CLOSED_FOR: Duration = Duration::from_secs(3);
/// A token is renewed so often, well before short ones expire.
const REFRESH_EVERY: Duration = Duration::from_secs(300);

/// A room and everybody in it.
pub(crate) struct Room {
    pub(super) info: proto::Room,
    pub(super) limits: RoomLimits,
    pub(super) network: Network,
    pub(super) entropy: Arc<dyn Entropy>,
    pub(super) members: BTreeMap<MemberId, Member>,
    pub(super) tracks: BTreeMap<TrackKey, Track>,
    pub(super) next_track: u64,
    pub(super) tapped: bool,
    pub(super) outputs: Vec<Output>,
    pending: VecDeque<(MemberId, Side, PeerEvent)>,
    scratch: Vec<PeerEvent>,
    next_tick: Instant,
    empty_since: Option<Instant>,
    speaking: Vec<MemberId>,
}

impl std::fmt::Debug for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Room").field("sid", &self.info.sid).field("members", &self.members.len()).finish()
    }
}

impl Room {
    /// An empty room.
    pub(crate) fn new(
        name: &str,
        limits: RoomLimits,
        network: Network,
        entropy: Arc<dyn Entropy>,
        wall: Timestamp,
        now: Instant,
    ) -> Self {
        let info = proto::Room {
            sid: sid("RM_", entropy.as_ref()),
            name: name.to_owned(),
            empty_timeout: u32::try_from(EMPTY_FOR.as_secs()).unwrap_or(0),
            departure_timeout: u32::try_from(EMPTY_FOR.as_secs()).unwrap_or(0),
            max_participants: u32::try_from(limits.participants).unwrap_or(u32::MAX),
            creation_time: wall.millis() / 1000,
            creation_time_ms: wall.millis(),
            ..proto::Room::default()
        };
        Self {
            info,
            limits,
            network,
            entropy,
            members: BTreeMap::new(),
            tracks: BTreeMap::new(),
            next_track: 0,
            tapped: false,
            outputs: vec![Output::Happened(Happening::Opened)],
            pending: VecDeque::new(),
            scratch: Vec::new(),
            next_tick: now + TICK,
            empty_since: Some(now),
            speaking: Vec::new(),
        }
    }

    /// What is to be done since the last call.
    pub(crate) fn outputs(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.outputs)
    }

    /// Whether microphones' packets are given out.
    pub(crate) fn set_tapped(&mut self, tapped: bool) {
        self.tapped = tapped;
    }

    /// Nobody has been here for a while.
    pub(crate) fn over(&self, now: Instant) -> bool {
        self.empty_since.is_some_and(|since| now.saturating_duration_since(since) >= EMPTY_FOR)
    }

    /// When [`Room::timeout`] is due.
    pub(crate) fn deadline(&self) -> Instant {
        let members = self.members.values();
        let times = members.flat_map(|m| m.peers().map(Peer::deadline).chain(m.negotiation.due));
        times.fold(self.next_tick, Instant::min)
    }

    /// Whether a datagram from an unknown address is for this connection.
    pub(crate) fn accepts(
        &mut self,
        at: (MemberId, Side),
        from: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) -> bool {
        let peer = self.members.get_mut(&at.0).and_then(|m| m.peer(at.1));
        peer.is_some_and(|peer| peer.accepts(from, bytes, now))
    }

    /// A datagram arrived for one of the connections.
    pub(crate) fn receive(
        &mut self,
        (id, side): (MemberId, Side),
        from: SocketAddr,
        bytes: &[u8],
        now: Instant,
        send: &mut Vec<Datagram>,
    ) {
        self.with_peer(id, side, send, |peer| peer.receive(from, bytes, now));
        self.settle(now, send);
    }

    /// Time passed.
    pub(crate) fn timeout(&mut self, now: Instant, send: &mut Vec<Datagram>) {
        let due: Vec<(MemberId, Side)> = self
            .members
            .iter()
            .flat_map(|(id, m)| {
                [(*id, Side::Publisher, Some(&m.publisher)), (*id, Side::Subscriber, m.subscriber.as_ref())]
            })
            .filter(|(_, _, peer)| peer.is_some_and(|p| p.deadline() <= now))
            .map(|(id, side, _)| (id, side))
            .collect();
        for (id, side) in due {
            self.with_peer(id, side, send, |peer| peer.timeout(now));
        }
        let due: Vec<MemberId> = self
            .members
            .iter()
            .filter(|(_, m)| m.negotiation.due.is_some_and(|at| at <= now))
            .map(|(id, _)| *id)
            .collect();
        for id in due {
            self.negotiate(id, now, send);
        }
        if self.next_tick <= now {
            self.next_tick = now + TICK;
            self.tick(now, send);
        }
        self.settle(now, send);
    }

    /// Runs one change on one connection and drains it, as the connection's contract asks.
    pub(super) fn with_peer<T>(
        &mut self,
        id: MemberId,
        side: Side,
        send: &mut Vec<Datagram>,
        change: impl FnOnce(&mut Peer) -> T,
    ) -> Option<T> {
        let peer = self.members.get_mut(&id)?.peer(side)?;
        let result = change(peer);
        peer.drain(send, &mut self.scratch);
        self.pending.extend(self.scratch.drain(..).map(|event| (id, side, event)));
        Some(result)
    }

    /// Handles what connections reported until nothing is left.
    pub(super) fn settle(&mut self, now: Instant, send: &mut Vec<Datagram>) {
        while let Some((id, side, event)) = self.pending.pop_front() {
            match event {
                PeerEvent::Packet(arrival) => self.packet(id, *arrival, now),
                PeerEvent::Connected => self.connected(id, side, now, send),
                PeerEvent::Silent => self.set_silent(id, true),
                PeerEvent::Back => self.set_silent(id, false),
                PeerEvent::Closed => self.closed(id, side, now, send),
                PeerEvent::Data { reliable, bytes } => self.data(id, reliable, &bytes, send),
                PeerEvent::KeyframeWanted(mid) => self.keyframe_wanted(id, mid, now, send),
                PeerEvent::Health { lost_to_us, lost_to_them, round_trip } => {
                    self.health(id, side, lost_to_us.max(lost_to_them), round_trip);
                    self.adapt(id, lost_to_them, now);
                }
            }
        }
    }

    fn connected(&mut self, id: MemberId, side: Side, now: Instant, send: &mut Vec<Datagram>) {
        let Some(member) = self.members.get_mut(&id) else { return };
        member.was_connected = true;
        member.fitness.silent = false;
        if member.state() != State::Active {
            member.info.state = State::Active.into();
            member.changed();
            self.announce(id, true);
        }
        let receives = self.members.get_mut(&id).is_some_and(|m| m.receiving().1 == side);
        if receives {
            self.chase_keyframes(now, send);
        }
    }

    fn set_silent(&mut self, id: MemberId, silent: bool) {
        if let Some(member) = self.members.get_mut(&id) {
            member.fitness.silent = silent;
        }
    }

    /// A connection was closed by the client. Usually its leaving follows.
    fn closed(&mut self, id: MemberId, side: Side, now: Instant, send: &mut Vec<Datagram>) {
        let Some(member) = self.members.get_mut(&id) else { return };
        if member.away_since.is_some() {
            self.remove(id, LeaveReason::Left, send);
        } else if member.receiving().1 == side {
            member.closed_since.get_or_insert(now);
        }
    }

    /// The client's socket is gone; it may resume for a while.
    pub(crate) fn socket_closed(&mut self, id: MemberId, now: Instant, send: &mut Vec<Datagram>) {
        let Some(member) = self.members.get_mut(&id) else { return };
        if member.closed_since.is_some() {
            self.remove(id, LeaveReason::Left, send);
        } else if member.was_connected {
            member.away_since.get_or_insert(now);
        } else {
            self.remove(id, LeaveReason::Lost, send);
        }
        self.settle(now, send);
    }

    /// Takes somebody out, tells everybody and frees what was theirs.
    pub(crate) fn remove(&mut self, id: MemberId, reason: LeaveReason, send: &mut Vec<Datagram>) {
        let keys: Vec<TrackKey> =
            self.tracks.iter().filter(|(_, t)| t.owner == id).map(|(k, _)| *k).collect();
        for key in keys {
            self.unpublish(key, false);
        }
        let reason_told = disconnect_reason(reason);
        let action = match reason {
            LeaveReason::Lost => proto::leave_request::Action::Reconnect,
            _ => proto::leave_request::Action::Disconnect,
        };
        if reason != LeaveReason::Left {
            self.tell(id, Message::Leave(leave(reason_told, action)));
        }
        for side in [Side::Publisher, Side::Subscriber] {
            self.with_peer(id, side, send, Peer::close);
        }
        let Some(mut member) = self.members.remove(&id) else { return };
        for track in self.tracks.values_mut() {
            track.viewers.retain(|viewer| *viewer != id);
        }
        self.pending.retain(|(whose, _, _)| *whose != id);
        member.info.state = State::Disconnected.into();
        member.info.disconnect_reason = reason_told.into();
        member.changed();
        if !member.hidden() {
            self.broadcast(&Message::Update(proto::ParticipantUpdate {
                participants: vec![member.info.clone()],
            }));
            self.room_changed();
        }
        self.outputs.push(Output::CloseSocket(id));
        self.outputs.push(Output::Gone(id));
        let identity = member.identity.to_string();
        self.outputs.push(Output::Happened(Happening::Left { identity, reason }));
        self.speaking.retain(|speaker| *speaker != id);
    }

    /// Ends the room for all.
    pub(crate) fn end(&mut self, send: &mut Vec<Datagram>) {
        let ids: Vec<MemberId> = self.members.keys().copied().collect();
        for id in ids {
            self.remove(id, LeaveReason::RoomEnded, send);
        }
    }

    /// Tells one member.
    pub(super) fn tell(&mut self, id: MemberId, message: Message) {
        self.outputs.push(Output::Signal(id, Box::new(message)));
    }

    /// Tells everybody.
    pub(super) fn broadcast(&mut self, message: &Message) {
        for id in self.members.keys() {
            self.outputs.push(Output::Signal(*id, Box::new(message.clone())));
        }
    }

    /// Tells everybody about one member as it is now; the member itself too when `own`. A hidden one is told
    /// to nobody else.
    pub(super) fn announce(&mut self, id: MemberId, own: bool) {
        let Some(info) = self.info_of(id) else { return };
        let hidden = self.members.get(&id).is_some_and(Member::hidden);
        let message = Message::Update(proto::ParticipantUpdate { participants: vec![info] });
        let told: Vec<MemberId> =
            self.members.keys().filter(|to| if **to == id { own } else { !hidden }).copied().collect();
        for to in told {
            self.tell(to, message.clone());
        }
    }

    /// Everything others may know of a member.
    pub(super) fn info_of(&self, id: MemberId) -> Option<proto::ParticipantInfo> {
        let member = self.members.get(&id)?;
        let tracks = self.tracks.values().filter(|t| t.owner == id && t.announced());
        let tracks: Vec<proto::TrackInfo> = tracks.map(|t| t.info.clone()).collect();
        Some(proto::ParticipantInfo { is_publisher: !tracks.is_empty(), tracks, ..member.info.clone() })
    }

    /// Tells everybody how many are here.
    pub(super) fn room_changed(&mut self) {
        let visible = self.members.values().filter(|m| !m.hidden());
        self.info.num_participants = u32::try_from(visible.count()).unwrap_or(u32::MAX);
        let publishers = self.members.keys().filter(|id| self.tracks.values().any(|t| t.owner == **id));
        self.info.num_publishers = u32::try_from(publishers.count()).unwrap_or(u32::MAX);
        let room = Some(self.info.clone());
        self.broadcast(&Message::RoomUpdate(proto::RoomUpdate { room }));
    }

    fn tick(&mut self, now: Instant, send: &mut Vec<Datagram>) {
        self.empty_since = if self.members.is_empty() { self.empty_since.or(Some(now)) } else { None };
        let video: Vec<TrackKey> =
            self.tracks.iter().filter(|(_, t)| t.kind() == MediaKind::Video).map(|(k, _)| *k).collect();
        for key in video {
            self.aim(key, now);
            self.tell_needed_layers(key, now);
        }
        self.chase_keyframes(now, send);
        self.judge_speakers(now);
        self.judge_quality();
        self.expire(now, send);
    }

    /// Those who never connected or fell silent go; tokens of the others are renewed.
    fn expire(&mut self, now: Instant, send: &mut Vec<Datagram>) {
        let mut lost = Vec::new();
        for (id, member) in &mut self.members {
            let heard = member.peers().map(Peer::last_heard).max().unwrap_or(now);
            let silent = now.saturating_duration_since(heard) >= SILENT_FOR;
            let away = member.away_since.map(|since| now.saturating_duration_since(since));
            let closed =
                member.closed_since.is_some_and(|at| now.saturating_duration_since(at) >= CLOSED_FOR);
            let never =
                !member.was_connected && now.saturating_duration_since(member.joined) >= CONNECT_WITHIN;
            if never || closed || away.is_some_and(|away| away >= AWAY_FOR || (silent && away >= SILENT_FOR))
            {
                lost.push(*id);
            } else if now.saturating_duration_since(member.refreshed) >= REFRESH_EVERY {
                member.refreshed = now;
                self.outputs.push(Output::RefreshToken(*id));
            }
        }
        for id in lost {
            self.remove(id, LeaveReason::Lost, send);
        }
    }

    fn judge_speakers(&mut self, now: Instant) {
        let mut changes = Vec::new();
        for track in self.tracks.values_mut().filter(|t| t.source() == crate::engine::TrackSource::Microphone)
        {
            if let Some(voice) = track.loudness.judge(now) {
                changes.push((track.owner, voice));
            }
        }
        self.voices_changed(&changes);
    }

    /// Tells who speaks; `changes` are the new states of some.
    pub(super) fn voices_changed(&mut self, changes: &[(MemberId, speaker::Voice)]) {
        if changes.is_empty() {
            return;
        }
        let sid_of = |id: &MemberId| self.members.get(id).map(|m| m.info.sid.clone());
        let speakers: Vec<proto::SpeakerInfo> = changes
            .iter()
            .filter_map(|(id, voice)| {
                Some(proto::SpeakerInfo { sid: sid_of(id)?, level: voice.level, active: voice.active })
            })
            .collect();
        self.broadcast(&Message::SpeakersChanged(proto::SpeakersChanged { speakers }));
        let mut now_speaking: Vec<(MemberId, f32)> = self
            .tracks
            .values()
            .map(|t| (t.owner, t.loudness.voice()))
            .filter(|(_, voice)| voice.active)
            .map(|(owner, voice)| (owner, voice.level))
            .collect();
        now_speaking.sort_by(|a, b| b.1.total_cmp(&a.1));
        let now_speaking: Vec<MemberId> = now_speaking.into_iter().map(|(id, _)| id).collect();
        if now_speaking != self.speaking {
            let names = now_speaking.iter().filter_map(|id| self.members.get(id));
            let identities = names.map(|m| m.identity.to_string()).collect();
            self.speaking = now_speaking;
            self.outputs.push(Output::Happened(Happening::Speaking { identities }));
        }
    }

    /// Gives a microphone's packet or end to those who listen.
    pub(super) fn tap(&mut self, tap: Tap) {
        if self.tapped {
            self.outputs.push(Output::Tapped(tap));
        }
    }
}

/// A leave message for a client.
pub(super) fn leave(
    reason: proto::DisconnectReason,
    action: proto::leave_request::Action,
) -> proto::LeaveRequest {
    proto::LeaveRequest {
        can_reconnect: action != proto::leave_request::Action::Disconnect,
        reason: reason.into(),
        action: action.into(),
        regions: None,
    }
}

fn disconnect_reason(reason: LeaveReason) -> proto::DisconnectReason {
    match reason {
        LeaveReason::Left => proto::DisconnectReason::ClientInitiated,
        LeaveReason::Lost => proto::DisconnectReason::ConnectionTimeout,
        LeaveReason::Replaced => proto::DisconnectReason::DuplicateIdentity,
        LeaveReason::Removed => proto::DisconnectReason::ParticipantRemoved,
        LeaveReason::RoomEnded => proto::DisconnectReason::RoomDeleted,
        LeaveReason::Failed => proto::DisconnectReason::StateMismatch,
    }
}

/// A fresh id of LiveKit's form: clients test for the prefixes.
pub(super) fn sid(prefix: &str, entropy: &dyn Entropy) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefgh";
    let mut bytes = [0_u8; 14];
    entropy.fill(&mut bytes);
    let tail = bytes.iter().map(|b| char::from(ALPHABET[usize::from(b & 31)]));
    prefix.chars().chain(tail).collect()
}
