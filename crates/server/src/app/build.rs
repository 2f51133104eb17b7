//! Puts the application together from its settings: the store, the providers, the media engine, the hub.

use crate::app::models;
use crate::auth::limits::Limits;
use crate::auth::password::Passwords;
use crate::auth::token;
use crate::config::{RecogniserSettings, Settings, SpeechProvider};
use crate::letters::Postman;
use crate::outside::{KeyError, SystemClock, SystemEntropy, installation_key};
use crate::rooms::Rooms;
use crate::state::{App, Parts};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sottovoce_after::pipeline::Pipeline;
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::Clock;
use sottovoce_live::{Hub, Means};
use sottovoce_media::embedded::{Embedded, EmbeddedConfig};
use sottovoce_media::engine::{MediaEngine, MediaError};
use sottovoce_providers::mail::{MailError, Mailer, folder::Folder, smtp::Smtp};
use sottovoce_providers::speech::{self, Recogniser, deepgram};
use sottovoce_providers::web::{Web, WebConfig, WebError};
use sottovoce_store::{Store, StoreError, Vault};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Names the secret in room tokens.
const MEDIA_KEY: &str = "sottovoce";
/// A piece of speech has at most half a minute; a recogniser that needs longer than this for it is not usable live.
const SPEECH_TIMEOUT: Duration = Duration::from_secs(30);

/// Why the application does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be made.
    #[error("the setting `data_dir`: {0}")]
    DataFolder(std::io::Error),
    /// The key file.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error("the setting `database_url`: {0}")]
    Store(#[from] StoreError),
    /// The media engine.
    #[error("the setting `media`: {0}")]
    Media(#[from] MediaError),
    /// The mail settings.
    #[error("the setting `mail`: {0}")]
    Mail(#[from] MailError),
    /// The HTTP client.
    #[error(transparent)]
    Web(#[from] WebError),
    /// The service account of a language model.
    #[error("the setting `language.account`: {0}")]
    Account(Box<dyn std::error::Error + Send + Sync>),
    /// The address to listen on.
    #[error("the setting `listen`: {0}")]
    Listen(std::io::Error),
}

/// The doors to the machine, as the rest of the house takes them.
pub fn doors() -> (Arc<dyn Clock>, Arc<dyn Entropy>) {
    (Arc::new(SystemClock), Arc::new(SystemEntropy))
}

/// Makes the data folder, when it is not there, for its owner alone: it holds the key, the database and mails.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens the store that the settings name, with its migrations.
///
/// # Errors
/// When data folder, key or database cannot be used.
pub async fn open_store(settings: &Settings) -> Result<(Store, [u8; 32]), StartError> {
    make_private(&settings.data_dir).map_err(StartError::DataFolder)?;
    let key = installation_key(&settings.data_dir.join("key"))?;
    let (clock, entropy) = doors();
    Ok((Store::open(&settings.database(), Vault::new(key), clock, entropy).await?, key))
}

/// Puts the application together.
///
/// # Errors
/// Names the setting that cannot be used.
pub async fn assemble(settings: Settings) -> Result<App, StartError> {
    let (store, key) = open_store(&settings).await?;
    let (clock, entropy) = doors();
    let web = web(&settings)?;
    let media = media(&settings, &key)?;
    let model = models::chain(&settings.language, &web)?;
    let allowance = models::allowance(&settings.language);
    let mailer = mailer(&settings, clock, Arc::clone(&entropy))?;
    let postman = Postman::new(store.clone(), Arc::clone(&mailer), &settings.public_url);
    let pipeline = Pipeline::new(store.clone(), Arc::clone(&model), web.clone(), &settings.public_url)
        .with_errand(Arc::new(postman))
        .spending(allowance);
    let engine: Arc<dyn MediaEngine> = Arc::clone(&media) as Arc<dyn MediaEngine>;
    let means = Means::new(Arc::clone(&entropy), model, recognisers(&settings, &web), Some(engine))
        .spending(allowance);
    let hub = Hub::new(store.clone(), means);
    Ok(App::new(Parts {
        limits: Limits::new(&settings.sign_in),
        passwords: Passwords::new(entropy),
        settings,
        store,
        hub,
        pipeline,
        media,
        web,
        rooms: Rooms::default(),
        mailer,
        demo: tokio::sync::Mutex::new(()),
        tasks: TaskTracker::new(),
        stopping: CancellationToken::new(),
    }))
}

/// The one HTTP client.
///
/// # Errors
/// When this machine's certificates or resolver cannot be used.
pub fn web(settings: &Settings) -> Result<Web, WebError> {
    let config = WebConfig { private_targets: settings.private_webhooks, ..WebConfig::default() };
    let (clock, entropy) = doors();
    Web::new(config, clock, entropy)
}

/// The media engine inside this process.
///
/// # Errors
/// When its port is taken.
pub fn media(settings: &Settings, key: &[u8; 32]) -> Result<Arc<Embedded>, MediaError> {
    let mut config = EmbeddedConfig::new(settings.media.udp, MEDIA_KEY, &derived(key, b"room tokens"));
    config.announced_ips.clone_from(&settings.media.announce);
    config.room_limit = settings.media.room_limit;
    let (clock, entropy) = doors();
    Embedded::start(config, clock, entropy)
}

/// A secret of its own purpose, made from the installation's key.
fn derived(key: &[u8; 32], purpose: &[u8]) -> String {
    // A key of any length is accepted by HMAC.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(purpose);
    token::hex(&mac.finalize().into_bytes())
}

/// The server's recognisers in the order of preference; none when each browser recognises its own speaker.
pub fn recognisers(settings: &Settings, web: &Web) -> Vec<Recogniser> {
    settings.speech.in_order().iter().filter_map(|wish| recogniser(wish, web)).collect()
}

fn recogniser(wish: &RecogniserSettings, web: &Web) -> Option<Recogniser> {
    let or = |text: &str, usual: &str| some(text).unwrap_or_else(|| usual.to_owned());
    match wish.provider {
        SpeechProvider::Browser => None,
        SpeechProvider::Deepgram => {
            let config = deepgram::DeepgramConfig {
                url: or(&wish.url, "wss://api.deepgram.com"),
                key: wish.key.reveal().to_owned(),
                model: or(&wish.model, "nova-3"),
            };
            Some(Recogniser::Streaming(Arc::new(deepgram::Deepgram::new(config))))
        }
        SpeechProvider::Openai => {
            let config = speech::openai::OpenAiConfig {
                base_url: wish.url.clone(),
                key: some(wish.key.reveal()),
                model: or(&wish.model, "whisper-1"),
                timeout: SPEECH_TIMEOUT,
            };
            Some(Recogniser::Segments(Arc::new(speech::openai::OpenAi::new(web.clone(), config))))
        }
    }
}

fn mailer(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> Result<Arc<dyn Mailer>, MailError> {
    let from = settings.mail.from.clone();
    if settings.mail.smtp.is_empty() {
        return Ok(Arc::new(Folder::new(settings.data_dir.join("mail"), from, clock, entropy)));
    }
    Ok(Arc::new(Smtp::new(settings.mail.smtp.reveal(), from)?))
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
