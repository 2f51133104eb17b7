//! What the live conversations of this installation may use: chance, a language model, recognisers, the room.
//!
//! A failing provider is a quiet line in the log here and never a broken call. No words are logged.

use sottovoce_domain::ids::{ConversationId, Entropy, ParticipantId};
use sottovoce_domain::model_use::ModelUse;
use sottovoce_media::engine::{MediaEngine, MediaError};
use sottovoce_providers::language::LanguageModel;
use sottovoce_providers::language::purse::{Allowance, Purse};
use sottovoce_providers::speech::Recogniser;
use std::sync::Arc;

/// What live conversations may use.
pub struct Means {
    entropy: Arc<dyn Entropy>,
    model: Arc<dyn LanguageModel>,
    allowance: Allowance,
    recognisers: Vec<Recogniser>,
    media: Option<Arc<dyn MediaEngine>>,
}

impl Means {
    /// With a language model (which may be absent), recognisers in order of preference (browser ones need no place
    /// in the list: they are what remains) and the media engine, if meetings are held here.
    pub fn new(
        entropy: Arc<dyn Entropy>,
        model: Arc<dyn LanguageModel>,
        recognisers: Vec<Recogniser>,
        media: Option<Arc<dyn MediaEngine>>,
    ) -> Self {
        let recognisers = recognisers.into_iter().filter(|one| !matches!(one, Recogniser::Browser)).collect();
        Self { entropy, model, allowance: Allowance::default(), recognisers, media }
    }

    /// With a limit on what one conversation spends on language models.
    #[must_use]
    pub fn spending(mut self, allowance: Allowance) -> Self {
        self.allowance = allowance;
        self
    }

    /// A purse for a conversation of which `spent` is gone already.
    pub(crate) fn purse(&self, spent: &[ModelUse]) -> Arc<Purse> {
        Arc::new(Purse::new(Arc::clone(&self.model), self.allowance, spent))
    }

    /// Whether a model can be asked.
    pub fn has_model(&self) -> bool {
        self.model.available()
    }

    /// Whether the server itself can recognise speech.
    pub fn has_recogniser(&self) -> bool {
        !self.recognisers.is_empty()
    }

    /// The server's recognisers in order of preference.
    pub fn recognisers(&self) -> &[Recogniser] {
        &self.recognisers
    }

    /// The media engine.
    pub fn media(&self) -> Option<&Arc<dyn MediaEngine>> {
        self.media.as_ref()
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.entropy.as_ref()
    }

    /// Puts somebody out of the conversation's room.
    pub(crate) async fn remove_from_room(&self, conversation: &ConversationId, who: &ParticipantId) {
        if let Some(media) = &self.media {
            tell(media.remove(conversation.as_str(), who.as_str()).await, "remove from");
        }
    }

    /// Closes the conversation's room.
    pub(crate) async fn close_room(&self, conversation: &ConversationId) {
        if let Some(media) = &self.media {
            tell(media.end(conversation.as_str()).await, "end");
        }
    }
}

fn tell(result: Result<(), MediaError>, what: &str) {
    match result {
        // Nobody was in the room.
        Ok(()) | Err(MediaError::NotFound) => {}
        Err(error) => tracing::error!(%error, what, "the room did not obey"),
    }
}
