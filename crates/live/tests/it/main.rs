//! Stories of live conversations: the core by itself, the hub on a real store, listening to made-up sound.

mod hub;
mod listening;
mod story;
mod support;
