//! When the talk is over: transcripts are taken in, and each ended conversation goes through the pipeline's steps.
//!
//! Every step is a job that may run twice. Nothing here knows a live session: both sides meet in the store.

pub mod import;
pub mod pipeline;
pub mod recap;
pub mod webhooks;
