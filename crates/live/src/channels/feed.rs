//! Words that come as text from outside, line by line: rehearsals, and whoever transcribes elsewhere.
//!
//! People are known by the name they go by; whoever speaks for the first time is brought to the conversation. Sound
//! never comes this way.

use crate::session::LiveError;
use crate::session::event::Interim;
use crate::session::hub::Hub;
use sottovoce_domain::conversation::{Participant, Presence, Side};
use sottovoce_domain::ids::{ConversationId, OrganisationId, ParticipantId};
use sottovoce_domain::language::Language;
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Heard;
use sottovoce_store::Store;
use std::collections::HashMap;

/// One line of what somebody said.
#[derive(Clone, PartialEq)]
pub struct Line {
    /// The name the speaker goes by.
    pub speaker: String,
    /// Which side they are on.
    pub side: Side,
    /// When it began on the call clock.
    pub start: CallTime,
    /// When it ended.
    pub end: CallTime,
    /// The words.
    pub text: String,
}

/// Text for one conversation that is live here.
pub struct Feed {
    hub: Hub,
    store: Store,
    conversation: ConversationId,
    language: Language,
    source: String,
    people: HashMap<String, ParticipantId>,
    lines: u64,
}

impl Feed {
    /// A feed into a conversation that was opened; `source` is what recognised the words. People who take part
    /// already are known by their names.
    ///
    /// # Errors
    /// `NotLive` when the conversation is not live here.
    pub async fn into(
        hub: &Hub,
        store: &Store,
        organisation: &OrganisationId,
        conversation: &ConversationId,
        source: &str,
    ) -> Result<Self, LiveError> {
        let language = hub.language(conversation)?;
        let present = store.tenant(organisation).participants().list(conversation).await?;
        let people = present.into_iter().map(|participant| (participant.name, participant.id)).collect();
        Ok(Self {
            hub: hub.clone(),
            store: store.clone(),
            conversation: conversation.clone(),
            language,
            source: source.to_owned(),
            people,
            lines: 0,
        })
    }

    /// The participant of this name, who comes in now if they were not there.
    ///
    /// # Errors
    /// When their coming could not be written.
    pub async fn person(&mut self, name: &str, side: Side) -> Result<ParticipantId, LiveError> {
        if let Some(known) = self.people.get(name) {
            return Ok(known.clone());
        }
        let id = ParticipantId::new(self.store.now(), self.store.entropy().as_ref());
        let participant = Participant {
            id: id.clone(),
            name: name.to_owned(),
            side,
            user: None,
            presence: Presence::Admitted,
        };
        self.hub.arrive(&self.conversation, participant).await?;
        self.people.insert(name.to_owned(), id.clone());
        Ok(id)
    }

    /// The words of a line that is still being spoken.
    ///
    /// # Errors
    /// When the speaker's coming could not be written.
    pub async fn interim(&mut self, line: &Line, words_so_far: &str) -> Result<(), LiveError> {
        let speaker = self.person(&line.speaker, line.side).await?;
        let interim = Interim { speaker, text: words_so_far.to_owned(), language: self.language };
        self.hub.interim(&self.conversation, interim);
        Ok(())
    }

    /// A line that was said. Recorded when this returns.
    ///
    /// # Errors
    /// As for [`Hub::hear`].
    pub async fn line(&mut self, line: &Line) -> Result<(), LiveError> {
        let speaker = self.person(&line.speaker, line.side).await?;
        self.lines += 1;
        let heard = Heard {
            speaker,
            start: line.start,
            end: line.end,
            text: line.text.clone(),
            language: self.language,
            source: self.source.clone(),
            key: Some(format!("{}:{}", self.source, self.lines)),
        };
        self.hub.hear(&self.conversation, heard).await
    }
}
