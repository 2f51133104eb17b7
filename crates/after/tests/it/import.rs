//! What can be read, and what cannot and why, as tables.

use sottovoce_after::import::{Format, ImportError, MOST_BYTES, Parsed, Problem, parse};

fn read(text: &str) -> Parsed {
    parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Each line as `speaker|start|end|text`.
fn check(text: &str, format: Format, expected: &[&str]) {
    let parsed = read(text);
    let lines: Vec<String> =
        parsed.lines.iter().map(|l| format!("{}|{}|{}|{}", l.speaker, l.start, l.end, l.text)).collect();
    assert_eq!(lines, expected, "{text}");
    assert_eq!(parsed.format, format, "{text}");
}

fn fails(text: &str, problem: Problem, line: Option<usize>, item: Option<usize>) {
    assert_eq!(parse(text.as_bytes()).err(), Some(ImportError { problem, line, item }), "{text}");
}

#[test]
fn lines_with_times() {
    check(
        "[00:00:01] Katrin: Good morning!\n[00:00:05] Henrik: Hello,\nand thanks.\n",
        Format::Timed,
        &["Katrin|1000|1800|Good morning!", "Henrik|5000|6200|Hello, and thanks."],
    );
    check(
        "\u{feff}[1:05] Ada: Sì.\r\n[1:05.500] Bob: No.",
        Format::Timed,
        &["Ada|65000|65500|Sì.", "Bob|65500|66000|No."],
    );
    check(
        "00:01 Ada: One: two\n00:09 Bob: Three",
        Format::Timed,
        &["Ada|1000|1800|One: two", "Bob|9000|9500|Three"],
    );
    check(
        "Ada [0:02]: Ciao\nBob (0:04): Ciao a te",
        Format::Timed,
        &["Ada|2000|2500|Ciao", "Bob|4000|5200|Ciao a te"],
    );
    check(
        "Weekly call\n\nAda Lovelace  0:03\nGood morning.\n\nBob  0:07\nHi.\nHow are you?\n",
        Format::Timed,
        &["Ada Lovelace|3000|3800|Good morning.", "Bob|7000|8600|Hi. How are you?"],
    );
    // Times of day count from the first one.
    check(
        "[Ada] 10:00:02\nHi.\n[Bob] 10:00:05\nHi you.",
        Format::Timed,
        &["Ada|0|500|Hi.", "Bob|3000|3800|Hi you."],
    );
    check("[0:01] Ada: One\n[0:03] and two", Format::Timed, &["Ada|1000|1500|One", "Ada|3000|3800|and two"]);
}

#[test]
fn lines_with_times_that_cannot_be_read() {
    fails("[00:00:01] Ada: Hi\n\n[00:99:01] Bob: Hi", Problem::Time, Some(3), None);
    fails("[00:00:01] hello there", Problem::Speaker, Some(1), None);
    fails("[00:00:01] Ada:\n[00:00:02] Bob:", Problem::Empty, None, None);
}

#[test]
fn plain_lines() {
    check(
        "Ada: Good morning to you.\nBob: Hi\nall.\n",
        Format::Plain,
        &["Ada|0|1600|Good morning to you.", "Bob|1900|2700|Hi all."],
    );
    fails("This is a letter. It goes on.\nAnd on.", Problem::UnknownFormat, Some(1), None);
    fails("\n\nhttp://example.com/x", Problem::UnknownFormat, Some(3), None);
}

#[test]
fn web_vtt() {
    let text = "WEBVTT - call\n\nNOTE made by\nsomebody\n\nc1\n00:00:01.000 --> 00:00:02.000 align:start\n\
        <v Ada Lovelace>Good &amp; <i>early</i></v>\n\n00:00:02.100 --> 00:00:03.000\n<v Ada Lovelace>morning.</v>\n\n\
        00:03.000 --> 00:05.000\n<v.loud Bob>Hi.</v> <v Ada Lovelace>Hi Bob.</v>\n";
    check(
        text,
        Format::Vtt,
        &[
            "Ada Lovelace|1000|3000|Good & early morning.",
            "Bob|3000|4000|Hi.",
            "Ada Lovelace|4000|5000|Hi Bob.",
        ],
    );
    check(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAda Lovelace: Hi.\n\n2\n00:00:02.500 --> 00:00:04.000\nstill me: yes.",
        Format::Vtt,
        &["Ada Lovelace|1000|2000|Hi.", "Ada Lovelace|2500|4000|still me: yes."],
    );
    fails("WEBVTT\n\n00:00:01.000 --> soon\n<v Ada>Hi", Problem::Time, Some(3), None);
    fails("WEBVTT\n\n1\n00:00:05.000 --> 00:00:01.000\n<v Ada>Hi", Problem::Time, Some(4), None);
    fails("WEBVTT\n\n", Problem::Empty, None, None);
}

#[test]
fn sub_rip() {
    check(
        "1\n00:00:01,000 --> 00:00:02,000\nAda: Hi there.\n\n2\n00:00:02,000 --> 00:00:03,000\nBob: Hi.\n",
        Format::Srt,
        &["Ada|1000|2000|Hi there.", "Bob|2000|3000|Hi."],
    );
    check("1\n00:00:01,000 --> 00:00:02,000\nhello\n", Format::Srt, &["Speaker 1|1000|2000|hello"]);
    fails(
        "1\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n00:00:02,0x0 --> 1\nHo.",
        Problem::Time,
        Some(6),
        None,
    );
}

#[test]
fn json_lists() {
    check(
        r#"[{"speaker":"Ada","start":0.5,"end":1.25,"text":"Hi."},{"speaker":"Bob","start":"00:00:02","end":"00:00:03","text":"Ho."}]"#,
        Format::List,
        &["Ada|500|1250|Hi.", "Bob|2000|3000|Ho."],
    );
    check(
        r#"{"turns":[{"speaker":"Ada","role":"seller","text":"Hi there you."},{"speaker":"Bob","text":"Ho."}]}"#,
        Format::List,
        &["Ada|0|1200|Hi there you.", "Bob|1200|1700|Ho."],
    );
    assert_eq!(
        read(r#"[{"speaker":"Bob","text":"a"},{"speaker":"Ada","role":"seller","text":"b"}]"#).sellers,
        ["Ada"]
    );
    fails("{\n \"turns\": [\n {]\n}", Problem::Json, Some(3), None);
    fails(r#"[{"speaker":"Ada","text":"Hi"},{"text":"who?"}]"#, Problem::Speaker, None, Some(2));
    fails(r#"[{"speaker":"Ada"}]"#, Problem::Field, None, Some(1));
    fails(r#"[{"speaker":"Ada","start":5,"end":4,"text":"Hi"}]"#, Problem::Time, None, Some(1));
    fails(r#"[{"speaker":"Ada","start":-5,"end":4,"text":"Hi"}]"#, Problem::Time, None, Some(1));
    fails(r#"[{"speaker":"Ada","start":1e300,"end":1e300,"text":"Hi"}]"#, Problem::Time, None, Some(1));
    fails(r#"[{"speaker":"Ada","start":1e9,"end":1e9,"text":"Hi"}]"#, Problem::Time, None, Some(1));
    fails(r#"{"weather":"fine"}"#, Problem::UnknownFormat, None, None);
    fails("[]", Problem::Empty, None, None);
}

#[test]
fn json_of_recognisers() {
    check(
        r#"{"results":{"utterances":[{"start":0.1,"end":1.0,"speaker":0,"transcript":"Hi."},
            {"start":1.5,"end":2.0,"speaker":1,"transcript":"Ho."}]}}"#,
        Format::Deepgram,
        &["Speaker 1|100|1000|Hi.", "Speaker 2|1500|2000|Ho."],
    );
    check(
        r#"{"results":{"channels":[{"alternatives":[{"words":[
            {"word":"hi","punctuated_word":"Hi","start":0,"end":0.5,"speaker":0},
            {"word":"there","punctuated_word":"there.","start":0.5,"end":1,"speaker":0},
            {"word":"ho","start":1,"end":1.5,"speaker":1},{"word":"late","start":9,"end":9.5,"speaker":1}]}]}]}}"#,
        Format::Deepgram,
        &["Speaker 1|0|1000|Hi there.", "Speaker 2|1000|1500|ho", "Speaker 2|9000|9500|late"],
    );
    check(
        r#"{"id":"x","utterances":[{"speaker":"A","start":100,"end":900,"text":"Hi."},
            {"speaker":"B","start":1000,"end":1900,"text":"Ho."}]}"#,
        Format::AssemblyAi,
        &["Speaker A|100|900|Hi.", "Speaker B|1000|1900|Ho."],
    );
    check(
        r#"{"text":"Hi. Ho.","language":"en","segments":[{"id":0,"start":0.0,"end":1.0,"text":" Hi."},
            {"id":1,"start":1.0,"end":2.0,"text":" Ho."}]}"#,
        Format::Whisper,
        &["Speaker 1|0|1000|Hi.", "Speaker 1|1000|2000|Ho."],
    );
    fails(r#"{"results":{"channels":[{}]}}"#, Problem::Field, None, None);
    fails(
        r#"{"utterances":[{"speaker":"A","start":"x","end":1,"text":"Hi."}]}"#,
        Problem::Time,
        None,
        Some(1),
    );
}

#[test]
fn our_own_export_comes_back() {
    let text = r#"{"conversation":{"title":"x"},"participants":[{"id":"par_1","name":"Ada","side":"seller"},
        {"id":"par_2","name":"Bob","side":"customer"}],
        "utterances":[{"id":"utt_1","speaker":"par_2","start":1000,"end":2000,"text":"Call me on [phone]."},
        {"id":"utt_2","speaker":"par_1","start":2000,"end":2500,"text":"Sure."}]}"#;
    check(text, Format::Sottovoce, &["Bob|1000|2000|Call me on [phone].", "Ada|2000|2500|Sure."]);
    assert_eq!(read(text).sellers, ["Ada"]);
    fails(&text.replace("\"speaker\":\"par_1\"", "\"speaker\":\"par_9\""), Problem::Speaker, None, Some(2));
}

#[test]
fn files_that_are_no_transcripts() {
    fails("", Problem::Empty, None, None);
    fails("  \n\n ", Problem::Empty, None, None);
    assert_eq!(parse(b"[0:01] Ada: ok\n\xff\xfe\xfd").err().unwrap().line, Some(2));
    assert_eq!(parse(&[0x89, b'P', b'N', b'G']).err().unwrap().problem, Problem::NotText);
    assert_eq!(parse(&vec![b'a'; MOST_BYTES + 1]).err().unwrap().problem, Problem::TooLarge);
    let crowd: String = (0..60).map(|n| format!("Person{n}: hello\n")).collect();
    fails(&crowd, Problem::TooManySpeakers, None, None);
    let long: String = (0..20_001).map(|_| "Ada: a\n").collect();
    fails(&long, Problem::TooManyUtterances, None, None);
    fails(&format!("Ada: ok\nAda: {}", "word ".repeat(5_000)), Problem::TooLong, None, Some(2));
}

#[test]
fn utf_16_is_text() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend("[0:01] Ada: Perché no?".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(parse(&bytes).unwrap().lines[0].text, "Perché no?");
}
