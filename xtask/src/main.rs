//! The menu of tasks that people and CI run: `cargo xtask` prints it.
//!
//! Each task is a short list of commands or a check of the tree; nothing of the product lives here.

mod bench;
mod check;
mod setup;
mod shell;
mod tidy;

use std::process::ExitCode;

const MENU: &str = "\
cargo xtask <task>

  run        install what is missing, build, and serve on http://localhost:8080
  demo       the same, with the demo organisation filled
  check      format, lints, tidy, spelling, licences (minutes)
  test       everything: check, then unit, integration and browser tests
  tidy       import directions, file sizes and openings
  openapi    write openapi.json and the browser's client types anew
  bench      measure, side by side where a peer can be had
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let task = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let outcome = match task.as_str() {
        "run" => setup::for_running().and_then(|()| shell::server(&["serve"])),
        "demo" => setup::for_running()
            .and_then(|()| shell::server(&["demo"]))
            .and_then(|()| shell::server(&["serve"])),
        "check" => setup::for_testing().and_then(|()| check::all()),
        "test" => setup::for_testing().and_then(|()| check::all()).and_then(|()| check::tests()),
        "tidy" => tidy::run(),
        "openapi" => check::write_openapi(),
        "bench" => setup::for_testing().and_then(|()| bench::run(&rest)),
        _ => {
            print!("{MENU}");
            return if task.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{task}: {why}");
            ExitCode::FAILURE
        }
    }
}
