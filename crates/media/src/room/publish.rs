//! What members publish: announced by a request, bound to a section of their offer, told to the others,
//! muted, and taken back.

use super::core::{Room, sid};
use super::member::{Track, TrackKey};
use super::stream::keyframe::KeyframeGate;
use super::stream::layers::Ladder;
use super::stream::speaker::{Loudness, Voice};
use super::{MemberId, Output, Tap};
use crate::engine::{Happening, TrackSource};
use crate::signal::sdp::SectionKind;
use livekit_protocol as proto;
use proto::signal_response::Message;
use std::time::Instant;
use str0m::media::{MediaKind, Mid};

/// One participant publishes no more than this.
const MOST_TRACKS: usize = 16;
/// Names and ids a client gives are no longer.
const LONGEST_NAME: usize = 256;

impl Room {
    /// The client will send a track.
    pub(super) fn add_track(&mut self, id: MemberId, request: proto::AddTrackRequest, now: Instant) {
        let Some(member) = self.members.get(&id) else { return };
        let sources = &member.permission.can_publish_sources;
        let allowed =
            member.permission.can_publish && (sources.is_empty() || sources.contains(&request.source));
        let owned = self.tracks.values().filter(|t| t.owner == id).count();
        let known =
            self.tracks.values().any(|t| t.owner == id && t.cids.contains(&request.cid) && t.mid.is_none());
        let reason = if !allowed {
            Some(proto::request_response::Reason::NotAllowed)
        } else if owned >= MOST_TRACKS
            || request.cid.len() > LONGEST_NAME
            || request.name.len() > LONGEST_NAME
        {
            Some(proto::request_response::Reason::LimitExceeded)
        } else if !request.sid.is_empty() {
            // A second codec of a known track: we offer one codec only.
            Some(proto::request_response::Reason::UnsupportedType)
        } else {
            None
        };
        if let Some(reason) = reason {
            let response = proto::RequestResponse {
                reason: reason.into(),
                request: Some(proto::request_response::Request::AddTrack(request)),
                ..proto::RequestResponse::default()
            };
            return self.tell(id, Message::RequestResponse(response));
        }
        if known {
            return;
        }
        let cid = request.cid.clone();
        let codec_cids = request.simulcast_codecs.iter().map(|c| c.cid.clone()).filter(|c| !c.is_empty());
        let cids = std::iter::once(cid.clone()).chain(codec_cids).collect();
        let info = track_info(request, sid("TR_", self.entropy.as_ref()));
        let key = TrackKey(self.next_track);
        self.next_track += 1;
        let ladder = Ladder::announced(info.codecs.first().map(|c| c.layers.as_slice()).unwrap_or_default());
        self.tell(
            id,
            Message::TrackPublished(proto::TrackPublishedResponse { cid, track: Some(info.clone()) }),
        );
        self.tracks.insert(
            key,
            Track {
                owner: id,
                info,
                cids,
                mid: None,
                ladder,
                gates: [KeyframeGate::default(), KeyframeGate::default(), KeyframeGate::default()],
                loudness: Loudness::default(),
                viewers: Vec::new(),
                subscribed_told: false,
                needed_told: None,
                needed_less_since: None,
            },
        );
        for key in self.bind(id) {
            self.published(key, now);
        }
    }

    /// Finds the sections of announced tracks: by the client's id, else the first of its kind. Returns those
    /// that were bound just now.
    pub(super) fn bind(&mut self, id: MemberId) -> Vec<TrackKey> {
        let Some(member) = self.members.get(&id) else { return Vec::new() };
        let mut bound = Vec::new();
        for by_id in [true, false] {
            for section in member.offered.iter().filter(|s| s.sends && s.kind != SectionKind::Other) {
                let mid = Mid::from(section.mid.as_str());
                let taken = self.tracks.values().any(|t| t.owner == id && t.mid == Some(mid));
                let kind =
                    if section.kind == SectionKind::Video { MediaKind::Video } else { MediaKind::Audio };
                let named = |t: &Track| section.track.as_ref().is_some_and(|name| t.cids.contains(name));
                let fits =
                    |t: &Track| t.owner == id && t.mid.is_none() && t.kind() == kind && (!by_id || named(t));
                let found = self.tracks.iter_mut().find(|(_, t)| fits(t)).filter(|_| !taken);
                if let Some((key, track)) = found {
                    track.mid = Some(mid);
                    section.mid.clone_into(&mut track.info.mid);
                    bound.push(*key);
                }
            }
        }
        bound
    }

    /// Tracks whose section no longer sends.
    pub(super) fn withdrawn(&self, id: MemberId) -> Vec<TrackKey> {
        let Some(member) = self.members.get(&id) else { return Vec::new() };
        let sends = |mid: Mid| member.offered.iter().any(|s| s.sends && Mid::from(s.mid.as_str()) == mid);
        let owned = self.tracks.iter().filter(|(_, t)| t.owner == id);
        owned.filter(|(_, t)| t.mid.is_some_and(|mid| !sends(mid))).map(|(key, _)| *key).collect()
    }

    /// A track is there: everybody is told and those who want it get it.
    pub(super) fn published(&mut self, key: TrackKey, now: Instant) {
        let Some(track) = self.tracks.get(&key) else { return };
        let owner = track.owner;
        let (source, muted, sid) = (track.source(), track.info.muted, track.info.sid.clone());
        let Some(member) = self.members.get_mut(&owner) else { return };
        member.changed();
        let identity = member.identity.to_string();
        self.announce(owner, true);
        self.outputs.push(Output::Happened(Happening::TrackPublished {
            identity,
            track: sid,
            source,
            muted,
        }));
        self.interest_viewers(key, now);
        self.room_changed();
    }

    /// A track is gone. `told` when its owner has to stop sending it.
    pub(super) fn unpublish(&mut self, key: TrackKey, told: bool) {
        let Some(mut track) = self.tracks.remove(&key) else { return };
        self.fall_silent(&mut track);
        for member in self.members.values_mut() {
            member.interests.remove(&key);
            super::subscribe::free_slot(member, key);
        }
        if told {
            let track_sid = track.info.sid.clone();
            self.tell(track.owner, Message::TrackUnpublished(proto::TrackUnpublishedResponse { track_sid }));
        }
        let Some(member) = self.members.get_mut(&track.owner).filter(|_| track.announced()) else { return };
        member.changed();
        let identity = member.identity.to_string();
        self.announce(track.owner, true);
        self.outputs.push(Output::Happened(Happening::TrackUnpublished { identity, track: track.info.sid }));
        self.room_changed();
    }

    /// A track is muted or unmuted, by its owner or from above. While muted nothing of it is passed on.
    /// Returns its new state.
    pub(super) fn set_muted(&mut self, id: MemberId, sid: &str, muted: bool) -> Option<proto::TrackInfo> {
        let key =
            self.tracks.iter().find(|(_, t)| t.owner == id && t.info.sid == sid).map(|(key, _)| *key)?;
        let mut track = self.tracks.remove(&key)?;
        let changed = track.info.muted != muted;
        track.info.muted = muted;
        if changed {
            track.ladder.rest();
            if muted {
                self.fall_silent(&mut track);
            }
            for viewer in &track.viewers {
                if let Some(slot) = self.members.get_mut(viewer).and_then(|m| m.slot_of(key)) {
                    slot.forward.interrupt();
                }
            }
        }
        let info = track.info.clone();
        let announced = track.announced();
        self.tracks.insert(key, track);
        if changed && announced {
            if let Some(member) = self.members.get_mut(&id) {
                member.changed();
                let identity = member.identity.to_string();
                let track = info.sid.clone();
                self.outputs.push(Output::Happened(Happening::TrackMuted { identity, track, muted }));
            }
            self.announce(id, true);
        }
        Some(info)
    }

    /// Mutes from above: dropped here, and the client is told to obey.
    pub(crate) fn mute_by_order(
        &mut self,
        identity: &str,
        which: Option<&str>,
        muted: bool,
    ) -> Vec<proto::TrackInfo> {
        let Some(id) = self.member_named(identity) else { return Vec::new() };
        let chosen = |t: &Track| match which {
            Some(sid) => t.info.sid == sid,
            None => t.source() == TrackSource::Microphone,
        };
        let sids: Vec<String> =
            self.tracks.values().filter(|t| t.owner == id && chosen(t)).map(|t| t.info.sid.clone()).collect();
        let mut infos = Vec::new();
        for sid in sids {
            infos.extend(self.set_muted(id, &sid, muted));
            self.tell(id, Message::Mute(proto::MuteTrackRequest { sid, muted }));
        }
        infos
    }

    /// Ends what a microphone that stops leaves behind: its speaking mark and the listeners' stream.
    fn fall_silent(&mut self, track: &mut Track) {
        if track.source() != TrackSource::Microphone {
            return;
        }
        if track.loudness.stop() {
            self.voices_changed(&[(track.owner, Voice { level: 0.0, active: false })]);
        }
        if let Some(member) = self.members.get(&track.owner) {
            let identity = member.identity.clone();
            self.tap(Tap::Ended { identity });
        }
    }
}

fn track_info(request: proto::AddTrackRequest, sid: String) -> proto::TrackInfo {
    let video = request.r#type() == proto::TrackType::Video;
    let mime = if video { "video/vp8" } else { "audio/opus" };
    let asked = request.simulcast_codecs.first();
    let layers =
        asked.map(|c| c.layers.clone()).filter(|l| !l.is_empty()).unwrap_or_else(|| request.layers.clone());
    let mode = if video {
        proto::video_layer::Mode::OneSpatialLayerPerStream
    } else {
        proto::video_layer::Mode::Unused
    };
    let codec = proto::SimulcastCodecInfo {
        mime_type: mime.to_owned(),
        cid: request.cid,
        layers: layers.clone(),
        video_layer_mode: mode.into(),
        ..proto::SimulcastCodecInfo::default()
    };
    #[expect(deprecated, reason = "clients still read these fields")]
    proto::TrackInfo {
        sid,
        r#type: request.r#type,
        name: request.name,
        muted: request.muted,
        width: request.width,
        height: request.height,
        simulcast: layers.len() > 1,
        disable_dtx: request.disable_dtx,
        source: request.source,
        layers,
        mime_type: mime.to_owned(),
        codecs: vec![codec],
        stereo: request.stereo,
        disable_red: true,
        encryption: request.encryption,
        stream: request.stream,
        audio_features: request.audio_features,
        ..proto::TrackInfo::default()
    }
}
