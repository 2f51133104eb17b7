//! The product hears every microphone as samples.

use crate::support::{House, now};
use ropus::{Application, Channels, Encoder};
use sottovoce_media::engine::{MediaEngine, Sound};
use std::time::{Duration, Instant};

/// A tone as Opus packets.
fn tone(packets: u32, frequency: f64) -> Vec<Vec<u8>> {
    let mut encoder = Encoder::builder(48_000, Channels::Mono, Application::Voip).build().unwrap();
    (0..packets)
        .map(|n| {
            let samples: Vec<i16> = (0..960_u32)
                .map(|i| {
                    let t = f64::from(n * 960 + i) / 48_000.0;
                    #[expect(clippy::cast_possible_truncation, reason = "within the range of a sample")]
                    let sample = ((t * frequency * std::f64::consts::TAU).sin() * 8000.0) as i16;
                    sample
                })
                .collect();
            let mut out = vec![0; 1500];
            let length = encoder.encode(&samples, &mut out).unwrap();
            out.truncate(length);
            out
        })
        .collect()
}

fn crossings(samples: &[i16]) -> usize {
    samples.windows(2).filter(|w| (w[0] < 0) != (w[1] < 0)).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_microphone_is_heard_apart_and_its_end_is_told() {
    let house = House::open(10);
    let mut sound = house.engine.listen("room").await.unwrap();
    let ann = house.member("room", "ann").await;
    let bob = house.member("room", "bob").await;
    ann.ready().await;
    bob.ready().await;
    let began = now();
    let (low, high) = (tone(50, 300.0), tone(50, 1200.0));
    tokio::join!(ann.speak(1, &low, -20), bob.speak(1, &high, -20));
    let mut heard: std::collections::HashMap<String, Vec<i16>> = std::collections::HashMap::new();
    let mut times: Vec<Instant> = Vec::new();
    while let Ok(Some(next)) = tokio::time::timeout(Duration::from_millis(300), sound.recv()).await {
        let Sound::Frame(frame) = next else { panic!("nobody stopped: {next:?}") };
        if frame.identity == "ann" {
            times.push(frame.at);
        }
        heard.entry(frame.identity).or_default().extend(frame.samples);
    }
    for (identity, frequency) in [("ann", 300_usize), ("bob", 1200)] {
        let samples = &heard[identity];
        assert!((14_000..=16_000).contains(&samples.len()), "about a second: {}", samples.len());
        let tail = &samples[samples.len() - 8000..];
        let expected = frequency; // two per period, half a second
        let got = crossings(tail);
        assert!(got.abs_diff(expected) * 10 < expected, "{identity}: {got} instead of {expected}");
    }
    assert!(times.windows(2).all(|w| w[1] > w[0]), "time goes on");
    assert!(times[0] >= began && times[times.len() - 1] <= now());

    house.engine.mute_microphone("room", "ann").await.unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(2), sound.recv()).await.unwrap();
    assert_eq!(ended, Some(Sound::Ended { identity: "ann".to_owned() }));
    house.engine.remove("room", "bob").await.unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(2), sound.recv()).await.unwrap();
    assert_eq!(ended, Some(Sound::Ended { identity: "bob".to_owned() }));
    house.engine.end("room").await.unwrap();
    assert_eq!(
        tokio::time::timeout(Duration::from_secs(2), sound.recv()).await.unwrap(),
        None,
        "the room is over"
    );
}
