//! The one HTTP client of the house: time-outs, retries with back-off, a limit on what is read, guarded targets.
//!
//! Never logs a body, a header or the query of an address, and follows no redirect.

mod guard;
mod retry;
pub(crate) mod tls;

pub use retry::Retries;

use bytes::Bytes;
use guard::Guarded;
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::Clock;
use std::sync::Arc;
use std::time::Duration;

/// How the client behaves.
#[derive(Debug, Clone)]
pub struct WebConfig {
    /// How long opening a connection may take.
    pub connect_timeout: Duration,
    /// How long a whole exchange may take unless the request says otherwise.
    pub timeout: Duration,
    /// The most bytes of an answer that are read.
    pub response_limit: usize,
    /// Whether addresses that customers type in (webhooks) may lie in private networks; for development and for
    /// installations whose CRM stands in the same network.
    pub private_targets: bool,
    /// What the client calls itself.
    pub user_agent: String,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            // A model's answer is some kilobytes; an hour of word timings from a recogniser a few megabytes.
            response_limit: 16 * 1024 * 1024,
            private_targets: false,
            user_agent: concat!("sottovoce/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// Who chose the address of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Whoever runs the installation: may be anywhere, also this machine.
    Configured,
    /// A customer: private, loopback and link-local addresses are refused unless the configuration allows them.
    Foreign,
}

/// The verb of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Does.
    Post,
}

/// What a request carries.
#[derive(Clone)]
pub enum Body {
    /// Nothing.
    Empty,
    /// These bytes of this content type, exactly as they are.
    Bytes(&'static str, Bytes),
    /// A form of several parts.
    Form(Vec<Part>),
}

/// One part of a form.
#[derive(Clone)]
pub struct Part {
    /// The field's name.
    pub name: &'static str,
    /// Its value.
    pub value: Bytes,
    /// The file's name and content type, when the part is a file.
    pub file: Option<(&'static str, &'static str)>,
}

impl Part {
    /// A text field.
    pub fn text(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: Bytes::from(value.into()), file: None }
    }
}

/// A request to the world outside.
#[derive(Clone)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// The address.
    pub url: String,
    /// Headers; values are never logged.
    pub headers: Vec<(&'static str, String)>,
    /// What it carries.
    pub body: Body,
    /// How long the exchange may take; none: as configured.
    pub timeout: Option<Duration>,
    /// Whether and how often it may be sent again.
    pub retries: Retries,
    /// Who chose the address.
    pub target: Target,
}

impl Request {
    /// A request to an address of the configuration that is sent once.
    pub fn new(method: Method, url: impl Into<String>) -> Self {
        Self {
            method,
            url: url.into(),
            headers: Vec::new(),
            body: Body::Empty,
            timeout: None,
            retries: Retries::NONE,
            target: Target::Configured,
        }
    }

    /// With this header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// With `Authorization: Bearer`, when there is a key.
    #[must_use]
    pub fn bearer(self, key: Option<&str>) -> Self {
        match key {
            Some(key) => self.header("authorization", format!("Bearer {key}")),
            None => self,
        }
    }
}

/// An answer, whatever its status.
#[derive(Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// How long the other side asked to wait before trying again.
    pub retry_after: Option<Duration>,
    /// The body, at most as long as the limit.
    pub body: Bytes,
}

impl Reply {
    /// Whether the other side did as asked.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebError {
    /// The address is none, or not one of `http` and `https`.
    #[error("the address is not valid")]
    Address,
    /// A customer's address leads into a private network.
    #[error("the address leads into a private network")]
    Private,
    /// Nobody answers there, or the connection broke.
    #[error("the other side cannot be reached")]
    Unreachable,
    /// No whole answer in time; the request may have been carried out.
    #[error("no answer in time")]
    TimedOut,
    /// The answer is longer than the limit.
    #[error("the answer is too long")]
    TooLong,
    /// The client cannot be set up on this machine.
    #[error("the client cannot be set up")]
    Setup,
}

impl WebError {
    /// A stable word for logs and the database.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Address => "address_invalid",
            Self::Private => "address_private",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::TooLong => "answer_too_long",
            Self::Setup => "client_setup",
        }
    }
}

/// The client. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    inner: Arc<Inner>,
}

#[expect(clippy::disallowed_types, reason = "this is the one client that the ban points to")]
struct Inner {
    configured: reqwest::Client,
    foreign: reqwest::Client,
    config: WebConfig,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl Web {
    /// Sets the client up.
    ///
    /// # Errors
    /// `Setup` when this machine's certificates or resolver cannot be used.
    pub fn new(
        config: WebConfig,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, WebError> {
        let builder = || {
            #[expect(clippy::disallowed_types, reason = "this is the one client that the ban points to")]
            reqwest::Client::builder()
                .connect_timeout(config.connect_timeout)
                .user_agent(config.user_agent.clone())
                .redirect(reqwest::redirect::Policy::none())
        };
        let configured = builder().build().map_err(|_| WebError::Setup)?;
        let foreign = if config.private_targets {
            configured.clone()
        } else {
            // A proxy would resolve the name itself, behind the guard's back.
            builder().no_proxy().dns_resolver(Guarded).build().map_err(|_| WebError::Setup)?
        };
        Ok(Self { inner: Arc::new(Inner { configured, foreign, config, clock, entropy }) })
    }

    /// Whether a customer's address may be written to, as far as can be told without asking the network.
    ///
    /// # Errors
    /// `Address` or `Private`.
    pub fn check_target(&self, url: &str) -> Result<(), WebError> {
        guard::check(url, Target::Foreign, self.inner.config.private_targets).map(|_| ())
    }

    /// Sends a request and reads the answer; sends it again as its `retries` allow.
    ///
    /// # Errors
    /// When the last attempt brought no answer. An answer with an error status is an answer.
    pub async fn send(&self, request: Request) -> Result<Reply, WebError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let result = self.once(&request).await;
            let Some(wait) = request.retries.wait(attempt, &result, &*self.inner.entropy) else {
                return result;
            };
            tokio::time::sleep_until(tokio::time::Instant::now() + wait).await;
        }
    }

    async fn once(&self, request: &Request) -> Result<Reply, WebError> {
        let url = guard::check(&request.url, request.target, self.inner.config.private_targets)?;
        let timeout = request.timeout.unwrap_or(self.inner.config.timeout);
        match tokio::time::timeout(timeout, self.exchange(url, request)).await {
            Ok(result) => result,
            Err(_) => Err(WebError::TimedOut),
        }
    }

    async fn exchange(&self, url: reqwest::Url, request: &Request) -> Result<Reply, WebError> {
        let client = match request.target {
            Target::Configured => &self.inner.configured,
            Target::Foreign => &self.inner.foreign,
        };
        let mut building = match request.method {
            Method::Get => client.get(url),
            Method::Post => client.post(url),
        };
        for (name, value) in &request.headers {
            building = building.header(*name, value);
        }
        building = match &request.body {
            Body::Empty => building,
            Body::Bytes(kind, bytes) => building.header("content-type", *kind).body(bytes.clone()),
            Body::Form(parts) => building.multipart(form(parts)?),
        };
        let mut response = building.send().await.map_err(|error| why(&error))?;
        let retry_after = response
            .headers()
            .get("retry-after")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| retry::after(value, self.inner.clock.now()));
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| why(&error))? {
            if body.len() + chunk.len() > self.inner.config.response_limit {
                return Err(WebError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply { status, retry_after, body: Bytes::from(body) })
    }
}

fn form(parts: &[Part]) -> Result<reqwest::multipart::Form, WebError> {
    let mut form = reqwest::multipart::Form::new();
    for part in parts {
        let length = u64::try_from(part.value.len()).map_err(|_| WebError::TooLong)?;
        let mut one = reqwest::multipart::Part::stream_with_length(part.value.clone(), length);
        if let Some((name, kind)) = part.file {
            one = one.file_name(name).mime_str(kind).map_err(|_| WebError::Setup)?;
        }
        form = form.part(part.name, one);
    }
    Ok(form)
}

/// The kind of an error of the library; its text may hold an address with a key in it.
fn why(error: &reqwest::Error) -> WebError {
    if guard::refused(error) {
        WebError::Private
    } else if error.is_timeout() {
        WebError::TimedOut
    } else if error.is_builder() {
        WebError::Address
    } else {
        WebError::Unreachable
    }
}
