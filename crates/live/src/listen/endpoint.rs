//! Finds where one participant begins and stops speaking in a stream of 16 kHz sound. Pure.
//!
//! It is told frame by frame whether a voice was found, and answers with pieces of speech on the call clock.
//! Silence is never passed on, apart from the short stretch before a beginning, which holds the first consonant.

use std::collections::VecDeque;

/// Samples per millisecond of the sound that is listened to.
const PER_MS: usize = 16;
/// A click or a cough is shorter than this; the shortest "sì" is longer.
const ONSET_MS: u64 = 90;
/// What is kept of the sound before the onset, so that no first syllable is lost.
const PRE_ROLL_MS: u64 = 300;
/// A pause this long ends a phrase; people pause up to half a second within one.
const PAUSE_MS: u64 = 600;
/// Recognisers of whole segments answer late and lose words on longer ones.
const LONGEST_MS: u64 = 15_000;
/// Near the limit a shorter pause is welcome, so as not to cut through a word.
const LONG_MS: u64 = 12_000;
/// A breath.
const BREATH_MS: u64 = 200;
/// Packets may arrive this late before the hole counts as silence.
const HOLE_MS: u64 = 120;

/// What was found in a frame of sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A voice, or a gap in it too short to be sure.
    Heard,
    /// No voice.
    Absent,
    /// No voice, and it is sure now that the last one was so many milliseconds before the end of the frame.
    Stopped(u64),
}

/// A piece of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Somebody began to speak.
    Began {
        /// When the sound begins, on the call clock in milliseconds.
        at: u64,
        /// The sound so far.
        sound: Vec<i16>,
    },
    /// They went on.
    More(Vec<i16>),
    /// They stopped.
    Ended {
        /// When the last voice was heard, on the call clock in milliseconds.
        at: u64,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// Nobody speaks; how much voice there was lately.
    Quiet { voiced: u64 },
    /// Somebody speaks since `began`; the last voice was at `voice_at`.
    Speaking { began: u64, voice_at: u64 },
}

/// Listens to one participant.
#[derive(Debug, Clone)]
pub struct Endpointer {
    state: State,
    /// The last sound while nobody speaks.
    before: VecDeque<i16>,
    /// Where the next sample is expected on the call clock.
    next_at: Option<u64>,
}

impl Default for Endpointer {
    fn default() -> Self {
        Self { state: State::Quiet { voiced: 0 }, before: VecDeque::new(), next_at: None }
    }
}

fn millis(samples: usize) -> u64 {
    u64::try_from(samples / PER_MS).unwrap_or(u64::MAX)
}

fn samples(millis: u64) -> usize {
    usize::try_from(millis).unwrap_or(usize::MAX).saturating_mul(PER_MS)
}

impl Endpointer {
    /// A frame of sound that began `at` (call clock, milliseconds), with or without a voice in it.
    pub fn frame(&mut self, at: u64, sound: &[i16], voice: Voice) -> Vec<Piece> {
        let mut pieces = Vec::new();
        // Trust the sample count over the arrival times, except over a hole.
        let at = match self.next_at {
            Some(next) if at < next.saturating_add(HOLE_MS) => next,
            Some(_) => {
                pieces.extend(self.quiet_until(at));
                self.before.clear();
                at
            }
            None => at,
        };
        let end = at.saturating_add(millis(sound.len()));
        self.next_at = Some(end);
        match self.state {
            State::Quiet { voiced } => self.wait(end, sound, voice == Voice::Heard, voiced, &mut pieces),
            State::Speaking { began, voice_at } => {
                pieces.push(Piece::More(sound.to_vec()));
                let voice_at = match voice {
                    Voice::Heard => end,
                    Voice::Absent => voice_at,
                    Voice::Stopped(ago) => end.saturating_sub(ago).max(began),
                };
                self.state = State::Speaking { began, voice_at };
                let (length, pause) = (end.saturating_sub(began), end.saturating_sub(voice_at));
                if pause >= PAUSE_MS || (length >= LONG_MS && pause >= BREATH_MS) {
                    pieces.extend(self.stop(voice_at));
                } else if length >= LONGEST_MS {
                    pieces.push(Piece::Ended { at: end });
                    pieces.push(Piece::Began { at: end, sound: Vec::new() });
                    self.state = State::Speaking { began: end, voice_at };
                }
            }
        }
        pieces
    }

    /// No sound comes any more (muted, gone, packets lost): the call clock stands at `now`.
    pub fn quiet_until(&mut self, now: u64) -> Option<Piece> {
        match self.state {
            State::Speaking { voice_at, .. } if now.saturating_sub(voice_at) >= PAUSE_MS => {
                self.stop(voice_at)
            }
            _ => None,
        }
    }

    /// The track is over.
    pub fn finish(&mut self) -> Option<Piece> {
        match self.state {
            State::Speaking { voice_at, .. } => self.stop(voice_at),
            State::Quiet { .. } => None,
        }
    }

    /// Whether somebody speaks.
    pub fn is_speaking(&self) -> bool {
        matches!(self.state, State::Speaking { .. })
    }

    fn wait(&mut self, end: u64, sound: &[i16], voice: bool, voiced: u64, pieces: &mut Vec<Piece>) {
        self.before.extend(sound);
        let spare = self.before.len().saturating_sub(samples(PRE_ROLL_MS + ONSET_MS));
        self.before.drain(..spare);
        let frame = millis(sound.len());
        let voiced = if voice { voiced.saturating_add(frame) } else { voiced.saturating_sub(frame) };
        if voiced < ONSET_MS {
            self.state = State::Quiet { voiced };
            return;
        }
        let sound: Vec<i16> = self.before.drain(..).collect();
        let began = end.saturating_sub(millis(sound.len()));
        self.state = State::Speaking { began, voice_at: end };
        pieces.push(Piece::Began { at: began, sound });
    }

    fn stop(&mut self, voice_at: u64) -> Option<Piece> {
        self.state = State::Quiet { voiced: 0 };
        self.before.clear();
        Some(Piece::Ended { at: voice_at })
    }
}

/// A whole phrase for recognisers that take nothing smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// When its sound begins on the call clock, in milliseconds.
    pub start: u64,
    /// When the voice in it ends.
    pub end: u64,
    /// 16 kHz mono sound.
    pub sound: Vec<i16>,
}

/// Collects pieces into segments.
#[derive(Debug, Clone, Default)]
pub struct Segmenter {
    open: Option<(u64, Vec<i16>)>,
}

impl Segmenter {
    /// One more piece; a segment when it was the last of a phrase.
    pub fn piece(&mut self, piece: Piece) -> Option<Segment> {
        match piece {
            Piece::Began { at, sound } => {
                self.open = Some((at, sound));
                None
            }
            Piece::More(more) => {
                if let Some((_, sound)) = &mut self.open {
                    sound.extend(more);
                }
                None
            }
            Piece::Ended { at } => {
                self.open.take().map(|(start, sound)| Segment { start, end: at.max(start), sound })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: u64 = 10;

    /// Plays stretches of (milliseconds, voice) in frames of 10 ms and gives the segments with start and end.
    fn play(stretches: &[(u64, bool)]) -> Vec<(u64, u64)> {
        let (mut endpointer, mut segmenter, mut at) = (Endpointer::default(), Segmenter::default(), 0);
        let mut found = Vec::new();
        for &(length, voice) in stretches {
            for _ in 0..length / FRAME {
                let sound = vec![if voice { 1_000 } else { 0 }; samples(FRAME)];
                let voice = if voice { Voice::Heard } else { Voice::Absent };
                for piece in endpointer.frame(at, &sound, voice) {
                    found.extend(segmenter.piece(piece));
                }
                at += FRAME;
            }
        }
        found.extend(endpointer.finish().and_then(|piece| segmenter.piece(piece)));
        for segment in &found {
            assert!(segment.sound.len() >= samples(segment.end - segment.start), "no sound is missing");
        }
        found.iter().map(|segment| (segment.start, segment.end)).collect()
    }

    #[test]
    fn phrases_are_cut_at_pauses() {
        let check = |stretches: &[(u64, bool)], expected: &[(u64, u64)]| {
            assert_eq!(play(stretches), expected, "{stretches:?}");
        };
        check(&[(5_000, false)], &[]);
        check(&[(1_000, false), (60, true), (1_000, false)], &[]);
        check(&[(1_000, false), (1_000, true), (1_000, false)], &[(700, 2_000)]);
        // Half a second is a pause within the phrase, seven tenths end it.
        check(&[(1_000, true), (500, false), (1_000, true), (700, false)], &[(0, 2_500)]);
        check(&[(1_000, true), (700, false), (1_000, true), (700, false)], &[(0, 1_000), (1_600, 2_700)]);
        // The track ends in the middle of a word.
        check(&[(1_000, true)], &[(0, 1_000)]);
    }

    #[test]
    fn a_long_speech_is_cut_at_a_breath_or_at_the_limit_and_loses_nothing() {
        assert_eq!(play(&[(12_500, true), (250, false), (2_000, true)]), [(0, 12_500), (12_700, 14_750)]);
        assert_eq!(play(&[(20_000, true)]), [(0, 15_000), (15_000, 20_000)]);
    }

    #[test]
    fn a_detector_that_is_sure_only_later_does_not_make_the_pause_longer() {
        let mut endpointer = Endpointer::default();
        let mut ended = None;
        for n in 0..200_u64 {
            let voice = match n {
                0..150 => Voice::Heard,
                150 => Voice::Stopped(500),
                _ => Voice::Absent,
            };
            let pieces = endpointer.frame(n * FRAME, &[1_000; 160], voice);
            ended = ended.or(pieces.contains(&Piece::Ended { at: 1_010 }).then_some(n));
        }
        assert_eq!(ended, Some(160), "600 ms after the last voice at 1010 ms");
    }

    #[test]
    fn a_hole_in_the_sound_is_a_pause() {
        let mut endpointer = Endpointer::default();
        for n in 0..20 {
            endpointer.frame(n * FRAME, &[1_000; 160], Voice::Heard);
        }
        assert!(endpointer.is_speaking());
        assert_eq!(endpointer.quiet_until(500), None);
        assert_eq!(endpointer.quiet_until(800), Some(Piece::Ended { at: 200 }));
        let pieces = endpointer.frame(5_000, &[1_000; 1_600], Voice::Heard);
        assert_eq!(pieces, [Piece::Began { at: 5_000, sound: vec![1_000; 1_600] }]);
    }
}
