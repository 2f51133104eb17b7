//! Coming in: a new stay, or the same one resumed after the client's signalling was lost.

use super::core::{Room, leave, sid};
use super::member::{Fitness, Member, Negotiation};
use super::peer::{Datagram, Peer};
use super::stream::layers::Layer;
use super::{MemberId, Output};
use crate::engine::{Happening, LeaveReason};
use crate::signal::Admission;
use livekit_protocol as proto;
use proto::participant_info::State;
use proto::signal_response::Message;
use sottovoce_domain::time::Timestamp;
use std::collections::BTreeMap;
use std::time::Instant;

/// The server version told to clients; they test for a version that knows what they need.
const VERSION: &str = "1.13.5";
/// The protocol number told to clients.
const PROTOCOL: i32 = 17;
/// Seconds between a client's pings, and without any answer until it reconnects.
const PING_EVERY: i32 = 5;
const PING_TIMEOUT: i32 = 15;
/// A client may bring so much metadata and so many bytes of attributes.
pub(super) const LONGEST_METADATA: usize = 64 * 1024;

/// What became of a request to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joined {
    /// A new stay under the offered id.
    New,
    /// The stay of this id goes on.
    Resumed(MemberId),
    /// Not possible; the client was told what to do.
    Refused,
}

impl Room {
    /// Somebody comes in.
    pub(crate) fn join(
        &mut self,
        id: MemberId,
        admission: Admission,
        wall: Timestamp,
        now: Instant,
        send: &mut Vec<Datagram>,
    ) -> Joined {
        if admission.join.reconnect {
            return self.resume(id, &admission, now, send);
        }
        let same = self.members.iter().find(|(_, m)| *m.identity == *admission.identity).map(|(id, _)| *id);
        if let Some(old) = same {
            self.remove(old, LeaveReason::Replaced, send);
        }
        if self.members.len() >= self.limits.participants {
            let action = proto::leave_request::Action::Disconnect;
            self.tell(id, Message::Leave(leave(proto::DisconnectReason::JoinFailure, action)));
            return Joined::Refused;
        }
        let join = admission.join.clone();
        let hidden = admission.claims.video.as_ref().is_some_and(|v| v.hidden);
        let member = self.new_member(admission, wall, now);
        let identity = member.identity.to_string();
        self.members.insert(id, member);
        self.greet(id);
        self.outputs.push(Output::Happened(Happening::Joined { identity, hidden }));
        self.announce(id, false);
        if !hidden {
            self.room_changed();
        }
        self.interest_newcomer(id, now);
        for request in join.add_track_requests {
            self.add_track(id, request, now);
        }
        if let Some(offer) = join.publisher_offer {
            self.offered(id, &offer, now, send);
        }
        if self.members.get(&id).is_some_and(Member::dual) {
            self.negotiate(id, now, send);
        }
        self.settle(now, send);
        Joined::New
    }

    fn new_member(&self, admission: Admission, wall: Timestamp, now: Instant) -> Member {
        let Admission { identity, claims, join, dual, .. } = admission;
        let permission = permission(&claims.video.clone().unwrap_or_default());
        let settings = join.connection_settings.unwrap_or_default();
        let client = join.client_info.unwrap_or_default();
        let own_words = permission.can_update_metadata;
        let mut attributes = claims.attributes.clone();
        if own_words {
            attributes.extend(join.participant_attributes);
        }
        let metadata = if own_words && !join.metadata.is_empty() && join.metadata.len() <= LONGEST_METADATA {
            join.metadata
        } else {
            claims.metadata.clone()
        };
        let info = proto::ParticipantInfo {
            sid: sid("PA_", self.entropy.as_ref()),
            identity: identity.clone(),
            name: claims.name.clone(),
            state: State::Joined.into(),
            metadata,
            attributes,
            joined_at: wall.millis() / 1000,
            joined_at_ms: wall.millis(),
            version: 1,
            permission: Some(permission.clone()),
            client_protocol: client.client_protocol,
            capabilities: client.capabilities,
            ..proto::ParticipantInfo::default()
        };
        Member {
            identity: identity.into(),
            claims,
            info,
            permission,
            auto_subscribe: settings.auto_subscribe,
            adaptive: settings.adaptive_stream,
            publisher: Peer::new(&self.network, now),
            subscriber: dual.then(|| Peer::new(&self.network, now)),
            offered: Vec::new(),
            slots: Vec::new(),
            interests: BTreeMap::new(),
            negotiation: Negotiation::default(),
            fitness: Fitness {
                loss: 0.0,
                round_trip: None,
                silent: false,
                told: None,
                cap: Layer::HIGH,
                cap_changed: now,
            },
            away_since: None,
            closed_since: None,
            was_connected: false,
            joined: now,
            refreshed: now,
            last_reliable: 0,
        }
    }

    /// The first messages of a new stay.
    fn greet(&mut self, id: MemberId) {
        let others = self.members.iter().filter(|(other, m)| **other != id && !m.hidden());
        let other_participants: Vec<_> = others.filter_map(|(other, _)| self.info_of(*other)).collect();
        let participant = self.info_of(id);
        let Some(member) = self.members.get(&id) else { return };
        let subscriber_primary = member.dual();
        let join = proto::JoinResponse {
            room: Some(self.info.clone()),
            participant,
            other_participants,
            server_version: VERSION.to_owned(),
            server_info: Some(server_info()),
            subscriber_primary,
            client_configuration: None,
            ping_interval: PING_EVERY,
            ping_timeout: PING_TIMEOUT,
            enabled_publish_codecs: publish_codecs(),
            fast_publish: true,
            ..proto::JoinResponse::default()
        };
        self.tell(id, Message::Join(join));
        self.outputs.push(Output::RefreshToken(id));
    }

    /// The same stay goes on under a new socket, or the client is told to start afresh.
    fn resume(
        &mut self,
        new: MemberId,
        admission: &Admission,
        now: Instant,
        send: &mut Vec<Datagram>,
    ) -> Joined {
        let wanted = &admission.join.participant_sid;
        let found =
            self.members.iter().find(|(_, m)| m.info.sid == *wanted && *m.identity == *admission.identity);
        let alive = found
            .filter(|(_, m)| m.was_connected && m.closed_since.is_none() && m.dual() == admission.dual)
            .map(|(id, _)| *id);
        let Some(id) = alive else {
            let action = proto::leave_request::Action::Reconnect;
            self.tell(new, Message::Leave(leave(proto::DisconnectReason::StateMismatch, action)));
            return Joined::Refused;
        };
        let Some(member) = self.members.get_mut(&id) else { return Joined::Refused };
        member.away_since = None;
        member.negotiation.since = None;
        let last_message_seq = member.last_reliable;
        let dual = member.dual();
        self.tell(
            id,
            Message::Reconnect(proto::ReconnectResponse {
                server_info: Some(server_info()),
                last_message_seq,
                ..proto::ReconnectResponse::default()
            }),
        );
        let everybody = self.members.iter().filter(|(other, m)| **other == id || !m.hidden());
        let participants = everybody.filter_map(|(other, _)| self.info_of(*other)).collect();
        self.tell(id, Message::Update(proto::ParticipantUpdate { participants }));
        let room = Some(self.info.clone());
        self.tell(id, Message::RoomUpdate(proto::RoomUpdate { room }));
        self.outputs.push(Output::RefreshToken(id));
        if dual {
            self.restart_subscriber(id, now, send);
        }
        if let Some(state) = admission.join.sync_state.clone() {
            self.synchronise(id, &state, now);
        }
        self.settle(now, send);
        Joined::Resumed(id)
    }
}

fn server_info() -> proto::ServerInfo {
    proto::ServerInfo { version: VERSION.to_owned(), protocol: PROTOCOL, ..proto::ServerInfo::default() }
}

fn publish_codecs() -> Vec<proto::Codec> {
    ["video/VP8", "audio/opus"]
        .map(|mime| proto::Codec { mime: mime.to_owned(), fmtp_line: String::new() })
        .into()
}

/// What a token allows. A hidden participant never sends anything.
fn permission(grant: &crate::token::VideoGrant) -> proto::ParticipantPermission {
    let publishes = grant.can_publish.unwrap_or(true) && !grant.hidden;
    let source = |name: &String| proto::TrackSource::from_str_name(&name.to_ascii_uppercase()).map(i32::from);
    proto::ParticipantPermission {
        can_subscribe: grant.can_subscribe.unwrap_or(true),
        can_publish: publishes,
        can_publish_data: grant.can_publish_data.unwrap_or(publishes) && !grant.hidden,
        can_publish_sources: grant.can_publish_sources.iter().filter_map(source).collect(),
        hidden: grant.hidden,
        can_update_metadata: grant.can_update_own_metadata.unwrap_or(false),
        ..proto::ParticipantPermission::default()
    }
}
