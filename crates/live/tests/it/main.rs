//! Stories of live conversations: the core by itself, the hub on a real store, listening to made-up sound.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod doubts;
mod hub;
mod listening;
mod meeting;
mod story;
mod support;
