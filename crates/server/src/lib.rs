//! The web server of the product: configuration, HTTP, sockets, and how they are put together.
//!
//! It knows how things are asked and answered; what they mean is known in the rooms below it.

pub mod app;
pub mod auth;
pub mod command;
pub mod config;
pub mod demo;
pub mod doctor;
pub mod error;
pub mod eval;
pub mod founding;
pub mod http;
pub mod letters;
pub mod meeting_room;
pub mod notice;
pub mod outside;
pub mod rehearse;
pub mod rooms;
pub mod rtc;
pub mod socket;
pub mod state;
pub mod ui;
