//! Sound to utterances: where somebody speaks, who recognises it, and what happens when that one fails.
//!
//! It knows call time and participants' sound, and neither sessions nor the store: words go out by a channel.

pub mod deaf;
pub mod ears;
pub mod endpoint;
mod recogniser;
pub mod stream;
pub mod unsettled;
pub mod voice;
