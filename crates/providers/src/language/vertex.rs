//! Who asks Vertex AI: a service account that signs for itself and gets a token for an hour (RFC 7523).
//!
//! The account's key never leaves this file; a token is asked for once, however many wait for it.

use super::ModelError;
use super::wire::refusal;
use crate::web::{Body, Method, Request, Retries, Web, WebError};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bytes::Bytes;
use rustls::SignatureScheme;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::SigningKey;
use serde::Deserialize;
use serde_json::json;
use sottovoce_domain::time::{Clock, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// What the account may do with the token.
const SCOPE: &str = "https://www.googleapis.com/auth/cloud-platform";
/// The longest life a signed wish may have.
const WISH_SECONDS: i64 = 3_600;
/// A token is renewed so long before its end, so that no question is on its way when it ends.
const EARLY: Duration = Duration::from_secs(300);

/// The cloud's own address for a project's models.
pub fn base_url(project: &str, location: &str) -> String {
    let host = match location {
        "global" => "aiplatform.googleapis.com".to_owned(),
        "eu" | "us" => format!("aiplatform.{location}.rep.googleapis.com"),
        region => format!("{region}-aiplatform.googleapis.com"),
    };
    format!("https://{host}/v1beta1/projects/{project}/locations/{location}/publishers/google")
}

/// Why an account's file is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// It is no service account's file.
    #[error("it is not the JSON file of a service account")]
    File,
    /// Its key cannot be read.
    #[error("its private key cannot be read")]
    Key,
}

#[derive(Deserialize)]
struct AccountFile {
    client_email: String,
    private_key: String,
    #[serde(default = "usual_token_uri")]
    token_uri: String,
    #[serde(default)]
    project_id: Option<String>,
}

fn usual_token_uri() -> String {
    "https://oauth2.googleapis.com/token".to_owned()
}

/// A service account with the token it has at the moment.
pub struct ServiceAccount {
    email: String,
    token_uri: String,
    project: Option<String>,
    key: Arc<dyn SigningKey>,
    clock: Arc<dyn Clock>,
    token: Mutex<Option<Token>>,
}

struct Token {
    text: String,
    renew_at: Timestamp,
}

impl ServiceAccount {
    /// The account of a file as the cloud's console gives it out.
    ///
    /// # Errors
    /// When the file is none or its key cannot be read.
    pub fn read(json: &str, clock: Arc<dyn Clock>) -> Result<Self, AccountError> {
        let file: AccountFile = serde_json::from_str(json).map_err(|_| AccountError::File)?;
        let body: String =
            file.private_key.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
        let der = STANDARD.decode(body).map_err(|_| AccountError::Key)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(der));
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        let key = provider.key_provider.load_private_key(key).map_err(|_| AccountError::Key)?;
        Ok(Self {
            email: file.client_email,
            token_uri: file.token_uri,
            project: file.project_id,
            key,
            clock,
            token: Mutex::new(None),
        })
    }

    /// The project the account belongs to, when its file says so.
    pub fn project(&self) -> Option<&str> {
        self.project.as_deref()
    }

    /// A token that is good for now; whoever comes while one is asked for waits for that one.
    pub(super) async fn token(&self, web: &Web) -> Result<String, ModelError> {
        let mut held = self.token.lock().await;
        let now = self.clock.now();
        if let Some(token) = held.as_ref().filter(|token| now < token.renew_at) {
            return Ok(token.text.clone());
        }
        let token = self.ask(web, now).await?;
        let text = token.text.clone();
        *held = Some(token);
        Ok(text)
    }

    /// The token was turned down: the next question asks for a new one.
    pub(super) async fn forget(&self) {
        *self.token.lock().await = None;
    }

    async fn ask(&self, web: &Web, now: Timestamp) -> Result<Token, ModelError> {
        #[derive(Deserialize)]
        struct Wire {
            access_token: String,
            #[serde(default)]
            expires_in: u64,
        }
        let wish = self.wish(now).ok_or(ModelError::Unauthorised)?;
        // Letters of base64url, dots and the colons of the grant's name, which a form wants written out.
        let form =
            format!("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion={wish}");
        let mut request = Request::new(Method::Post, self.token_uri.clone());
        request.body = Body::Bytes("application/x-www-form-urlencoded", Bytes::from(form));
        request.retries = Retries { times: 1, longest_wait: Duration::from_secs(1), ..Retries::IDEMPOTENT };
        let reply = web.send(request).await.map_err(|error| match error {
            WebError::TimedOut => ModelError::Late,
            _ => ModelError::Unreachable,
        })?;
        if !reply.is_success() {
            // A wish that is malformed is one that a wrong key signed.
            return Err(if reply.status == 400 { ModelError::Unauthorised } else { refusal(&reply) });
        }
        let wire: Wire = serde_json::from_slice(&reply.body).map_err(|_| ModelError::Unreadable)?;
        let good_for = Duration::from_secs(wire.expires_in).saturating_sub(EARLY);
        let renew_at = i64::try_from(good_for.as_millis()).unwrap_or(i64::MAX);
        let renew_at = Timestamp::from_millis(now.millis().saturating_add(renew_at));
        Ok(Token { text: wire.access_token, renew_at })
    }

    /// The signed wish for a token (a JSON web token, RS256).
    fn wish(&self, now: Timestamp) -> Option<String> {
        let seconds = now.millis() / 1_000;
        let head = json!({"alg": "RS256", "typ": "JWT"});
        let claims = json!({
            "iss": self.email, "sub": self.email, "aud": self.token_uri, "scope": SCOPE,
            "iat": seconds, "exp": seconds + WISH_SECONDS,
        });
        let coded = |part: &serde_json::Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let text = format!("{}.{}", coded(&head), coded(&claims));
        let signer = self.key.choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256])?;
        let signature = signer.sign(text.as_bytes()).ok()?;
        Some(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_follows_from_the_location() {
        let check = |location: &str, host: &str| {
            let expected =
                format!("https://{host}/v1beta1/projects/p/locations/{location}/publishers/google");
            assert_eq!(base_url("p", location), expected);
        };
        check("europe-west8", "europe-west8-aiplatform.googleapis.com");
        check("global", "aiplatform.googleapis.com");
        check("eu", "aiplatform.eu.rep.googleapis.com");
    }

    #[test]
    fn a_file_that_is_no_account_is_turned_down() {
        let clock = crate::fakes::TestClock::at(0);
        let check = |text: &str, why: AccountError| {
            assert_eq!(ServiceAccount::read(text, clock.clone()).err(), Some(why), "{text}");
        };
        check("{}", AccountError::File);
        check(r#"{"client_email": "a@example.com", "private_key": "no key"}"#, AccountError::Key);
    }
}
