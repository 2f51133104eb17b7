//! Conversations of every channel: lists, one with its people, its facts and its utterances.

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::extract::{Path, Query};
use crate::http::page::{Listing, PageQuery};
use crate::state::App;
use axum::Json;
use serde::{Deserialize, Serialize};
use sottovoce_domain::access::Action;
use sottovoce_domain::conversation::{Channel, Conversation, Participant, Stage};
use sottovoce_domain::fact::Fact;
use sottovoce_domain::ids::ConversationId;
use sottovoce_domain::meeting::Meeting;
use sottovoce_domain::playbook::Playbook;
use sottovoce_domain::utterance::Utterance;
use sottovoce_store::Filter;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Facts that go in one answer; the next ones follow the last number.
const FACTS: u64 = 500;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(conversations))
        .routes(routes!(conversation))
        .routes(routes!(facts))
        .routes(routes!(utterances))
}

/// Which conversations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ConversationQuery {
    /// Only of this channel.
    channel: Option<Channel>,
    /// Only at this stage.
    stage: Option<Stage>,
    /// Where the page before ended.
    cursor: Option<String>,
    /// How many items at most (1 to 200, usually 50).
    limit: Option<u64>,
}

/// After which fact.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AfterQuery {
    /// The number of the last fact one has; from the beginning when missing.
    #[serde(default)]
    after: u64,
}

/// A conversation with what belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConversationView {
    conversation: Conversation,
    participants: Vec<Participant>,
    /// The version of the playbook it runs on.
    playbook: Option<Playbook>,
    meeting: Option<Meeting>,
}

/// The conversations one sees, newest first.
#[utoipa::path(get, path = "/api/conversations", tag = "conversations", params(ConversationQuery),
    responses((status = 200, body = Listing<Conversation>), ApiError))]
async fn conversations(
    caller: Caller,
    Query(query): Query<ConversationQuery>,
) -> Answer<Json<Listing<Conversation>>> {
    caller.must(Action::Sell)?;
    let filter = Filter { channel: query.channel, stage: query.stage };
    let paging = PageQuery { cursor: query.cursor, limit: query.limit }.paging();
    let page = caller.tenant.conversations().list(&caller.scope(), &filter, &paging).await?;
    Ok(Json(Listing::of(page, std::convert::identity)))
}

/// One conversation with its people, playbook and meeting.
#[utoipa::path(get, path = "/api/conversations/{id}", tag = "conversations", params(("id" = String, Path)),
    responses((status = 200, body = ConversationView), ApiError))]
async fn conversation(caller: Caller, Path(id): Path<ConversationId>) -> Answer<Json<ConversationView>> {
    let tenant = &caller.tenant;
    let conversation = tenant.conversations().visible(&id, &caller.scope()).await?;
    let participants = tenant.participants().list(&id).await?;
    let playbook = match tenant.conversations().playbook(&id).await? {
        Some((playbook, version)) => Some(tenant.playbooks().version(&playbook, version).await?),
        None => None,
    };
    let meeting = match &conversation.meeting {
        Some(meeting) => Some(tenant.meetings().get(meeting).await?),
        None => None,
    };
    Ok(Json(ConversationView { conversation, participants, playbook, meeting }))
}

/// What happened in a conversation, in order, some hundred at a time.
#[utoipa::path(get, path = "/api/conversations/{id}/facts", tag = "conversations",
    params(("id" = String, Path), AfterQuery), responses((status = 200, body = Listing<Fact>), ApiError))]
async fn facts(
    caller: Caller,
    Path(id): Path<ConversationId>,
    Query(query): Query<AfterQuery>,
) -> Answer<Json<Listing<Fact>>> {
    caller.tenant.conversations().visible(&id, &caller.scope()).await?;
    let items = caller.tenant.facts().after(&id, query.after, FACTS).await?;
    let full = u64::try_from(items.len()).is_ok_and(|count| count == FACTS);
    let next_cursor = items.last().filter(|_| full).map(|fact| fact.number.to_string());
    Ok(Json(Listing { items, next_cursor }))
}

/// What was said, by its begin on the call clock.
#[utoipa::path(get, path = "/api/conversations/{id}/utterances", tag = "conversations",
    params(("id" = String, Path)), responses((status = 200, body = Listing<Utterance>), ApiError))]
async fn utterances(caller: Caller, Path(id): Path<ConversationId>) -> Answer<Json<Listing<Utterance>>> {
    caller.tenant.conversations().visible(&id, &caller.scope()).await?;
    Ok(Json(Listing::whole(caller.tenant.utterances().list(&id).await?)))
}
