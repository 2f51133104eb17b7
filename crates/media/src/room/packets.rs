//! The way of a media packet: from its publisher to everybody who watches or hears, and keyframe requests back.

use super::core::Room;
use super::member::{Member, TrackKey};
use super::peer::{Arrival, Datagram, Outgoing};
use super::stream::forward::{Incoming, Picture};
use super::stream::layers::{self, Layer};
use super::{MemberId, Side, Tap};
use crate::engine::TrackSource;
use std::time::Instant;
use str0m::media::{MediaKind, Mid};

impl Room {
    /// A packet arrived from a publisher.
    pub(super) fn packet(&mut self, from: MemberId, arrival: Arrival, now: Instant) {
        let Arrival { mid, layer, packet } = arrival;
        let found = self.tracks.iter_mut().find(|(_, t)| t.owner == from && t.mid == Some(mid));
        let Some((key, track)) = found else { return };
        let key = *key;
        if track.info.muted || packet.payload.is_empty() {
            return;
        }
        let video = track.kind() == MediaKind::Video;
        let picture = if video { Picture::read(&packet.payload) } else { None };
        let entry = !video || picture.is_some_and(|p| p.starts_keyframe());
        if let Some(gate) = track.gates.get_mut(layer.index()).filter(|_| video && entry) {
            gate.arrived();
        }
        if let Some(level) = packet.header.ext_vals.audio_level.filter(|_| !video) {
            track.loudness.heard(level.unsigned_abs());
        }
        let microphone = track.source() == TrackSource::Microphone;
        if track.ladder.arrived(layer, now) {
            self.aim(key, now);
        }
        if microphone && self.tapped {
            self.tap_packet(from, &packet, now);
        }
        let incoming =
            Incoming { layer, sequence: *packet.seq_no, time: packet.header.timestamp, entry, picture };
        self.fan_out(key, &incoming, &packet, now);
    }

    /// Queues the packet for everybody who gets the track. It goes out at the next [`Room::timeout`], with all others
    /// of the same burst: a connection asked once for ten packets costs less than one asked ten times.
    fn fan_out(&mut self, key: TrackKey, incoming: &Incoming, packet: &str0m::rtp::RtpPacket, now: Instant) {
        let Some(track) = self.tracks.get_mut(&key) else { return };
        let viewers = std::mem::take(&mut track.viewers);
        for viewer in &viewers {
            let Some(member) = self.members.get_mut(viewer).filter(|m| m.reachable()) else { continue };
            let side = member.receiving().1;
            let Some(slot) = member.slot_of(key).filter(|slot| slot.live) else { continue };
            let (mid, kind) = (slot.mid, slot.kind);
            let (Some(pt), Some(to)) = (slot.pt, slot.forward.rewrite(incoming, now)) else { continue };
            let outgoing = Outgoing {
                mid,
                pt,
                sequence: to.sequence,
                time: to.time,
                marker: packet.header.marker,
                nackable: kind == MediaKind::Video,
                extensions: passed_on(packet),
                payload: std::sync::Arc::clone(&packet.payload),
                patch: to.patch,
            };
            if let Some(peer) = member.peer(side) {
                peer.write(outgoing, now);
            }
        }
        if let Some(track) = self.tracks.get_mut(&key) {
            track.viewers = viewers;
        }
    }

    fn tap_packet(&mut self, from: MemberId, packet: &str0m::rtp::RtpPacket, at: Instant) {
        if let Some(member) = self.members.get(&from) {
            self.tap(Tap::Packet {
                identity: member.identity.clone(),
                sequence: *packet.seq_no,
                time: packet.header.timestamp,
                payload: std::sync::Arc::clone(&packet.payload),
                at,
            });
        }
    }

    /// Sets every viewer's layer of one track anew.
    pub(super) fn aim(&mut self, key: TrackKey, now: Instant) {
        let Some(track) = self.tracks.get(&key) else { return };
        let video = track.kind() == MediaKind::Video;
        for viewer in &track.viewers {
            let Some(member) = self.members.get_mut(viewer) else { continue };
            let Some(interest) = member.interests.get(&key).copied() else { continue };
            let cap = member.fitness.cap;
            let Some(slot) = member.slot_of(key) else { continue };
            let target = if !interest.subscribed || interest.wish.disabled {
                None
            } else if video {
                layers::choose(interest.wish, &track.ladder, cap, now).or(Some(Layer::LOW))
            } else {
                Some(Layer::LOW)
            };
            slot.forward.aim(target);
        }
    }

    /// A viewer asks for a whole picture.
    pub(super) fn keyframe_wanted(&mut self, id: MemberId, mid: Mid, now: Instant, send: &mut Vec<Datagram>) {
        let slot = self.members.get(&id).and_then(|m| m.slots.iter().find(|s| s.mid == mid));
        let wanted = slot.and_then(|s| Some((s.track?, s.forward.layer()?)));
        if let Some((key, layer)) = wanted {
            self.request_keyframe(key, layer, now, send);
        }
    }

    /// Asks for the keyframes that viewers wait for.
    pub(super) fn chase_keyframes(&mut self, now: Instant, send: &mut Vec<Datagram>) {
        let ready = |m: &&Member| m.reachable() && m.away_since.is_none();
        let slots = self.members.values().filter(ready).flat_map(|m| &m.slots);
        let awaited = slots
            .filter(|slot| slot.live && slot.kind == MediaKind::Video)
            .filter_map(|slot| Some((slot.track?, slot.forward.awaits()?)));
        let mut awaited: Vec<(TrackKey, Layer)> = awaited.collect();
        awaited.sort_unstable();
        awaited.dedup();
        for (key, layer) in awaited {
            self.request_keyframe(key, layer, now, send);
        }
    }

    fn request_keyframe(&mut self, key: TrackKey, layer: Layer, now: Instant, send: &mut Vec<Datagram>) {
        let Some(track) = self.tracks.get_mut(&key).filter(|t| !t.info.muted) else { return };
        let (owner, mid) = (track.owner, track.mid);
        let ask = track.ladder.alive(layer, now)
            && track.gates.get_mut(layer.index()).is_some_and(|gate| gate.wanted(now));
        if let (true, Some(mid)) = (ask, mid) {
            self.with_peer(owner, Side::Publisher, send, |peer| {
                peer.request_keyframe(mid, layer);
                peer.timeout(now);
            });
        }
    }
}

/// The header extensions that mean the same to the viewer: rotation and loudness.
fn passed_on(packet: &str0m::rtp::RtpPacket) -> str0m::rtp::ExtensionValues {
    let from = &packet.header.ext_vals;
    str0m::rtp::ExtensionValues {
        audio_level: from.audio_level,
        voice_activity: from.voice_activity,
        video_orientation: from.video_orientation,
        ..str0m::rtp::ExtensionValues::default()
    }
}
