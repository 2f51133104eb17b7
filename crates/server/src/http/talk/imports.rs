//! Transcripts recorded elsewhere: a file comes in and goes the way of every conversation.

use crate::auth::caller::Caller;
use crate::error::{Answer, ApiError};
use crate::http::check::Check;
use crate::state::App;
use axum::Json;
use axum::body::Bytes;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::StatusCode;
use serde::Serialize;
use sottovoce_after::import::{ImportError, ImportFailure, MOST_BYTES, Upload, import, parse};
use sottovoce_domain::access::Action;
use sottovoce_domain::ids::{ConversationId, PlaybookId};
use sottovoce_domain::language::Language;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the form's other fields and borders may take.
const FRAME: usize = 64 * 1024;

/// The routes of this resource.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(import_transcript)).layer(DefaultBodyLimit::max(MOST_BYTES + FRAME))
}

/// A transcript to import.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form for the document; its fields are read one by one")]
pub struct ImportForm {
    /// The transcript: bracketed text, WebVTT or JSON.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
    /// What the conversation is called; the file's name when missing.
    title: Option<String>,
    /// The language it is held in; the organisation's when missing.
    language: Option<Language>,
    /// The playbook it is measured against.
    playbook_id: Option<PlaybookId>,
    /// The name the seller goes by in the transcript.
    seller_name: Option<String>,
}

/// An import that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct Imported {
    conversation_id: ConversationId,
}

/// Takes a transcript in; its recap follows.
#[utoipa::path(post, path = "/api/imports", tag = "conversations",
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 201, body = Imported), ApiError))]
async fn import_transcript(
    State(app): State<App>,
    caller: Caller,
    form: Result<Multipart, MultipartRejection>,
) -> Answer<(StatusCode, Json<Imported>)> {
    caller.must(Action::Sell)?;
    let form = form.map_err(|_| {
        ApiError::new(StatusCode::BAD_REQUEST, "malformed", "the body must be multipart/form-data")
    })?;
    let Form { file, file_name, title, seller_name, language, playbook } = read(form).await?;
    let file = file.ok_or_else(|| ApiError::field("file", "empty", "a file is needed"))?;
    // Some megabytes are read for a noticeable time: not on the threads that serve calls.
    let parsed = tokio::task::spawn_blocking(move || parse(&file))
        .await
        .map_err(|error| ApiError::internal(&error))?
        .map_err(|error| unreadable_file(&error))?;
    let upload = Upload {
        title: title.or_else(|| named_by_file(&file_name)).unwrap_or_else(|| "Transcript".to_owned()),
        language: language.unwrap_or(caller.who.organisation.language),
        playbook,
        seller: caller.who.user.id.clone(),
        seller_name,
        started_at: None,
    };
    let conversation_id = import(&app.store, caller.tenant.organisation_id(), upload, &parsed)
        .await
        .map_err(|failure| match failure {
            ImportFailure::SellerUnknown => {
                ApiError::field("seller_name", "seller_unknown", "nobody in the file has this name")
            }
            ImportFailure::Store(error) => error.into(),
        })?;
    Ok((StatusCode::CREATED, Json(Imported { conversation_id })))
}

fn unreadable_file(error: &ImportError) -> ApiError {
    ApiError::field("file", error.problem.code(), error.to_string())
}

/// `first-call.vtt` becomes `first-call`.
fn named_by_file(name: &str) -> Option<String> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let clean: String = stem.chars().filter(|c| !c.is_control()).take(200).collect();
    (!clean.trim().is_empty()).then(|| clean.trim().to_owned())
}

/// The form as it came.
#[derive(Default)]
struct Form {
    file: Option<Bytes>,
    file_name: String,
    title: Option<String>,
    seller_name: Option<String>,
    language: Option<Language>,
    playbook: Option<PlaybookId>,
}

async fn read(mut form: Multipart) -> Answer<Form> {
    let mut upload = Form::default();
    while let Some(field) = form.next_field().await.map_err(|error| unreadable(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            upload.file_name = field.file_name().unwrap_or_default().chars().take(200).collect();
            let bytes = field.bytes().await.map_err(|error| unreadable(&error))?;
            if bytes.len() > MOST_BYTES {
                return Err(too_large());
            }
            upload.file = Some(bytes);
            continue;
        }
        let text = field.text().await.map_err(|error| unreadable(&error))?;
        let text = text.trim();
        match name.as_str() {
            _ if text.is_empty() => {}
            "title" => upload.title = Some(text.to_owned()),
            "seller_name" => upload.seller_name = Some(text.to_owned()),
            "language" => {
                let language = text.parse().map_err(|_| {
                    ApiError::field("language", "invalid", "the language must be \"it\" or \"en\"")
                })?;
                upload.language = Some(language);
            }
            "playbook_id" => {
                upload.playbook = Some(text.parse().map_err(|_| ApiError::not_found())?);
            }
            _ => {}
        }
    }
    let check = Check::new().that(upload.file.is_some(), "file", "empty", "a file is needed");
    let check = upload.title.iter().fold(check, |check, title| check.text("title", title, 200));
    upload.seller_name.iter().fold(check, |check, name| check.text("seller_name", name, 120)).done()?;
    Ok(upload)
}

fn unreadable(error: &axum::extract::multipart::MultipartError) -> ApiError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large();
    }
    ApiError::new(StatusCode::BAD_REQUEST, "malformed", "the form cannot be read")
}

fn too_large() -> ApiError {
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "a transcript may have 10 MB")
}
