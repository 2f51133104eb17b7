//! The world outside: one small trait per capability, each with an implementation that ships and works without keys.
//!
//! Nothing here knows a tenant, stores anything, or writes a customer's words to a log.

#[cfg(feature = "fakes")]
pub mod fakes;
pub mod language;
pub mod mail;
pub mod speech;
pub mod web;
