//! Every route under `/api`, each resource in a file of its own: its handlers and the types they send.
//!
//! Resources never import each other; what they share is `wire`, `page` and `extract`.

pub mod check;
pub mod extract;
pub mod health;
pub mod page;
pub mod people;
pub mod playbooks;
pub mod talk;
pub mod webhooks;

use crate::state::App;
use utoipa_axum::router::OpenApiRouter;

/// All routes with their description.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(health::router())
        .merge(people::router())
        .merge(playbooks::router())
        .merge(talk::router())
        .merge(webhooks::router())
}
