//! Transcripts recorded elsewhere: read by their content, whatever the file is called, and taken into the store as
//! conversations like any other. Reading is pure; [`import`] writes.
//!
//! A file that cannot be read says where; nothing of it is kept.

mod cues;
mod json;
mod lines;
mod settle;
mod text;
mod time;

pub use settle::{ImportFailure, Upload, import};

/// The largest file that is read: a day of talk is about one megabyte.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The most utterances: an hour has about a thousand.
pub const MOST_UTTERANCES: usize = 20_000;
/// The most people in one conversation.
pub const MOST_SPEAKERS: usize = 50;
/// The longest thing one person says at once, in bytes: a quarter of an hour without a pause.
const LONGEST_UTTERANCE: usize = 20_000;
/// The longest name.
const LONGEST_NAME: usize = 120;
/// Later than this on a call clock is no time of a call: a week.
const LATEST: u64 = 7 * 24 * 3_600_000;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `[00:01:05] Alice: Hello!` and its relatives.
    Timed,
    /// `Alice: Hello!`
    Plain,
    /// WebVTT.
    Vtt,
    /// SubRip.
    Srt,
    /// Our own export.
    Sottovoce,
    /// Deepgram's answer.
    Deepgram,
    /// AssemblyAI's answer.
    AssemblyAi,
    /// Whisper's answer.
    Whisper,
    /// A list of `{speaker, start, end, text}`.
    List,
}

/// Who said what when, as it stands in a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// Their name.
    pub speaker: String,
    /// Begin, in milliseconds from the beginning.
    pub start: u64,
    /// End, in milliseconds from the beginning.
    pub end: u64,
    /// The words, not redacted.
    pub text: String,
}

/// A file that was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What it turned out to be.
    pub format: Format,
    /// What was said, by its end.
    pub lines: Vec<Line>,
    /// Who sells, where the file itself says so.
    pub sellers: Vec<String>,
}

impl Parsed {
    /// Everybody who speaks, in the order of their first words.
    pub fn speakers(&self) -> Vec<&str> {
        let mut all: Vec<&Line> = self.lines.iter().collect();
        all.sort_by_key(|line| line.start);
        let mut names: Vec<&str> = Vec::new();
        for line in all {
            if !names.contains(&line.speaker.as_str()) {
                names.push(&line.speaker);
            }
        }
        names
    }
}

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing is said in it.
    #[error("nothing is said in the file")]
    Empty,
    /// It is larger than [`MOST_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// It has more than [`MOST_UTTERANCES`].
    #[error("too much is said in the file")]
    TooManyUtterances,
    /// It has more than [`MOST_SPEAKERS`].
    #[error("too many people speak in the file")]
    TooManySpeakers,
    /// It is not text in UTF-8 or UTF-16.
    #[error("the file is not text")]
    NotText,
    /// It is none of the known formats.
    #[error("the format is not known")]
    UnknownFormat,
    /// It is not JSON.
    #[error("the JSON cannot be read")]
    Json,
    /// A time cannot be read, or ends before it begins.
    #[error("the time cannot be read")]
    Time,
    /// Nobody is named as the one who says this.
    #[error("nobody is named as the speaker")]
    Speaker,
    /// A name or something said is too long.
    #[error("the line is too long")]
    TooLong,
    /// A field is missing or of the wrong kind.
    #[error("a field is missing or of the wrong kind")]
    Field,
}

impl Problem {
    /// A stable word for the interface to translate.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "import_empty",
            Self::TooLarge => "import_too_large",
            Self::TooManyUtterances => "import_too_many_utterances",
            Self::TooManySpeakers => "import_too_many_speakers",
            Self::NotText => "import_not_text",
            Self::UnknownFormat => "import_unknown_format",
            Self::Json => "import_json",
            Self::Time => "import_time",
            Self::Speaker => "import_speaker",
            Self::TooLong => "import_too_long",
            Self::Field => "import_field",
        }
    }
}

/// Why a file cannot be read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportError {
    /// Why.
    pub problem: Problem,
    /// The line, from 1.
    pub line: Option<usize>,
    /// In JSON the item of the list, from 1, where no line is known.
    pub item: Option<usize>,
}

impl ImportError {
    const fn file(problem: Problem) -> Self {
        Self { problem, line: None, item: None }
    }

    const fn line(problem: Problem, line: usize) -> Self {
        Self { problem, line: Some(line), item: None }
    }

    const fn item(problem: Problem, item: usize) -> Self {
        Self { problem, line: None, item: Some(item) }
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.item) {
            (Some(line), _) => write!(f, "line {line}: {}", self.problem),
            (None, Some(item)) => write!(f, "item {item}: {}", self.problem),
            (None, None) => write!(f, "{}", self.problem),
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads a file by its content.
///
/// # Errors
/// Says why not, and on which line.
pub fn parse(bytes: &[u8]) -> Result<Parsed, ImportError> {
    if bytes.len() > MOST_BYTES {
        return Err(ImportError::file(Problem::TooLarge));
    }
    let text = text::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(ImportError::file(Problem::Empty));
    }
    let parsed = match detect(&text) {
        Some(Shape::Json) => json::parse(&text)?,
        Some(Shape::Vtt) => cues::vtt(&text)?,
        Some(Shape::Srt) => cues::srt(&text)?,
        Some(Shape::Timed) => lines::timed(&text)?,
        Some(Shape::Plain) => lines::plain(&text)?,
        None => return Err(ImportError::line(Problem::UnknownFormat, first_line(&text))),
    };
    finish(parsed)
}

enum Shape {
    Json,
    Vtt,
    Srt,
    Timed,
    Plain,
}

fn first_line(text: &str) -> usize {
    text.lines().position(|line| !line.trim().is_empty()).map_or(1, |at| at + 1)
}

fn detect(text: &str) -> Option<Shape> {
    let begin = text.trim_start();
    if begin.starts_with("WEBVTT") {
        return Some(Shape::Vtt);
    }
    let second = begin.chars().skip(1).find(|c| !c.is_whitespace());
    if begin.starts_with('{') || (begin.starts_with('[') && matches!(second, Some('{' | ']'))) {
        return Some(Shape::Json);
    }
    // A title and some remarks may stand above.
    let head: Vec<&str> = begin.lines().map(str::trim).filter(|line| !line.is_empty()).take(20).collect();
    if head.iter().take(5).any(|line| cues::is_timing(line)) {
        return Some(Shape::Srt);
    }
    if head.iter().any(|line| lines::is_timed(line)) {
        return Some(Shape::Timed);
    }
    head.first().is_some_and(|line| lines::is_plain(line)).then_some(Shape::Plain)
}

/// Orders, trims and checks what was read.
fn finish(mut parsed: Parsed) -> Result<Parsed, ImportError> {
    parsed.lines.retain_mut(|line| {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        line.speaker = line.speaker.split_whitespace().collect::<Vec<_>>().join(" ");
        !line.text.is_empty()
    });
    if parsed.lines.is_empty() {
        return Err(ImportError::file(Problem::Empty));
    }
    if parsed.lines.len() > MOST_UTTERANCES {
        return Err(ImportError::file(Problem::TooManyUtterances));
    }
    for (at, line) in parsed.lines.iter().enumerate() {
        if line.text.len() > LONGEST_UTTERANCE || line.speaker.len() > LONGEST_NAME {
            return Err(ImportError::item(Problem::TooLong, at + 1));
        }
        if line.end > LATEST {
            return Err(ImportError::item(Problem::Time, at + 1));
        }
    }
    parsed.lines.sort_by_key(|line| line.end);
    if parsed.speakers().len() > MOST_SPEAKERS {
        return Err(ImportError::file(Problem::TooManySpeakers));
    }
    Ok(parsed)
}
