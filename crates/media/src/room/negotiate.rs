//! Rounds of offer and answer. New clients always offer (we ask them to); to older ones we offer the
//! connection they receive by.

use super::core::Room;
use super::member::{Member, Slot, TrackKey};
use super::peer::Datagram;
use super::{MemberId, Output, Side};
use crate::engine::LeaveReason;
use crate::signal::sdp::{self, Carried, Section, SectionKind};
use livekit_protocol as proto;
use proto::signal_response::Message;
use std::collections::HashMap;
use std::time::{Duration, Instant};
use str0m::format::Codec;
use str0m::media::{MediaKind, Mid};

/// Changes of one moment go into one round.
const GATHER: Duration = Duration::from_millis(10);
/// A client that was asked for a round and did not begin one is asked again.
const ASK_AGAIN: Duration = Duration::from_secs(5);

impl Room {
    /// The client offers.
    pub(super) fn offered(
        &mut self,
        id: MemberId,
        offer: &proto::SessionDescription,
        now: Instant,
        send: &mut Vec<Datagram>,
    ) {
        let answer = match self.with_peer(id, Side::Publisher, send, |peer| peer.answer(&offer.sdp)) {
            Some(Ok(answer)) => answer,
            Some(Err(error)) => {
                tracing::warn!(%error, "an offer was not understood");
                return self.remove(id, LeaveReason::Failed, send);
            }
            None => return,
        };
        self.credentials(id, Side::Publisher, &answer);
        let offered = sdp::sections(&offer.sdp);
        let Some(member) = self.members.get_mut(&id) else { return };
        member.offered.clone_from(&offered);
        (member.negotiation.since, member.negotiation.due) = (None, None);
        if !member.dual() {
            add_slots(member, &offered);
            self.fill_slots(id);
        }
        let bound = self.bind(id);
        let gone = self.withdrawn(id);
        let carried = self.carried(id);
        let text = sdp::rewrite_answer(&answer, &offered, &carried);
        self.tell(
            id,
            Message::Answer(proto::SessionDescription {
                r#type: "answer".to_owned(),
                sdp: text,
                id: offer.id,
                mid_to_track_id: carried.into_iter().map(|(mid, c)| (mid, c.track)).collect(),
            }),
        );
        self.enliven(id, now, send);
        for key in bound {
            self.published(key, now);
        }
        for key in gone {
            self.unpublish(key, false);
        }
        if self.waiting(id).next().is_some() {
            self.negotiate_soon(id, now);
        }
    }

    /// STUN requests to a description of ours are to find their connection. A restart brings new names, and the
    /// client may send from new addresses.
    fn credentials(&mut self, id: MemberId, side: Side, description: &str) {
        if let Some(ufrag) = sdp::ufrag(description) {
            self.outputs.push(Output::Credentials(id, side, ufrag));
        }
    }

    /// The client answers our offer.
    pub(super) fn answered(
        &mut self,
        id: MemberId,
        answer: &proto::SessionDescription,
        now: Instant,
        send: &mut Vec<Datagram>,
    ) {
        let current =
            self.members.get(&id).is_some_and(|m| answer.id == 0 || answer.id == m.negotiation.offer_id);
        if !current {
            return;
        }
        match self.with_peer(id, Side::Subscriber, send, |peer| peer.accept_answer(&answer.sdp)) {
            Some(Ok(())) => {}
            Some(Err(error)) => {
                tracing::warn!(%error, "an answer was not understood");
                return self.remove(id, LeaveReason::Failed, send);
            }
            None => return,
        }
        if let Some(member) = self.members.get_mut(&id) {
            member.negotiation.since = None;
        }
        self.enliven(id, now, send);
        self.negotiate(id, now, send);
    }

    /// Begins a round for what changed, in a moment.
    pub(super) fn negotiate_soon(&mut self, id: MemberId, now: Instant) {
        if let Some(member) = self.members.get_mut(&id) {
            let soon = now + GATHER;
            member.negotiation.due = Some(member.negotiation.due.map_or(soon, |due| due.min(soon)));
        }
    }

    /// Begins a round if one is needed and none is going on.
    pub(super) fn negotiate(&mut self, id: MemberId, now: Instant, send: &mut Vec<Datagram>) {
        let Some(member) = self.members.get_mut(&id) else { return };
        member.negotiation.due = None;
        if member.dual() {
            return self.offer(id, false, now, send);
        }
        let asked =
            member.negotiation.since.filter(|since| now.saturating_duration_since(*since) < ASK_AGAIN);
        if let Some(since) = asked {
            member.negotiation.due = Some(since + ASK_AGAIN);
            return;
        }
        if member.offered.is_empty() {
            return;
        }
        let free =
            |kind| member.slots.iter().filter(|s| s.kind == kind && s.track.is_none() && !s.retired).count();
        let (free_audio, free_video) = (free(MediaKind::Audio), free(MediaKind::Video));
        let wanted: Vec<MediaKind> = self.waiting(id).map(|(_, kind)| kind).collect();
        if wanted.is_empty() {
            return;
        }
        let count = |kind| wanted.iter().filter(|k| **k == kind).count();
        let missing = |wanted: usize, free: usize| u32::try_from(wanted.saturating_sub(free)).unwrap_or(0);
        let requirement = proto::MediaSectionsRequirement {
            num_audios: missing(count(MediaKind::Audio), free_audio),
            num_videos: missing(count(MediaKind::Video), free_video),
        };
        if let Some(member) = self.members.get_mut(&id) {
            member.negotiation.since = Some(now);
            member.negotiation.due = Some(now + ASK_AGAIN);
        }
        self.tell(id, Message::MediaSectionsRequirement(requirement));
    }

    /// Offers an older client what it is to receive. The first offer goes out even if it is nothing.
    fn offer(&mut self, id: MemberId, restart: bool, now: Instant, send: &mut Vec<Datagram>) {
        let waiting: Vec<TrackKey> = self.waiting(id).map(|(key, _)| key).collect();
        let Some(member) = self.members.get_mut(&id) else { return };
        let first = member.negotiation.offer_id == 0;
        let offering = member.subscriber.as_ref().is_some_and(super::peer::Peer::offering);
        if (offering && !restart)
            || (waiting.is_empty() && member.negotiation.stopped.is_empty() && !first && !restart)
        {
            return;
        }
        let stopped = std::mem::take(&mut member.negotiation.stopped);
        let added: Vec<(TrackKey, MediaKind, Carried)> = waiting
            .into_iter()
            .filter_map(|key| Some((key, self.tracks.get(&key)?.kind(), self.carried_of(key)?)))
            .collect();
        let sections: Vec<_> =
            added.iter().map(|(_, kind, c)| (*kind, c.stream.clone(), c.track.clone())).collect();
        let offer =
            self.with_peer(id, Side::Subscriber, send, |peer| peer.offer(&sections, &stopped, restart));
        let Some(Some((sdp, mids))) = offer else { return };
        self.credentials(id, Side::Subscriber, &sdp);
        let Some(member) = self.members.get_mut(&id) else { return };
        for ((key, kind, _), mid) in added.iter().zip(mids) {
            member.slots.push(Slot { track: Some(*key), ..Slot::new(mid, *kind) });
        }
        member.negotiation.offer_id += 1;
        member.negotiation.since = Some(now);
        let offer_id = member.negotiation.offer_id;
        let mid_to_track_id = self.carried(id).into_iter().map(|(mid, c)| (mid, c.track)).collect();
        self.tell(
            id,
            Message::Offer(proto::SessionDescription {
                r#type: "offer".to_owned(),
                sdp,
                id: offer_id,
                mid_to_track_id,
            }),
        );
    }

    /// An older client resumes: its receiving connection needs new credentials from us.
    pub(super) fn restart_subscriber(&mut self, id: MemberId, now: Instant, send: &mut Vec<Datagram>) {
        // An offer that was never answered takes its sections with it.
        let offering = |m: &&mut Member| m.subscriber.as_ref().is_some_and(super::peer::Peer::offering);
        if let Some(member) = self.members.get_mut(&id).filter(offering) {
            member.slots.retain(|slot| slot.live || slot.retired);
        }
        self.offer(id, true, now, send);
    }

    /// The tracks a member is to receive and has no place for yet.
    pub(super) fn waiting(&self, id: MemberId) -> impl Iterator<Item = (TrackKey, MediaKind)> {
        let member = self.members.get(&id);
        let interests = member.into_iter().flat_map(|m| m.interests.iter().map(move |(k, i)| (m, *k, i)));
        interests
            .filter(|(m, key, interest)| {
                interest.subscribed && !m.slots.iter().any(|s| s.track == Some(*key))
            })
            .filter_map(|(_, key, _)| {
                self.tracks.get(&key).filter(|t| t.announced()).map(|t| (key, t.kind()))
            })
    }

    /// Gives waiting tracks the free places.
    fn fill_slots(&mut self, id: MemberId) {
        let waiting: Vec<_> = self.waiting(id).collect();
        let Some(member) = self.members.get_mut(&id) else { return };
        for (key, kind) in waiting {
            let free = member.slots.iter_mut().find(|s| s.kind == kind && s.track.is_none() && !s.retired);
            if let Some(slot) = free {
                slot.track = Some(key);
            }
        }
    }

    /// Which section carries what to a member.
    fn carried(&self, id: MemberId) -> HashMap<String, Carried> {
        let slots = self.members.get(&id).into_iter().flat_map(|m| &m.slots);
        slots.filter_map(|slot| Some((slot.mid.to_string(), self.carried_of(slot.track?)?))).collect()
    }

    fn carried_of(&self, key: TrackKey) -> Option<Carried> {
        let track = self.tracks.get(&key)?;
        let owner = self.members.get(&track.owner)?;
        Some(Carried {
            stream: format!("{}|{}", owner.info.sid, track.stream()),
            track: track.info.sid.clone(),
        })
    }

    /// The places that were just negotiated begin to carry.
    fn enliven(&mut self, id: MemberId, now: Instant, send: &mut Vec<Datagram>) {
        let Some(member) = self.members.get_mut(&id) else { return };
        let peer = member.subscriber.as_ref().unwrap_or(&member.publisher);
        let mut fresh = Vec::new();
        for slot in member.slots.iter_mut().filter(|s| !s.live) {
            let Some(key) = slot.track else { continue };
            let codec = if slot.kind == MediaKind::Video { Codec::Vp8 } else { Codec::Opus };
            slot.pt = peer.payload_type(slot.mid, codec);
            slot.live = slot.pt.is_some();
            fresh.push(key);
        }
        for key in fresh {
            self.viewed(key, id, now);
        }
        self.chase_keyframes(now, send);
    }

    /// A viewer's place for a track is ready.
    fn viewed(&mut self, key: TrackKey, viewer: MemberId, now: Instant) {
        let Some(track) = self.tracks.get_mut(&key) else { return };
        if !track.viewers.contains(&viewer) {
            track.viewers.push(viewer);
        }
        let owner = track.owner;
        let track_sid = track.info.sid.clone();
        if !std::mem::replace(&mut track.subscribed_told, true) {
            self.tell(owner, Message::TrackSubscribed(proto::TrackSubscribed { track_sid }));
        }
        self.aim(key, now);
        if let Some(track) = self.tracks.get(&key).filter(|t| t.kind() == MediaKind::Audio) {
            let voice = track.loudness.voice();
            let owner_sid = self.members.get(&track.owner).map(|m| m.info.sid.clone());
            if let (true, Some(sid)) = (voice.active, owner_sid) {
                let speakers = vec![proto::SpeakerInfo { sid, level: voice.level, active: true }];
                self.tell(viewer, Message::SpeakersChanged(proto::SpeakersChanged { speakers }));
            }
        }
    }
}

/// New receiving sections of an offer become places.
fn add_slots(member: &mut Member, offered: &[Section]) {
    for section in offered.iter().filter(|s| s.receives && !s.sends) {
        let kind = match section.kind {
            SectionKind::Audio => MediaKind::Audio,
            SectionKind::Video => MediaKind::Video,
            SectionKind::Other => continue,
        };
        let mid = Mid::from(section.mid.as_str());
        if !member.slots.iter().any(|slot| slot.mid == mid) {
            member.slots.push(Slot::new(mid, kind));
        }
    }
}
