//! Reads a transcript as JSON on standard input and prints what the engine makes of it as JSON.

use sottovoce_domain::engine::analyze::{Document, analyze};
use std::io::{Read, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let document: Document = serde_json::from_str(&text)?;
    serde_json::to_writer(std::io::stdout().lock(), &analyze(document))?;
    std::io::stdout().lock().flush()?;
    Ok(())
}
