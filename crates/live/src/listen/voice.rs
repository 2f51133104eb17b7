//! From samples to frames with or without a voice, by the detector of the media room.

use crate::listen::endpoint::Voice;
use crate::listen::stream::Frame;
use crate::listen::unsettled::length;
use sottovoce_media::sound::activity::{Activity, VoiceActivity};

/// Finds the voice in one participant's sound.
#[derive(Debug, Default)]
pub struct VoiceFinder {
    detector: VoiceActivity,
}

impl VoiceFinder {
    /// The next samples, heard `at` this call time in milliseconds, as a frame.
    pub fn frame(&mut self, at: u64, sound: Vec<i16>) -> Frame {
        let changes = self.detector.hear(&sound);
        let voice = match changes.last() {
            Some(Activity::Stopped { ago }) => Voice::Stopped(length(*ago)),
            _ if self.detector.speaking() => Voice::Heard,
            _ => Voice::Absent,
        };
        Frame { at, sound, voice }
    }

    /// The sound broke off: the next is another one.
    pub fn reset(&mut self) {
        self.detector.reset();
    }
}
