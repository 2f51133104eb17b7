//! Whose a datagram is: by the address it comes from, or by the user name of its STUN request.
//!
//! An address is learnt only after the connection itself accepted the request's credentials.

use crate::room::{MemberId, Side};
use std::collections::HashMap;
use std::net::SocketAddr;

/// One connection of one member of one room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) room: u64,
    pub(super) member: MemberId,
    pub(super) side: Side,
}

/// The two maps.
#[derive(Debug, Default)]
pub(super) struct Demux {
    by_address: HashMap<SocketAddr, Place>,
    by_name: HashMap<String, Place>,
}

impl Demux {
    /// STUN requests naming `ufrag` are for `place`.
    pub(super) fn name(&mut self, ufrag: String, place: Place) {
        self.by_name.insert(ufrag, place);
    }

    /// Datagrams from `address` are for `place`.
    pub(super) fn learn(&mut self, address: SocketAddr, place: Place) {
        self.by_address.insert(address, place);
    }

    /// Whose address this is.
    pub(super) fn known(&self, address: SocketAddr) -> Option<Place> {
        self.by_address.get(&address).copied()
    }

    /// Whose STUN request this is.
    pub(super) fn named(&self, datagram: &[u8]) -> Option<Place> {
        self.by_name.get(stun_user(datagram)?).copied()
    }

    /// A member is gone.
    pub(super) fn forget(&mut self, member: MemberId) {
        self.by_address.retain(|_, place| place.member != member);
        self.by_name.retain(|_, place| place.member != member);
    }
}

/// The receiver's part of the user name in a STUN message (RFC 8489; RFC 8445 section 7.2.2).
fn stun_user(datagram: &[u8]) -> Option<&str> {
    const HEADER: usize = 20;
    const COOKIE: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];
    const USERNAME: u16 = 6;
    if datagram.len() < HEADER || datagram[0] > 3 || datagram[4..8] != COOKIE {
        return None;
    }
    let mut rest = &datagram[HEADER..];
    while let [t0, t1, l0, l1, tail @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*l0, *l1]));
        let value = tail.get(..length)?;
        if u16::from_be_bytes([*t0, *t1]) == USERNAME {
            let name = std::str::from_utf8(value).ok()?;
            return name.split(':').next();
        }
        rest = tail.get(length.next_multiple_of(4)..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stun(attributes: &[(u16, &[u8])]) -> Vec<u8> {
        let mut out = vec![0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42];
        out.extend([0; 12]);
        for (kind, value) in attributes {
            out.extend(kind.to_be_bytes());
            out.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
            out.extend(*value);
            out.resize(out.len().next_multiple_of(4), 0);
        }
        out
    }

    #[test]
    fn the_user_name_is_found_among_the_attributes() {
        assert_eq!(stun_user(&stun(&[(0x8022, b"abc"), (6, b"ours:theirs")])), Some("ours"));
        assert_eq!(stun_user(&stun(&[(0x8022, b"abc")])), None);
        assert_eq!(stun_user(b"short"), None);
        assert_eq!(stun_user(&[0x80; 40]), None, "media");
        let mut cut = stun(&[(6, b"ours:theirs")]);
        cut.truncate(27);
        assert_eq!(stun_user(&cut), None);
    }
}
