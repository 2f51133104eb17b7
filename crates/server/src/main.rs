//! The binary `sottovoce`. Everything is in the library beside it, so that tests start the same server.

use clap::Parser as _;
use sottovoce_server::command;
use std::process::ExitCode;

fn main() -> ExitCode {
    command::run(&command::Line::parse())
}
