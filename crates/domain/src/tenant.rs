//! The organisation and its policies.

use crate::engine::RedactionPolicy;
use crate::ids::OrganisationId;
use crate::language::Language;
use crate::time::Timestamp;
use crate::utterance::PersonalData;
use serde::{Deserialize, Serialize};

/// An organisation: the tenant that owns every row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name as shown to guests.
    pub name: String,
    /// The language new members and meetings start with.
    pub language: Language,
    /// What it allows and forbids.
    pub policy: Policy,
    /// True for the demo organisation.
    pub demo: bool,
    /// When it was created.
    pub created_at: Timestamp,
}

/// What an organisation allows. New fields get a default, so that stored policies stay readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Policy {
    /// Whether sellers see the tone of words on tiles.
    pub tone_of_words: bool,
    /// Whether the organisation redacts health data as well.
    pub redact_health: bool,
    /// Most people in one room.
    pub room_limit: u16,
    /// Longest meeting, in minutes.
    pub meeting_minutes: u16,
}

impl Default for Policy {
    fn default() -> Self {
        Self { tone_of_words: true, redact_health: true, room_limit: 10, meeting_minutes: 240 }
    }
}

impl Policy {
    /// What is redacted in this organisation's conversations.
    pub fn redaction(&self) -> RedactionPolicy {
        let everything = RedactionPolicy::default();
        if self.redact_health { everything } else { everything.keeping(PersonalData::Health) }
    }
}
