//! One stream on its way to its viewers: which layer, rewritten how, when a keyframe is needed, how loud.
//!
//! Knows packets' numbers, never people or connections.

pub(super) mod forward;
pub(super) mod keyframe;
pub(super) mod layers;
pub(super) mod speaker;
