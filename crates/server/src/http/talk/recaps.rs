//! What a conversation came to, and how far the steps are that find it out.

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::extract::Path;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use sottovoce_after::pipeline::Step as PipelineStep;
use sottovoce_domain::conversation::Stage;
use sottovoce_domain::ids::ConversationId;
use sottovoce_domain::recap::Recap;
use sottovoce_domain::time::Timestamp;
use sottovoce_store::{Step, StepState};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(recap)).routes(routes!(retry_recap)).routes(routes!(progress))
}

/// How far a conversation's steps are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Progress {
    stage: Stage,
    steps: Vec<StepView>,
}

/// One step of what follows a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    /// The step's name.
    step: String,
    state: StepStateView,
    /// How often it was begun.
    attempts: u32,
    /// What went wrong last, as a code.
    error: Option<String>,
    updated_at: Timestamp,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepStateView {
    /// To be done.
    Waiting,
    /// Begun.
    Running,
    /// Done.
    Done,
    /// Given up.
    Failed,
}

impl From<Step> for StepView {
    fn from(step: Step) -> Self {
        Self {
            step: step.step,
            state: match step.state {
                StepState::Waiting => StepStateView::Waiting,
                StepState::Running => StepStateView::Running,
                StepState::Done => StepStateView::Done,
                StepState::Failed => StepStateView::Failed,
            },
            attempts: step.attempts,
            error: step.error,
            updated_at: step.updated_at,
        }
    }
}

/// The recap; 404 `recap_not_ready` while it is being made.
#[utoipa::path(get, path = "/api/conversations/{id}/recap", tag = "conversations",
    params(("id" = String, Path)), responses((status = 200, body = Recap), ApiError))]
async fn recap(caller: Caller, Path(id): Path<ConversationId>) -> Answer<Json<Recap>> {
    caller.tenant.conversations().visible(&id, &caller.scope()).await?;
    let recap = caller.tenant.recaps().get(&id).await?;
    recap.map(Json).ok_or_else(|| {
        ApiError::new(StatusCode::NOT_FOUND, "recap_not_ready", "the recap is not made yet; see the progress")
    })
}

/// Makes the recap anew after a step was given up.
#[utoipa::path(post, path = "/api/conversations/{id}/recap/retry", tag = "conversations",
    params(("id" = String, Path)), responses((status = 202, body = Progress), ApiError))]
async fn retry_recap(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ConversationId>,
) -> Answer<(StatusCode, Json<Progress>)> {
    let conversation = caller.tenant.conversations().visible(&id, &caller.scope()).await?;
    if conversation.stage == Stage::Live {
        return Err(ApiError::conflict("still_live", "the conversation is not over yet"));
    }
    app.pipeline.rerun(&caller.tenant, &id, PipelineStep::Recap, false).await?;
    Ok((StatusCode::ACCEPTED, Json(progress_of(&caller, &id).await?)))
}

/// How far the recap is.
#[utoipa::path(get, path = "/api/conversations/{id}/progress", tag = "conversations",
    params(("id" = String, Path)), responses((status = 200, body = Progress), ApiError))]
async fn progress(caller: Caller, Path(id): Path<ConversationId>) -> Answer<Json<Progress>> {
    Ok(Json(progress_of(&caller, &id).await?))
}

async fn progress_of(caller: &Caller, id: &ConversationId) -> Answer<Progress> {
    let conversation = caller.tenant.conversations().visible(id, &caller.scope()).await?;
    let steps = caller.tenant.recaps().steps(id).await?;
    Ok(Progress { stage: conversation.stage, steps: steps.into_iter().map(StepView::from).collect() })
}
