//! Every recogniser keeps the same contract, against servers that speak the real protocols and misbehave.
#![cfg(test)]

use sottovoce_domain::language::Language;
use sottovoce_providers::fakes::{Answer, FakeDeepgram, FakeHttp, Turn, web};
use sottovoce_providers::speech::deepgram::{Deepgram, DeepgramConfig};
use sottovoce_providers::speech::local::{EVERYBODY, Scripted, ScriptedEar};
use sottovoce_providers::speech::openai::{OpenAi, OpenAiConfig};
use sottovoce_providers::speech::{
    SegmentRecogniser, Session, SessionSpec, SpeechError, SpeechEvent, StreamingRecogniser,
};
use std::time::Duration;

fn spec() -> SessionSpec {
    SessionSpec {
        language: Language::It,
        hints: vec!["Sottovoce".into(), "R&D".into()],
        label: "par_1".into(),
    }
}

fn speech(seconds: usize) -> Vec<i16> {
    (0..seconds * 16_000).map(|n| if n % 40 < 20 { 4_000 } else { -4_000 }).collect()
}

/// Speaks `seconds` of sound in pieces of 100 ms and a second of silence after it.
fn speak(session: &Session, seconds: usize) {
    for piece in speech(seconds).chunks(1_600) {
        assert!(session.sound.send(piece.to_vec()));
    }
    assert!(session.sound.send(vec![0; 16_000]));
}

/// Closes the session and gives everything it told, without the interim words.
async fn told(mut session: Session) -> Vec<SpeechEvent> {
    session.sound.close();
    let mut all = Vec::new();
    while let Some(event) = session.events.recv().await {
        if !matches!(event, SpeechEvent::Interim(_)) {
            all.push(event);
        }
    }
    all
}

async fn next(session: &mut Session) -> SpeechEvent {
    tokio::time::timeout(Duration::from_secs(20), session.events.recv())
        .await
        .expect("an event in time")
        .expect("open")
}

fn deepgram(fake: &FakeDeepgram) -> Deepgram {
    Deepgram::new(DeepgramConfig { url: fake.url(), key: "k3y".into(), model: "nova-3".into() })
}

fn finals(events: &[SpeechEvent]) -> Vec<(&str, u128)> {
    let mut found = Vec::new();
    for event in events {
        if let SpeechEvent::Final(words) = event {
            found.push((words.text.as_str(), words.start.as_millis()));
        }
    }
    found
}

/// What every streaming recogniser owes: words in order, then one proper end.
async fn keeps_the_contract(recogniser: &dyn StreamingRecogniser) {
    let mut session = recogniser.open(spec()).await.unwrap();
    speak(&session, 1);
    let first = next(&mut session).await;
    assert!(
        matches!(&first, SpeechEvent::Interim(words) if "Buongiorno a tutti".starts_with(&words.text)),
        "{first:?}"
    );
    let rest = told(session).await;
    assert_eq!(finals(&rest), [("Buongiorno a tutti", 0)]);
    assert_eq!(rest.last(), Some(&SpeechEvent::Closed(None)));
    assert_eq!(rest.len(), 2, "{rest:?}");
}

#[tokio::test]
async fn the_scripted_recogniser_keeps_the_contract() {
    let script = Scripted::new([(EVERYBODY.to_owned(), vec!["Buongiorno a tutti".to_owned()])]);
    keeps_the_contract(&ScriptedEar(script)).await;
}

#[tokio::test]
async fn deepgram_keeps_the_contract() {
    let fake = FakeDeepgram::start([vec![
        Turn::Hear(1.0),
        Turn::Tell("Buongiorno", 0.0, 0.5, false, false),
        Turn::Garbage,
        Turn::Tell("Buongiorno a tutti", 0.0, 1.0, true, true),
        Turn::Tell("Buongiorno a tutti", 0.0, 1.0, true, true),
    ]])
    .await
    .unwrap();
    keeps_the_contract(&deepgram(&fake)).await;
    let asked = &fake.asked()[0];
    for part in
        ["model=nova-3", "language=it", "encoding=linear16", "sample_rate=16000", "interim_results=true"]
    {
        assert!(asked.contains(part), "{asked}");
    }
    assert!(asked.contains("keyterm=Sottovoce&keyterm=R%26D"), "{asked}");
    assert!(!asked.contains("par_1"), "the label stays here");
    assert_eq!(fake.keys(), ["Token k3y"]);
    assert!(fake.said().contains(&r#"{"type":"CloseStream"}"#.to_owned()));
}

#[tokio::test]
async fn the_scripted_recogniser_gives_everybody_their_own_lines() {
    let lines =
        |label: &str, lines: &[&str]| (label.to_owned(), lines.iter().map(|&l| l.to_owned()).collect());
    let script = Scripted::new([lines("par_1", &["Uno", "Due"]), lines(EVERYBODY, &["Altro"])]);
    let ear = ScriptedEar(script);
    let session = StreamingRecogniser::open(&ear, spec()).await.unwrap();
    speak(&session, 1);
    speak(&session, 1);
    speak(&session, 1);
    let events = told(session).await;
    assert_eq!(finals(&events), [("Uno", 0), ("Due", 2_000)]);
    let other = SessionSpec { label: "par_2".into(), ..spec() };
    assert_eq!(ear.transcribe(&speech(1), &other).await.unwrap(), "Altro");
    assert_eq!(ear.transcribe(&vec![0; 16_000], &other).await.unwrap(), "");
}

#[tokio::test]
async fn a_lost_connection_comes_back_and_hears_the_gap_again() {
    let fake = FakeDeepgram::start([
        vec![Turn::Hear(1.0), Turn::Tell("Prima.", 0.0, 1.0, true, true), Turn::Hear(2.0), Turn::Cut],
        vec![Turn::Refuse(503)],
        vec![Turn::Hear(1.0), Turn::Tell("Seconda.", 0.0, 1.0, true, true)],
    ])
    .await
    .unwrap();
    let mut session = deepgram(&fake).open(spec()).await.unwrap();
    for piece in speech(1).chunks(1_600) {
        session.sound.send(piece.to_vec());
    }
    assert!(matches!(next(&mut session).await, SpeechEvent::Final(words) if words.text == "Prima."));
    for piece in speech(1).chunks(1_600) {
        session.sound.send(piece.to_vec());
    }
    assert_eq!(next(&mut session).await, SpeechEvent::Reconnecting);
    assert_eq!(next(&mut session).await, SpeechEvent::Listening);
    let SpeechEvent::Final(words) = next(&mut session).await else { panic!("words") };
    assert_eq!((words.text.as_str(), words.start), ("Seconda.", Duration::from_secs(1)));
    assert_eq!(told(session).await, [SpeechEvent::Closed(None)]);
    assert_eq!(fake.samples()[1], 16_000, "the second that had no words yet, and nothing else");
}

#[tokio::test]
async fn refusals_have_a_name() {
    let check = async |status: u16, expected: SpeechError| {
        let fake = FakeDeepgram::start([vec![Turn::Refuse(status)]]).await.unwrap();
        assert_eq!(deepgram(&fake).open(spec()).await.map(|_| ()), Err(expected), "{status}");
    };
    check(401, SpeechError::Unauthorised).await;
    check(402, SpeechError::Unauthorised).await;
    check(429, SpeechError::Busy).await;
    check(400, SpeechError::Rejected).await;
    check(500, SpeechError::Unreachable).await;
}

#[tokio::test]
async fn sound_that_cannot_be_read_ends_the_session_with_a_reason() {
    let fake = FakeDeepgram::start([vec![Turn::Hear(0.1), Turn::Close(1008)]]).await.unwrap();
    let mut session = deepgram(&fake).open(spec()).await.unwrap();
    session.sound.send(speech(1));
    assert_eq!(next(&mut session).await, SpeechEvent::Closed(Some(SpeechError::Rejected)));
}

async fn openai() -> (FakeHttp, OpenAi) {
    let fake =
        FakeHttp::start(|_| Answer::Reply(200, r#"{"text":" Buongiorno a tutti \n"}"#.into())).await.unwrap();
    let config = OpenAiConfig {
        base_url: format!("{}/v1/", fake.url()),
        key: Some("s3cret".into()),
        model: "whisper-1".into(),
        timeout: Duration::from_millis(600),
    };
    let recogniser = OpenAi::new(web().unwrap(), config);
    (fake, recogniser)
}

#[tokio::test]
async fn a_transcription_endpoint_gets_a_wave_file_and_gives_words() {
    let (fake, recogniser) = openai().await;
    assert_eq!(recogniser.transcribe(&speech(1), &spec()).await.unwrap(), "Buongiorno a tutti");
    assert_eq!(recogniser.transcribe(&[], &spec()).await.unwrap(), "");
    let received = fake.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].path, "/v1/audio/transcriptions");
    assert_eq!(received[0].header("authorization"), Some("Bearer s3cret"));
    let body = received[0].text();
    for part in
        ["filename=\"speech.wav\"", "audio/wav", "WAVEfmt", "whisper-1", "\r\n\r\nit\r\n", "Sottovoce, R&D"]
    {
        assert!(body.contains(part), "{part}");
    }
    assert!(received[0].body.len() > 32_000);
}

#[tokio::test]
async fn a_busy_or_flaky_endpoint_is_asked_again() {
    let (fake, recogniser) = openai().await;
    let wait = vec![("retry-after", "0".to_owned())];
    fake.next([Answer::Full(429, wait, String::new()), Answer::HangUp]);
    assert_eq!(recogniser.transcribe(&speech(1), &spec()).await.unwrap(), "Buongiorno a tutti");
    assert_eq!(fake.received().len(), 3);
}

#[tokio::test]
async fn an_endpoint_that_fails_says_how() {
    let check = async |answers: Vec<Answer>, expected: SpeechError| {
        let (fake, recogniser) = openai().await;
        fake.next(answers.clone());
        assert_eq!(recogniser.transcribe(&speech(1), &spec()).await, Err(expected), "{answers:?}");
    };
    check(vec![Answer::Reply(401, String::new())], SpeechError::Unauthorised).await;
    check(vec![Answer::Reply(400, String::new())], SpeechError::Rejected).await;
    check(vec![Answer::Full(429, vec![("retry-after", "900".into())], String::new())], SpeechError::Busy)
        .await;
    check(vec![Answer::Reply(200, "<html>".into())], SpeechError::Unreadable).await;
    check(vec![Answer::Endless], SpeechError::Unreadable).await;
    check(vec![Answer::Silence; 3], SpeechError::Late).await;
    check(vec![Answer::Half(r#"{"text":"Buongiorno"}"#.into()); 3], SpeechError::Unreachable).await;
}
