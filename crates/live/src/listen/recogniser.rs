//! One recogniser at work for one participant, streaming or by segments, behind one face.
//!
//! It turns call time into the recogniser's own time and back; it does not decide when to give up on it.

use crate::listen::endpoint::Segment;
use crate::listen::unsettled::{Stretch, length};
use sottovoce_providers::speech::{
    Recogniser, SegmentRecogniser, Session, SessionSpec, SpeechError, SpeechEvent, StreamingRecogniser,
};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// A recogniser that cannot be opened in this time is as good as unreachable.
const OPEN_WITHIN: Duration = Duration::from_secs(5);
/// How often a segment is tried when the recogniser says that trying again makes sense.
const SEGMENT_TRIES: u32 = 3;
/// The wait before the second try; it doubles.
const SEGMENT_WAIT: Duration = Duration::from_millis(500);
/// A segment of 15 s takes a slow local model about its own length.
const SEGMENT_WITHIN: Duration = Duration::from_secs(30);

/// What a recogniser at work says, in call time.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Saying {
    /// The words so far.
    Interim(String),
    /// The last word on a stretch of sound; empty when there are no words in it.
    Final { start: u64, end: u64, text: String },
    /// The connection is gone; it tries to come back by itself.
    Reconnecting,
    /// The connection is back.
    Listening,
    /// It will say no more.
    Over(Option<SpeechError>),
}

/// A recogniser at work.
pub(crate) enum Work {
    Streaming(Stream),
    Segments(Segments),
}

impl Work {
    /// Puts a recogniser to work.
    pub(crate) async fn begin(recogniser: &Recogniser, spec: &SessionSpec) -> Result<Self, SpeechError> {
        match recogniser {
            Recogniser::Streaming(streaming) => {
                Ok(Self::Streaming(Stream::open(streaming.as_ref(), spec).await?))
            }
            Recogniser::Segments(segments) => {
                Ok(Self::Segments(Segments::new(Arc::clone(segments), spec.clone())))
            }
            Recogniser::Browser => Err(SpeechError::Rejected),
        }
    }

    /// What it says next; waits.
    pub(crate) async fn next(&mut self) -> Saying {
        match self {
            Self::Streaming(stream) => stream.next().await,
            Self::Segments(segments) => segments.next().await,
        }
    }

    /// A phrase begins at this call time. False when the recogniser does not keep up.
    pub(crate) fn began(&mut self, at: u64, sound: &[i16]) -> bool {
        match self {
            Self::Streaming(stream) => stream.began(at, sound),
            Self::Segments(segments) => {
                segments.open = Some((at, sound.to_vec()));
                true
            }
        }
    }

    /// The phrase goes on.
    pub(crate) fn more(&mut self, sound: &[i16]) -> bool {
        match self {
            Self::Streaming(stream) => stream.send(sound),
            Self::Segments(segments) => {
                if let Some((_, open)) = &mut segments.open {
                    open.extend_from_slice(sound);
                }
                true
            }
        }
    }

    /// The phrase ended at this call time.
    pub(crate) fn ended(&mut self, end: u64) -> bool {
        match self {
            Self::Streaming(stream) => stream.session.sound.flush(),
            Self::Segments(segments) => {
                segments.close(end);
                true
            }
        }
    }

    /// Gives it what another recogniser left unheard.
    pub(crate) fn catch_up<'a>(&mut self, stretches: impl Iterator<Item = &'a Stretch>) -> bool {
        let mut kept = true;
        for stretch in stretches {
            kept &= self.began(stretch.at, &stretch.sound);
            if stretch.ended {
                kept &= self.ended(stretch.end());
            }
        }
        kept
    }
}

/// A streaming session with the places where its sound stands on the call clock.
pub(crate) struct Stream {
    session: Session,
    /// (milliseconds sent before, call time) of each phrase that was sent.
    anchors: VecDeque<(u64, u64)>,
    sent: usize,
}

/// Enough anchors for every phrase that can still get words.
const ANCHORS: usize = 64;
/// Sound is sent in pieces of at most this many samples (one second): half a minute to catch up on must fit the
/// recogniser's queue of a few hundred pieces.
const PIECE: usize = 16_000;

impl Stream {
    async fn open(recogniser: &dyn StreamingRecogniser, spec: &SessionSpec) -> Result<Self, SpeechError> {
        let opened = tokio::time::timeout(OPEN_WITHIN, recogniser.open(spec.clone())).await;
        let session = opened.unwrap_or(Err(SpeechError::Late))?;
        Ok(Self { session, anchors: VecDeque::new(), sent: 0 })
    }

    fn began(&mut self, at: u64, sound: &[i16]) -> bool {
        self.anchors.push_back((length(self.sent), at));
        if self.anchors.len() > ANCHORS {
            self.anchors.pop_front();
        }
        self.send(sound)
    }

    fn send(&mut self, sound: &[i16]) -> bool {
        self.sent += sound.len();
        sound.chunks(PIECE).all(|piece| self.session.sound.send(piece))
    }

    async fn next(&mut self) -> Saying {
        match self.session.events.recv().await {
            Some(SpeechEvent::Interim(words)) => Saying::Interim(words.text),
            Some(SpeechEvent::Final(words)) => {
                let start = self.call_time(words.start);
                let end = self.call_time(words.end).max(start);
                Saying::Final { start, end, text: words.text }
            }
            Some(SpeechEvent::Reconnecting) => Saying::Reconnecting,
            Some(SpeechEvent::Listening) => Saying::Listening,
            Some(SpeechEvent::Closed(why)) => Saying::Over(why),
            None => Saying::Over(Some(SpeechError::Unreachable)),
        }
    }

    /// The call time of a moment of the sent sound.
    fn call_time(&self, sent: Duration) -> u64 {
        let sent = u64::try_from(sent.as_millis()).unwrap_or(u64::MAX);
        let anchor = self.anchors.iter().rev().find(|(before, _)| *before <= sent).or(self.anchors.front());
        anchor.map_or(sent, |(before, at)| at.saturating_add(sent.saturating_sub(*before)))
    }
}

/// Segments on their way to a recogniser, one at a time and in order.
pub(crate) struct Segments {
    recogniser: Arc<dyn SegmentRecogniser>,
    spec: SessionSpec,
    open: Option<(u64, Vec<i16>)>,
    queue: VecDeque<Segment>,
    reading: JoinSet<Result<(u64, u64, String), SpeechError>>,
}

impl Segments {
    fn new(recogniser: Arc<dyn SegmentRecogniser>, spec: SessionSpec) -> Self {
        Self { recogniser, spec, open: None, queue: VecDeque::new(), reading: JoinSet::new() }
    }

    fn close(&mut self, end: u64) {
        if let Some((start, sound)) = self.open.take() {
            self.queue.push_back(Segment { start, end: end.max(start), sound });
            self.read_on();
        }
    }

    fn read_on(&mut self) {
        if !self.reading.is_empty() {
            return;
        }
        if let Some(segment) = self.queue.pop_front() {
            let (recogniser, spec) = (Arc::clone(&self.recogniser), self.spec.clone());
            self.reading.spawn(async move { read(recogniser.as_ref(), &segment, &spec).await });
        }
    }

    async fn next(&mut self) -> Saying {
        match self.reading.join_next().await {
            // Nothing is being read: nothing will be said before the next segment is closed.
            None => std::future::pending().await,
            Some(Ok(Ok((start, end, text)))) => {
                self.read_on();
                Saying::Final { start, end, text }
            }
            Some(Ok(Err(error))) => Saying::Over(Some(error)),
            Some(Err(error)) => {
                tracing::error!(%error, recogniser = self.recogniser.name(), "a recogniser broke off");
                Saying::Over(Some(SpeechError::Unreadable))
            }
        }
    }
}

async fn read(
    recogniser: &dyn SegmentRecogniser,
    segment: &Segment,
    spec: &SessionSpec,
) -> Result<(u64, u64, String), SpeechError> {
    let mut wait = SEGMENT_WAIT;
    let mut tries = 1;
    loop {
        let reading = tokio::time::timeout(SEGMENT_WITHIN, recogniser.transcribe(&segment.sound, spec)).await;
        match reading.unwrap_or(Err(SpeechError::Late)) {
            Ok(text) => return Ok((segment.start, segment.end, text)),
            Err(error) if error.passes() && tries < SEGMENT_TRIES => {
                tokio::time::sleep_until(Instant::now() + wait).await;
                wait *= 2;
                tries += 1;
            }
            Err(error) => return Err(error),
        }
    }
}
