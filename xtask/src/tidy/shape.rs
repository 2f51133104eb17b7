//! Sizes and openings: a file past its limit is split by meaning, and every file says first what it is for.

use super::tree::File;

const RUST_LINES: usize = 600;
const SCRIPT_LINES: usize = 400;

/// All files that are too long, lack an opening, or carry a name that says nothing.
pub fn wrong(files: &[File]) -> Vec<String> {
    files.iter().filter(|file| !file.generated()).flat_map(judge).collect()
}

fn judge(file: &File) -> Vec<String> {
    let mut wrong = Vec::new();
    let path = &file.path;
    let lines = file.text.lines().count();
    if path.ends_with(".rs") {
        if lines > RUST_LINES {
            wrong.push(format!("{path}: {lines} lines, {RUST_LINES} at most; split it by meaning"));
        }
        if !file.text.starts_with("//!") {
            wrong.push(format!("{path}: does not open with `//!` and its purpose"));
        }
    }
    if path.starts_with("web/src/") && (path.ends_with(".ts") || path.ends_with(".tsx")) {
        if lines > SCRIPT_LINES {
            wrong.push(format!("{path}: {lines} lines, {SCRIPT_LINES} at most; split it by meaning"));
        }
        let dictionary = path.contains("/i18n/");
        if !dictionary && !path.contains(".test.") && !file.text.trim_start().starts_with("/") {
            wrong.push(format!("{path}: does not open with a comment and its purpose"));
        }
    }
    let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    if ["util", "utils", "helpers", "misc", "common"].contains(&stem) {
        wrong.push(format!("{path}: a name that says nothing; name it by what it knows"));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: usize) {
        let file = File { path: path.into(), text: text.into() };
        assert_eq!(wrong(&[file]).len(), expected, "{path}");
    }

    #[test]
    fn sizes_openings_and_names() {
        check("crates/a/src/b.rs", "//! Purpose.\n", 0);
        check("crates/a/src/b.rs", "fn a() {}\n", 1);
        check("crates/a/src/b.rs", &format!("//! Purpose.\n{}", "\n".repeat(RUST_LINES)), 1);
        check("web/src/lib/dates.ts", "/** Dates. */\n", 0);
        check("web/src/lib/dates.ts", "export const a = 1\n", 1);
        check("web/src/lib/utils.ts", "// Anything.\n", 1);
        check("web/src/api/schema.d.ts", "export type A = 1\n", 0);
    }
}
