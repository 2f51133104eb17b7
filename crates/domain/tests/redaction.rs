//! Redaction on labelled conversations: how much leaks, and how much is taken out for nothing.
//!
//! `tests/data/redaction` says the format. A place leaks if four or more letters or digits of it are left, or all of
//! a shorter one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use sottovoce_domain::engine::{Engine, RedactionPolicy, Setup};
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::Script;
use sottovoce_domain::time::CallTime;
use sottovoce_domain::utterance::Heard;
use std::ops::Range;
use std::sync::Arc;

/// A line with the places that are somebody's, in characters.
struct Line {
    speaker: String,
    text: String,
    places: Vec<Range<usize>>,
}

fn line(source: &str) -> Line {
    let (speaker, mut rest) = source.split_once(": ").unwrap();
    let (mut text, mut places) = (String::new(), Vec::new());
    while let Some((before, marked)) = rest.split_once('{') {
        let (place, after) = marked.split_once('}').unwrap();
        let (_, words) = place.split_once(": ").unwrap();
        text.push_str(before);
        let start = text.chars().count();
        text.push_str(words);
        places.push(start..text.chars().count());
        rest = after;
    }
    text.push_str(rest);
    Line { speaker: format!("par_{}", speaker.to_lowercase()), text, places }
}

#[derive(Default)]
struct Score {
    places: usize,
    leaked: Vec<String>,
    words: usize,
    in_vain: Vec<String>,
}

impl Score {
    fn count(&mut self, line: &Line, redacted: &[Range<usize>]) {
        let chars: Vec<char> = line.text.chars().collect();
        let taken = |at: usize| redacted.iter().any(|place| place.contains(&at));
        for place in &line.places {
            let signs: Vec<usize> = place.clone().filter(|at| chars[*at].is_alphanumeric()).collect();
            let left = signs.iter().filter(|at| !taken(**at)).count();
            self.places += 1;
            if left >= 4.min(signs.len()) {
                self.leaked.push(chars[place.clone()].iter().collect());
            }
        }
        let mut start = 0;
        for word in line.text.split(' ') {
            let end = start + word.chars().count();
            let outside = !line.places.iter().any(|place| place.start < end && start < place.end);
            self.words += usize::from(outside && !word.is_empty());
            if outside && (start..end).any(taken) {
                self.in_vain.push(format!("{word} ({})", line.text));
            }
            start = end + 1;
        }
    }
}

fn score(source: &str, language: Language) -> Score {
    let mut score = Score::default();
    for conversation in source.split("\n\n") {
        let setup =
            Setup { language, script: Arc::new(Script::default()), policy: RedactionPolicy::default() };
        let mut engine = Engine::new(setup);
        let lines = conversation.lines().filter(|line| !line.starts_with('#'));
        for (at, line) in (0..).zip(lines.map(line)) {
            let heard = Heard {
                speaker: line.speaker.parse().unwrap(),
                start: CallTime::from_millis(at * 4_000),
                end: CallTime::from_millis(at * 4_000 + 3_000),
                text: line.text.clone(),
                language,
                source: "test".into(),
                key: None,
            };
            let spans = engine.redact(&heard).original_spans;
            let places: Vec<Range<usize>> = spans.into_iter().map(|(start, end, _)| start..end).collect();
            score.count(&line, &places);
        }
    }
    score
}

/// At most 3 in 100 places leak, and 3 in 1,000 other words are taken out.
fn check(source: &str, language: Language, places: usize) {
    let score = score(source, language);
    let told = format!("leaked {:#?}, redacted for nothing {:#?}", score.leaked, score.in_vain);
    assert!(score.places >= places, "the set holds only {} places", score.places);
    assert!(score.leaked.len() * 100 <= score.places * 3, "{told}");
    assert!(score.in_vain.len() * 1_000 <= score.words * 3, "{told}");
}

#[test]
fn italian_conversations() {
    check(include_str!("data/redaction/it.txt"), Language::It, 45);
}

#[test]
fn english_conversations() {
    check(include_str!("data/redaction/en.txt"), Language::En, 40);
}
