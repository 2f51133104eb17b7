//! The closed protocol of the live sockets: JSON text frames, each with a `type`.

use serde::{Deserialize, Serialize};
use sottovoce_domain::conversation::Presence;
use sottovoce_domain::fact::Fact;
use sottovoce_domain::ids::{ParticipantId, PlaybookId, SuggestionId};
use sottovoce_domain::insight::Figures;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::Attachment;
use std::borrow::Cow;
use std::sync::Arc;
use utoipa::ToSchema;

/// What the server says to a seller.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LiveServerMessage {
    /// Something happened; each fact comes once, in order.
    Fact {
        /// What.
        #[schema(value_type = Fact)]
        fact: Arc<Fact>,
    },
    /// An impression of the moment.
    Signal {
        /// Which.
        signal: Signal,
    },
    /// Everything that was stored has been sent; what follows happens now.
    Ready {
        /// The number of the last fact.
        last: u64,
    },
    /// Words under this key are written down.
    Ack {
        /// The sender's key.
        key: String,
    },
    /// Something was not done.
    Error(SocketError),
    /// The answer to a ping.
    Pong,
}

/// Why something was not done.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SocketError {
    /// A stable word that the interface translates.
    pub code: &'static str,
    /// One sentence for developers.
    pub detail: Cow<'static, str>,
}

/// What a seller says to the server.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LiveCommand {
    /// Their own browser recognised their words.
    Heard(HeardMessage),
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
        /// Which.
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
    /// Are you there?
    Ping,
}

/// Words that a browser recognised of its own speaker.
#[derive(Deserialize, ToSchema)]
pub struct HeardMessage {
    /// The sender's key; the same again is not recorded twice.
    pub key: String,
    /// The words.
    pub text: String,
    /// How long before this moment they began.
    pub start_ms_ago: u64,
    /// How long before this moment they ended.
    pub end_ms_ago: u64,
    /// False while they may still change.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// In which language.
    pub language: Language,
}

/// An impression of the moment, for the sellers' screens; shown and forgotten.
#[derive(Debug, Clone, Serialize, ToSchema)]
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
    Focus {
        /// The phase's place in the playbook, counted from 0.
        phase: usize,
        /// The id of the next best point.
        next: Option<String>,
    },
    /// How the recogniser of one participant is doing.
    Recogniser {
        /// Whose speech.
        participant: ParticipantId,
        /// How it is doing.
        state: RecogniserState,
        /// Which recogniser.
        provider: String,
    },
    /// Whether one's own browser should recognise one's speech; only to its owner.
    Recognise {
        /// Whose.
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

/// How a recogniser is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
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

/// Everything the server ever says to a guest.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum GuestServerMessage {
    /// Where the guest stands, with the way into the room once admitted.
    Presence {
        /// Where.
        presence: Presence,
        /// What `livekit-client` connects to.
        #[serde(skip_serializing_if = "Option::is_none")]
        room_url: Option<String>,
        /// Opens the room, for a while.
        #[serde(skip_serializing_if = "Option::is_none")]
        room_token: Option<String>,
    },
    /// This is on the stage from now on.
    Presented {
        /// What.
        attachment: Attachment,
    },
    /// The stage is empty again.
    TakenDown,
    /// The conversation is over.
    Ended,
    /// Whether the guest's own browser should recognise their speech.
    Recognise {
        /// Whether it should.
        on: bool,
        /// In which language.
        language: Language,
    },
    /// Words under this key are written down.
    Ack {
        /// The sender's key.
        key: String,
    },
    /// Something was not done.
    Error {
        /// A stable word that the interface translates.
        code: String,
        /// One sentence for developers.
        detail: String,
    },
    /// The answer to a ping.
    Pong,
}

/// What a guest says to the server.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum GuestClientMessage {
    /// Who they are; always the first frame.
    Hello {
        /// The token they got when they knocked.
        token: String,
    },
    /// Their own browser recognised their words.
    Heard(HeardMessage),
    /// Are you there?
    Ping,
}
