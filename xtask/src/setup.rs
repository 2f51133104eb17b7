//! Installing what is missing, from Debian's packages and the languages' registries, and building.
//!
//! Every step first looks whether its work is done, so a second run costs seconds.

use crate::shell::{Outcome, has, root, run, run_in, run_words};
use std::path::Path;
use std::time::SystemTime;

/// What the tests need beside what runs the product: Debian package → a file that shows that it is there.
const TEST_PACKAGES: &[(&str, &str)] = &[
    ("chromium", "/usr/bin/chromium"),
    ("firefox-esr", "/usr/bin/firefox-esr"),
    ("postgresql", "/usr/lib/postgresql"),
    ("redis-server", "/usr/bin/redis-server"),
    ("espeak-ng", "/usr/bin/espeak-ng"),
    ("flite", "/usr/bin/flite"),
    ("ffmpeg", "/usr/bin/ffmpeg"),
];

/// Python tools of the tests, from PyPI, in a folder of their own.
const PYTHON_TOOLS: &[&str] =
    &["typos==1.52.0", "livekit==1.2.0", "livekit-api", "pocketsphinx==5.1.1", "numpy"];

/// Everything `run` needs: a C compiler, the browser's part, the binary.
pub fn for_running() -> Outcome {
    packages(&[("gcc", "/usr/bin/cc")])?;
    web()?;
    run("cargo build --locked --package sottovoce-server")
}

/// Everything the tests need.
pub fn for_testing() -> Outcome {
    packages(TEST_PACKAGES)?;
    for_running()?;
    python()?;
    // The licence check reads every crate of the lock file, also those that other systems alone need.
    run("cargo fetch --locked --quiet")?;
    // Unoptimised it is there in half the time, and its work takes seconds either way.
    if has("cargo-deny") { Ok(()) } else { run("cargo install --locked --quiet --debug cargo-deny@0.20.2") }
}

/// Where the Python tools are.
pub fn python_tools() -> String {
    root().join("target/python").to_string_lossy().into_owned()
}

fn packages(wanted: &[(&str, &str)]) -> Outcome {
    let missing: Vec<&str> =
        wanted.iter().filter(|(_, sign)| !Path::new(sign).exists()).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !has("apt-get") {
        return Err(format!("please install {} with your system's package manager", missing.join(", ")));
    }
    let sudo: &[&str] = if has("sudo") && !is_root() { &["sudo"] } else { &[] };
    let environment = [("DEBIAN_FRONTEND", "noninteractive")];
    run_words("", &[sudo, &["apt-get", "update", "-q"]].concat(), &environment)?;
    let install = [sudo, &["apt-get", "install", "-y", "-q", "--no-install-recommends"], &missing].concat();
    run_words("", &install, &environment)
}

fn is_root() -> bool {
    std::fs::metadata("/root").is_ok_and(|_| std::fs::read_dir("/root").is_ok())
}

/// Installs the browser part's packages when the lock file is newer than what is installed, and builds it when a
/// source is newer than what was built.
fn web() -> Outcome {
    if !has("npm") {
        return Err("Node.js 20 or newer with npm is needed to build the user interface".into());
    }
    let web = root().join("web");
    let installed = changed(&web.join("node_modules/.package-lock.json"));
    if installed < changed(&web.join("package-lock.json")) {
        run_in("web", "npm ci --no-audit --no-fund")?;
    }
    let sources = ["src", "index.html", "package-lock.json", "vite.config.ts", "widget", "public"];
    let newest = sources.iter().map(|name| newest(&web.join(name))).max().flatten();
    if changed(&web.join("dist/index.html")) < newest { run_in("web", "npm run build") } else { Ok(()) }
}

fn python() -> Outcome {
    let folder = python_tools();
    let stamp = Path::new(&folder).join("installed");
    let wanted = PYTHON_TOOLS.join(" ");
    if std::fs::read_to_string(&stamp).is_ok_and(|text| text == wanted) {
        return Ok(());
    }
    run_words("", &["python3", "-m", "venv", &folder], &[])?;
    let pip = format!("{folder}/bin/pip");
    run_words("", &[&[pip.as_str(), "install", "-q"], PYTHON_TOOLS].concat(), &[])?;
    std::fs::write(&stamp, wanted).map_err(|error| format!("could not write {}: {error}", stamp.display()))
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().ok().and_then(|data| data.modified().ok())
}

fn newest(path: &Path) -> Option<SystemTime> {
    if !path.is_dir() {
        return changed(path);
    }
    let entries = std::fs::read_dir(path).ok()?;
    entries.flatten().map(|entry| newest(&entry.path())).max().flatten()
}
