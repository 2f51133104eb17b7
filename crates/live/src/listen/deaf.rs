//! Never silently deaf: notices when somebody audibly speaks and no words come. Pure.
//!
//! A cough or the television next door is not speech that words are missing for: the voice must add up.

/// So long after the first voice without words, somebody must be told.
pub const NO_WORDS_MS: u64 = 20_000;
/// So much voice must have been heard in that time.
const VOICE_MS: u64 = 6_000;

/// Watches one participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deaf {
    patience: u64,
    /// When the first voice without words was heard, and how much since.
    unheard: Option<(u64, u64)>,
    told: bool,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// Somebody speaks and no words come.
    Lost,
    /// Words come again.
    Back,
}

impl Deaf {
    /// Says so when no words came for `patience` milliseconds.
    pub fn new(patience: u64) -> Self {
        Self { patience, unheard: None, told: false }
    }

    /// A voice was heard for `length` milliseconds until `now` (call clock).
    pub fn voice(&mut self, now: u64, length: u64) -> Option<Hearing> {
        let (since, voiced) = self.unheard.unwrap_or((now.saturating_sub(length), 0));
        let voiced = voiced.saturating_add(length);
        self.unheard = Some((since, voiced));
        let lost = !self.told && voiced >= VOICE_MS && now.saturating_sub(since) >= self.patience;
        self.told |= lost;
        lost.then_some(Hearing::Lost)
    }

    /// Words came.
    pub fn words(&mut self) -> Option<Hearing> {
        self.unheard = None;
        std::mem::take(&mut self.told).then_some(Hearing::Back)
    }

    /// Whether somebody was told and no words came since.
    pub fn is_lost(&self) -> bool {
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speech_without_words_is_noticed_once_and_so_is_their_return() {
        let mut deaf = Deaf::new(NO_WORDS_MS);
        let lost: Vec<u64> =
            (1..=60).map(|n| n * 500).filter(|&at| deaf.voice(at, 500) == Some(Hearing::Lost)).collect();
        assert_eq!(lost, [20_000]);
        assert_eq!(deaf.words(), Some(Hearing::Back));
        assert_eq!(deaf.words(), None);
    }

    #[test]
    fn a_few_coughs_are_not_speech() {
        let mut deaf = Deaf::new(NO_WORDS_MS);
        assert!((1..=10).all(|n| deaf.voice(n * 10_000, 300).is_none()));
    }

    #[test]
    fn words_in_between_start_the_count_again() {
        let mut deaf = Deaf::new(NO_WORDS_MS);
        for n in 1..=200 {
            assert_eq!(deaf.voice(n * 500, 500), None);
            if n % 30 == 0 {
                deaf.words();
            }
        }
    }
}
