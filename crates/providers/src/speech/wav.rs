//! A WAV file around samples: what transcription endpoints read.

use super::SAMPLE_RATE;
use bytes::Bytes;

/// A 16-bit mono WAV file (RIFF, PCM) of these samples at the house's rate.
pub(crate) fn wav(samples: &[i16]) -> Bytes {
    const HEADER: u32 = 44;
    let data = u32::try_from(samples.len().saturating_mul(2)).unwrap_or(u32::MAX - HEADER);
    let mut out = Vec::with_capacity(samples.len() * 2 + 44);
    out.extend_from_slice(b"RIFF");
    out.extend_from_slice(&(data + HEADER - 8).to_le_bytes());
    out.extend_from_slice(b"WAVEfmt ");
    out.extend_from_slice(&16_u32.to_le_bytes());
    out.extend_from_slice(&1_u16.to_le_bytes()); // PCM
    out.extend_from_slice(&1_u16.to_le_bytes()); // one channel
    out.extend_from_slice(&SAMPLE_RATE.to_le_bytes());
    out.extend_from_slice(&(SAMPLE_RATE * 2).to_le_bytes()); // bytes per second
    out.extend_from_slice(&2_u16.to_le_bytes()); // bytes per sample
    out.extend_from_slice(&16_u16.to_le_bytes()); // bits per sample
    out.extend_from_slice(b"data");
    out.extend_from_slice(&data.to_le_bytes());
    for sample in samples {
        out.extend_from_slice(&sample.to_le_bytes());
    }
    Bytes::from(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_file_says_how_long_it_is() {
        let file = super::wav(&[1, -2]);
        assert_eq!(file.len(), 48);
        assert_eq!(&file[4..8], &40_u32.to_le_bytes());
        assert_eq!(&file[40..48], &[4, 0, 0, 0, 1, 0, 0xfe, 0xff]);
    }
}
