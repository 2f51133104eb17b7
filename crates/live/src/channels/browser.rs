//! Words recognised by a participant's own browser, arriving by their socket.
//!
//! The browser's clock is not trusted: it says how long ago, and the call clock is ours. While a recogniser of the
//! server's listens to the same participant their browser's words are passed over, so that nothing is heard twice.

use crate::session::LiveError;
use crate::session::event::Interim;
use crate::session::hub::Hub;
use serde::{Deserialize, Serialize};
use sottovoce_domain::ids::{ConversationId, ParticipantId};
use sottovoce_domain::language::Language;
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Heard;

/// What recognised such words.
pub const SOURCE: &str = "browser";
/// A phrase that is said to have begun earlier than this is not believed.
const LONGEST_AGO_MS: u64 = 120_000;

/// Words from a browser, as its socket brings them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The browser's key for the phrase: sent again after a lost connection, recorded once.
    pub key: String,
    /// The words.
    pub text: String,
    /// How long ago the phrase began, in milliseconds.
    pub start_ms_ago: u64,
    /// How long ago it ended.
    pub end_ms_ago: u64,
    /// Whether this is the last word on it.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The language it was recognised in.
    pub language: Language,
}

fn ago(now: CallTime, millis: u64) -> CallTime {
    CallTime::from_millis(now.millis().saturating_sub(millis.min(LONGEST_AGO_MS)))
}

/// Takes in what a participant's browser heard. Final words are recorded when this returns, unless the server itself
/// listens to this participant.
///
/// # Errors
/// As for [`Hub::hear`].
pub async fn take(
    hub: &Hub,
    conversation: &ConversationId,
    speaker: &ParticipantId,
    words: Words,
) -> Result<(), LiveError> {
    let listens = hub.browser_listens(conversation, speaker);
    if !words.is_final {
        if listens {
            let Words { text, language, .. } = words;
            hub.interim(conversation, Interim { speaker: speaker.clone(), text, language });
        }
        return Ok(());
    }
    // A conversation that is not live refuses here, so that nobody takes its words for written down.
    let now = hub.call_time(conversation)?;
    if !listens {
        return Ok(());
    }
    let end = ago(now, words.end_ms_ago);
    let heard = Heard {
        speaker: speaker.clone(),
        start: ago(now, words.start_ms_ago).min(end),
        end,
        text: words.text,
        language: words.language,
        source: SOURCE.to_owned(),
        key: Some(words.key),
    };
    hub.hear(conversation, heard).await
}
