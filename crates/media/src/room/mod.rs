//! One room, pure: who is in it, what they send, and who gets which packets of it.
//!
//! A [`Room`] takes datagrams, requests and `now`, and gives datagrams and [`Output`]s back. Nothing here
//! reads a clock, opens a socket, awaits or locks.

mod core;
mod data;
mod join;
mod member;
mod negotiate;
mod packets;
mod peer;
mod publish;
mod quality;
mod requests;
mod stream;
mod subscribe;

pub(crate) use core::Room;
pub(crate) use join::Joined;
pub(crate) use peer::{Datagram, Network};

use crate::engine::Happening;
use livekit_protocol as proto;
use std::sync::Arc;
use std::time::Instant;

/// What a room may grow to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoomLimits {
    /// Most participants at a time, hidden ones included.
    pub(crate) participants: usize,
}

/// One stay of one participant; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct MemberId(pub(crate) u64);

/// Which of a member's two connections. A client with one connection has only a publisher's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// The connection the client offers.
    Publisher,
    /// The connection the server offers to older clients.
    Subscriber,
}

/// A microphone's packet for those who listen.
#[derive(Debug, Clone)]
pub(crate) enum Tap {
    /// Coded sound.
    Packet {
        /// Whose microphone.
        identity: Arc<str>,
        /// The packet's extended sequence number.
        sequence: u64,
        /// The packet's 48 kHz time.
        time: u32,
        /// Opus.
        payload: Arc<[u8]>,
        /// When it arrived.
        at: Instant,
    },
    /// The microphone is muted or gone.
    Ended {
        /// Whose microphone.
        identity: Arc<str>,
    },
}

/// What a room wants done besides sending datagrams.
#[derive(Debug)]
pub(crate) enum Output {
    /// Tell a client.
    Signal(MemberId, Box<proto::signal_response::Message>),
    /// Close a client's signalling socket; what was signalled before still goes out.
    CloseSocket(MemberId),
    /// STUN requests naming this user belong to that connection.
    Credentials(MemberId, Side, String),
    /// Send the client a token with a new expiry.
    RefreshToken(MemberId),
    /// This member is gone for good.
    Gone(MemberId),
    /// Tell the product.
    Happened(Happening),
    /// Sound for those who listen.
    Tapped(Tap),
}
