//! Conversations and what belongs to them: meetings, guests at the door, facts, recaps, imports.

pub mod conversations;
pub mod demo;
pub mod door;
pub mod guests;
pub mod imports;
pub mod meetings;
pub mod recaps;

use crate::state::App;
use utoipa_axum::router::OpenApiRouter;

/// The routes of these resources.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(meetings::router())
        .merge(guests::router())
        .merge(door::router())
        .merge(conversations::router())
        .merge(recaps::router())
        .merge(imports::router())
        .merge(demo::router())
}
