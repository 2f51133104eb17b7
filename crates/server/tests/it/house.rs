//! A server of one's own for a story. It must be closed, and is clean only when no job is left over.

use crate::browser::Browser;
use sottovoce_server::app::{build, run};
use sottovoce_server::config::Settings;
use sottovoce_server::state::App;
use std::net::SocketAddr;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Nothing a story waits for takes longer on a slow machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// A password for everybody.
pub(crate) const PASSWORD: &str = "a long enough password";

/// A running server.
pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) url: String,
    pub(crate) folder: TempDir,
    serving: Option<JoinHandle<()>>,
}

impl House {
    /// Starts a server with the usual settings.
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// Starts a server with changed settings.
    pub(crate) async fn open_with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::open_in(tempfile::tempdir().unwrap(), change).await
    }

    /// Starts a server on what an earlier one left.
    pub(crate) async fn open_in(folder: TempDir, change: impl FnOnce(&mut Settings)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut settings = Settings {
            listen: address,
            public_url: format!("http://{address}"),
            data_dir: folder.path().join("var"),
            private_webhooks: true,
            ..Settings::default()
        };
        settings.media.udp = SocketAddr::from(([127, 0, 0, 1], 0));
        settings.media.announce = vec![[127, 0, 0, 1].into()];
        settings.sign_in.attempts_per_address = 10_000;
        if std::env::var_os("SOTTOVOCE_TEST_POSTGRES").is_some() {
            settings.database_url = postgres_of(&folder).await;
        }
        change(&mut settings);
        let app = build::assemble(settings.checked().unwrap()).await.unwrap();
        let serving = tokio::spawn({
            let app = app.clone();
            async move { run::serve(app, listener).await.unwrap() }
        });
        Self { app, url: format!("http://{address}"), folder, serving: Some(serving) }
    }

    /// A browser that nobody has used yet.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.url)
    }

    /// A browser whose user has just registered an organisation of this name.
    pub(crate) async fn owner(&self, organisation: &str) -> Browser {
        let mut browser = self.browser();
        let email = format!("owner@{}.example.com", organisation.to_lowercase().replace(' ', "-"));
        let me = browser
            .post(
                "/api/register",
                serde_json::json!({
                    "organisation_name": organisation, "name": "Ada Owner", "email": email,
                    "password": PASSWORD, "language": "en",
                }),
            )
            .await;
        assert_eq!(me.status, 201, "{me:?}");
        browser
    }

    /// A browser of a new member, who was invited by `owner` and accepted.
    pub(crate) async fn member(&self, owner: &mut Browser, email: &str, role: &str) -> Browser {
        let invited =
            owner.post("/api/invitations", serde_json::json!({ "email": email, "role": role })).await;
        assert_eq!(invited.status, 201, "{invited:?}");
        let token = self.token_mailed_to(email, "/invite/").await;
        let mut browser = self.browser();
        let path = format!("/api/invitations/by-token/{token}/accept");
        let me = browser.post(&path, serde_json::json!({ "name": email, "password": PASSWORD })).await;
        assert_eq!(me.status, 201, "{me:?}");
        browser
    }

    /// All mails so far, oldest first, with soft line breaks undone.
    pub(crate) fn mails(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.folder.path().join("var/mail")) else { return Vec::new() };
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "eml"));
        paths.sort();
        paths
            .iter()
            .map(|path| std::fs::read_to_string(path).unwrap().replace("=\r\n", "").replace("=3D", "="))
            .collect()
    }

    /// The token of the newest mail to this address whose link contains `before` it; waits for the mail.
    pub(crate) async fn token_mailed_to(&self, email: &str, before: &str) -> String {
        eventually(|| {
            let mails = self.mails();
            let mail = mails
                .iter()
                .rev()
                .find(|mail| mail.contains(&format!("To: {email}")) && mail.contains(before))?;
            let rest = mail.split(before).nth(1)?;
            Some(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect())
        })
        .await
    }

    /// Waits until nothing waits in the queue of jobs.
    pub(crate) async fn jobs_done(&self) {
        let jobs = self.app.store.clone();
        let mut news = jobs.jobs().news();
        let done = async {
            loop {
                news.mark_unchanged();
                if jobs.jobs().unfinished().await.unwrap() == 0 {
                    return;
                }
                // A finished job is no news: look again after a moment too.
                let _ = tokio::time::timeout(Duration::from_millis(50), news.changed()).await;
            }
        };
        tokio::time::timeout(PATIENCE, done).await.expect("a job is left over");
    }

    /// Stops the server like a polite process manager; gives its folder back.
    pub(crate) async fn close(mut self) -> TempDir {
        self.jobs_done().await;
        self.stop().await;
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// Stops the server whatever is left undone; gives its folder back.
    pub(crate) async fn abandon(mut self) -> TempDir {
        self.stop().await;
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    async fn stop(&mut self) {
        self.app.stopping.cancel();
        let serving = self.serving.take().unwrap();
        tokio::time::timeout(PATIENCE, serving).await.expect("the server does not stop").unwrap();
    }
}

impl Drop for House {
    fn drop(&mut self) {
        assert!(self.serving.is_none() || std::thread::panicking(), "a story must close its house");
    }
}

/// The PostgreSQL database of a house's folder: the same again for a server on what an earlier one left.
async fn postgres_of(folder: &TempDir) -> String {
    let noted = folder.path().join("database");
    if let Ok(known) = std::fs::read_to_string(&noted) {
        return known;
    }
    let fresh = crate::database::database().await;
    std::fs::write(noted, &fresh).unwrap();
    fresh
}

/// Looks until something is there.
pub(crate) async fn eventually<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let mut every = tokio::time::interval(Duration::from_millis(20));
    let found = async {
        loop {
            every.tick().await;
            if let Some(found) = look() {
                return found;
            }
        }
    };
    tokio::time::timeout(PATIENCE, found).await.expect("it never came")
}
