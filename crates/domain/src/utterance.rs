//! One thing one speaker said, in time: the noun everything else is made of.

use crate::ids::{ParticipantId, UtteranceId};
use crate::language::Language;
use crate::time::CallTime;
use serde::{Deserialize, Serialize};

/// One thing one speaker said. Its text is always redacted: there is no other kind in the store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Utterance {
    /// Its id.
    pub id: UtteranceId,
    /// Who said it.
    pub speaker: ParticipantId,
    /// When it began on the call clock, in milliseconds.
    pub start: CallTime,
    /// When it ended on the call clock, in milliseconds.
    pub end: CallTime,
    /// What was said, redacted.
    pub text: String,
    /// The language it was said in.
    pub language: Language,
    /// What recognised it, e.g. `browser`, `deepgram`, `upload`.
    pub source: String,
    /// What was taken out of the text, by kind and by place in the redacted text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redactions: Vec<Redaction>,
}

/// Words as they were heard, before redaction. Never stored, logged or sent; it becomes an [`Utterance`].
#[derive(Clone, PartialEq)]
pub struct Heard {
    /// Who said it.
    pub speaker: ParticipantId,
    /// When it began on the call clock.
    pub start: CallTime,
    /// When it ended on the call clock.
    pub end: CallTime,
    /// What was said, as heard.
    pub text: String,
    /// The language it was said in.
    pub language: Language,
    /// What recognised it.
    pub source: String,
    /// The sender's own key for it, so that a repeated delivery is not recorded twice.
    pub key: Option<String>,
}

impl Heard {
    /// The utterance that these words become, with what redaction left of them.
    #[must_use]
    pub fn redacted(self, id: UtteranceId, text: String, redactions: Vec<Redaction>) -> Utterance {
        let Self { speaker, start, end, language, source, .. } = self;
        Utterance { id, speaker, start, end, text, language, source, redactions }
    }
}

/// A place in a redacted text that stands for something taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Redaction {
    /// First character of the mask in the redacted text, counted in Unicode characters.
    pub start: usize,
    /// One past the last character of the mask.
    pub end: usize,
    /// What it was.
    pub kind: PersonalData,
}

/// The kinds of personal data that are redacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonalData {
    /// A payment card number.
    CreditCard,
    /// The check code of a card.
    Cvv,
    /// A bank account.
    Iban,
    /// The Italian personal tax code.
    CodiceFiscale,
    /// The Italian VAT number.
    PartitaIva,
    /// A US social security number.
    Ssn,
    /// Identity card, passport or licence.
    IdDocument,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A postal address.
    Address,
    /// A date of birth.
    BirthDate,
    /// A password or pin.
    Password,
    /// An IP address.
    Ip,
    /// Something about somebody's health.
    Health,
}

impl PersonalData {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::CreditCard,
        Self::Cvv,
        Self::Iban,
        Self::CodiceFiscale,
        Self::PartitaIva,
        Self::Ssn,
        Self::IdDocument,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::BirthDate,
        Self::Password,
        Self::Ip,
        Self::Health,
    ];
}
