//! A person outside the organisation.

use crate::ids::ContactId;
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
