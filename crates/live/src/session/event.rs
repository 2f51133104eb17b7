//! The closed lists of what can happen to a live conversation and of what comes of it.
//!
//! Events go into `core`, effects come out; `task` performs them. Signals are impressions of the moment that are
//! shown and forgotten; whatever must survive is a recorded fact.

use crate::context::Ask;
use crate::copilot::checklist::Focus;
use crate::copilot::opinion::{Doubtful, Judgement};
use serde::{Deserialize, Serialize};
use sottovoce_domain::conversation::{Participant, Presence};
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::{ParticipantId, PlaybookId, SuggestionId};
use sottovoce_domain::insight::Figures;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::Playbook;
use sottovoce_domain::utterance::Heard;
use std::sync::Arc;

/// What can happen to a live conversation.
#[derive(Clone)]
pub enum Event {
    /// Somebody finished saying something.
    Heard(Heard),
    /// Somebody is saying something; these are its words so far.
    Interim(Interim),
    /// Somebody came to the door, or was let in at once.
    Arrived(Participant),
    /// The host decided about somebody at the door or in the room, or somebody left for good.
    Moved(ParticipantId, Presence),
    /// Somebody's client is connected to the room.
    Joined(ParticipantId),
    /// Somebody's client left the room; they may come back.
    Left(ParticipantId),
    /// The room closed: nobody is connected any more.
    Emptied,
    /// The room closed, and whatever was said in it before was heard.
    LastWords,
    /// The room hears a voice on these microphones and on no other.
    Voices(Vec<ParticipantId>),
    /// The seller wants something.
    Command(Command),
    /// The playbook that the seller chose was found.
    PlaybookFound(Arc<Playbook>),
    /// A language model answered in time.
    Answered(Answer),
    /// A language model gave its opinion on what the rules left in doubt.
    Judged(Judgement),
    /// A recogniser says how it is doing.
    Recogniser(RecogniserNews),
    /// From now on this participant's own browser should recognise their speech, or rest.
    Recognise(ParticipantId, bool),
    /// Somebody else recorded these facts of this conversation.
    RecordedElsewhere(Fact),
    /// Time went by.
    Passed,
}

impl Event {
    /// What must have happened for this to be on the display.
    pub(crate) fn seen(signal: Signal) -> Vec<Self> {
        match signal {
            Signal::Room { participants } => participants.into_iter().map(Self::Joined).collect(),
            Signal::Recogniser(news) => vec![Self::Recogniser(news)],
            Signal::Recognise { participant, on, .. } => vec![Self::Recognise(participant, on)],
            Signal::Interim { .. } | Signal::Figures { .. } | Signal::Focus(_) => Vec::new(),
        }
    }
}

/// Words that are still being spoken: shown masked, never stored.
#[derive(Clone, PartialEq)]
pub struct Interim {
    /// Who speaks.
    pub speaker: ParticipantId,
    /// The words so far.
    pub text: String,
    /// In which language.
    pub language: Language,
}

/// A model's answer to an [`Ask`].
#[derive(Clone, PartialEq)]
pub struct Answer {
    /// The suggestion it words.
    pub suggestion: SuggestionId,
    /// The words, as the model gave them.
    pub text: String,
}

/// What a seller can ask of their live conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    /// This point was touched.
    Tick {
        /// The point's id.
        point: String,
    },
    /// This point was not touched.
    Untick {
        /// The point's id.
        point: String,
    },
    /// Put this card away.
    DismissCard {
        /// The card's id.
        card: String,
    },
    /// Put this suggestion away.
    DismissSuggestion {
        /// The suggestion's id.
        suggestion: SuggestionId,
    },
    /// Show this card's attachment to the guests.
    Present {
        /// The card's id.
        card: String,
    },
    /// Stop showing it.
    TakeDown,
    /// Run on this playbook from now on.
    ChoosePlaybook {
        /// The playbook's id.
        playbook: PlaybookId,
    },
    /// End the conversation for all.
    End,
}

/// What comes of an event.
#[derive(Clone, PartialEq)]
pub enum Effect {
    /// Store this fact; all facts of one event go in one transaction.
    Record(What),
    /// Show this to the sellers and forget it.
    Signal(Signal),
    /// Find the latest version of this playbook.
    FindPlaybook(PlaybookId),
    /// Put a question to a language model.
    Ask(Ask),
    /// Ask a language model about what the rules left in doubt.
    Judge(Doubtful),
    /// Take this participant's client out of the room.
    MediaRemove(ParticipantId),
    /// Close the room; the last words said in it still come.
    CloseRoom,
    /// The conversation is over: close the room and let the task come to its end.
    Close,
    /// What was asked cannot be done.
    Refuse(Refusal),
}

/// The key under which the sender knows the utterance of this event, for the transaction that records it.
pub fn key_of(event: &Event) -> Option<&str> {
    match event {
        Event::Heard(heard) => heard.key.as_deref(),
        _ => None,
    }
}

/// An impression of the moment, for the sellers' screens; shown and forgotten.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Signal {
    /// Somebody is saying this; personal data is masked. An empty text takes the caption down.
    Interim {
        /// Who speaks.
        participant: ParticipantId,
        /// The words so far, masked.
        text: String,
    },
    /// The live figures.
    Figures {
        /// All of them.
        figures: Figures,
    },
    /// Where the conversation is in its script.
    Focus(Focus),
    /// How the recogniser of one participant is doing.
    Recogniser(RecogniserNews),
    /// Whether this participant's own browser should recognise their speech: the only signal that concerns a
    /// guest's client, and only its own.
    Recognise {
        /// Whose browser.
        participant: ParticipantId,
        /// Whether it should.
        on: bool,
        /// In which language.
        language: Language,
    },
    /// Who is connected to the room.
    Room {
        /// Their ids.
        participants: Vec<ParticipantId>,
    },
}

/// How the recogniser of one participant is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RecogniserNews {
    /// Whose speech.
    pub participant: ParticipantId,
    /// How it is doing.
    pub state: RecogniserState,
    /// Which recogniser.
    pub provider: String,
}

/// How a recogniser is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecogniserState {
    /// All is well.
    Listening,
    /// Somebody audibly speaks and no words come.
    Silent,
    /// It cannot be reached or gave up; another one takes over if there is one.
    Failing,
    /// It is back and works through what was said meanwhile.
    CatchingUp,
}

/// Why something was not done. Its `code` is stable; the interface words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The conversation is over.
    #[error("the conversation is over")]
    Ended,
    /// Nobody of this id takes part.
    #[error("no such participant")]
    UnknownParticipant,
    /// They were not admitted.
    #[error("the participant is not admitted")]
    NotAdmitted,
    /// The utterance is longer than anybody speaks.
    #[error("the text is too long")]
    TooLong,
    /// The playbook has no such point.
    #[error("no such point")]
    UnknownPoint,
    /// The playbook has no such card.
    #[error("no such card")]
    UnknownCard,
    /// No such suggestion is on the screen.
    #[error("no such suggestion")]
    UnknownSuggestion,
    /// No such playbook exists.
    #[error("no such playbook")]
    UnknownPlaybook,
    /// The card has nothing that guests may see.
    #[error("the card has nothing to present")]
    NothingToPresent,
}

impl Refusal {
    /// The stable word for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ended => "conversation_ended",
            Self::UnknownParticipant => "unknown_participant",
            Self::NotAdmitted => "not_admitted",
            Self::TooLong => "text_too_long",
            Self::UnknownPoint => "unknown_point",
            Self::UnknownCard => "unknown_card",
            Self::UnknownSuggestion => "unknown_suggestion",
            Self::UnknownPlaybook => "unknown_playbook",
            Self::NothingToPresent => "nothing_to_present",
        }
    }
}
