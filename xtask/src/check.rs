//! The checks and the tests, in the order in which a mistake shows soonest.

use crate::setup::python_tools;
use crate::shell::{Outcome, output, root, run, run_in, run_words};
use crate::tidy;

/// Format, lints, tidy, spelling, licences, and the browser part's own checks.
pub fn all() -> Outcome {
    run("cargo fmt --all --check")?;
    tidy::run()?;
    run_words("", &[&format!("{}/bin/typos", python_tools())], &[])?;
    run("cargo deny --offline check licenses bans sources")?;
    run_words(
        "",
        &["cargo", "clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"],
        &[],
    )?;
    run_in("web", "npm run check")
}

/// Unit, integration and browser tests.
pub fn tests() -> Outcome {
    run("cargo test --locked --workspace --quiet")?;
    let tools = python_tools();
    run_words("web", &["npm", "run", "e2e"], &[("E2E_PYTHON", &format!("{tools}/bin/python"))])
}

/// Writes `openapi.json` from the handlers and the browser's types from it.
pub fn write_openapi() -> Outcome {
    let document =
        output(&["cargo", "run", "--quiet", "--locked", "--package", "sottovoce-server", "--", "openapi"])?;
    std::fs::write(root().join("openapi.json"), document)
        .map_err(|error| format!("could not write openapi.json: {error}"))?;
    run_in("web", "npm run api")
}
