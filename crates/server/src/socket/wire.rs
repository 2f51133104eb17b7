//! The closed protocol of the live sockets: JSON text frames, each with a `type`.

use crate::error::ApiError;
use serde::{Deserialize, Serialize};
use sottovoce_domain::conversation::Presence;
use sottovoce_domain::fact::Fact;
use sottovoce_domain::ids::{PlaybookId, SuggestionId};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::Attachment;
use sottovoce_live::LiveError;
use sottovoce_live::channels::browser::Words;
use sottovoce_live::session::event::Signal;
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SocketError {
    /// A stable word that the interface translates.
    pub code: &'static str,
    /// One sentence for developers.
    pub detail: Cow<'static, str>,
    /// The sender's key, when it is about words: they are not written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Whether the same may succeed in a moment: then the sender keeps the words and sends them again.
    pub retry: bool,
}

impl SocketError {
    /// What cannot be done, and will not be possible in a moment either.
    pub fn new(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { code, detail: detail.into(), key: None, retry: false }
    }

    /// What the live session did not do.
    pub fn of(error: LiveError) -> Self {
        let retry = error.passes();
        let error = ApiError::from(error);
        Self { retry, ..Self::new(error.code(), error.detail().to_owned()) }
    }

    /// The same, about the words under this key.
    #[must_use]
    pub fn about(self, key: String) -> Self {
        Self { key: Some(key), ..self }
    }
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

impl From<HeardMessage> for Words {
    fn from(heard: HeardMessage) -> Self {
        let HeardMessage { key, text, start_ms_ago, end_ms_ago, is_final, language } = heard;
        Self { key, text, start_ms_ago, end_ms_ago, is_final, language }
    }
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
    Error(SocketError),
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
