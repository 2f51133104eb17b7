//! The tree's own rules, checked by reading it: who may import whom, how long a file may be, how it opens.

mod imports;
mod shape;
mod tree;

use crate::shell::Outcome;

/// Runs every rule and lists all that is wrong.
pub fn run() -> Outcome {
    let files = tree::tracked()?;
    let mut wrong = imports::wrong(&files)?;
    wrong.extend(shape::wrong(&files));
    if wrong.is_empty() {
        println!("▸ tidy: {} files in order", files.len());
        Ok(())
    } else {
        Err(format!("{} things are out of place:\n  {}", wrong.len(), wrong.join("\n  ")))
    }
}
