//! The doors by which words come into a live conversation.

pub mod browser;
pub mod meeting;
