//! The two live sockets: the seller's, with everything, and the guest's, with next to nothing.

mod frames;
pub mod guest;
pub mod live;
pub mod wire;

use crate::state::App;
use axum::Router;
use axum::routing::get;

/// The routes of the sockets.
pub fn router() -> Router<App> {
    Router::new()
        .route("/api/live/{conversation}/socket", get(live::open))
        .route("/api/meet/{link}/socket", get(guest::open))
}
