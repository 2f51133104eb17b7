//! Stories over the real server: a random port, a fresh database, browsers and sockets as they come from outside.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "in a story, what does not work shall break off"
)]

mod browser;
#[path = "../../../store/tests/it/postgres.rs"]
mod database;
mod demo;
mod document;
mod flood;
mod guests;
mod house;
mod imports;
mod live;
mod meetings;
mod people;
mod postgres;
mod sign_in;
mod tenants;
