//! What the engine noted on a conversation's utterances.

use crate::conversation::Side;
use crate::ids::{ObjectionId, ParticipantId, SuggestionId, UtteranceId};
use crate::playbook::ObjectionType;
use crate::time::CallTime;
use serde::{Deserialize, Serialize};

/// A point of the script that was touched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Tick {
    /// The point's id in the playbook.
    pub point: String,
    /// The utterance that shows it; none when ticked by hand.
    pub evidence: Option<UtteranceId>,
    /// The words of it that show it.
    pub quote: Option<String>,
    /// How sure the engine is, 0 to 1.
    pub confidence: f32,
    /// Whether the engine or the seller ticked it.
    pub by: By,
}

/// Who noted something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The rules of the built-in engine.
    #[default]
    Engine,
    /// A language model.
    Model,
    /// A person, whose word the engine respects.
    Person,
}

/// An objection a customer raised, followed to its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Objection {
    /// Its id.
    pub id: ObjectionId,
    /// Its kind.
    pub kind: ObjectionType,
    /// Who raised it.
    pub speaker: ParticipantId,
    /// The utterance it was raised in.
    pub evidence: UtteranceId,
    /// The words.
    pub quote: String,
    /// When, on the call clock.
    pub at: CallTime,
    /// The card that answers it, if the playbook has one.
    pub card: Option<String>,
    /// Where it stands.
    pub status: ObjectionStatus,
    /// Whether the engine or a language model noticed it.
    #[serde(default)]
    pub by: By,
}

/// Where an objection stands: raised → addressed → overcome, open or deferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ObjectionStatus {
    /// Just raised.
    Raised,
    /// The seller answered it.
    Addressed,
    /// The customer accepted the answer.
    Overcome,
    /// The call ended without an answer that was accepted.
    Open,
    /// Put off to a date.
    Deferred,
}

/// The tone of a speaker's words: never of voice or face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Positive.
    Green,
    /// Neutral, or not enough words yet.
    #[default]
    Yellow,
    /// Negative.
    Red,
}

/// How one utterance sounds, by its words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Sentiment {
    /// From -1 (negative) to 1 (positive).
    pub score: f32,
    /// The words that count.
    pub words: Vec<String>,
}

/// A speaker's smoothed tone changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ToneChange {
    /// Whose.
    pub speaker: ParticipantId,
    /// The new colour.
    pub tone: Tone,
    /// The smoothed score, -1 to 1.
    pub score: f32,
    /// When, on the call clock.
    pub at: CallTime,
    /// The words that counted most.
    pub words: Vec<String>,
}

/// A short hint to the seller, with its reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// Its id.
    pub id: SuggestionId,
    /// Why it came up.
    pub reason: SuggestionReason,
    /// The words to say, when there are any; the interface words the rest from the reason.
    pub text: Option<String>,
    /// The utterance it answers.
    pub evidence: Option<UtteranceId>,
    /// The point it is about.
    pub point: Option<String>,
    /// When, on the call clock.
    pub at: CallTime,
}

/// Why a suggestion came up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SuggestionReason {
    /// The customer asked and nobody answered.
    UnansweredQuestion,
    /// The seller has been speaking for long.
    LongMonologue,
    /// The seller cut the customer off.
    Interruption,
    /// The call moved on and a must-have point was left out.
    MissedPoint,
    /// The customer sounds ready to buy.
    BuyingSignal,
    /// The call nears its end and no next step is agreed.
    NoNextStep,
}

/// Something somebody said they would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ActionItem {
    /// What, in the conversation's language.
    pub what: String,
    /// Which side does it.
    pub who: Side,
    /// Until when, as it was said.
    pub due: Option<String>,
    /// The utterance it was promised in.
    pub evidence: UtteranceId,
}

/// A question somebody asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Question {
    /// Who asked.
    pub speaker: ParticipantId,
    /// In which utterance.
    pub evidence: UtteranceId,
    /// The question's words.
    pub text: String,
    /// When, on the call clock.
    pub at: CallTime,
}

/// A stretch in which somebody audibly spoke and no words arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Unheard {
    /// Whose words are missing.
    pub speaker: ParticipantId,
    /// When it began on the call clock, in milliseconds.
    pub from: CallTime,
    /// When words came again, or the conversation ended.
    pub until: CallTime,
}

/// One thing the engine noted: the closed list that live and recap alike read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Insight {
    /// A point was touched.
    Ticked(Tick),
    /// An objection was raised.
    ObjectionRaised(Objection),
    /// An objection moved on.
    ObjectionMoved {
        /// Which.
        id: ObjectionId,
        /// Where it stands now.
        status: ObjectionStatus,
    },
    /// A card answers a new objection.
    CardRaised {
        /// The card's id in the playbook.
        card: String,
        /// The objection it answers.
        objection: ObjectionId,
    },
    /// A speaker's tone changed.
    ToneChanged(ToneChange),
    /// Somebody asked.
    Asked(Question),
    /// Somebody promised.
    Promised(ActionItem),
    /// The seller may want to say or do this.
    Suggested(Suggestion),
    /// Nobody knows what was said here.
    Unheard(Unheard),
}

/// The figures of a conversation (REC-2). Each is defined once, in `engine::figures`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Figures {
    /// From the first to the last word, in seconds.
    pub duration: f64,
    /// Share of the speech that the selling side spoke, 0 to 1; none before anyone spoke.
    pub talk_ratio: Option<f64>,
    /// The selling side's words per speaking minute.
    pub words_per_minute: Option<f64>,
    /// The longest stretch of the selling side alone, in seconds.
    pub longest_monologue: f64,
    /// When that stretch began on the call clock.
    pub longest_monologue_at: Option<CallTime>,
    /// The longest stretch of the customer alone, in seconds.
    pub longest_customer_story: f64,
    /// Switches of side per minute of speech.
    pub interactivity: Option<f64>,
    /// Median pause before the seller answers, in seconds.
    pub patience: Option<f64>,
    /// Questions by the selling side.
    pub seller_questions: u32,
    /// Questions by the customer.
    pub customer_questions: u32,
    /// Fillers per 100 words of the selling side.
    pub fillers: Option<f64>,
    /// Points covered.
    pub points_covered: u32,
    /// Points in the playbook.
    pub points_total: u32,
    /// Weighted share of the script that was covered, 0 to 100; none without a playbook.
    pub adherence: Option<f64>,
    /// Objections raised.
    pub objections_raised: u32,
    /// Objections overcome.
    pub objections_overcome: u32,
    /// Utterances the figures are made of.
    pub utterances: u32,
    /// Mean sentiment of each speaker's words, -1 to 1.
    pub sentiment: Vec<SpeakerSentiment>,
}

/// The mean tone of one speaker's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SpeakerSentiment {
    /// Who.
    pub speaker: ParticipantId,
    /// -1 to 1.
    pub score: f64,
}

/// What a careful assistant would write in the CRM after the call. Unknown stays empty.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DealFacts {
    /// How it ended.
    pub outcome: Outcome,
    /// The deal's amount in whole units of the currency.
    pub amount: Option<f64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The customer's name.
    pub customer_name: Option<String>,
    /// Their company.
    pub company: Option<String>,
    /// Their e-mail: a CRM fact, never in the transcript.
    pub email: Option<String>,
    /// Their telephone number: a CRM fact, never in the transcript.
    pub phone: Option<String>,
    /// Their budget.
    pub budget: Option<f64>,
    /// When they want it.
    pub timeline: Option<String>,
    /// Who decides.
    pub decision_makers: Vec<String>,
    /// Other vendors that were named.
    pub competitors: Vec<String>,
    /// Where (property leads).
    pub zone: Option<String>,
    /// What kind of property (property leads).
    pub property_type: Option<String>,
    /// `buy`, `rent` or `sell` (property leads).
    pub purpose: Option<String>,
    /// `high`, `medium` or `low` (leads).
    pub urgency: Option<String>,
    /// An agreed appointment, as it was said.
    pub appointment: Option<String>,
}

/// How a deal stands after the conversation. Won needs evidence of payment or signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Signed or paid.
    Won,
    /// Refused.
    Lost,
    /// Neither.
    #[default]
    Open,
}
