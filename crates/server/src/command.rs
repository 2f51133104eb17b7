//! The command line: what each word does, on which runtime, and how failures are told.

use crate::app::{build, document, models, run};
use crate::config::{LogFormat, LogSettings, Settings};
use crate::{demo, doctor, eval, rehearse};
use clap::{Parser, Subcommand};
use sottovoce_after::pipeline::Pipeline;
use sottovoce_domain::engine::analyze;
use std::error::Error;
use std::io::{Read as _, Write as _};
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
    /// Fill a demo organisation for the next visitor and say how to enter it.
    Demo,
    /// Read a conversation as JSON on standard input and print what the engine notes on it.
    Analyze,
    /// Play a scripted conversation through the engine and print what came up when.
    Rehearse {
        /// The rehearsal.
        file: PathBuf,
    },
    /// Score the engine on labelled conversations; fail when a score is below its floor.
    Eval {
        /// Files, or folders of them.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// A file with the floors, by the names of the scores.
        #[arg(long)]
        floors: Option<PathBuf>,
    },
    /// List the language models that are set, in their order, and ask each whether it answers.
    Models,
    /// Bring the database to this version and stop.
    Migrate,
    /// Examine the database, the media port and every configured provider.
    Doctor,
    /// Print the API's description (OpenAPI).
    Openapi,
}

type Outcome = Result<(), Box<dyn Error>>;

/// Does what the line says.
pub fn run(line: &Line) -> ExitCode {
    match perform(line) {
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
    match line.word.clone().unwrap_or(Word::Serve) {
        Word::Openapi => print(&document::text()?),
        Word::Analyze => analyze(),
        Word::Rehearse { file } => print(&rehearse::report(&std::fs::read_to_string(file)?)?),
        Word::Eval { paths, floors } => print(&eval::report(&paths, floors.as_deref())?),
        Word::Models => with_settings(line, |settings| Box::pin(list_models(settings))),
        Word::Serve => with_settings(line, |settings| Box::pin(serve(settings))),
        Word::Demo => with_settings(line, |settings| Box::pin(fill_demo(settings))),
        Word::Migrate => with_settings(line, |settings| Box::pin(migrate(settings))),
        Word::Doctor => with_settings(line, |settings| Box::pin(examine(settings))),
    }
}

type Doing = std::pin::Pin<Box<dyn Future<Output = Outcome>>>;

fn with_settings(line: &Line, work: impl FnOnce(Settings) -> Doing) -> Outcome {
    let settings = Settings::gather(&line.config)?;
    log(&settings.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(work(settings))
}

async fn serve(settings: Settings) -> Outcome {
    let listener = TcpListener::bind(settings.listen).await.map_err(build::StartError::Listen)?;
    let app = build::assemble(settings).await?;
    tokio::spawn(run::until_asked(app.clone()));
    run::serve(app, listener).await?;
    Ok(())
}

async fn fill_demo(settings: Settings) -> Outcome {
    let (store, _) = build::open_store(&settings).await?;
    demo::prepare(&store).await.map_err(|error| error.detail().to_owned())?;
    let web = build::web(&settings)?;
    let model = models::chain(&settings.language, &web)?;
    let allowance = models::allowance(&settings.language);
    let done =
        Pipeline::new(store.clone(), model, web, &settings.public_url).spending(allowance).drain().await?;
    store.close().await;
    let url = &settings.public_url;
    print(&format!(
        "A demo organisation is filled ({done} steps done) and waits for its visitor.\n\
         Start the server with `sottovoce serve`, open {url} and choose \"Explore the demo\": it signs you in\n\
         without a password. \"Watch a live call\" there plays a rehearsed call.\n"
    ))
}

async fn migrate(settings: Settings) -> Outcome {
    let (store, _) = build::open_store(&settings).await?;
    store.close().await;
    print("the database is up to date\n")
}

async fn examine(settings: Settings) -> Outcome {
    let findings = doctor::examine(&settings).await;
    for finding in &findings {
        print(&format!("{finding}\n"))?;
    }
    let wrong = findings.iter().filter(|finding| finding.is_wrong()).count();
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} of {} are not well", findings.len()).into()) }
}

async fn list_models(settings: Settings) -> Outcome {
    let links = models::links(&settings.language, &build::web(&settings)?)?;
    if links.is_empty() {
        return print("no language model is set: rules do all the work\n");
    }
    let mut silent = 0;
    for (place, link) in (1..).zip(&links) {
        let price = format!("{} in, {} out per million tokens", link.price.input, link.price.output);
        let state = match doctor::ready(link.model.as_ref()).await {
            Ok(state) => state,
            Err(why) => {
                silent += 1;
                why.to_string()
            }
        };
        print(&format!("{place}. {}: {state} ({price})\n", link.model.name()))?;
    }
    if silent == 0 { Ok(()) } else { Err(format!("{silent} of {} do not answer", links.len()).into()) }
}

fn analyze() -> Outcome {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let read = serde_json::from_str(&text)?;
    print(&(serde_json::to_string(&analyze::analyze(read))? + "\n"))
}

fn print(text: &str) -> Outcome {
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
