//! The small door of sign-in: people, their browsers, and the tickets they are sent by e-mail.
//!
//! Hashes passwords and tokens nowhere: they come as opaque texts that were hashed before.

pub(crate) mod demos;
pub(crate) mod invitations;
pub(crate) mod members;
pub(crate) mod organisation;
pub(crate) mod sessions;
pub(crate) mod teams;
pub(crate) mod tickets;
pub(crate) mod users;

use crate::tenant::Inner;
use std::sync::Arc;

/// The small door of sign-in.
#[derive(Clone, Copy)]
pub struct People<'a> {
    pub(crate) inner: &'a Arc<Inner>,
}

/// An e-mail address as it is compared: without spaces around it and in small letters of every script (SQLite's own
/// `lower` knows only ASCII).
pub fn fold(email: &str) -> String {
    email.trim().to_lowercase()
}
