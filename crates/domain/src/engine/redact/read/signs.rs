//! A short row of digits and capital letters, kept in place: dictated numbers are short and many.

/// So many signs are kept; the longest code, an IBAN, has 34.
const ROOM: usize = 48;

/// Digits and capital letters in ASCII. What does not fit is counted and not kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::redact) struct Signs {
    bytes: [u8; ROOM],
    kept: u8,
    over: bool,
}

impl Default for Signs {
    fn default() -> Self {
        Self { bytes: [0; ROOM], kept: 0, over: false }
    }
}

impl Signs {
    /// The signs of a text, in upper case; none if other characters stand in it.
    pub(in crate::engine::redact) fn of(text: &str) -> Option<Self> {
        let mut signs = Self::default();
        for byte in text.bytes() {
            byte.is_ascii_alphanumeric().then(|| signs.push(byte.to_ascii_uppercase()))?;
        }
        Some(signs)
    }

    /// The digits of a number.
    pub(in crate::engine::redact) fn number(value: u32) -> Self {
        let mut signs = Self::default();
        signs.push_number(value);
        signs
    }

    fn push_number(&mut self, value: u32) {
        if value >= 10 {
            self.push_number(value / 10);
        }
        let digit = u8::try_from(value % 10).unwrap_or_default();
        self.push(b'0' + digit);
    }

    pub(in crate::engine::redact) fn push(&mut self, byte: u8) {
        match self.bytes.get_mut(usize::from(self.kept)) {
            Some(place) => (*place, self.kept) = (byte, self.kept + 1),
            None => self.over = true,
        }
    }

    pub(in crate::engine::redact) fn extend(&mut self, more: &Self) {
        for byte in more.as_str().bytes() {
            self.push(byte);
        }
        self.over |= more.over;
    }

    pub(in crate::engine::redact) fn repeated(&self, times: usize) -> Self {
        let mut signs = Self::default();
        for _ in 0..times {
            signs.extend(self);
        }
        signs
    }

    /// What is kept of the signs.
    pub(in crate::engine::redact) fn as_str(&self) -> &str {
        let kept = self.bytes.get(..usize::from(self.kept)).unwrap_or_default();
        std::str::from_utf8(kept).unwrap_or_default()
    }

    pub(in crate::engine::redact) fn len(&self) -> usize {
        usize::from(self.kept) + usize::from(self.over)
    }
}

impl std::fmt::Debug for Signs {
    /// Digits of people are not for logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signs({})", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_kept_in_place() {
        assert_eq!(Signs::of("ab12").unwrap().as_str(), "AB12");
        assert!(Signs::of("a-b").is_none());
        assert_eq!(Signs::number(903).as_str(), "903");
        assert_eq!(Signs::number(0).as_str(), "0");
        assert_eq!(Signs::number(7).repeated(3).as_str(), "777");
        let long = Signs::number(1).repeated(60);
        assert_eq!((long.as_str().len(), long.len()), (48, 49));
    }
}
