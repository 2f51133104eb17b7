//! A real PostgreSQL for the tests: the server of `DATABASE_URL_TEST`, or one of our own in a temporary folder that
//! ends with the tests. Never skips: without PostgreSQL the tests fail and say how to install it.

use sea_orm::{ConnectionTrait, Database};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{Mutex, OnceCell};

/// Where the server answers, with `{}` for the database's name.
struct Server {
    url: String,
    /// Its standard input is held open for as long as the tests run; when it closes, the server is stopped.
    _keeper: Option<Child>,
}

static SERVER: OnceCell<Server> = OnceCell::const_new();
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());
static COUNT: AtomicU32 = AtomicU32::new(0);

/// The address of a fresh, empty database.
pub(crate) async fn database() -> String {
    let server = SERVER.get_or_init(start).await;
    let name = format!("sottovoce_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let _turn = ONE_AT_A_TIME.lock().await;
    let admin = Database::connect(server.url.replace("{}", "postgres")).await.unwrap();
    admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    admin.close().await.unwrap();
    server.url.replace("{}", &name)
}

async fn start() -> Server {
    if let Ok(url) = std::env::var("DATABASE_URL_TEST") {
        let (server, query) =
            url.split_once('?').map_or((url.as_str(), String::new()), |(a, b)| (a, format!("?{b}")));
        let scheme = server.find("://").map_or(0, |at| at + 3);
        let server = server[scheme..].find('/').map_or(server, |at| &server[..scheme + at]);
        return Server { url: format!("{server}/{{}}{query}"), _keeper: None };
    }
    let programs = programs();
    let folder = std::env::temp_dir().join(format!("sottovoce-postgres-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", KEEPER, "keeper"]).arg(&programs).arg(&folder);
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut keeper = shell.spawn().unwrap();
    keeper.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    let url = format!("postgres://postgres@localhost/{{}}?host={}", folder.display());
    for _ in 0..600 {
        if Command::new(programs.join("pg_isready"))
            .args(["-q", "-t", "1", "-h"])
            .arg(&folder)
            .status()
            .is_ok_and(|status| status.success())
        {
            return Server { url, _keeper: Some(keeper) };
        }
        assert!(keeper.try_wait().unwrap().is_none(), "PostgreSQL did not start: {}", log(&folder));
        // A look every tenth of a second, until the server is there.
        tokio::time::timeout(std::time::Duration::from_millis(100), std::future::pending::<()>())
            .await
            .unwrap_err();
    }
    panic!("PostgreSQL did not start within a minute: {}", log(&folder));
}

/// Makes a cluster in `$2` with the programs in `$1`, as user `postgres` when started by root (PostgreSQL refuses to
/// run as root), and stops and deletes it when its standard input closes. It forgets nothing but power cuts.
const KEEPER: &str = r#"
programs=$1; folder=$2
be() { if [ "$(id -u)" = 0 ]; then exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else exec "$@"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$folder"
cd "$folder" || exit 1
(be "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync) >"$folder/log" 2>&1 || exit 1
be "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=300 \
  -c fsync=off -c full_page_writes=off -c synchronous_commit=off >>"$folder/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -INT $server; wait $server
rm -rf "$folder"
"#;

fn programs() -> PathBuf {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    versions.retain(|folder| folder.join("postgres").exists());
    versions.pop().unwrap_or_else(|| {
        panic!(
            "the tests need PostgreSQL: install it (`apt-get install postgresql`), or name a server on which \
             databases may be created: DATABASE_URL_TEST=postgres://user:password@host/postgres"
        )
    })
}

fn log(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("log")).unwrap_or_default()
}
