//! Sound and picture: the room, its network and the signalling protocol of LiveKit's clients.
//!
//! [`engine`] is the door: a [`engine::MediaEngine`] admits people to rooms by tokens and tells what happens in
//! them. [`embedded`] is the engine inside this process. The crate knows no text that is said, no tenant and no
//! web framework: whoever serves HTTP hands it messages.

pub mod embedded;
pub mod engine;
mod net;
mod room;
pub mod signal;
pub mod sound;
pub mod token;
pub mod twirp;
