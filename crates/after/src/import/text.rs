//! Bytes to text: UTF-8, or UTF-16 with its mark. Pure.

use super::{ImportError, Problem};

/// The text, without a mark in front.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) if !text.contains('\0') => Ok(text.to_owned()),
                Ok(_) => Err(ImportError::file(Problem::NotText)),
                Err(error) => {
                    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
                    Err(ImportError::line(Problem::NotText, line))
                }
            }
        }
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).map_err(|_| ImportError::file(Problem::NotText))
}
