//! Running other programs, always from the repository's root, and saying which one failed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What a task returns; the text says what went wrong and what to do.
pub type Outcome = Result<(), String>;

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Runs `line` (program and words separated by spaces) in `folder` below the root, with its output shown.
pub fn run_in(folder: &str, line: &str) -> Outcome {
    let words: Vec<&str> = line.split(' ').collect();
    run_words(folder, &words, &[])
}

/// Runs `line` in the root.
pub fn run(line: &str) -> Outcome {
    run_in("", line)
}

/// Runs a program with its words and environment in `folder` below the root.
#[expect(clippy::disallowed_methods, reason = "a task of the build tells how long it took")]
pub fn run_words(folder: &str, words: &[&str], environment: &[(&str, &str)]) -> Outcome {
    let Some((program, rest)) = words.split_first() else { return Err("an empty command".into()) };
    let shown = words.join(" ");
    println!("\n▸ {}{shown}", if folder.is_empty() { String::new() } else { format!("{folder}: ") });
    let began = Instant::now();
    let status = Command::new(program)
        .args(rest)
        .envs(environment.iter().copied())
        .current_dir(root().join(folder))
        .status()
        .map_err(|error| format!("could not start `{program}`: {error}"))?;
    println!("  {:.1} s", began.elapsed().as_secs_f64());
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed ({status})")) }
}

/// Whether a program is on PATH.
pub fn has(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// What a program prints on standard output.
pub fn output(words: &[&str]) -> Result<String, String> {
    let Some((program, rest)) = words.split_first() else { return Err("an empty command".into()) };
    let done = Command::new(program)
        .args(rest)
        .current_dir(root())
        .output()
        .map_err(|error| format!("could not start `{program}`: {error}"))?;
    if done.status.success() {
        String::from_utf8(done.stdout).map_err(|error| format!("`{program}` printed no text: {error}"))
    } else {
        Err(format!("`{}` failed: {}", words.join(" "), String::from_utf8_lossy(&done.stderr)))
    }
}

/// Runs the product's binary, which the set-up has built.
pub fn server(words: &[&str]) -> Outcome {
    let mut all = vec!["target/debug/sottovoce"];
    all.extend_from_slice(words);
    run_words("", &all, &[])
}
