//! Every microphone of a room, from packets to samples in order.
//!
//! The shell around the pure pieces beside it; it holds no sound longer than a late packet is waited for.

use super::RATE;
use super::jitter::{Coded, JitterBuffer, Next};
use super::opus::OpusDecoder;
use crate::engine::{Sound, SoundFrame};
use crate::room::Tap;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// The clock of Opus packets.
const PACKET_RATE: u32 = 48_000;
/// When packets' own time and their arrival differ by more, the clock is set anew.
const DRIFT: Duration = Duration::from_millis(200);

/// Decodes what is tapped until the room ends or nobody listens.
pub(crate) async fn decode(mut packets: mpsc::Receiver<Tap>, out: mpsc::Sender<Sound>) {
    let mut microphones: HashMap<Arc<str>, Microphone> = HashMap::new();
    loop {
        let deadline = microphones.values().filter_map(|m| m.buffer.deadline()).min();
        let tap = tokio::select! {
            tap = packets.recv() => match tap {
                Some(tap) => Some(tap),
                None => return,
            },
            () = until(deadline) => None,
            () = out.closed() => return,
        };
        match tap {
            Some(Tap::Packet { identity, sequence, time, payload, at }) => {
                if !microphones.contains_key(&identity) {
                    match Microphone::new() {
                        Ok(new) => drop(microphones.insert(Arc::clone(&identity), new)),
                        Err(error) => {
                            tracing::error!(%error, "no decoder");
                            continue;
                        }
                    }
                }
                if let Some(microphone) = microphones.get_mut(&identity) {
                    microphone.buffer.push(Coded { sequence, time, payload, at });
                }
            }
            Some(Tap::Ended { identity }) if microphones.remove(&identity).is_some() => {
                let _behind_or_gone = out.try_send(Sound::Ended { identity: identity.to_string() });
            }
            Some(Tap::Ended { .. }) | None => {}
        }
        let now = now();
        for (identity, microphone) in &mut microphones {
            for (samples, at) in microphone.play(now) {
                let frame = SoundFrame { identity: identity.to_string(), samples, at };
                let _behind_or_gone = out.try_send(Sound::Frame(frame));
            }
        }
    }
}

async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(at) => tokio::time::sleep_until(at.into()).await,
        None => std::future::pending().await,
    }
}

#[expect(clippy::disallowed_methods, reason = "the shell reads the clock once per wake-up")]
fn now() -> Instant {
    Instant::now()
}

struct Microphone {
    buffer: JitterBuffer,
    decoder: OpusDecoder,
    anchor: Option<(u32, Instant)>,
}

impl Microphone {
    fn new() -> Result<Self, super::opus::Undecodable> {
        Ok(Self { buffer: JitterBuffer::default(), decoder: OpusDecoder::new()?, anchor: None })
    }

    /// Everything that can be played by now, each piece with its time.
    fn play(&mut self, now: Instant) -> Vec<(Vec<i16>, Instant)> {
        let mut played = Vec::new();
        while let Some(next) = self.buffer.pop(now) {
            match next {
                Next::Packet(packet) => {
                    let at = self.time_of(&packet);
                    match self.decoder.decode(&packet.payload) {
                        Ok(samples) => played.push((samples, at)),
                        Err(error) => tracing::debug!(%error, "a packet was skipped"),
                    }
                }
                Next::Lost { count, following } => {
                    let resumes = self.time_of(&following);
                    let mut pieces = Vec::new();
                    for left in (0..count).rev() {
                        let piece = if left == 0 {
                            self.decoder.recover(&following.payload)
                        } else {
                            self.decoder.conceal()
                        };
                        pieces.extend(piece);
                    }
                    let total: usize = pieces.iter().map(Vec::len).sum();
                    let mut at = resumes.checked_sub(duration(total)).unwrap_or(resumes);
                    for piece in pieces {
                        let next = at + duration(piece.len());
                        played.push((piece, at));
                        at = next;
                    }
                }
            }
        }
        played
    }

    /// When a packet's sound was captured, as far as its arrival tells: by the packets' own clock, set by the
    /// least delayed of them.
    fn time_of(&mut self, packet: &Coded) -> Instant {
        let (time, at) = *self.anchor.get_or_insert((packet.time, packet.at));
        let ahead = packet.time.wrapping_sub(time);
        let expected = at + Duration::from_micros(u64::from(ahead) * 1_000_000 / u64::from(PACKET_RATE));
        let late = packet.at.saturating_duration_since(expected);
        let early = expected.saturating_duration_since(packet.at);
        let moved = ahead > u32::MAX / 2 || late > DRIFT || !early.is_zero();
        let result = if moved { packet.at } else { expected };
        self.anchor = Some((packet.time, result));
        result
    }
}

fn duration(samples: usize) -> Duration {
    Duration::from_micros(u64::try_from(samples).unwrap_or(0) * 1_000_000 / u64::from(RATE))
}
