//! One live conversation and all of them: `core` decides, `task` performs, `hub` knows who is live.

mod command;
pub mod core;
mod error;
pub mod event;
pub mod hub;
pub mod limits;
mod means;
mod notice;
mod picture;
pub mod replay;
mod seats;
mod task;
mod write;

pub use error::LiveError;
pub use means::Means;
pub use write::AFTERWARDS;
