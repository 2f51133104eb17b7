//! The application: how it is put together, its routes with what surrounds them, how it runs and stops.

pub mod build;
pub mod document;
mod layers;
pub mod models;
mod routes;
pub mod run;

pub use routes::router;
