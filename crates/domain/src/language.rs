//! The languages the product speaks and understands.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A language of the interface, of a conversation or of a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Italian.
    It,
    /// English.
    #[default]
    En,
}

impl Language {
    /// The two-letter code of ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
        }
    }
}

/// A language code that the product does not speak.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the language must be \"it\" or \"en\"")]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads `it`, `en` and regional forms such as `it-IT`.
    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        match code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "it" => Ok(Self::It),
            "en" => Ok(Self::En),
            _ => Err(UnknownLanguage),
        }
    }
}
