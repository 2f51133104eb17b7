//! The words of the house and its pure knowledge.
//!
//! Everything anyone says, on any channel, is an [`utterance::Utterance`] in a
//! [`conversation::Conversation`]; what we notice about it is an [`insight`], and what is stored and told to
//! everybody is a [`fact::Fact`]. Nothing in this crate does input or output, awaits, or asks what time it is.

pub mod access;
pub mod contact;
pub mod conversation;
pub mod engine;
pub mod fact;
pub mod ids;
pub mod insight;
pub mod language;
pub mod meeting;
pub mod model_use;
pub mod playbook;
pub mod recap;
pub mod rehearsal;
pub mod tenant;
pub mod time;
pub mod utterance;
