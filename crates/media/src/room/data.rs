//! Data packets (chat and the like): stamped with who really sent them and passed to whom they are meant for.
//!
//! Their content is opaque here.

use super::core::Room;
use super::member::Member;
use super::peer::Datagram;
use super::{MemberId, Side};
use livekit_protocol as proto;
use prost::Message as _;
use proto::data_packet::Value;
use std::sync::Arc;

/// Larger messages are dropped: clients send at most this.
const LARGEST: usize = 64 * 1024;

impl Room {
    /// A member sent a data message.
    pub(super) fn data(&mut self, id: MemberId, reliable: bool, bytes: &[u8], send: &mut Vec<Datagram>) {
        let Some(member) = self.members.get_mut(&id) else { return };
        if !member.permission.can_publish_data || bytes.len() > LARGEST {
            return;
        }
        let Ok(mut packet) = proto::DataPacket::decode(bytes) else { return };
        if reliable && packet.sequence > 0 {
            if packet.sequence <= member.last_reliable {
                return;
            }
            member.last_reliable = packet.sequence;
        }
        let sid = member.info.sid.clone();
        let identity = if member.hidden() { String::new() } else { member.identity.to_string() };
        let destinations = self.stamp(&mut packet, reliable, &sid, &identity);
        self.spread(Some(id), reliable, &packet, &destinations, send);
    }

    /// Overwrites what a sender could lie about; returns the identities it is meant for (all when empty).
    fn stamp(
        &self,
        packet: &mut proto::DataPacket,
        reliable: bool,
        sid: &str,
        identity: &str,
    ) -> Vec<String> {
        sid.clone_into(&mut packet.participant_sid);
        identity.clone_into(&mut packet.participant_identity);
        let kind =
            if reliable { proto::data_packet::Kind::Reliable } else { proto::data_packet::Kind::Lossy };
        let mut destinations = packet.destination_identities.clone();
        #[expect(deprecated, reason = "older clients read and write these fields")]
        {
            packet.kind = kind.into();
            if let Some(Value::User(user)) = &mut packet.value {
                sid.clone_into(&mut user.participant_sid);
                identity.clone_into(&mut user.participant_identity);
                destinations.extend(user.destination_identities.iter().cloned());
                let named = self.members.values().filter(|m| user.destination_sids.contains(&m.info.sid));
                destinations.extend(named.map(|m| m.identity.to_string()));
                if destinations.is_empty() && !user.destination_sids.is_empty() {
                    // Meant for people who are gone: for nobody rather than for all.
                    destinations.push(String::new());
                }
                user.destination_identities.clone_from(&destinations);
            }
        }
        packet.destination_identities.clone_from(&destinations);
        destinations
    }

    /// Sends a packet to those it is meant for, never back to its sender.
    fn spread(
        &mut self,
        from: Option<MemberId>,
        reliable: bool,
        packet: &proto::DataPacket,
        destinations: &[String],
        send: &mut Vec<Datagram>,
    ) {
        let bytes: Arc<[u8]> = packet.encode_to_vec().into();
        let meant = |m: &Member| destinations.is_empty() || destinations.iter().any(|d| **d == *m.identity);
        let to: Vec<(MemberId, Side)> = self
            .members
            .iter_mut()
            .filter(|(id, m)| Some(**id) != from && meant(m))
            .map(|(id, m)| (*id, m.receiving().1))
            .collect();
        for (id, side) in to {
            self.with_peer(id, side, send, |peer| peer.send_data(reliable, &bytes));
        }
    }

    /// The product itself sends data into the room.
    pub(crate) fn data_from_outside(&mut self, request: proto::SendDataRequest, send: &mut Vec<Datagram>) {
        let reliable = request.kind() == proto::data_packet::Kind::Reliable;
        #[expect(deprecated, reason = "older clients read and write these fields")]
        let user = proto::UserPacket {
            payload: request.data,
            topic: request.topic,
            destination_sids: request.destination_sids,
            nonce: request.nonce,
            ..proto::UserPacket::default()
        };
        let mut packet = proto::DataPacket {
            destination_identities: request.destination_identities,
            value: Some(Value::User(user)),
            ..proto::DataPacket::default()
        };
        let destinations = self.stamp(&mut packet, reliable, "", "");
        self.spread(None, reliable, &packet, &destinations, send);
    }
}
