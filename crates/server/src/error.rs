//! The one mapper from what can go wrong to what a client is told: `application/problem+json` (RFC 9457) with a
//! stable `code`. Never repeats what was sent, and hides the inside of the house behind `internal`.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sottovoce_live::LiveError;
use sottovoce_store::StoreError;
use std::borrow::Cow;
use utoipa::ToSchema;

/// What every failed request answers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the code says it all.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The HTTP status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// One sentence for developers.
    pub detail: Cow<'static, str>,
    /// A stable word that the interface translates.
    pub code: &'static str,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The field.
    pub field: &'static str,
    /// A stable word.
    pub code: &'static str,
    /// One sentence for developers.
    pub detail: Cow<'static, str>,
}

/// Why a request was not done.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    code: &'static str,
    detail: Cow<'static, str>,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
}

/// What handlers give back.
pub type Answer<T> = Result<T, ApiError>;

impl ApiError {
    /// An error with its status, stable code and a sentence.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { status, code, detail: detail.into(), errors: Vec::new(), retry_after: None }
    }

    /// There is no such thing, or none that the caller may see.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "there is no such thing here")
    }

    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "signed_out", "sign in first")
    }

    /// The caller's role does not allow it.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "your role does not allow this")
    }

    /// It cannot be now, because of what is there already.
    pub fn conflict(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// Too often; try again after so many seconds.
    pub fn too_often(seconds: u64) -> Self {
        let mut error =
            Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "too often; try again later");
        error.retry_after = Some(seconds.max(1));
        error
    }

    /// The request's values are not usable.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "some fields are not usable");
        error.errors = errors;
        error
    }

    /// One field is not usable.
    pub fn field(field: &'static str, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::invalid(vec![FieldError { field, code, detail: detail.into() }])
    }

    /// Something broke that the caller cannot mend; what, is logged here and told to nobody.
    pub fn internal(what: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %what, "a request failed inside");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something went wrong here")
    }

    /// The stable word.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The sentence for developers.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::not_found(),
            StoreError::Conflict(what) => {
                let code = match what {
                    "email" => "email_taken",
                    "member" => "already_member",
                    "last_owner" => "last_owner",
                    "name" => "name_taken",
                    "conversation" => "already_started",
                    _ => "conflict",
                };
                Self::conflict(code, format!("it cannot be because of the {what} that is there already"))
            }
            StoreError::Invalid("cursor") => {
                Self::field("cursor", "invalid", "this cursor is not one of ours")
            }
            StoreError::Invalid(what) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", format!("the {what} is not usable"))
            }
            StoreError::Busy => {
                let mut error =
                    Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "the database is busy; try again");
                error.retry_after = Some(1);
                error
            }
            StoreError::Corrupt(_) | StoreError::Database(_) => Self::internal(&error),
        }
    }
}

impl From<LiveError> for ApiError {
    fn from(error: LiveError) -> Self {
        match error {
            LiveError::NotLive => Self::conflict("not_live", "the conversation is not live"),
            LiveError::Refused(refusal) => Self::conflict(refusal.code(), refusal.to_string()),
            LiveError::Store(error) => error.into(),
        }
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        let status = rejection.status();
        let (status, code, detail) = match (&rejection, status) {
            (_, StatusCode::PAYLOAD_TOO_LARGE) => (status, "too_large", "the body is too large"),
            (JsonRejection::MissingJsonContentType(_), _) => {
                (status, "not_json", "the content type must be application/json")
            }
            (JsonRejection::JsonSyntaxError(_), _) => (status, "malformed", "the body is not JSON"),
            (JsonRejection::JsonDataError(_), _) => {
                (status, "invalid", "the body lacks a field or one has the wrong type")
            }
            _ => (status, "malformed", "the body cannot be read"),
        };
        Self::new(status, code, detail)
    }
}

impl From<PathRejection> for ApiError {
    /// An address with an id that cannot be one leads nowhere.
    fn from(_: PathRejection) -> Self {
        Self::not_found()
    }
}

impl From<QueryRejection> for ApiError {
    fn from(_: QueryRejection) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_query", "a parameter of the address is not usable")
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Error").to_owned();
        let problem = Problem {
            kind: "about:blank",
            title,
            status: self.status.as_u16(),
            detail: self.detail,
            code: self.code,
            errors: self.errors,
        };
        let mut response = (self.status, axum::Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl utoipa::IntoResponses for ApiError {
    fn responses() -> std::collections::BTreeMap<String, utoipa::openapi::RefOr<utoipa::openapi::Response>> {
        let schema = utoipa::openapi::Ref::from_schema_name("Problem");
        let content = utoipa::openapi::ContentBuilder::new().schema(Some(schema)).build();
        let response = utoipa::openapi::ResponseBuilder::new()
            .description("A problem (RFC 9457)")
            .content("application/problem+json", content)
            .build();
        std::iter::once(("default".to_owned(), response.into())).collect()
    }
}
