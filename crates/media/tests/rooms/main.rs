//! The embedded engine as its clients see it: str0m clients over in-memory signalling and UDP on loopback.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod listening;
mod media;
mod service;
mod support;
