//! The command line: what each word does, on which runtime, and how failures are told.

use crate::app::{build, document, run};
use crate::config::{LogFormat, LogSettings, Settings};
use clap::{Parser, Subcommand};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// Sottovoce: the copilot that only the seller sees.
#[derive(Debug, Parser)]
#[command(name = "sottovoce", version)]
pub struct Line {
    /// The file with the settings; `sottovoce.example.toml` explains each.
    #[arg(long, env = "SOTTOVOCE_CONFIG", default_value = "sottovoce.toml", global = true)]
    config: PathBuf,
    #[command(subcommand)]
    word: Option<Word>,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
enum Word {
    /// Serve (the usual).
    Serve,
    /// Bring the database to this version and stop.
    Migrate,
    /// Print the API's description (OpenAPI).
    Openapi,
}

type Outcome = Result<(), Box<dyn Error>>;

/// Does what the line says.
pub fn run(line: Line) -> ExitCode {
    match perform(&line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(error.as_ref());
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a failed command tells the person at the terminal why")]
fn complain(error: &dyn Error) {
    eprintln!("sottovoce: {error}");
    let mut source = error.source();
    while let Some(inner) = source {
        eprintln!("  because {inner}");
        source = inner.source();
    }
}

fn perform(line: &Line) -> Outcome {
    let word = line.word.clone().unwrap_or(Word::Serve);
    if let Word::Openapi = word {
        return print(&document::text()?);
    }
    let settings = Settings::gather(&line.config)?;
    log(&settings.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match word {
            Word::Serve => serve(settings).await,
            Word::Migrate => migrate(&settings).await,
            Word::Openapi => Ok(()),
        }
    })
}

async fn serve(settings: Settings) -> Outcome {
    let listener = TcpListener::bind(settings.listen).await.map_err(build::StartError::Listen)?;
    let app = build::assemble(settings).await?;
    tokio::spawn(run::until_asked(app.clone()));
    run::serve(app, listener).await?;
    Ok(())
}

async fn migrate(settings: &Settings) -> Outcome {
    let (store, _) = build::open_store(settings).await?;
    store.close().await;
    print("the database is up to date\n")
}

fn print(text: &str) -> Outcome {
    use std::io::Write as _;
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}

fn log(settings: &LogSettings) -> Outcome {
    let filter =
        EnvFilter::try_new(&settings.filter).map_err(|error| format!("the setting `log.filter`: {error}"))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match settings.format {
        LogFormat::Json => lines.json().init(),
        LogFormat::Pretty => lines.with_target(false).init(),
    }
    Ok(())
}
