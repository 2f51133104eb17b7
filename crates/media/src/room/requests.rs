//! What clients ask by signalling, and what the product orders about a participant.

use super::MemberId;
use super::core::Room;
use super::join::LONGEST_METADATA;
use super::peer::Datagram;
use crate::engine::LeaveReason;
use livekit_protocol as proto;
use proto::request_response::{Reason, Request};
use proto::signal_request::Message as Asked;
use proto::signal_response::Message;
use sottovoce_domain::time::Timestamp;
use std::collections::HashMap;
use std::time::Instant;

/// A name is no longer.
const LONGEST_NAME: usize = 256;

impl Room {
    /// A client asks for something.
    pub(crate) fn request(
        &mut self,
        id: MemberId,
        request: proto::SignalRequest,
        wall: Timestamp,
        now: Instant,
        send: &mut Vec<Datagram>,
    ) {
        let Some(message) = request.message.filter(|_| self.members.contains_key(&id)) else { return };
        match message {
            Asked::Offer(offer) => self.offered(id, &offer, now, send),
            Asked::Answer(answer) => self.answered(id, &answer, now, send),
            Asked::Trickle(trickle) => self.trickle(id, &trickle, send),
            Asked::AddTrack(track) => self.add_track(id, track, now),
            Asked::Mute(mute) => {
                self.set_muted(id, &mute.sid, mute.muted);
            }
            Asked::Subscription(update) => self.subscription(id, &update, now),
            Asked::TrackSetting(settings) => self.track_settings(id, &settings, now),
            Asked::Leave(_) => self.remove(id, LeaveReason::Left, send),
            Asked::SyncState(state) => self.synchronise(id, &state, now),
            Asked::Ping(_) => self.tell(id, Message::Pong(wall.millis())),
            Asked::PingReq(ping) => self.tell(
                id,
                Message::PongResp(proto::Pong {
                    last_ping_timestamp: ping.timestamp,
                    timestamp: wall.millis(),
                }),
            ),
            Asked::UpdateMetadata(update) => self.update_own(id, update),
            Asked::UpdateAudioTrack(update) => {
                self.update_track(id, &update.track_sid, |info| {
                    info.audio_features.clone_from(&update.features);
                });
            }
            Asked::UpdateVideoTrack(update) => {
                self.update_track(id, &update.track_sid, |info| {
                    (info.width, info.height) = (update.width, update.height);
                });
            }
            Asked::PublishDataTrackRequest(request) => {
                let unsupported = Request::PublishDataTrack(request);
                self.respond(
                    id,
                    0,
                    Reason::UnsupportedType,
                    "data tracks are not supported",
                    Some(unsupported),
                );
            }
            _ => {}
        }
        self.chase_keyframes(now, send);
        self.settle(now, send);
    }

    fn trickle(&mut self, id: MemberId, trickle: &proto::TrickleRequest, send: &mut Vec<Datagram>) {
        #[derive(serde::Deserialize)]
        struct Init {
            candidate: String,
        }
        let Ok(init) = serde_json::from_str::<Init>(&trickle.candidate_init) else { return };
        let side = match trickle.target() {
            proto::SignalTarget::Publisher => super::Side::Publisher,
            proto::SignalTarget::Subscriber => super::Side::Subscriber,
        };
        self.with_peer(id, side, send, |peer| peer.candidate(&init.candidate));
    }

    fn respond(
        &mut self,
        id: MemberId,
        request_id: u32,
        reason: Reason,
        text: &str,
        request: Option<Request>,
    ) {
        let message = text.to_owned();
        let response = proto::RequestResponse { request_id, reason: reason.into(), message, request };
        self.tell(id, Message::RequestResponse(response));
    }

    fn update_own(&mut self, id: MemberId, update: proto::UpdateParticipantMetadata) {
        let allowed = self.members.get(&id).is_some_and(|m| m.permission.can_update_metadata);
        let attributes: usize = update.attributes.iter().map(|(k, v)| k.len() + v.len()).sum();
        let fits = update.metadata.len() <= LONGEST_METADATA
            && attributes <= LONGEST_METADATA
            && update.name.len() <= LONGEST_NAME;
        let request_id = update.request_id;
        let (reason, text) = match (allowed, fits) {
            (false, _) => (Reason::NotAllowed, "does not have permission to update own metadata"),
            (true, false) => (Reason::LimitExceeded, "too long"),
            (true, true) => {
                self.describe(id, &update.metadata, &update.name, &update.attributes);
                (Reason::Ok, "")
            }
        };
        self.respond(id, request_id, reason, text, Some(Request::UpdateMetadata(update)));
    }

    /// Changes what others are told about a member: empty texts change nothing, empty attributes go.
    fn describe(&mut self, id: MemberId, metadata: &str, name: &str, attributes: &HashMap<String, String>) {
        let Some(member) = self.members.get_mut(&id) else { return };
        if !metadata.is_empty() {
            metadata.clone_into(&mut member.info.metadata);
        }
        if !name.is_empty() {
            name.clone_into(&mut member.info.name);
        }
        for (key, value) in attributes {
            if value.is_empty() {
                member.info.attributes.remove(key);
            } else {
                member.info.attributes.insert(key.clone(), value.clone());
            }
        }
        member.changed();
        self.announce(id, true);
    }

    fn update_track(&mut self, id: MemberId, sid: &str, change: impl FnOnce(&mut proto::TrackInfo)) {
        let Some(track) = self.tracks.values_mut().find(|t| t.owner == id && t.info.sid == sid) else {
            return;
        };
        change(&mut track.info);
        if let Some(member) = self.members.get_mut(&id) {
            member.changed();
        }
        self.announce(id, true);
    }

    /// A resumed client tells what it believes; where we differ beyond repair it starts afresh.
    pub(super) fn synchronise(&mut self, id: MemberId, state: &proto::SyncState, now: Instant) {
        let known = |sid: &str| self.tracks.values().any(|t| t.owner == id && t.info.sid == sid);
        let strange = state.publish_tracks.iter().filter_map(|p| p.track.as_ref()).any(|t| !known(&t.sid));
        if strange {
            let action = proto::leave_request::Action::Reconnect;
            self.tell(id, Message::Leave(super::core::leave(proto::DisconnectReason::StateMismatch, action)));
            self.outputs.push(super::Output::CloseSocket(id));
            return;
        }
        if let Some(subscription) = &state.subscription {
            self.subscription(id, subscription, now);
        }
    }

    /// The stay of an identity.
    pub(crate) fn member_named(&self, identity: &str) -> Option<MemberId> {
        self.members.iter().find(|(_, m)| *m.identity == *identity).map(|(id, _)| *id)
    }

    /// Puts an identity out; false when it is not here.
    pub(crate) fn remove_named(&mut self, identity: &str, send: &mut Vec<Datagram>) -> bool {
        let Some(id) = self.member_named(identity) else { return false };
        self.remove(id, LeaveReason::Removed, send);
        true
    }

    /// Everybody, the hidden included: for the product, never for clients.
    pub(crate) fn everybody(&self) -> Vec<proto::ParticipantInfo> {
        self.members.keys().filter_map(|id| self.info_of(*id)).collect()
    }

    /// The room as it is described.
    pub(crate) fn describe_room(&self) -> proto::Room {
        self.info.clone()
    }

    /// Changes a participant by order of the product.
    pub(crate) fn update_named(
        &mut self,
        request: proto::UpdateParticipantRequest,
        now: Instant,
    ) -> Option<proto::ParticipantInfo> {
        let id = self.member_named(&request.identity)?;
        if let Some(mut permission) = request.permission {
            let member = self.members.get_mut(&id)?;
            // Who was hidden stays hidden and mute: becoming visible would be a new join.
            permission.hidden = member.permission.hidden;
            if permission.hidden {
                (permission.can_publish, permission.can_publish_data) = (false, false);
            }
            let (publish, subscribe) = (permission.can_publish, permission.can_subscribe);
            member.info.permission = Some(permission.clone());
            member.permission = permission;
            if !publish {
                let keys: Vec<_> =
                    self.tracks.iter().filter(|(_, t)| t.owner == id).map(|(key, _)| *key).collect();
                keys.into_iter().for_each(|key| self.unpublish(key, true));
            }
            self.may_subscribe(id, subscribe, now);
            self.outputs.push(super::Output::RefreshToken(id));
        }
        self.describe(id, &request.metadata, &request.name, &request.attributes);
        self.info_of(id)
    }

    /// The claims a renewed token carries: those of the first, with what was changed since.
    pub(crate) fn claims_of(&self, id: MemberId) -> Option<crate::token::Claims> {
        let member = self.members.get(&id)?;
        let mut claims = member.claims.clone();
        claims.name.clone_from(&member.info.name);
        claims.metadata.clone_from(&member.info.metadata);
        if let Some(video) = &mut claims.video {
            video.can_publish = Some(member.permission.can_publish);
            video.can_subscribe = Some(member.permission.can_subscribe);
            video.can_publish_data = Some(member.permission.can_publish_data);
        }
        Some(claims)
    }
}
