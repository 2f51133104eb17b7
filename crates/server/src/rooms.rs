//! Which organisation's conversation a media room belongs to, for the one who checks who may come in.
//!
//! Kept in memory: what is live is put in again when the server starts.

use sottovoce_domain::ids::{ConversationId, OrganisationId};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The rooms of this process.
#[derive(Default)]
pub struct Rooms(Mutex<HashMap<ConversationId, OrganisationId>>);

impl Rooms {
    /// This conversation is held here.
    pub fn know(&self, conversation: &ConversationId, organisation: &OrganisationId) {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.insert(conversation.clone(), organisation.clone());
    }

    /// Whose it is.
    pub fn owner(&self, conversation: &ConversationId) -> Option<OrganisationId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(conversation).cloned()
    }

    /// Forgets it, when it is over.
    pub fn forget(&self, conversation: &ConversationId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(conversation);
    }
}
