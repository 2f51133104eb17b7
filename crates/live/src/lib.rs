//! While people talk: every live conversation of this process.
//!
//! [`channels`] are the doors by which words come in, [`listen`] turns sound into words, [`session`] keeps one
//! conversation's state and records its facts, [`copilot`] decides what the seller sees. What is said is redacted
//! before it is stored, shown or sent anywhere. When the talk is over the rest of the house learns it from the store.

pub mod channels;
pub mod context;
pub mod copilot;
pub mod listen;
pub mod session;

pub use session::hub::Hub;
pub use session::{LiveError, Means};
