//! What the seller sees of what the engine noticed: the policy of the head-up display, pure.
//!
//! The engine notices; this room decides whether it is worth the seller's attention now. It holds no clock and
//! records nothing: `session::core` asks it and turns its answers into facts.

pub mod cards;
pub mod checklist;
pub mod mood;
pub mod opinion;
pub mod pace;
pub mod suggest;
