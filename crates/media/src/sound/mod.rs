//! Sound as samples: Opus decoded to 16 kHz, packets put in order, speech found.
//!
//! Pure pieces with one shell, [`listen`], that strings them together for every microphone of a room.

pub mod activity;
pub mod jitter;
pub mod listen;
pub mod opus;

/// Samples in a second of the sound given to listeners.
pub const RATE: u32 = 16_000;
