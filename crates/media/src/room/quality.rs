//! How well each member is connected: told to everybody, and what pictures the connection bears.

use super::core::Room;
use super::stream::layers::Layer;
use super::{MemberId, Side};
use livekit_protocol as proto;
use proto::signal_response::Message;
use std::time::{Duration, Instant};

/// More loss than this to a viewer, and its pictures become smaller.
const TOO_LOSSY: f32 = 0.1;
/// Less loss than this for a while, and they may grow again.
const CLEAN: f32 = 0.02;
/// How long the connection must be clean before a larger layer is tried.
const TRY_AFTER: Duration = Duration::from_secs(12);

impl Room {
    /// A connection's loss and round trip of late.
    pub(super) fn health(&mut self, id: MemberId, _side: Side, loss: f32, round_trip: Option<Duration>) {
        if let Some(member) = self.members.get_mut(&id) {
            member.fitness.loss = loss;
            member.fitness.round_trip = round_trip.or(member.fitness.round_trip);
        }
    }

    /// Fits the pictures to what a viewer's connection bears.
    pub(super) fn adapt(&mut self, id: MemberId, lost: f32, now: Instant) {
        let Some(member) = self.members.get_mut(&id) else { return };
        let fitness = &mut member.fitness;
        if lost > TOO_LOSSY {
            fitness.cap = fitness.cap.smaller();
            fitness.cap_changed = now;
        } else if lost < CLEAN
            && fitness.cap < Layer::HIGH
            && now.saturating_duration_since(fitness.cap_changed) >= TRY_AFTER
        {
            fitness.cap = fitness.cap.larger();
            fitness.cap_changed = now;
        }
    }

    /// Tells everybody whose connection got better or worse.
    pub(super) fn judge_quality(&mut self) {
        let mut updates = Vec::new();
        let mut own = Vec::new();
        for (id, member) in &mut self.members {
            let quality = judge(member.fitness.loss, member.fitness.round_trip, member.fitness.silent);
            if member.was_connected && member.fitness.told != Some(quality) {
                member.fitness.told = Some(quality);
                let participant_sid = member.info.sid.clone();
                let info = proto::ConnectionQualityInfo {
                    participant_sid,
                    quality: quality.into(),
                    score: score(quality),
                };
                if member.hidden() {
                    own.push((*id, info));
                } else {
                    updates.push(info);
                }
            }
        }
        if !updates.is_empty() {
            self.broadcast(&Message::ConnectionQuality(proto::ConnectionQualityUpdate { updates }));
        }
        for (id, info) in own {
            self.tell(id, Message::ConnectionQuality(proto::ConnectionQualityUpdate { updates: vec![info] }));
        }
    }
}

fn judge(loss: f32, round_trip: Option<Duration>, silent: bool) -> proto::ConnectionQuality {
    let slow = round_trip.unwrap_or_default();
    if silent {
        proto::ConnectionQuality::Lost
    } else if loss > 0.08 || slow > Duration::from_millis(600) {
        proto::ConnectionQuality::Poor
    } else if loss > 0.02 || slow > Duration::from_millis(250) {
        proto::ConnectionQuality::Good
    } else {
        proto::ConnectionQuality::Excellent
    }
}

fn score(quality: proto::ConnectionQuality) -> f32 {
    match quality {
        proto::ConnectionQuality::Excellent => 4.5,
        proto::ConnectionQuality::Good => 3.5,
        proto::ConnectionQuality::Poor => 2.0,
        proto::ConnectionQuality::Lost => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loss_delay_and_silence_decide() {
        let check = |loss, ms, silent, expected: proto::ConnectionQuality| {
            let got = judge(loss, Some(Duration::from_millis(ms)), silent);
            assert_eq!(got, expected, "{loss} {ms} {silent}");
        };
        check(0.0, 20, false, proto::ConnectionQuality::Excellent);
        check(0.03, 20, false, proto::ConnectionQuality::Good);
        check(0.0, 300, false, proto::ConnectionQuality::Good);
        check(0.1, 20, false, proto::ConnectionQuality::Poor);
        check(0.0, 700, false, proto::ConnectionQuality::Poor);
        check(0.0, 20, true, proto::ConnectionQuality::Lost);
    }
}
