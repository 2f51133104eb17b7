//! Makes one continuous stream for one viewer out of whichever layer is forwarded at the moment.
//!
//! Sequence numbers, times and VP8 picture numbers go on without a jump when the layer changes or a pause
//! ends. It never chooses the layer and never asks for a keyframe; it says when it waits for one.

use super::layers::Layer;
use std::time::Instant;
use str0m::rtp::{Vp8Descriptor, Vp8Patch};

/// Where an outgoing stream starts: low enough that the 16-bit number does not wrap at once.
const FIRST_SEQUENCE: u64 = 1000;
/// Picture numbers have 15 bits.
const PICTURE_MASK: u16 = 0x7fff;

/// What of an incoming packet matters here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Incoming {
    /// Its layer.
    pub(crate) layer: Layer,
    /// Extended sequence number.
    pub(crate) sequence: u64,
    /// RTP time.
    pub(crate) time: u32,
    /// A receiver can start here: a keyframe's first packet, or any sound.
    pub(crate) entry: bool,
    /// The VP8 numbers, for video.
    pub(crate) picture: Option<Picture>,
}

/// A VP8 descriptor with its numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Picture {
    descriptor: Option<Vp8Descriptor>,
    number: u16,
    base_layer: u8,
    starts_keyframe: bool,
}

impl Picture {
    /// Reads the numbers of a VP8 payload.
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        let descriptor = Vp8Descriptor::parse(payload).ok()?;
        let starts_keyframe = descriptor.starts_keyframe(payload);
        let (number, base_layer) = numbers(payload);
        Some(Self { descriptor: Some(descriptor), number, base_layer, starts_keyframe })
    }

    /// Whether a decoder can start with this packet.
    pub(crate) fn starts_keyframe(&self) -> bool {
        self.starts_keyframe
    }
}

/// Picture number and base-layer index of a VP8 payload whose descriptor has been found well formed
/// (RFC 7741 section 4.2); zero where absent.
fn numbers(payload: &[u8]) -> (u16, u8) {
    let byte = |at: usize| payload.get(at).copied().unwrap_or(0);
    if byte(0) & 0x80 == 0 {
        return (0, 0);
    }
    let present = byte(1);
    let mut at = 2;
    let mut number = 0;
    if present & 0x80 != 0 {
        number = u16::from(byte(at) & 0x7f);
        at += 1;
        if byte(at - 1) & 0x80 != 0 {
            number = number << 8 | u16::from(byte(at));
            at += 1;
        }
    }
    (number, if present & 0x40 != 0 { byte(at) } else { 0 })
}

/// What a packet becomes for this viewer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rewritten {
    /// Extended sequence number.
    pub(crate) sequence: u64,
    /// RTP time.
    pub(crate) time: u32,
    /// Changes to the VP8 descriptor.
    pub(crate) patch: Option<Vp8Patch>,
}

/// The rewriting of one stream for one viewer.
#[derive(Debug, Clone)]
pub(crate) struct Forward {
    clock_rate: u32,
    current: Option<Run>,
    target: Option<Layer>,
    last: Option<Last>,
}

/// One uninterrupted run of one layer.
#[derive(Debug, Clone, Copy)]
struct Run {
    layer: Layer,
    first_in: u64,
    first_out: u64,
    time_shift: u32,
    picture_shift: u16,
    base_shift: u8,
}

/// The newest packet given out.
#[derive(Debug, Clone, Copy)]
struct Last {
    sequence: u64,
    time: u32,
    picture: u16,
    base: u8,
    at: Instant,
}

impl Forward {
    /// Nothing forwarded yet; `clock_rate` is the codec's.
    pub(crate) fn new(clock_rate: u32) -> Self {
        Self { clock_rate, current: None, target: None, last: None }
    }

    /// Sets the layer to forward. A change takes effect at that layer's next keyframe; the old layer goes on
    /// until then. None stops at once.
    pub(crate) fn aim(&mut self, target: Option<Layer>) {
        self.target = target;
        if target.is_none() {
            self.current = None;
        }
    }

    /// The stream was interrupted (muted, say): start again at an entry point.
    pub(crate) fn interrupt(&mut self) {
        self.current = None;
    }

    /// The layer whose keyframe is waited for.
    pub(crate) fn awaits(&self) -> Option<Layer> {
        let current = self.current.map(|run| run.layer);
        self.target.filter(|target| Some(*target) != current)
    }

    /// The layer forwarded now, or else the one waited for.
    pub(crate) fn layer(&self) -> Option<Layer> {
        self.current.map(|run| run.layer).or(self.target)
    }

    /// What the viewer gets for this packet, if anything.
    pub(crate) fn rewrite(&mut self, packet: &Incoming, now: Instant) -> Option<Rewritten> {
        let target = self.target?;
        let starts = packet.entry && packet.layer == target && self.awaits().is_some();
        if starts {
            self.current = Some(self.run_from(packet, now));
        }
        let run = self.current.filter(|run| run.layer == packet.layer && packet.sequence >= run.first_in)?;
        let sequence = run.first_out + (packet.sequence - run.first_in);
        let time = packet.time.wrapping_add(run.time_shift);
        let (picture, base) = packet.picture.map_or((0, 0), |p| {
            let picture = p.number.wrapping_add(run.picture_shift) & PICTURE_MASK;
            (picture, p.base_layer.wrapping_add(run.base_shift))
        });
        if self.last.is_none_or(|last| sequence > last.sequence) {
            self.last = Some(Last { sequence, time, picture, base, at: now });
        }
        let patch = packet.picture.and_then(|p| patch(&p, picture, base));
        Some(Rewritten { sequence, time, patch })
    }

    fn run_from(&self, packet: &Incoming, now: Instant) -> Run {
        let layer = packet.layer;
        let first_in = packet.sequence;
        let Some(last) = self.last else {
            let (time_shift, picture_shift, base_shift) = (0, 0, 0);
            return Run { layer, first_in, first_out: FIRST_SEQUENCE, time_shift, picture_shift, base_shift };
        };
        let elapsed =
            now.saturating_duration_since(last.at).as_micros() * u128::from(self.clock_rate) / 1_000_000;
        let step = u32::try_from(elapsed).unwrap_or(u32::MAX / 4).max(1);
        let (number, base) = packet.picture.map_or((0, 0), |p| (p.number, p.base_layer));
        Run {
            layer,
            first_in,
            first_out: last.sequence + 1,
            time_shift: last.time.wrapping_add(step).wrapping_sub(packet.time),
            picture_shift: last.picture.wrapping_add(1).wrapping_sub(number),
            base_shift: last.base.wrapping_add(1).wrapping_sub(base),
        }
    }
}

/// The patch that gives a descriptor its new numbers; descriptors without numbers stay as they are.
fn patch(picture: &Picture, number: u16, base: u8) -> Option<Vp8Patch> {
    let descriptor = picture.descriptor?;
    let both = descriptor.patch().picture_id(number).tl0_pic_idx(base).build();
    both.or_else(|_| descriptor.patch().picture_id(number).build()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const Q: Layer = Layer::LOW;
    const F: Layer = Layer::HIGH;

    fn start() -> Instant {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        Instant::now()
    }

    fn video(layer: Layer, sequence: u64, time: u32, number: u16, entry: bool) -> Incoming {
        let picture = Picture { descriptor: None, number, base_layer: 7, starts_keyframe: entry };
        Incoming { layer, sequence, time, entry, picture: Some(picture) }
    }

    #[test]
    fn nothing_flows_before_a_keyframe_of_the_wanted_layer() {
        let (mut forward, now) = (Forward::new(90_000), start());
        assert!(forward.rewrite(&video(Q, 1, 1, 1, true), now).is_none(), "nothing wanted yet");
        forward.aim(Some(Q));
        assert_eq!(forward.awaits(), Some(Q));
        assert!(forward.rewrite(&video(Q, 2, 1, 1, false), now).is_none());
        assert!(forward.rewrite(&video(F, 2, 1, 1, true), now).is_none());
        assert_eq!(forward.rewrite(&video(Q, 3, 500, 2, true), now).unwrap().sequence, FIRST_SEQUENCE);
        assert_eq!(forward.awaits(), None);
    }

    #[test]
    fn a_switch_is_one_continuous_stream() {
        let (mut forward, now) = (Forward::new(90_000), start());
        forward.aim(Some(Q));
        forward.rewrite(&video(Q, 70_000, 5_000, 100, true), now).unwrap();
        let before = forward.rewrite(&video(Q, 70_001, 8_000, 101, false), now).unwrap();
        forward.aim(Some(F));
        let still = forward.rewrite(&video(Q, 70_002, 8_000, 101, false), now).unwrap();
        assert_eq!(still.sequence, before.sequence + 1, "the old layer goes on until the keyframe");
        let later = now + Duration::from_millis(100);
        let after = forward.rewrite(&video(F, 9, 4_000_000_000, 3, true), later).unwrap();
        assert_eq!(after.sequence, still.sequence + 1);
        assert_eq!(after.time, 8_000 + 9_000, "100 ms at 90 kHz");
        assert!(
            forward.rewrite(&video(Q, 70_003, 8_000, 102, false), later).is_none(),
            "the old layer is over"
        );
        assert!(forward.rewrite(&video(F, 8, 1, 2, false), later).is_none(), "from before the switch");
        assert_eq!(forward.rewrite(&video(F, 11, 1, 2, false), later).unwrap().sequence, after.sequence + 2);
    }

    #[test]
    fn a_loss_stays_a_gap_so_that_it_can_be_asked_for() {
        let (mut forward, now) = (Forward::new(48_000), start());
        forward.aim(Some(Q));
        let sound = |sequence| Incoming { layer: Q, sequence, time: 0, entry: true, picture: None };
        let first = forward.rewrite(&sound(10), now).unwrap().sequence;
        assert_eq!(forward.rewrite(&sound(12), now).unwrap().sequence, first + 2);
        assert_eq!(forward.rewrite(&sound(11), now).unwrap().sequence, first + 1);
    }

    #[test]
    fn a_pause_leaves_no_gap() {
        let (mut forward, now) = (Forward::new(90_000), start());
        forward.aim(Some(Q));
        let before = forward.rewrite(&video(Q, 5, 0, 5, true), now).unwrap();
        forward.aim(None);
        assert!(forward.rewrite(&video(Q, 6, 0, 6, true), now).is_none());
        forward.aim(Some(Q));
        assert!(forward.rewrite(&video(Q, 7, 0, 7, false), now).is_none(), "only a keyframe can resume");
        let after = forward.rewrite(&video(Q, 8, 0, 8, true), now).unwrap();
        assert_eq!(after.sequence, before.sequence + 1);
    }

    #[test]
    fn picture_numbers_are_read_and_continued() {
        // X; I L; 15-bit picture 0x1234; TL0PICIDX 9; then a keyframe's first payload byte (P bit 0).
        let payload = [0x90, 0xe0, 0x92, 0x34, 9, 0x00, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a];
        let picture = Picture::read(&payload).unwrap();
        assert_eq!((picture.number, picture.base_layer), (0x1234, 9));
        assert!(picture.starts_keyframe());
        let mut forward = Forward::new(90_000);
        forward.aim(Some(F));
        let incoming = Incoming { layer: F, sequence: 1, time: 1, entry: true, picture: Some(picture) };
        assert!(forward.rewrite(&incoming, start()).unwrap().patch.is_some());
        assert_eq!(numbers(&[0x90, 0x80, 0x05]), (5, 0), "seven bits");
        assert_eq!(numbers(&[0x10, 0x00]), (0, 0), "none");
    }
}
