//! Listening to made-up sound: phrases become words under the right times, and a failing recogniser loses none.

use async_trait::async_trait;
use sottovoce_domain::language::Language;
use sottovoce_live::listen::endpoint::Voice;
use sottovoce_live::listen::stream::{Catch, Frame, listen};
use sottovoce_live::listen::voice::VoiceFinder;
use sottovoce_providers::speech::local::{EVERYBODY, Scripted, ScriptedEar};
use sottovoce_providers::speech::{
    Recogniser, SegmentRecogniser, Session, SessionSpec, SpeechError, SpeechEvent, StreamingRecogniser,
};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::mpsc;

const FRAME_MS: u64 = 20;

fn spec() -> SessionSpec {
    SessionSpec { language: Language::En, hints: vec![], label: "par_1".to_owned() }
}

pub(crate) fn ear(lines: &[&str]) -> ScriptedEar {
    let lines = lines.iter().map(|&line| line.to_owned()).collect();
    ScriptedEar(Scripted::new([(EVERYBODY.to_owned(), lines)]))
}

/// A tone as loud as speech, or nothing.
fn tone(voice: bool) -> Vec<i16> {
    let wave = [0, 6_000, 9_000, 6_000, 0, -6_000, -9_000, -6_000];
    (0..320).map(|n| if voice { wave[n % wave.len()] } else { 0 }).collect()
}

/// One participant's listener and the sound that goes in.
struct Stage {
    frames: mpsc::Sender<Frame>,
    catches: mpsc::Receiver<Catch>,
    now: u64,
}

impl Stage {
    fn new(recognisers: Vec<Recogniser>) -> Self {
        let (frames, incoming) = mpsc::channel(4_000);
        let (out, catches) = mpsc::channel(1_000);
        tokio::spawn(listen(recognisers, spec(), incoming, out));
        Self { frames, catches, now: 0 }
    }

    /// Plays so much voice or silence, at the pace of the (paused) clock.
    async fn play(&mut self, millis: u64, voice: bool) {
        for _ in 0..millis / FRAME_MS {
            let found = if voice { Voice::Heard } else { Voice::Absent };
            self.frames.send(Frame { at: self.now, sound: tone(voice), voice: found }).await.unwrap();
            self.now += FRAME_MS;
            tokio::time::advance(Duration::from_millis(FRAME_MS)).await;
            // Lets the listener and the recogniser's task work through it.
            for _ in 0..8 {
                tokio::task::yield_now().await;
            }
        }
    }

    /// No more sound; everything that was caught.
    async fn all(mut self) -> Vec<Catch> {
        drop(self.frames);
        let mut all = Vec::new();
        while let Some(catch) = self.catches.recv().await {
            all.push(catch);
        }
        all
    }
}

fn words(catches: &[Catch]) -> Vec<(String, u64, u64)> {
    let one = |catch: &Catch| match catch {
        Catch::Words { start, end, text, .. } => Some((text.clone(), *start, *end)),
        _ => None,
    };
    catches.iter().filter_map(one).collect()
}

fn texts(catches: &[Catch]) -> Vec<String> {
    words(catches).into_iter().map(|(text, ..)| text).collect()
}

#[tokio::test(start_paused = true)]
async fn phrases_become_words_in_call_time_whichever_way_they_are_recognised() {
    let script = ["Good morning", "It costs too much"];
    let ways = [Recogniser::Streaming(Arc::new(ear(&script))), Recogniser::Segments(Arc::new(ear(&script)))];
    for way in ways {
        let mut stage = Stage::new(vec![way.clone()]);
        stage.now = 60_000;
        stage.play(1_000, false).await;
        stage.play(2_000, true).await;
        stage.play(5_000, false).await;
        stage.play(1_000, true).await;
        stage.play(1_000, false).await;
        let catches = stage.all().await;
        let found = words(&catches);
        assert_eq!(texts(&catches), script);
        for ((_, start, end), (from, to)) in found.iter().zip([(61_000, 63_000), (68_000, 69_000)]) {
            assert!(start.abs_diff(from) <= 350 && end.abs_diff(to) <= 250, "{found:?}");
        }
        assert!(
            !catches.iter().any(|catch| matches!(catch, Catch::Failing(_) | Catch::Silent(_))),
            "{catches:?}"
        );
    }
}

/// A recogniser whose sessions die after a while without a word.
struct Dropping {
    opened: AtomicUsize,
    behind: ScriptedEar,
    swallowed: Mutex<Vec<mpsc::Receiver<SpeechEvent>>>,
}

#[async_trait]
impl StreamingRecogniser for Dropping {
    fn name(&self) -> &'static str {
        "dropping"
    }

    async fn open(&self, spec: SessionSpec) -> Result<Session, SpeechError> {
        self.opened.fetch_add(1, Ordering::SeqCst);
        let Session { sound, events } = StreamingRecogniser::open(&self.behind, spec).await?;
        let (die, dead) = mpsc::channel(1);
        // It lives for two seconds, and its words never come out.
        self.swallowed.lock().unwrap().push(events);
        tokio::spawn(async move {
            tokio::time::sleep_until(tokio::time::Instant::now() + Duration::from_secs(2)).await;
            let _ = die.send(SpeechEvent::Closed(Some(SpeechError::Unreachable))).await;
        });
        Ok(Session { sound, events: dead })
    }
}

#[tokio::test(start_paused = true)]
async fn when_a_recogniser_drops_the_next_one_hears_the_whole_phrase() {
    let dropping = Arc::new(Dropping {
        opened: AtomicUsize::new(0),
        behind: ear(&["never heard"]),
        swallowed: Mutex::default(),
    });
    let second = Recogniser::Streaming(Arc::new(ear(&["The whole phrase", "And the next one"])));
    let mut stage = Stage::new(vec![Recogniser::Streaming(dropping.clone()), second]);
    stage.play(1_000, false).await;
    stage.play(4_000, true).await;
    stage.play(2_000, false).await;
    stage.play(1_000, true).await;
    stage.play(1_000, false).await;
    let catches = stage.all().await;
    let found = words(&catches);
    assert_eq!(texts(&catches), ["The whole phrase", "And the next one"]);
    let (_, start, end) = found[0];
    assert!(start <= 1_000 && end.abs_diff(5_000) <= 250, "from its first sound on: {found:?}");
    assert_eq!(dropping.opened.load(Ordering::SeqCst), 1);
    let states: Vec<&Catch> =
        catches.iter().filter(|catch| !matches!(catch, Catch::Interim(_) | Catch::Words { .. })).collect();
    assert_eq!(
        states,
        [
            &Catch::Listening("dropping"),
            &Catch::Failing("dropping"),
            &Catch::CatchingUp("scripted"),
            &Catch::Listening("scripted"),
        ]
    );
}

/// A recogniser that takes all sound and says only this, or cannot be reached.
struct Mute {
    reachable: AtomicBool,
    says: &'static [&'static str],
}

#[async_trait]
impl StreamingRecogniser for Mute {
    fn name(&self) -> &'static str {
        "mute"
    }

    async fn open(&self, spec: SessionSpec) -> Result<Session, SpeechError> {
        if !self.reachable.load(Ordering::SeqCst) {
            return Err(SpeechError::Unreachable);
        }
        StreamingRecogniser::open(&ear(self.says), spec).await
    }
}

#[tokio::test(start_paused = true)]
async fn it_is_never_silently_deaf() {
    let mute = Recogniser::Streaming(Arc::new(Mute { reachable: AtomicBool::new(true), says: &[] }));
    let mut stage = Stage::new(vec![mute, Recogniser::Streaming(Arc::new(ear(&["a", "b", "At last"])))]);
    for _ in 0..6 {
        stage.play(3_000, true).await;
        stage.play(1_000, false).await;
    }
    let catches = stage.all().await;
    let position = |wanted: &Catch| catches.iter().position(|catch| catch == wanted);
    let silent = position(&Catch::Silent("mute")).expect("the seller is told");
    let taken_over = position(&Catch::CatchingUp("scripted")).expect("the next one takes over");
    assert!(silent < taken_over);
    assert!(!texts(&catches).is_empty(), "what was said meanwhile is heard after all");
}

#[tokio::test(start_paused = true)]
async fn when_all_fail_the_browser_takes_over_until_one_is_back() {
    let mute = Arc::new(Mute { reachable: AtomicBool::new(false), says: &[] });
    let mut stage = Stage::new(vec![Recogniser::Streaming(mute.clone())]);
    stage.play(2_000, true).await;
    stage.play(1_000, false).await;
    stage.play(2_000, true).await;
    mute.reachable.store(true, Ordering::SeqCst);
    stage.play(61_000, false).await;
    stage.play(1_000, true).await;
    stage.play(1_000, false).await;
    let catches = stage.all().await;
    let told: Vec<&Catch> = catches.iter().collect();
    assert_eq!(told, [&Catch::Failing("mute"), &Catch::GaveUp, &Catch::Back, &Catch::Listening("mute")]);
}

#[tokio::test(start_paused = true)]
async fn what_the_second_left_unanswered_is_heard_when_the_first_is_back() {
    let first = Arc::new(Mute { reachable: AtomicBool::new(false), says: &["Left unanswered", "And this"] });
    let second = Recogniser::Streaming(Arc::new(Mute { reachable: AtomicBool::new(true), says: &[] }));
    let mut stage = Stage::new(vec![Recogniser::Streaming(first.clone()), second]);
    stage.play(2_000, true).await;
    stage.play(61_000, false).await;
    first.reachable.store(true, Ordering::SeqCst);
    stage.play(1_000, true).await;
    stage.play(1_000, false).await;
    let catches = stage.all().await;
    assert_eq!(texts(&catches), ["Left unanswered", "And this"], "{catches:?}");
    assert!(words(&catches)[0].1 <= 1_000, "at its place on the call clock: {catches:?}");
}

#[tokio::test(start_paused = true)]
async fn what_was_said_when_all_failed_is_caught_up_with() {
    let dropping = Dropping { opened: AtomicUsize::new(0), behind: ear(&["x"]), swallowed: Mutex::default() };
    let mut stage = Stage::new(vec![Recogniser::Streaming(Arc::new(dropping))]);
    stage.play(4_000, true).await;
    stage.play(61_000, false).await;
    stage.play(1_000, true).await;
    let catches = stage.all().await;
    let position = |wanted: &Catch| catches.iter().position(|catch| catch == wanted);
    let gave_up = position(&Catch::GaveUp).expect("the browser takes over");
    let caught_up = position(&Catch::CatchingUp("dropping")).expect("the phrase that was cut off is kept");
    assert!(gave_up < caught_up, "{catches:?}");
}

/// A segment recogniser that is busy the first times.
struct Busy {
    left: AtomicUsize,
    behind: ScriptedEar,
}

#[async_trait]
impl SegmentRecogniser for Busy {
    fn name(&self) -> &'static str {
        "busy"
    }

    async fn transcribe(&self, samples: &[i16], spec: &SessionSpec) -> Result<String, SpeechError> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        match left {
            Ok(_) => Err(SpeechError::Busy),
            Err(_) => SegmentRecogniser::transcribe(&self.behind, samples, spec).await,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_busy_recogniser_is_asked_again_and_the_order_is_kept() {
    let busy = Busy { left: AtomicUsize::new(2), behind: ear(&["one", "two", "three"]) };
    let mut stage = Stage::new(vec![Recogniser::Segments(Arc::new(busy))]);
    for _ in 0..3 {
        stage.play(500, true).await;
        stage.play(700, false).await;
    }
    stage.play(3_000, false).await;
    let catches = stage.all().await;
    assert_eq!(texts(&catches), ["one", "two", "three"]);
    assert!(words(&catches).is_sorted_by_key(|(_, start, _)| *start));
}

/// Real speech synthesis, where it is installed, through the real voice detector.
#[tokio::test(start_paused = true)]
async fn spoken_phrases_are_found_by_the_real_detector() {
    let Some(phrase) = spoken("We would like to see the price before we decide") else { return };
    let length = phrase.len() as u64 / 16;
    let mut stage = Stage::new(vec![Recogniser::Streaming(Arc::new(ear(&["first", "second"])))]);
    let mut finder = VoiceFinder::default();
    let silence = vec![0; 16 * 2_000];
    for sound in [&silence, &phrase, &silence, &phrase, &silence] {
        for piece in sound.chunks(320) {
            stage.frames.send(finder.frame(stage.now, piece.to_vec())).await.unwrap();
            stage.now += piece.len() as u64 / 16;
            tokio::time::advance(Duration::from_millis(20)).await;
            tokio::task::yield_now().await;
        }
    }
    let catches = stage.all().await;
    let found = words(&catches);
    assert_eq!(texts(&catches), ["first", "second"], "each phrase is one piece");
    for ((_, start, end), from) in found.iter().zip([2_000, 4_000 + length]) {
        let to = from + length;
        assert!(start.abs_diff(from) <= 500 && end.abs_diff(to) <= 800, "{found:?} against {from}..{to}");
    }
}

/// A phrase spoken by the machine's voice; none where espeak-ng is not installed, and its stories are not told there.
pub(crate) fn spoken(text: &str) -> Option<Vec<i16>> {
    let said = std::process::Command::new("espeak-ng").args(["-v", "en", "--stdout", text]).output();
    said.ok().map(|said| to_16_khz(&said.stdout))
}

/// The samples of a WAV file of 22.05 kHz mono as 16 kHz, by the nearest sample.
fn to_16_khz(wav: &[u8]) -> Vec<i16> {
    let samples: Vec<i16> =
        wav[44..].chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
    let count = samples.len() * 160 / 221;
    (0..count).map(|n| samples[(n * 2_205 / 1_600).min(samples.len() - 1)]).collect()
}
