//! Scripted conversations as plain text: tests, the demo and the manual read the same files.
//!
//! ```text
//! # A remark.
//! title: A first call
//! language: en
//! playbook: First contact
//! people: Anna Reed (seller), Tom Hale (customer)
//!
//! [00:02] Anna Reed: Good morning, can you hear me?
//! > question
//! [00:05] Tom: Loud and clear.
//! ```
//! Below a line may stand what is expected of the engine: `> tick p1` (here or within the next two lines),
//! `> objection price` or `> objection price c1`, `> question`, `> redacts phone`.
//! A name may be shortened to its first word. A line without a time goes on with the one above it. This file never
//! plays anything.

use crate::conversation::Side;
use crate::language::Language;
use crate::playbook::ObjectionType;
use crate::time::CallTime;
use crate::utterance::PersonalData;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

/// A scripted conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// What it is called.
    pub title: String,
    /// The language it is held in.
    pub language: Language,
    /// The name of the playbook it runs on, if any.
    pub playbook: Option<String>,
    /// Who takes part.
    pub people: Vec<Person>,
    /// What they say, in order of its beginning.
    pub lines: Vec<Line>,
}

/// Somebody in a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Which side they are on.
    pub side: Side,
}

/// One thing somebody says in a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who: an index into the people.
    pub person: usize,
    /// When they begin.
    pub start: CallTime,
    /// When they end: as long as the words take, and not past the next line.
    pub end: CallTime,
    /// The words.
    pub text: String,
    /// What the engine should make of it.
    pub expects: Vec<Expectation>,
}

/// What the engine should make of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// This point is ticked, here or within the next two lines.
    Tick(String),
    /// An objection of this kind is raised, answered by this card if one is named.
    Objection(ObjectionType, Option<String>),
    /// It asks.
    Question,
    /// Personal data of this kind is taken out.
    Redacts(PersonalData),
}

/// Why a text is no rehearsal, and on which of its lines (from 1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct InvalidRehearsal {
    /// The line.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a line of a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The heading has something else.
    #[error("expected `title:`, `language:`, `playbook:` or `people:`")]
    Heading,
    /// The language is not spoken here.
    #[error("the language must be `it` or `en`")]
    Language,
    /// A person is not written as `Name (side)`.
    #[error("expected people as `Name (seller)`, with seller, customer, agent or other")]
    People,
    /// A line is not written as `[mm:ss] Name: words`.
    #[error("expected `[mm:ss] Name: words`")]
    Line,
    /// The speaker is not among the people.
    #[error("nobody is called `{0}` here")]
    Stranger(String),
    /// The line begins before the one above it.
    #[error("begins before the line above it")]
    Order,
    /// A line above all times has nothing to go on with.
    #[error("there is no line to go on with")]
    Continuation,
    /// An expectation is not one of those known, or nothing was said above it.
    #[error("expected `> tick p1`, `> objection price c1`, `> question` or `> redacts phone` below a line")]
    Expectation,
    /// Nothing is said at all.
    #[error("nobody says anything")]
    Silent,
}

/// Conversational speech: about 2.6 words a second.
const MILLIS_PER_WORD: u64 = 385;
/// Even a single word takes a moment.
const SHORTEST_MILLIS: u64 = 700;

impl Rehearsal {
    /// Reads a rehearsal.
    ///
    /// # Errors
    /// Says on which line and why.
    pub fn parse(text: &str) -> Result<Self, InvalidRehearsal> {
        let mut read = Self {
            title: String::new(),
            language: Language::default(),
            playbook: None,
            people: Vec::new(),
            lines: Vec::new(),
        };
        let mut last = 0;
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            last = number + 1;
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let outcome = if line.starts_with('[') {
                read.spoken(line)
            } else if let Some(expected) = line.strip_prefix('>') {
                read.expected(expected)
            } else if read.lines.is_empty() {
                read.heading(line)
            } else {
                read.goes_on(line)
            };
            outcome.map_err(|problem| InvalidRehearsal { line: number + 1, problem })?;
        }
        if read.lines.is_empty() {
            return Err(InvalidRehearsal { line: last.max(1), problem: Problem::Silent });
        }
        read.time_the_ends();
        Ok(read)
    }

    fn heading(&mut self, line: &str) -> Result<(), Problem> {
        let (key, value) = line.split_once(':').ok_or(Problem::Heading)?;
        let value = value.trim();
        match key.trim() {
            "title" => value.clone_into(&mut self.title),
            "language" => self.language = value.parse().map_err(|_| Problem::Language)?,
            "playbook" => self.playbook = Some(value.to_owned()),
            "people" => self.people = value.split(',').map(person).collect::<Result<_, _>>()?,
            _ if self.people.is_empty() => return Err(Problem::Heading),
            _ => return Err(Problem::Continuation),
        }
        Ok(())
    }

    fn spoken(&mut self, line: &str) -> Result<(), Problem> {
        let (time, rest) = line.trim_start_matches('[').split_once(']').ok_or(Problem::Line)?;
        let start = CallTime::from_millis(millis(time).ok_or(Problem::Line)?);
        let (name, words) = rest.split_once(':').ok_or(Problem::Line)?;
        let (name, words) = (name.trim(), words.trim());
        if words.is_empty() {
            return Err(Problem::Line);
        }
        let person = self
            .people
            .iter()
            .position(|person| person.name == name || person.name.split(' ').next() == Some(name))
            .ok_or_else(|| Problem::Stranger(name.to_owned()))?;
        if self.lines.last().is_some_and(|before| before.start > start) {
            return Err(Problem::Order);
        }
        self.lines.push(Line { person, start, end: start, text: words.to_owned(), expects: Vec::new() });
        Ok(())
    }

    fn expected(&mut self, text: &str) -> Result<(), Problem> {
        let mut words = text.split_whitespace();
        let expected = match (words.next(), words.next()) {
            (Some("tick"), Some(point)) => Expectation::Tick(point.to_owned()),
            (Some("objection"), Some(kind)) => {
                Expectation::Objection(word(kind)?, words.next().map(str::to_owned))
            }
            (Some("question"), None) => Expectation::Question,
            (Some("redacts"), Some(kind)) => Expectation::Redacts(word(kind)?),
            _ => return Err(Problem::Expectation),
        };
        let line = self.lines.last_mut().filter(|_| words.next().is_none()).ok_or(Problem::Expectation)?;
        line.expects.push(expected);
        Ok(())
    }

    fn goes_on(&mut self, line: &str) -> Result<(), Problem> {
        let before = self.lines.last_mut().ok_or(Problem::Continuation)?;
        before.text.push(' ');
        before.text.push_str(line);
        Ok(())
    }

    fn time_the_ends(&mut self) {
        let starts: Vec<u64> = self.lines.iter().map(|line| line.start.millis()).collect();
        for (line, next) in self.lines.iter_mut().zip(starts.iter().skip(1).copied().chain([u64::MAX])) {
            let words = u64::try_from(line.text.split_whitespace().count()).unwrap_or(u64::MAX);
            let length = words.saturating_mul(MILLIS_PER_WORD).max(SHORTEST_MILLIS);
            let end = line.start.millis().saturating_add(length).min(next).max(line.start.millis() + 1);
            line.end = CallTime::from_millis(end);
        }
    }
}

fn person(text: &str) -> Result<Person, Problem> {
    let (name, side) =
        text.trim().strip_suffix(')').and_then(|rest| rest.split_once('(')).ok_or(Problem::People)?;
    let side = match side.trim() {
        "seller" => Side::Seller,
        "customer" => Side::Customer,
        "agent" => Side::Agent,
        "other" => Side::Other,
        _ => return Err(Problem::People),
    };
    let name = name.trim();
    if name.is_empty() { Err(Problem::People) } else { Ok(Person { name: name.to_owned(), side }) }
}

/// A word of one of our own lists, as it is stored.
fn word<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Problem> {
    let word: StrDeserializer<'a, ValueError> = text.into_deserializer();
    T::deserialize(word).map_err(|_| Problem::Expectation)
}

/// `mm:ss` or `hh:mm:ss` in milliseconds.
fn millis(time: &str) -> Option<u64> {
    let parts: Vec<u64> = time.split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [hours, minutes, seconds] = match parts[..] {
        [minutes, seconds] => [0, minutes, seconds],
        [hours, minutes, seconds] => [hours, minutes, seconds],
        _ => return None,
    };
    if minutes > 59 && parts.len() == 3 || seconds > 59 {
        return None;
    }
    hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?.checked_mul(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "title: A call\nlanguage: en\npeople: Anna Reed (seller), Tom Hale (customer)\n\n";

    #[test]
    fn a_rehearsal_is_read() {
        let read = Rehearsal::parse(&format!(
            "# remark\n{HEAD}[00:02] Anna Reed: Good morning.\n[00:03] Tom: Hello there,\n  how are you?\n"
        ))
        .unwrap();
        assert_eq!(read.people[1], Person { name: "Tom Hale".into(), side: Side::Customer });
        assert_eq!(read.lines[0].start.millis(), 2_000);
        assert_eq!(read.lines[0].end.millis(), 2_770);
        assert_eq!((read.lines[1].person, read.lines[1].text.as_str()), (1, "Hello there, how are you?"));
    }

    #[test]
    fn expectations_stand_below_their_line() {
        let text = format!(
            "{HEAD}[00:02] Anna: Is it you?\n> question\n[00:05] Tom: Too dear.\n> objection price c1\n> tick p2"
        );
        let read = Rehearsal::parse(&text).unwrap();
        assert_eq!(read.lines[0].expects, [Expectation::Question]);
        let price = Expectation::Objection(ObjectionType::Price, Some("c1".into()));
        assert_eq!(read.lines[1].expects, [price, Expectation::Tick("p2".into())]);
    }

    #[test]
    fn a_line_ends_where_the_next_begins() {
        let read = Rehearsal::parse(&format!(
            "{HEAD}[00:01] Anna: one two three four five six seven eight\n[00:02] Tom: yes"
        ))
        .unwrap();
        assert_eq!(read.lines[0].end.millis(), 2_000);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let check = |text: &str, line: usize, problem: Problem| {
            assert_eq!(Rehearsal::parse(text).unwrap_err(), InvalidRehearsal { line, problem }, "{text}");
        };
        check("", 1, Problem::Silent);
        check("colour: red", 1, Problem::Heading);
        check("language: fr", 1, Problem::Language);
        check("people: Anna", 1, Problem::People);
        check(&format!("{HEAD}[00:61] Anna: late"), 5, Problem::Line);
        check(&format!("{HEAD}[00:01] Zoe: who?"), 5, Problem::Stranger("Zoe".into()));
        check(&format!("{HEAD}> question"), 5, Problem::Expectation);
        check(&format!("{HEAD}[00:01] Anna: a\n> objection colour"), 6, Problem::Expectation);
        check(&format!("{HEAD}[00:09] Anna: a\n[00:01] Tom: b"), 6, Problem::Order);
    }
}
