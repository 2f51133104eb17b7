//! What `bench` runs: each measure prints its own table; a name runs that one alone.

use crate::shell::{self, Outcome, run_words};

/// Name → the command that measures it.
const MEASURES: &[(&str, &[&str])] = &[
    ("engine", &["cargo", "bench", "--package", "sottovoce-domain"]),
    ("store", &["cargo", "run", "--release", "--package", "sottovoce-store", "--example", "facts"]),
    ("media", &["cargo", "run", "--release", "--package", "sottovoce-media", "--example", "load"]),
    ("sessions", &["cargo", "run", "--release", "--package", "sottovoce-live", "--example", "sessions"]),
    (
        "sockets",
        &[
            "cargo",
            "run",
            "--release",
            "--package",
            "sottovoce-server",
            "--example",
            "listeners",
            "--",
            "target/release/sottovoce",
        ],
    ),
];

/// Runs the named measures, or all of them.
pub fn run(names: &[String]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| !MEASURES.iter().any(|(known, _)| known == name)) {
        let known: Vec<&str> = MEASURES.iter().map(|(name, _)| *name).collect();
        return Err(format!("no measure is called {unknown}; there are {}", known.join(", ")));
    }
    shell::run("cargo build --locked --release --package sottovoce-server")?;
    for (name, command) in MEASURES {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            run_words("", command, &[])?;
        }
    }
    Ok(())
}
