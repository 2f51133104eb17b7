//! LiveKit's signalling protocol, server side: who may join, the messages' two encodings, one client's session.
//!
//! Knows no socket: messages come and go by channels.

pub mod admission;
pub mod client;
pub(crate) mod codec;
pub(crate) mod sdp;
pub(crate) mod session;

pub use admission::{Admission, Refusal};

use bytes::Bytes;

/// What a client's WebSocket brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignalIn {
    /// A binary frame: protobuf.
    Binary(Bytes),
    /// A text frame: JSON; answers are JSON too until the next binary frame.
    Text(String),
    /// The socket is closed.
    Closed,
}

/// What goes out by a client's WebSocket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignalOut {
    /// A binary frame.
    Binary(Bytes),
    /// A text frame.
    Text(String),
    /// Close the socket; nothing follows.
    Close,
}

/// No signalling message is larger; a longer one closes its connection.
pub const LARGEST_MESSAGE: usize = 512 * 1024;
