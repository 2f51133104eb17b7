//! What a conversation came to: made after its end, shown on its page, sent to webhooks.

use crate::ids::ParticipantId;
use crate::ids::UtteranceId;
use crate::insight::{ActionItem, By, DealFacts, Figures, Objection, Question, Tick, Unheard};
use crate::time::CallTime;
use serde::{Deserialize, Serialize};

/// The recap of a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Recap {
    /// A few sentences in the conversation's language.
    pub summary: String,
    /// Whether rules or a language model wrote the summary.
    pub summary_by: By,
    /// The figures.
    pub figures: Figures,
    /// Points covered, each with its evidence.
    pub ticks: Vec<Tick>,
    /// Objections with their outcome.
    pub objections: Vec<Objection>,
    /// Questions of both sides.
    pub questions: Vec<Question>,
    /// Action items and next steps.
    pub actions: Vec<ActionItem>,
    /// Facts for the CRM.
    pub facts: DealFacts,
    /// The tone of each utterance's words, for the curve.
    pub tones: Vec<TonePoint>,
    /// A draft of the follow-up e-mail.
    pub follow_up: Option<String>,
    /// The stretches that are missing: somebody spoke and no words arrived.
    #[serde(default)]
    pub unheard: Vec<Unheard>,
    /// What a language model had a part in; none when none was asked or its answer could not be believed.
    #[serde(default)]
    pub model: Option<ModelPart>,
}

/// A language model's part in a recap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ModelPart {
    /// The model that answered.
    pub model: String,
    /// The prompt that asked, with its version.
    pub prompt: String,
    /// What it found beyond the engine, each with the words that show it.
    pub claims: Vec<Claim>,
    /// How many of its claims were turned down, because nobody said the words they rest on.
    pub rejected: u32,
}

/// One thing that a language model found in the transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Claim {
    /// What it is about: `objection`, `next_step`, or the name of a field of the facts.
    pub about: String,
    /// What it says.
    pub text: String,
    /// The utterance that shows it.
    pub evidence: UtteranceId,
    /// The words of it, as they were said.
    pub quote: String,
}

/// The tone of one utterance's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TonePoint {
    /// The utterance.
    pub utterance: UtteranceId,
    /// Who spoke.
    pub speaker: ParticipantId,
    /// When, on the call clock.
    pub at: CallTime,
    /// -1 to 1.
    pub score: f32,
}
