//! Plays a scripted conversation through the real hub, in real time or faster: the demo, and trying a playbook.
//!
//! Words appear as they would be recognised, then the line is recorded. It never plays into a conversation that
//! people hold.

use crate::channels::feed::{Feed, Line};
use crate::session::LiveError;
use crate::session::event::{Command, Refusal};
use crate::session::hub::Hub;
use sottovoce_domain::ids::{ConversationId, OrganisationId};
use sottovoce_domain::rehearsal::Rehearsal;
use sottovoce_domain::time::{CallTime, Clock, Timestamp};
use sottovoce_store::Store;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// What recognised the words of a rehearsal.
pub const SOURCE: &str = "rehearsal";
/// Recognisers show new words about this often.
const INTERIM_EVERY_MS: u64 = 350;
/// The silence after the last line before the conversation ends.
const CODA_MS: u64 = 3_000;

/// How a rehearsal is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tempo {
    /// 1 is real time; 20 plays a minute in three seconds.
    pub speed: u32,
    /// Whether the conversation is ended after the last line.
    pub end: bool,
}

/// A clock that runs faster than another one from a moment on.
struct Faster {
    clock: Arc<dyn Clock>,
    from: Timestamp,
    speed: u32,
}

impl Clock for Faster {
    fn now(&self) -> Timestamp {
        let passed = self.clock.now().since(self.from);
        self.from.plus(passed.saturating_mul(self.speed))
    }
}

/// Plays a rehearsal into a stored conversation of which nothing was said yet, and returns when the last was recorded.
/// Ends early, and well, when somebody ends the conversation.
///
/// # Errors
/// When the conversation cannot be opened or written.
pub async fn play(
    hub: &Hub,
    store: &Store,
    organisation: &OrganisationId,
    conversation: &ConversationId,
    rehearsal: &Rehearsal,
    tempo: Tempo,
) -> Result<(), LiveError> {
    let lines = &lines(rehearsal);
    let speed = tempo.speed.max(1);
    let clock = Faster { clock: Arc::clone(store.clock()), from: store.now(), speed };
    hub.open_with(organisation, conversation, Arc::new(clock)).await?;
    let begun = hub.call_time(conversation)?;
    let score = Score { begun: Instant::now(), speed, offset: begun.millis() };
    let mut feed = Feed::into(hub, store, organisation, conversation, SOURCE).await?;
    let played = play_lines(&mut feed, &score, lines).await;
    let over = |error: &LiveError| matches!(error, LiveError::NotLive | LiveError::Refused(Refusal::Ended));
    match played {
        Err(error) if over(&error) => return Ok(()),
        other => other?,
    }
    if tempo.end {
        let last = lines.iter().map(|line| line.end.millis()).max().unwrap_or(0);
        score.until(last + CODA_MS).await;
        match hub.command(conversation, Command::End).await {
            Err(error) if over(&error) => {}
            other => other?,
        }
    }
    Ok(())
}

/// A rehearsal's lines as a feed takes them.
fn lines(rehearsal: &Rehearsal) -> Vec<Line> {
    let line = |line: &sottovoce_domain::rehearsal::Line| {
        let person = rehearsal.people.get(line.person)?;
        let (speaker, text) = (person.name.clone(), line.text.clone());
        Some(Line { speaker, side: person.side, start: line.start, end: line.end, text })
    };
    rehearsal.lines.iter().filter_map(line).collect()
}

async fn play_lines(feed: &mut Feed, score: &Score, lines: &[Line]) -> Result<(), LiveError> {
    for line in lines {
        feed.person(&line.speaker, line.side).await?;
    }
    for line in lines {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        let length = line.end.millis().saturating_sub(line.start.millis());
        let steps = usize::try_from(length / INTERIM_EVERY_MS).unwrap_or(usize::MAX).min(words.len());
        for step in 1..steps {
            let passed = length * u64::try_from(step).unwrap_or(0) / u64::try_from(steps).unwrap_or(1).max(1);
            score.until(line.start.millis() + passed).await;
            feed.interim(line, &words[..words.len() * step / steps].join(" ")).await?;
        }
        score.until(line.end.millis()).await;
        let at = |time: CallTime| CallTime::from_millis(time.millis() + score.offset);
        feed.line(&Line { start: at(line.start), end: at(line.end), ..line.clone() }).await?;
    }
    Ok(())
}

/// Where the moments of the script lie in real time.
struct Score {
    begun: Instant,
    speed: u32,
    /// What the call clock said when the script began.
    offset: u64,
}

impl Score {
    async fn until(&self, millis: u64) {
        let wait = Duration::from_millis(millis) / self.speed;
        tokio::time::sleep_until(self.begun + wait).await;
    }
}
