//! Check digits: what tells a real number from digits that only look like one.

/// Payment cards: Luhn's sum over 13 to 19 digits that begin like a card.
pub(in crate::engine::redact) fn card(digits: &str) -> bool {
    (13..=19).contains(&digits.len()) && brand(digits) && luhn(digits)
}

/// Whether a card stands among digits that run on: two of them, or one with its date and check code.
pub(in crate::engine::redact) fn holds_card(digits: &str) -> bool {
    (0..digits.len())
        .any(|from| [16, 15].into_iter().any(|length| digits.get(from..from + length).is_some_and(card)))
}

/// Whether digits begin as cards do: Amex and Diners, Visa, Mastercard, Discover and Maestro.
pub(in crate::engine::redact) fn brand(digits: &str) -> bool {
    let lead = |n: usize| digits.get(..n).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    matches!(lead(1), 4 | 6)
        || matches!(lead(2), 30 | 34..=39 | 50..=58)
        || (2_221..=2_720).contains(&lead(4))
}

fn luhn(digits: &str) -> bool {
    let mut sum = 0;
    for (at, byte) in digits.bytes().rev().enumerate() {
        let Some(digit) = byte.checked_sub(b'0').filter(|digit| *digit < 10).map(u32::from) else {
            return false;
        };
        let doubled = digit * if at % 2 == 1 { 2 } else { 1 };
        sum += if doubled > 9 { doubled - 9 } else { doubled };
    }
    sum % 10 == 0
}

/// Whether a text begins as an IBAN does: two letters and two digits.
pub(in crate::engine::redact) fn iban_begins(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 15
        && bytes.iter().take(2).all(u8::is_ascii_alphabetic)
        && bytes.iter().skip(2).take(2).all(u8::is_ascii_digit)
}

/// IBAN: two letters, two digits, 15 to 34 characters, remainder 1 modulo 97 (ISO 7064).
pub(in crate::engine::redact) fn iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = iban_begins(text) && bytes.len() <= 34 && bytes.iter().all(u8::is_ascii_alphanumeric);
    if !shaped {
        return false;
    }
    let moved = bytes.iter().skip(4).chain(bytes.iter().take(4));
    let rest = moved.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte.to_ascii_uppercase() - b'A') + 10) % 97,
    });
    rest == 1
}

/// The shape of an Italian tax code; digits may be the letters of namesakes' codes.
pub(in crate::engine::redact) fn tax_code_shape(text: &str) -> bool {
    let letters = |part: Option<&str>| part.is_some_and(|p| p.bytes().all(|b| b.is_ascii_alphabetic()));
    let digits = |part: Option<&str>| {
        part.is_some_and(|p| {
            p.bytes().all(|b| b.is_ascii_digit() || b"LMNPQRSTUV".contains(&b.to_ascii_uppercase()))
        })
    };
    text.is_ascii()
        && text.len() == 16
        && letters(text.get(..6))
        && digits(text.get(6..8))
        && text.get(8..9).is_some_and(|m| "ABCDEHLMPRST".contains(&m.to_ascii_uppercase()))
        && digits(text.get(9..11))
        && letters(text.get(11..12))
        && digits(text.get(12..15))
        && letters(text.get(15..16))
        && text.get(6..15).is_some_and(|middle| middle.bytes().filter(u8::is_ascii_digit).count() >= 3)
}

/// The Italian VAT number: eleven digits with a Luhn-like sum.
pub(in crate::engine::redact) fn vat_number(digits: &str) -> bool {
    if digits.len() != 11 || digits.bytes().all(|b| b == b'0') {
        return false;
    }
    luhn(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn true_numbers_pass_and_changed_ones_fail() {
        assert!(card("4111111111111111"));
        assert!(!card("4111111111111112"));
        assert!(!card("7731004299186650"));
        assert!(iban("GB82WEST12345698765432"));
        assert!(!iban("GB82WEST12345698765433"));
        assert!(iban("IT60X0542811101000000123456"));
        assert!(tax_code_shape("RSSMRA85T10A562S"));
        assert!(!tax_code_shape("RSSMRA85T10A5623"));
        assert!(vat_number("12345678903"));
        assert!(!vat_number("12345678901"));
    }
}
