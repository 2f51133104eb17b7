//! Opus packets to 16 kHz samples, holes concealed. Knows no order and no time.

use ropus::{Channels, DecodeMode, Decoder};

/// Samples of the longest packet, 120 ms.
const LONGEST: usize = 1920;
/// Samples of the usual packet, 20 ms.
pub const FRAME: usize = 320;

/// A packet could not be decoded.
#[derive(Debug, thiserror::Error)]
#[error("sound could not be decoded: {0}")]
pub struct Undecodable(String);

/// One stream's decoder.
pub struct OpusDecoder {
    decoder: Decoder,
    last: usize,
}

impl std::fmt::Debug for OpusDecoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpusDecoder").finish_non_exhaustive()
    }
}

impl OpusDecoder {
    /// A decoder at the start of a stream.
    pub fn new() -> Result<Self, Undecodable> {
        let decoder = Decoder::new(super::RATE, Channels::Mono).map_err(|e| Undecodable(e.to_string()))?;
        Ok(Self { decoder, last: FRAME })
    }

    /// The samples of a packet.
    pub fn decode(&mut self, packet: &[u8]) -> Result<Vec<i16>, Undecodable> {
        let samples = self.run(packet, LONGEST, DecodeMode::Normal)?;
        self.last = samples.len().max(1);
        Ok(samples)
    }

    /// The samples of a lost packet, from what the packet after it repeats, if it does.
    pub fn recover(&mut self, following: &[u8]) -> Result<Vec<i16>, Undecodable> {
        self.run(following, self.last, DecodeMode::Fec)
    }

    /// Plausible samples for a lost packet of which nothing is known.
    pub fn conceal(&mut self) -> Result<Vec<i16>, Undecodable> {
        self.run(&[], self.last, DecodeMode::Normal)
    }

    fn run(&mut self, packet: &[u8], length: usize, mode: DecodeMode) -> Result<Vec<i16>, Undecodable> {
        let mut samples = vec![0; length];
        let count =
            self.decoder.decode(packet, &mut samples, mode).map_err(|e| Undecodable(e.to_string()))?;
        samples.truncate(count);
        Ok(samples)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ropus::{Application, Encoder};

    /// Packets of a 440 Hz tone at 48 kHz.
    fn tone(packets: u16) -> Vec<Vec<u8>> {
        let mut encoder = Encoder::builder(48_000, Channels::Mono, Application::Voip).build().unwrap();
        (0..packets)
            .map(|n| {
                let samples: Vec<i16> = (0..960_u16)
                    .map(|i| {
                        let t = (f64::from(n) * 960.0 + f64::from(i)) / 48_000.0;
                        #[expect(clippy::cast_possible_truncation, reason = "within the range of a sample")]
                        let sample = ((t * 440.0 * std::f64::consts::TAU).sin() * 8000.0) as i16;
                        sample
                    })
                    .collect();
                let mut out = vec![0; 1500];
                let length = encoder.encode(&samples, &mut out).unwrap();
                out.truncate(length);
                out
            })
            .collect()
    }

    fn loudness(samples: &[i16]) -> f64 {
        let sum: f64 = samples.iter().map(|s| f64::from(*s).powi(2)).sum();
        (sum / samples.len() as f64).sqrt()
    }

    #[test]
    fn a_tone_comes_out_as_a_tone() {
        let mut decoder = OpusDecoder::new().unwrap();
        let samples: Vec<i16> = tone(20).iter().flat_map(|p| decoder.decode(p).unwrap()).collect();
        assert_eq!(samples.len(), 20 * FRAME);
        let tail = &samples[10 * FRAME..];
        assert!((4000.0..7000.0).contains(&loudness(tail)), "{}", loudness(tail));
        let crossings = tail.windows(2).filter(|w| (w[0] < 0) != (w[1] < 0)).count();
        assert!((170..=182).contains(&crossings), "440 Hz for 0.2 s crosses zero 176 times: {crossings}");
    }

    #[test]
    fn a_hole_is_concealed() {
        let mut decoder = OpusDecoder::new().unwrap();
        for packet in tone(10) {
            decoder.decode(&packet).unwrap();
        }
        let concealed = decoder.conceal().unwrap();
        assert_eq!(concealed.len(), FRAME);
        assert!(loudness(&concealed) > 1000.0, "the tone goes on: {}", loudness(&concealed));
    }

    #[test]
    fn nonsense_is_an_error_or_noise_but_no_panic() {
        let mut decoder = OpusDecoder::new().unwrap();
        for seed in 0..200_u8 {
            let packet: Vec<u8> = (0..seed).map(|i| i.wrapping_mul(seed).wrapping_add(seed)).collect();
            let _either = decoder.decode(&packet);
        }
    }
}
