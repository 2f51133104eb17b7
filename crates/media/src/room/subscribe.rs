//! Who gets which track: everything by default, or what they ask for, in the size they show it.

use super::MemberId;
use super::core::Room;
use super::member::{Interest, Member, TrackKey};
use super::stream::layers::{Layer, Wish};
use livekit_protocol as proto;
use proto::signal_response::Message;
use std::time::{Duration, Instant};
use str0m::media::MediaKind;

/// A publisher stops sending a layer only after nobody needed it for so long.
const LESS_AFTER: Duration = Duration::from_secs(5);

impl Room {
    /// A newcomer is to get what is there.
    pub(super) fn interest_newcomer(&mut self, id: MemberId, now: Instant) {
        let keys: Vec<TrackKey> =
            self.tracks.iter().filter(|(_, t)| t.owner != id && t.announced()).map(|(k, _)| *k).collect();
        for key in keys {
            self.interest(id, key, now);
        }
    }

    /// Everybody else is to get a new track.
    pub(super) fn interest_viewers(&mut self, key: TrackKey, now: Instant) {
        let Some(owner) = self.tracks.get(&key).map(|t| t.owner) else { return };
        let viewers: Vec<MemberId> = self.members.keys().filter(|id| **id != owner).copied().collect();
        for viewer in viewers {
            self.interest(viewer, key, now);
        }
    }

    fn interest(&mut self, id: MemberId, key: TrackKey, now: Instant) {
        let Some(member) = self.members.get_mut(&id) else { return };
        let subscribed = member.auto_subscribe && member.permission.can_subscribe;
        let wish = Wish::at_first(member.adaptive);
        let interest = member.interests.entry(key).or_insert(Interest { subscribed, wish });
        if interest.subscribed {
            self.negotiate_soon(id, now);
        }
    }

    /// A client chooses which tracks it gets.
    pub(super) fn subscription(&mut self, id: MemberId, update: &proto::UpdateSubscription, now: Instant) {
        let sids = update.participant_tracks.iter().flat_map(|p| &p.track_sids).chain(&update.track_sids);
        let sids: Vec<String> = sids.cloned().collect();
        for sid in sids {
            if !self.subscribe(id, &sid, update.subscribe, now) {
                let err = proto::SubscriptionError::SeTrackNotfound.into();
                self.tell(
                    id,
                    Message::SubscriptionResponse(proto::SubscriptionResponse { track_sid: sid, err }),
                );
            }
        }
    }

    fn subscribe(&mut self, id: MemberId, sid: &str, subscribed: bool, now: Instant) -> bool {
        let found = self.tracks.iter().find(|(_, t)| t.info.sid == sid && t.owner != id);
        let Some(key) = found.map(|(key, _)| *key) else { return false };
        let Some(member) = self.members.get_mut(&id) else { return false };
        let subscribed = subscribed && member.permission.can_subscribe;
        let wish = Wish::at_first(member.adaptive);
        let interest = member.interests.entry(key).or_insert(Interest { subscribed, wish });
        interest.subscribed = subscribed;
        if subscribed {
            self.negotiate_soon(id, now);
        } else {
            self.drop_view(id, key);
            if self.members.get(&id).is_some_and(Member::dual) {
                self.negotiate_soon(id, now);
            }
        }
        self.aim(key, now);
        true
    }

    /// A viewer no longer gets a track.
    fn drop_view(&mut self, id: MemberId, key: TrackKey) {
        if let Some(track) = self.tracks.get_mut(&key) {
            track.viewers.retain(|viewer| *viewer != id);
        }
        if let Some(member) = self.members.get_mut(&id) {
            free_slot(member, key);
        }
    }

    /// A client says how large it shows tracks, or that it does not.
    pub(super) fn track_settings(
        &mut self,
        id: MemberId,
        settings: &proto::UpdateTrackSettings,
        now: Instant,
    ) {
        for sid in &settings.track_sids {
            let Some(key) = self.tracks.iter().find(|(_, t)| t.info.sid == *sid).map(|(key, _)| *key) else {
                continue;
            };
            let Some(member) = self.members.get_mut(&id) else { return };
            let Some(interest) = member.interests.get_mut(&key) else { continue };
            interest.wish = Wish::told(settings);
            self.aim(key, now);
            self.tell_needed_layers(key, now);
        }
    }

    /// Permission to receive changed.
    pub(super) fn may_subscribe(&mut self, id: MemberId, may: bool, now: Instant) {
        let keys: Vec<TrackKey> =
            self.members.get(&id).map(|m| m.interests.keys().copied().collect()).unwrap_or_default();
        for key in keys {
            if may {
                self.negotiate_soon(id, now);
            } else {
                self.drop_view(id, key);
            }
            let Some(member) = self.members.get_mut(&id) else { return };
            let auto = member.auto_subscribe;
            if let Some(interest) = member.interests.get_mut(&key) {
                interest.subscribed = may && auto;
            }
        }
    }

    /// Tells a publisher which layers anybody needs, so that it need not send the others: more at once, less
    /// after a while.
    pub(super) fn tell_needed_layers(&mut self, key: TrackKey, now: Instant) {
        let Some(track) = self.tracks.get(&key).filter(|t| t.kind() == MediaKind::Video && t.announced())
        else {
            return;
        };
        let wishes = track.viewers.iter().filter_map(|v| self.members.get(v)?.interests.get(&key));
        let needed = wishes.filter(|i| i.subscribed).filter_map(|i| i.wish.ideal(&track.ladder)).max();
        let Some(track) = self.tracks.get_mut(&key) else { return };
        let told = track.needed_told.unwrap_or(Some(Layer::HIGH));
        if needed >= told {
            track.needed_less_since = None;
            if needed == told {
                return;
            }
        } else {
            let since = *track.needed_less_since.get_or_insert(now);
            if now.saturating_duration_since(since) < LESS_AFTER {
                return;
            }
        }
        track.needed_told = Some(needed);
        track.needed_less_since = None;
        let owner = track.owner;
        let update = quality_update(&track.info.sid, needed);
        self.tell(owner, Message::SubscribedQualityUpdate(update));
    }
}

fn quality_update(track_sid: &str, needed: Option<Layer>) -> proto::SubscribedQualityUpdate {
    let all = [proto::VideoQuality::Low, proto::VideoQuality::Medium, proto::VideoQuality::High];
    let enabled =
        |quality| needed.is_some_and(|needed| Layer::from_quality(quality).is_some_and(|l| l <= needed));
    let qualities: Vec<proto::SubscribedQuality> =
        all.map(|q| proto::SubscribedQuality { quality: q.into(), enabled: enabled(q) }).into();
    let codec = proto::SubscribedCodec { codec: "vp8".to_owned(), qualities: qualities.clone() };
    #[expect(deprecated, reason = "older clients read only this field")]
    proto::SubscribedQualityUpdate {
        track_sid: track_sid.to_owned(),
        subscribed_qualities: qualities,
        subscribed_codecs: vec![codec],
    }
}

/// The place of a track that a member no longer gets is retired: clients dislike another track in it.
pub(super) fn free_slot(member: &mut Member, key: TrackKey) {
    let dual = member.dual();
    let Some(slot) = member.slots.iter_mut().find(|slot| slot.track == Some(key)) else { return };
    slot.track = None;
    slot.live = false;
    slot.retired = true;
    slot.forward.aim(None);
    if dual {
        member.negotiation.stopped.push(slot.mid);
    }
}
