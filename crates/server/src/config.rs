//! The settings: defaults, then `sottovoce.toml`, then the environment (`SOTTOVOCE_…`, nested by two underscores).
//!
//! Only gathers and checks; what a setting means is known where it is used. `sottovoce.example.toml` explains each.

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

/// Everything that can be set.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The address the server listens on.
    pub listen: SocketAddr,
    /// The origin people reach it at; made from `listen` when empty.
    pub public_url: String,
    /// Where database, key, mails and uploads lie.
    pub data_dir: PathBuf,
    /// The database; an SQLite file in `data_dir` when empty.
    pub database_url: String,
    /// A folder with the built user interface, read at run time; the one built in when empty.
    pub web_dir: Option<PathBuf>,
    /// Whether a proxy in front sets `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Whether anybody may enter the demo.
    pub demo: bool,
    /// Whether webhooks may go to addresses of private networks.
    pub private_webhooks: bool,
    /// How log lines look.
    pub log: LogSettings,
    /// Sign-in.
    pub sign_in: SignInSettings,
    /// How mail leaves.
    pub mail: MailSettings,
    /// Sound and picture.
    pub media: MediaSettings,
    /// The recogniser on the server.
    pub speech: SpeechSettings,
    /// The language model.
    pub language: LanguageSettings,
}

/// How log lines look.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogSettings {
    /// `pretty` or `json`.
    pub format: LogFormat,
    /// Which lines, e.g. `info` or `info,sottovoce_live=debug`.
    pub filter: String,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// For machines.
    Json,
}

/// Sign-in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInSettings {
    /// After so many days without use a browser is signed out.
    pub session_days: u32,
    /// Attempts one address of the network may make per minute.
    pub attempts_per_address: u32,
    /// Attempts that may be made on one e-mail address per minute.
    pub attempts_per_email: u32,
}

/// How mail leaves.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailSettings {
    /// The sender, e.g. `Sottovoce <noreply@example.com>`.
    pub from: String,
    /// The mail server with user and password, e.g. `smtps://user:password@smtp.example.com`; files in
    /// `data_dir/mail` when empty.
    pub smtp: Secret,
}

/// Sound and picture.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MediaSettings {
    /// The one UDP port of the room.
    pub udp: SocketAddr,
    /// The addresses browsers reach that port at; found by itself when empty.
    pub announce: Vec<IpAddr>,
    /// Most people in any room.
    pub room_limit: usize,
}

/// The recogniser on the server.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SpeechSettings {
    /// `browser` (each participant's own), `deepgram` or `openai` (any compatible endpoint).
    pub provider: SpeechProvider,
    /// The endpoint; the provider's own when empty.
    pub url: String,
    /// The key.
    pub key: Secret,
    /// The model; the provider's usual when empty.
    pub model: String,
    /// Who takes over when it fails, in this order.
    pub then: Vec<RecogniserSettings>,
}

/// One recogniser.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RecogniserSettings {
    /// As in [`SpeechSettings`].
    pub provider: SpeechProvider,
    /// The endpoint.
    pub url: String,
    /// The key.
    pub key: Secret,
    /// The model.
    pub model: String,
}

impl SpeechSettings {
    /// Every recogniser in the order of preference.
    pub fn in_order(&self) -> Vec<RecogniserSettings> {
        let Self { provider, url, key, model, then } = self.clone();
        std::iter::once(RecogniserSettings { provider, url, key, model }).chain(then).collect()
    }
}

/// Who recognises.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeechProvider {
    /// Each participant's browser.
    #[default]
    Browser,
    /// Deepgram's streaming service.
    Deepgram,
    /// Any endpoint that takes OpenAI's transcription requests.
    Openai,
}

/// The language model, those that stand in for it, and what a conversation may spend on them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LanguageSettings {
    /// How it is spoken to.
    pub dialect: Dialect,
    /// The endpoint; the dialect's own when empty.
    pub url: String,
    /// The key.
    pub key: Secret,
    /// The model; none when empty.
    pub model: String,
    /// For `vertex`: the service account's file.
    pub account: Option<PathBuf>,
    /// For `vertex`: the region, `global`, `eu` or `us`.
    pub location: String,
    /// What a million tokens read cost.
    pub price_in: f64,
    /// What a million tokens written cost.
    pub price_out: f64,
    /// What one conversation may spend, in the currency of the prices; no limit when 0.
    pub budget: f64,
    /// How many tokens one conversation may use; no limit when 0.
    pub budget_tokens: u64,
    /// Models that are asked when the one before cannot answer, in order.
    pub fallback: Vec<ModelSettings>,
}

/// One more model.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModelSettings {
    /// How it is spoken to.
    pub dialect: Dialect,
    /// The endpoint; the dialect's own when empty.
    pub url: String,
    /// The key.
    pub key: Secret,
    /// The model.
    pub model: String,
    /// For `vertex`: the service account's file.
    pub account: Option<PathBuf>,
    /// For `vertex`: the region, `global`, `eu` or `us`.
    pub location: String,
    /// What a million tokens read cost.
    pub price_in: f64,
    /// What a million tokens written cost.
    pub price_out: f64,
}

/// How a language model is spoken to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Like OpenAI: its cloud, Ollama, vLLM, llama.cpp and many others.
    #[default]
    Openai,
    /// Like Anthropic.
    Anthropic,
    /// Gemini from AI Studio.
    Gemini,
    /// Gemini from Vertex AI.
    Vertex,
}

impl LanguageSettings {
    /// The models in the order in which they are asked.
    pub fn models(&self) -> Vec<ModelSettings> {
        if self.model.is_empty() {
            return Vec::new();
        }
        let first = ModelSettings {
            dialect: self.dialect,
            url: self.url.clone(),
            key: self.key.clone(),
            model: self.model.clone(),
            account: self.account.clone(),
            location: self.location.clone(),
            price_in: self.price_in,
            price_out: self.price_out,
        };
        std::iter::once(first).chain(self.fallback.iter().cloned()).collect()
    }

    /// The same if they can be used.
    fn check(&self) -> Result<(), SettingsError> {
        let unusable = |setting, why| Err(SettingsError::Unusable { setting, why });
        let named = !self.url.is_empty() || !self.key.is_empty() || !self.fallback.is_empty();
        if self.model.is_empty() && named {
            return unusable("language.model", "is needed when another setting of the model is set");
        }
        for model in self.models() {
            if model.model.is_empty() {
                return unusable("language.fallback", "needs a model in each entry");
            }
            if model.price_in < 0.0 || model.price_out < 0.0 {
                return unusable("language.price_in", "and language.price_out cannot be negative");
            }
            match model.dialect {
                Dialect::Anthropic | Dialect::Gemini if model.key.is_empty() => {
                    return unusable("language.key", "is needed by the dialects anthropic and gemini");
                }
                Dialect::Vertex if model.account.is_none() || model.location.is_empty() => {
                    return unusable(
                        "language.account",
                        "and language.location are needed by the dialect vertex",
                    );
                }
                Dialect::Openai | Dialect::Anthropic | Dialect::Gemini | Dialect::Vertex => {}
            }
        }
        if self.budget < 0.0 {
            return unusable("language.budget", "cannot be negative");
        }
        Ok(())
    }
}

/// A text that is never printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text, for whoever needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it is not set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "(not set)" } else { "(set)" })
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: String::new(),
            data_dir: PathBuf::from("var"),
            database_url: String::new(),
            web_dir: None,
            behind_proxy: false,
            demo: true,
            private_webhooks: false,
            log: LogSettings::default(),
            sign_in: SignInSettings::default(),
            mail: MailSettings::default(),
            media: MediaSettings::default(),
            speech: SpeechSettings::default(),
            language: LanguageSettings::default(),
        }
    }
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { format: LogFormat::Pretty, filter: "info".to_owned() }
    }
}

impl Default for SignInSettings {
    fn default() -> Self {
        Self { session_days: 30, attempts_per_address: 30, attempts_per_email: 10 }
    }
}

impl Default for MailSettings {
    fn default() -> Self {
        Self { from: "Sottovoce <noreply@localhost>".to_owned(), smtp: Secret::default() }
    }
}

impl Default for MediaSettings {
    fn default() -> Self {
        Self { udp: SocketAddr::from(([0, 0, 0, 0], 7882)), announce: Vec::new(), room_limit: 50 }
    }
}

/// Why the settings cannot be used; names the setting.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A value cannot be read, or there is no such setting.
    #[error("the settings cannot be read: {0}")]
    Unreadable(Box<figment::Error>),
    /// A value is not usable.
    #[error("the setting `{setting}` {why}")]
    Unusable {
        /// Which.
        setting: &'static str,
        /// Why not.
        why: &'static str,
    },
}

impl Settings {
    /// Gathers the settings: defaults, then `file` (when it is there), then the environment.
    ///
    /// # Errors
    /// When one cannot be read or is not usable.
    pub fn gather(file: &Path) -> Result<Self, SettingsError> {
        let figment = Figment::from(Serialized::defaults(Self::default()))
            .merge(Toml::file(file))
            .merge(Env::raw().only(&["DATABASE_URL"]))
            .merge(Env::prefixed("SOTTOVOCE_").split("__").ignore(&["config"]));
        let settings: Self = figment.extract().map_err(|error| SettingsError::Unreadable(Box::new(error)))?;
        settings.checked()
    }

    /// The same settings if they can work together.
    ///
    /// # Errors
    /// Names the setting that is not usable.
    pub fn checked(mut self) -> Result<Self, SettingsError> {
        let unusable = |setting, why| Err(SettingsError::Unusable { setting, why });
        if self.public_url.is_empty() {
            let host = if self.listen.ip().is_loopback() || self.listen.ip().is_unspecified() {
                "localhost".to_owned()
            } else {
                self.listen.ip().to_string()
            };
            self.public_url = format!("http://{host}:{}", self.listen.port());
        }
        self.public_url = self.public_url.trim_end_matches('/').to_owned();
        let rest = self.public_url.strip_prefix("https://").or(self.public_url.strip_prefix("http://"));
        if rest.is_none_or(|rest| rest.is_empty() || rest.contains('/')) {
            return unusable("public_url", "must be an origin such as https://calls.example.com");
        }
        let smtp = self.mail.smtp.reveal();
        if !smtp.is_empty() && !smtp.starts_with("smtp://") && !smtp.starts_with("smtps://") {
            return unusable("mail.smtp", "must begin with smtp:// or smtps://");
        }
        for recogniser in self.speech.in_order() {
            if recogniser.provider == SpeechProvider::Deepgram && recogniser.key.is_empty() {
                return unusable("speech.key", "is needed by each recogniser whose provider is \"deepgram\"");
            }
            if recogniser.provider == SpeechProvider::Openai && recogniser.url.is_empty() {
                return unusable("speech.url", "is needed by each recogniser whose provider is \"openai\"");
            }
        }
        if self.speech.provider == SpeechProvider::Browser && !self.speech.then.is_empty() {
            return unusable("speech.then", "needs a first recogniser: browsers take over by themselves");
        }
        self.language.check()?;
        if self.sign_in.attempts_per_address == 0 || self.sign_in.attempts_per_email == 0 {
            return unusable("sign_in", "must allow at least one attempt per minute");
        }
        if self.sign_in.session_days == 0 {
            return unusable("sign_in.session_days", "must be at least 1");
        }
        Ok(self)
    }

    /// Whether people reach the server over https.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The database's address.
    pub fn database(&self) -> String {
        if self.database_url.is_empty() {
            format!("sqlite://{}?mode=rwc", self.data_dir.join("sottovoce.db").display())
        } else {
            self.database_url.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_its_own_is_made_from_where_it_listens() {
        let settings = Settings::default().checked().unwrap();
        assert_eq!(settings.public_url, "http://localhost:8080");
    }

    #[test]
    fn an_unusable_setting_is_named() {
        let mut settings = Settings::default();
        settings.mail.smtp = "mail.example.com".into();
        assert!(settings.checked().unwrap_err().to_string().contains("mail.smtp"));
        let settings = Settings { public_url: "calls.example.com".into(), ..Settings::default() };
        assert!(settings.checked().unwrap_err().to_string().contains("public_url"));
    }

    #[test]
    fn recognisers_stand_in_the_order_in_which_they_are_asked() {
        let text = r#"
            [speech]
            provider = "openai"
            url = "http://localhost:9000/v1"
            then = [{ provider = "deepgram", key = "k" }]
        "#;
        let settings: Settings = Figment::from(Serialized::defaults(Settings::default()))
            .merge(Toml::string(text))
            .extract()
            .unwrap();
        let order = settings.clone().checked().unwrap().speech.in_order();
        let providers: Vec<SpeechProvider> = order.iter().map(|one| one.provider).collect();
        assert_eq!(providers, [SpeechProvider::Openai, SpeechProvider::Deepgram]);
        let mut keyless = settings;
        keyless.speech.then[0].key = Secret::default();
        assert!(keyless.checked().unwrap_err().to_string().contains("speech.key"));
    }

    #[test]
    fn a_secret_is_never_printed() {
        assert_eq!(format!("{:?}", Secret::from("very secret")), "(set)");
    }

    #[test]
    fn the_example_names_every_setting_and_can_be_used() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sottovoce.example.toml");
        let text = std::fs::read_to_string(&example).unwrap();
        let plain: String =
            text.lines().map(|line| line.strip_prefix("#= ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
        let read: Settings = Figment::new().merge(Toml::string(&plain)).extract().unwrap();
        let names = |value: &serde_json::Value| {
            let mut names = Vec::new();
            for (name, value) in value.as_object().unwrap() {
                match value.as_object() {
                    Some(inner) => names.extend(inner.keys().map(|key| format!("{name}.{key}"))),
                    None => names.push(name.clone()),
                }
            }
            names
        };
        for name in names(&serde_json::to_value(Settings::default()).unwrap()) {
            let last = name.rsplit('.').next().unwrap();
            assert!(plain.contains(&format!("{last} =")), "{name} is not explained");
        }
        drop(read);
    }
}
