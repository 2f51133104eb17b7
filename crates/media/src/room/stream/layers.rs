//! Simulcast layers: their names, and which one a viewer gets.
//!
//! A choice only, made from what is wanted and what arrives; the switch itself is `forward`'s.

use livekit_protocol as proto;
use std::time::{Duration, Instant};

/// A layer that has been quiet for so long is not counted on.
const ALIVE_FOR: Duration = Duration::from_millis(1500);

/// A simulcast layer, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Layer(u8);

impl Layer {
    /// The smallest layer, and the only one of tracks without layers.
    pub(crate) const LOW: Self = Self(0);
    /// The largest there may be.
    pub(crate) const HIGH: Self = Self(2);

    /// By its name in the packets: LiveKit's clients say `q`, `h` and `f`.
    pub(crate) fn from_rid(rid: &str) -> Self {
        match rid {
            "h" | "1" => Self(1),
            "f" | "2" => Self(2),
            _ => Self(0),
        }
    }

    /// By a quality a viewer asks for.
    pub(crate) fn from_quality(quality: proto::VideoQuality) -> Option<Self> {
        match quality {
            proto::VideoQuality::Low => Some(Self(0)),
            proto::VideoQuality::Medium => Some(Self(1)),
            proto::VideoQuality::High => Some(Self(2)),
            proto::VideoQuality::Off => None,
        }
    }

    /// Its place in lists of layers.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The next smaller layer, or the smallest.
    pub(crate) fn smaller(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The next larger layer, or the largest.
    pub(crate) fn larger(self) -> Self {
        Self((self.0 + 1).min(Self::HIGH.0))
    }
}

/// What is known of one track's layers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ladder {
    heights: [u32; 3],
    last: [Option<Instant>; 3],
}

impl Ladder {
    /// From what the publisher announced; heights it did not tell are unknown.
    pub(crate) fn announced(layers: &[proto::VideoLayer]) -> Self {
        let mut ladder = Self::default();
        for layer in layers {
            if let Some(at) = Layer::from_quality(layer.quality()) {
                ladder.heights[at.index()] = layer.width.min(layer.height);
            }
        }
        ladder
    }

    /// A packet of `layer` arrived. True when the layer was not alive before.
    pub(crate) fn arrived(&mut self, layer: Layer, now: Instant) -> bool {
        let woke = !self.alive(layer, now);
        self.last[layer.index()] = Some(now);
        woke
    }

    /// Whether packets of `layer` are arriving.
    pub(crate) fn alive(&self, layer: Layer, now: Instant) -> bool {
        self.last[layer.index()].is_some_and(|at| now.saturating_duration_since(at) < ALIVE_FOR)
    }

    /// Forgets what arrived, as after a pause.
    pub(crate) fn rest(&mut self) {
        self.last = [None; 3];
    }

    /// The smallest layer that covers a height, or the largest.
    fn covering(&self, height: u32) -> Layer {
        let known = self.heights.iter().any(|h| *h > 0);
        if !known {
            return Layer::HIGH;
        }
        let covers = |layer: &Layer| self.heights[layer.index()] >= height;
        [Layer(0), Layer(1), Layer(2)].into_iter().find(covers).unwrap_or(Layer::HIGH)
    }
}

/// What a viewer wants of one track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wish {
    /// Nothing for now: the picture is not shown.
    pub(crate) disabled: bool,
    /// At most this layer, when no size is given.
    pub(crate) layer: Layer,
    /// The shorter side of the place it is shown at, in pixels; 0 when unknown.
    pub(crate) height: u32,
}

impl Wish {
    /// Before the viewer has said anything: little for those who will tell (adaptive stream), else all.
    pub(crate) fn at_first(adaptive: bool) -> Self {
        Self { disabled: false, layer: if adaptive { Layer::LOW } else { Layer::HIGH }, height: 0 }
    }

    /// From the viewer's own words.
    pub(crate) fn told(settings: &proto::UpdateTrackSettings) -> Self {
        let layer = Layer::from_quality(settings.quality());
        Self {
            disabled: settings.disabled || layer.is_none(),
            layer: layer.unwrap_or(Layer::LOW),
            height: settings.width.min(settings.height),
        }
    }

    /// The layer this viewer would get if all layers arrived; none when disabled.
    pub(crate) fn ideal(&self, ladder: &Ladder) -> Option<Layer> {
        if self.disabled {
            None
        } else if self.height > 0 {
            Some(ladder.covering(self.height))
        } else {
            Some(self.layer)
        }
    }
}

/// The layer to forward: the wished one, else the next smaller that arrives, else the next larger. `cap` is
/// what the viewer's connection bears.
pub(crate) fn choose(wish: Wish, ladder: &Ladder, cap: Layer, now: Instant) -> Option<Layer> {
    let wished = wish.ideal(ladder)?.min(cap);
    let alive = |index: &u8| ladder.alive(Layer(*index), now);
    (0..=wished.0).rev().find(alive).or_else(|| (wished.0..=Layer::HIGH.0).find(alive)).map(Layer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ladder(alive: &[u8], heights: [u32; 3], now: Instant) -> Ladder {
        let mut ladder = Ladder { heights, last: [None; 3] };
        for index in alive {
            ladder.arrived(Layer(*index), now);
        }
        ladder
    }

    #[test]
    fn the_wish_and_what_arrives_decide() {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        let now = Instant::now();
        let full = [180, 360, 720];
        let check = |wish: Wish, alive: &[u8], cap: u8, expected: Option<u8>| {
            let got = choose(wish, &ladder(alive, full, now), Layer(cap), now);
            assert_eq!(got, expected.map(Layer), "{wish:?} of {alive:?} under {cap}");
        };
        let all = Wish::at_first(false);
        let height = |height| Wish { height, ..all };
        check(all, &[0, 1, 2], 2, Some(2));
        check(all, &[0, 1], 2, Some(1));
        check(all, &[], 2, None);
        check(Wish::at_first(true), &[0, 1, 2], 2, Some(0));
        check(Wish::at_first(true), &[2], 2, Some(2));
        check(height(100), &[0, 1, 2], 2, Some(0));
        check(height(180), &[0, 1, 2], 2, Some(0));
        check(height(181), &[0, 1, 2], 2, Some(1));
        check(height(2000), &[0, 1, 2], 2, Some(2));
        check(height(2000), &[0, 1, 2], 0, Some(0));
        check(Wish { disabled: true, ..all }, &[0, 1, 2], 2, None);
    }

    #[test]
    fn a_quiet_layer_is_not_counted_on() {
        #[expect(clippy::disallowed_methods, reason = "a starting point for made-up time")]
        let start = Instant::now();
        let mut ladder = ladder(&[0, 2], [180, 360, 720], start);
        let later = start + Duration::from_secs(2);
        assert!(ladder.arrived(Layer(0), later), "it was quiet before");
        assert_eq!(choose(Wish::at_first(false), &ladder, Layer::HIGH, later), Some(Layer(0)));
    }
}
