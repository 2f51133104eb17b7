//! The doors by which words come into a live conversation.

pub mod browser;
pub mod feed;
pub mod meeting;
pub mod rehearsal;
