//! One live conversation and all of them: `core` decides, `task` performs, `hub` knows who is live.

mod asking;
pub mod core;
mod error;
pub mod event;
pub mod hub;
mod means;
mod picture;
mod task;
mod write;

pub use error::LiveError;
pub use means::Means;
