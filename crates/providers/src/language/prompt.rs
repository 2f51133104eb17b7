//! The text of a question with a name and a version, so that a result can say what asked for it.
//!
//! The version follows from the text: a prompt that was changed can never pass for the one before.

use std::fmt;

/// A prompt: a file of its own, beside whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prompt {
    /// Its name and language, e.g. `summary.it`.
    pub name: &'static str,
    /// The standing instruction.
    pub text: &'static str,
}

impl Prompt {
    /// Names a prompt's file.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text }
    }

    /// Its name and version, e.g. `summary.it@5d1f20c3`.
    pub fn version(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{:08x}", self.name, fnv(self.text.as_bytes()))
    }
}

/// FNV-1a of 32 bits: short, stable everywhere, and no secret is kept by it.
fn fnv(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_follows_from_the_text() {
        // The published test vector of FNV-1a for "foobar".
        assert_eq!(Prompt::new("p.en", "foobar").version(), "p.en@bf9cf968");
        assert_ne!(Prompt::new("p.en", "a").version(), Prompt::new("p.en", "b").version());
    }
}
