//! A person outside the organisation.

use crate::engine::PrivateDetails;
use crate::engine::redact::PrivateDetail;
use crate::ids::{ContactId, ParticipantId};
use serde::{Deserialize, Serialize};

/// A lead, client, caller or chat user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Their id.
    pub id: ContactId,
    /// Their name.
    pub name: String,
    /// Their e-mail address, if known.
    pub email: Option<String>,
    /// Their company, if known.
    pub company: Option<String>,
}

/// How a customer can be reached, as far as they said: facts for the CRM, never part of a transcript. Has no `Debug`,
/// so that no log can show it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ContactDetails {
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
}

impl ContactDetails {
    /// What those who are `customers` said of themselves last.
    pub fn said(details: &PrivateDetails, customers: impl Fn(&ParticipantId) -> bool) -> Self {
        let last = |all: &[PrivateDetail]| {
            all.iter().rev().find(|one| customers(&one.speaker)).map(|one| one.value.clone())
        };
        Self { email: last(&details.emails), phone: last(&details.phones) }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.email.is_none() && self.phone.is_none()
    }

    /// The same, completed by what `earlier` knew.
    #[must_use]
    pub fn or(self, earlier: Self) -> Self {
        Self { email: self.email.or(earlier.email), phone: self.phone.or(earlier.phone) }
    }
}
