//! Who asks, and whether they may: sessions, passwords, tokens, the defence against forged requests, and limits.

pub mod address;
pub mod caller;
pub mod forgery;
pub mod limits;
pub mod password;
pub mod session;
pub mod token;
