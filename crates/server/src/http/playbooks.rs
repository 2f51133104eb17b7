//! Playbooks with their battle cards; a change makes a new version.

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::http::extract::{Body, Path};
use crate::http::page::Listing;
use crate::state::App;
use axum::Json;
use axum::http::StatusCode;
use serde::Serialize;
use sottovoce_domain::access::Action;
use sottovoce_domain::ids::PlaybookId;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{Attachment, Playbook, Script};
use sottovoce_domain::time::Timestamp;
use sottovoce_store::PlaybookSummary;
use std::collections::HashSet;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// More phases, points or cards than anybody can look at during a call.
const MOST: usize = 200;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(playbooks, create_playbook)).routes(routes!(playbook, save_playbook))
}

/// A playbook in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookItem {
    id: PlaybookId,
    /// The newest version.
    version: u32,
    name: String,
    language: Language,
    /// How many points it has.
    points: u32,
    /// How many cards it has.
    cards: u32,
    updated_at: Timestamp,
}

impl From<PlaybookSummary> for PlaybookItem {
    fn from(summary: PlaybookSummary) -> Self {
        let PlaybookSummary { id, version, name, language, points, cards, updated_at } = summary;
        Self { id, version, name, language, points, cards, updated_at }
    }
}

/// All playbooks.
#[utoipa::path(get, path = "/api/playbooks", tag = "playbooks",
    responses((status = 200, body = Listing<PlaybookItem>), ApiError))]
async fn playbooks(caller: Caller) -> Answer<Json<Listing<PlaybookItem>>> {
    caller.must(Action::Sell)?;
    let items = caller.tenant.playbooks().list().await?;
    Ok(Json(Listing::whole(items.into_iter().map(PlaybookItem::from).collect())))
}

/// A new playbook.
#[utoipa::path(post, path = "/api/playbooks", tag = "playbooks", request_body = Script,
    responses((status = 201, body = Playbook), ApiError))]
async fn create_playbook(caller: Caller, Body(script): Body<Script>) -> Answer<(StatusCode, Json<Playbook>)> {
    caller.must(Action::EditPlaybooks)?;
    check(&script)?;
    let playbook = caller.tenant.playbooks().create(&script, Some(&caller.who.user.id)).await?;
    Ok((StatusCode::CREATED, Json(playbook)))
}

/// The newest version of a playbook.
#[utoipa::path(get, path = "/api/playbooks/{id}", tag = "playbooks", params(("id" = String, Path)),
    responses((status = 200, body = Playbook), ApiError))]
async fn playbook(caller: Caller, Path(id): Path<PlaybookId>) -> Answer<Json<Playbook>> {
    caller.must(Action::Sell)?;
    Ok(Json(caller.tenant.playbooks().get(&id).await?))
}

/// Saves a playbook as its next version.
#[utoipa::path(put, path = "/api/playbooks/{id}", tag = "playbooks", params(("id" = String, Path)),
    request_body = Script, responses((status = 200, body = Playbook), ApiError))]
async fn save_playbook(
    caller: Caller,
    Path(id): Path<PlaybookId>,
    Body(script): Body<Script>,
) -> Answer<Json<Playbook>> {
    caller.must(Action::EditPlaybooks)?;
    check(&script)?;
    Ok(Json(caller.tenant.playbooks().save(&id, &script, Some(&caller.who.user.id)).await?))
}

fn check(script: &Script) -> Answer<()> {
    let points: Vec<_> = script.points().map(|(_, point)| point).collect();
    let short = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
    let few = script.phases.len() <= MOST && points.len() <= MOST && script.cards.len() <= MOST;
    Check::new()
        .text("name", &script.name, 120)
        .that(few, "phases", "too_many", "no more than 200 phases, points and cards each")
        .that(script.phases.iter().all(|phase| short(&phase.name, 120)), "phases", "empty", "each has a name")
        .that(
            points.iter().all(|point| {
                short(&point.text, 300)
                    && (1..=3).contains(&point.importance)
                    && point.hints.len() <= 50
                    && point.hints.iter().all(|hint| hint.chars().count() <= 300)
            }),
            "points",
            "invalid",
            "each has a text, an importance of 1 to 3 and short hints",
        )
        .that(
            unique(points.iter().map(|point| point.id.as_str())),
            "points",
            "not_unique",
            "each has an id of its own",
        )
        .that(
            script.cards.iter().all(|card| {
                short(&card.title, 120)
                    && card.answer.chars().count() <= 2_000
                    && card.triggers.len() <= 50
                    && card.triggers.iter().all(|trigger| short(trigger, 120))
            }),
            "cards",
            "invalid",
            "each has a title, an answer and short triggers",
        )
        .that(
            unique(script.cards.iter().map(|card| card.id.as_str())),
            "cards",
            "not_unique",
            "each has an id of its own",
        )
        .that(
            script.cards.iter().filter_map(|card| card.attachment.as_ref()).all(presentable),
            "cards",
            "invalid_attachment",
            "a slide is a short text, or a picture of this server",
        )
        .done()
}

fn unique<'a>(mut ids: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = HashSet::new();
    ids.all(|id| !id.trim().is_empty() && id.len() <= 64 && seen.insert(id))
}

/// Guests' browsers fetch a picture from this server or not at all: nobody else learns who looks at it.
fn presentable(attachment: &Attachment) -> bool {
    match attachment {
        Attachment::Text { title, lines } => {
            title.chars().count() <= 200
                && lines.len() <= 30
                && lines.iter().all(|line| line.chars().count() <= 300)
        }
        Attachment::Image { url, alt } => {
            let own = url.starts_with('/') && !url.starts_with("//") && !url.contains('\\');
            let inline = url.starts_with("data:image/png;") || url.starts_with("data:image/jpeg;");
            (own && url.len() <= 500 || inline && url.len() <= 500_000) && alt.chars().count() <= 300
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(url: &str, passes: bool) {
        assert_eq!(presentable(&Attachment::Image { url: url.into(), alt: String::new() }), passes, "{url}");
    }

    #[test]
    fn pictures_come_from_here() {
        picture("/slides/price.svg", true);
        picture("data:image/png;base64,AAAA", true);
        picture("https://elsewhere.example.com/pixel.png", false);
        picture("//elsewhere.example.com/pixel.png", false);
        picture("/\\elsewhere.example.com/pixel.png", false);
        picture("javascript:alert(1)", false);
    }
}
