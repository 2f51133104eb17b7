//! Listens to one participant: endpoints their sound, drives the recognisers in order, fails over, says how it goes.
//!
//! Sound without final words is kept and given to whoever listens next, so a failing recogniser loses no words. When
//! all have failed the participant's browser takes over, and the first is tried again after a while.

use crate::listen::deaf::{Deaf, Hearing, NO_WORDS_MS};
use crate::listen::endpoint::{Endpointer, Piece, Voice};
use crate::listen::recogniser::{Saying, Work};
use crate::listen::unsettled::{Unsettled, length};
use sottovoce_providers::speech::{Recogniser, SessionSpec, SpeechError};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior};

/// Sound that stops without a word of it (a muted microphone) is noticed this often.
const LOOK: Duration = Duration::from_millis(100);
/// After this long the preferred recogniser gets another chance.
const TRY_AGAIN: Duration = Duration::from_secs(60);
/// A recogniser that is reconnecting for longer is left for the next one.
const RECONNECT_WITHIN: Duration = Duration::from_secs(8);
/// A segment may be this long before its words can come at all.
const SEGMENT_MS: u64 = 15_000;

/// A frame of one participant's sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// When its first sample was heard, on the call clock in milliseconds.
    pub at: u64,
    /// 16 kHz mono sound.
    pub sound: Vec<i16>,
    /// Whether there is a voice in it.
    pub voice: Voice,
}

/// What comes of listening.
#[derive(Debug, Clone, PartialEq)]
pub enum Catch {
    /// The words so far; empty when nothing came of them.
    Interim(String),
    /// What was said, in call time.
    Words {
        /// When it began, in milliseconds.
        start: u64,
        /// When it ended.
        end: u64,
        /// The words.
        text: String,
        /// What recognised it.
        source: &'static str,
    },
    /// All is well with this recogniser.
    Listening(&'static str),
    /// Somebody audibly speaks and this recogniser gives no words.
    Silent(&'static str),
    /// This recogniser failed; the next one takes over.
    Failing(&'static str),
    /// This recogniser works through what was said meanwhile.
    CatchingUp(&'static str),
    /// Every recogniser failed: the participant's browser should listen.
    GaveUp,
    /// A recogniser listens again: the browser may rest.
    Back,
}

/// Listens until the frames end; then gives the last words and returns.
pub async fn listen(
    recognisers: Vec<Recogniser>,
    spec: SessionSpec,
    mut frames: mpsc::Receiver<Frame>,
    out: mpsc::Sender<Catch>,
) {
    let mut ear = Ear::new(recognisers, spec, out);
    let mut looks = tokio::time::interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            frame = frames.recv() => match frame {
                Some(frame) => ear.frame(frame).await,
                None => break,
            },
            saying = ear.saying() => ear.said(saying).await,
            _ = looks.tick() => ear.look().await,
        }
        if ear.out.is_closed() {
            return;
        }
    }
    ear.finish().await;
}

struct Ear {
    recognisers: Vec<Recogniser>,
    spec: SessionSpec,
    out: mpsc::Sender<Catch>,
    endpointer: Endpointer,
    unsettled: Unsettled,
    deaf: Deaf,
    /// Which recogniser's turn it is; past the last when all failed.
    turn: usize,
    work: Option<Work>,
    /// When a recogniser before this one is tried again.
    again: Option<Instant>,
    reconnecting: Option<Instant>,
    catching_up: bool,
    /// All have failed, and the browser was asked to take over.
    gave_up: bool,
    /// The end of the last frame on the call clock, and when it came.
    heard: Option<(u64, Instant)>,
}

impl Ear {
    fn new(recognisers: Vec<Recogniser>, spec: SessionSpec, out: mpsc::Sender<Catch>) -> Self {
        Self {
            recognisers,
            spec,
            out,
            endpointer: Endpointer::default(),
            unsettled: Unsettled::default(),
            deaf: Deaf::new(NO_WORDS_MS),
            turn: 0,
            work: None,
            again: None,
            reconnecting: None,
            catching_up: false,
            gave_up: false,
            heard: None,
        }
    }

    fn name(&self) -> &'static str {
        self.recognisers.get(self.turn).map_or("browser", Recogniser::name)
    }

    async fn tell(&self, what: Catch) {
        // Whoever listened for it is gone: the loop notices and ends.
        let _ = self.out.send(what).await;
    }

    async fn frame(&mut self, frame: Frame) {
        let now = frame.at.saturating_add(length(frame.sound.len()));
        self.heard = Some((now, Instant::now()));
        let pieces = self.endpointer.frame(frame.at, &frame.sound, frame.voice);
        for piece in pieces {
            self.piece(piece).await;
        }
        let speaks = frame.voice == Voice::Heard && self.endpointer.is_speaking();
        if speaks
            && self.work.is_some()
            && self.deaf.voice(now, length(frame.sound.len())) == Some(Hearing::Lost)
        {
            self.tell(Catch::Silent(self.name())).await;
            self.fail(None).await;
        }
    }

    /// Time went by, perhaps without sound.
    async fn look(&mut self) {
        if let Some((end, when)) = self.heard {
            let passed = u64::try_from(when.elapsed().as_millis()).unwrap_or(u64::MAX);
            if let Some(piece) = self.endpointer.quiet_until(end.saturating_add(passed)) {
                self.piece(piece).await;
            }
        }
        if self.reconnecting.is_some_and(|since| since.elapsed() > RECONNECT_WITHIN) {
            self.fail(Some(SpeechError::Unreachable)).await;
        }
    }

    async fn piece(&mut self, piece: Piece) {
        let kept = match piece {
            Piece::Began { at, sound } => {
                self.prefer_the_first();
                // What came before this phrase is settled or being caught up already; this phrase goes in by itself.
                let ready = self.work.is_some() || self.start().await;
                if !self.gave_up {
                    self.unsettled.began(at, &sound);
                }
                self.work.as_mut().is_none_or(|work| ready && work.began(at, &sound))
            }
            // What the browser hears is not to be heard again; what was said before it took over is kept.
            Piece::More(_) | Piece::Ended { .. } if self.gave_up => {
                self.unsettled.ended();
                true
            }
            Piece::More(sound) => {
                self.unsettled.more(&sound);
                self.work.as_mut().is_none_or(|work| work.more(&sound))
            }
            Piece::Ended { at } => {
                self.unsettled.ended();
                self.work.as_mut().is_none_or(|work| work.ended(at))
            }
        };
        if !kept {
            // It does not keep up, or its task is gone.
            self.fail(Some(SpeechError::Late)).await;
        }
    }

    /// After a while the recognisers before this one get another chance, at the begin of a phrase.
    fn prefer_the_first(&mut self) {
        if self.again.is_some_and(|at| Instant::now() >= at) {
            self.again = None;
            self.turn = 0;
            // Whatever nobody has answered yet goes with the change: `start` gives it to the one that begins.
            self.work = None;
        }
    }

    /// Puts the next recogniser that can be reached to work, and gives it what is unsettled.
    async fn start(&mut self) -> bool {
        while let Some(recogniser) = self.recognisers.get(self.turn) {
            let patience = match recogniser {
                Recogniser::Segments(_) => NO_WORDS_MS + SEGMENT_MS,
                Recogniser::Streaming(_) | Recogniser::Browser => NO_WORDS_MS,
            };
            match Work::begin(recogniser, &self.spec).await {
                Ok(mut work) => {
                    self.deaf = Deaf::new(patience);
                    self.reconnecting = None;
                    self.catching_up = self.unsettled.length() > 0;
                    let caught_up = work.catch_up(self.unsettled.stretches());
                    self.work = Some(work);
                    let name = self.name();
                    if std::mem::take(&mut self.gave_up) {
                        self.tell(Catch::Back).await;
                    }
                    self.tell(if self.catching_up {
                        Catch::CatchingUp(name)
                    } else {
                        Catch::Listening(name)
                    })
                    .await;
                    return caught_up;
                }
                Err(error) => self.next_turn(Some(error)).await,
            }
        }
        if !std::mem::replace(&mut self.gave_up, true) {
            self.tell(Catch::GaveUp).await;
        }
        false
    }

    /// This recogniser failed: the next one is put to work at once, with what is unsettled.
    async fn fail(&mut self, error: Option<SpeechError>) {
        self.work = None;
        self.reconnecting = None;
        self.next_turn(error).await;
        self.start().await;
    }

    async fn next_turn(&mut self, error: Option<SpeechError>) {
        let name = self.name();
        tracing::warn!(recogniser = name, ?error, "a recogniser failed");
        self.tell(Catch::Failing(name)).await;
        self.turn += 1;
        self.again.get_or_insert_with(|| Instant::now() + TRY_AGAIN);
    }

    async fn saying(&mut self) -> Saying {
        match &mut self.work {
            Some(work) => work.next().await,
            None => std::future::pending().await,
        }
    }

    async fn said(&mut self, saying: Saying) {
        match saying {
            Saying::Interim(text) => {
                self.words_came().await;
                self.tell(Catch::Interim(text)).await;
            }
            Saying::Final { start, end, text } => {
                self.unsettled.settled(end);
                if text.trim().is_empty() {
                    self.tell(Catch::Interim(String::new())).await;
                } else {
                    self.words_came().await;
                    let source = self.name();
                    self.tell(Catch::Words { start, end, text, source }).await;
                }
            }
            Saying::Reconnecting => {
                self.reconnecting.get_or_insert_with(Instant::now);
                self.tell(Catch::Failing(self.name())).await;
            }
            Saying::Listening => {
                if self.reconnecting.take().is_some() {
                    self.catching_up = true;
                    self.tell(Catch::CatchingUp(self.name())).await;
                }
            }
            // Opened again when somebody speaks.
            Saying::Over(None) => self.work = None,
            Saying::Over(Some(error)) => self.fail(Some(error)).await,
        }
    }

    async fn words_came(&mut self) {
        let back = self.deaf.words() == Some(Hearing::Back);
        if std::mem::take(&mut self.catching_up) || back {
            self.tell(Catch::Listening(self.name())).await;
        }
    }

    /// No more sound: what was said last still gets its words.
    async fn finish(&mut self) {
        const LAST_WORDS: Duration = Duration::from_secs(5);
        if let Some(piece) = self.endpointer.finish() {
            self.piece(piece).await;
        }
        let deadline = Instant::now() + LAST_WORDS;
        while self.unsettled.length() > 0 && self.work.is_some() {
            match tokio::time::timeout_at(deadline, self.saying()).await {
                Ok(saying) => self.said(saying).await,
                Err(_) => return,
            }
        }
    }
}
