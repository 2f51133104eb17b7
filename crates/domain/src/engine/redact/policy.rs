//! What an organisation redacts. Everything, unless it says otherwise; some kinds always.

use crate::utterance::PersonalData;
use serde::{Deserialize, Serialize};

/// What is redacted: every kind of personal data but those an organisation keeps. Stored and sent as the list of
/// kept kinds, so that a kind the product learns later is redacted everywhere from its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct RedactionPolicy {
    /// One bit for each kept kind.
    kept: u32,
}

/// The stored form.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    keep: Vec<PersonalData>,
}

impl RedactionPolicy {
    /// What opens an account or spends money is redacted whatever an organisation wishes.
    const ALWAYS: [PersonalData; 3] = [PersonalData::CreditCard, PersonalData::Cvv, PersonalData::Password];

    /// This policy with a kind that stays in the text. Cards, their codes and passwords never stay.
    #[must_use]
    pub fn keeping(mut self, kind: PersonalData) -> Self {
        if !Self::ALWAYS.contains(&kind) {
            self.kept |= bit(kind);
        }
        self
    }

    /// Whether a kind is redacted.
    pub const fn redacts(&self, kind: PersonalData) -> bool {
        self.kept & bit(kind) == 0
    }
}

const fn bit(kind: PersonalData) -> u32 {
    1 << kind as u32
}

impl From<Kept> for RedactionPolicy {
    fn from(stored: Kept) -> Self {
        stored.keep.into_iter().fold(Self::default(), Self::keeping)
    }
}

impl From<RedactionPolicy> for Kept {
    fn from(policy: RedactionPolicy) -> Self {
        Self { keep: PersonalData::ALL.into_iter().filter(|kind| !policy.redacts(*kind)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_redacts_everything() {
        assert!(PersonalData::ALL.into_iter().all(|kind| RedactionPolicy::default().redacts(kind)));
        assert_eq!(serde_json::from_str::<RedactionPolicy>("{}").unwrap(), RedactionPolicy::default());
    }

    #[test]
    fn kept_kinds_are_stored_by_name_and_cards_never_stay() {
        let policy: RedactionPolicy =
            serde_json::from_str(r#"{"keep":["health","credit_card","phone"]}"#).unwrap();
        assert!(!policy.redacts(PersonalData::Health) && policy.redacts(PersonalData::CreditCard));
        assert_eq!(serde_json::to_string(&policy).unwrap(), r#"{"keep":["phone","health"]}"#);
        assert!(serde_json::from_str::<RedactionPolicy>(r#"{"keep":["shoe_size"]}"#).is_err());
    }
}
