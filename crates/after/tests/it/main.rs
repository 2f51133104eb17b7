//! Stories of what happens when the talk is over, on a real store and against receivers and models that speak the real
//! protocols.
#![cfg(test)]

mod house;
mod import;
mod model;
mod pipeline;
mod privacy;
mod webhooks;
