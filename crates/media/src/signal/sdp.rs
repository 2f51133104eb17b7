//! The text of session descriptions: what a client's offer says about its sections, and the changes our
//! answer needs so that the client can match received tracks.
//!
//! Only text in, text out; the connection itself is `peer`'s.

use std::collections::HashMap;
use std::fmt::Write as _;

/// What a section carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionKind {
    /// Sound.
    Audio,
    /// Picture.
    Video,
    /// Data channels or anything else.
    Other,
}

/// One section of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its name.
    pub(crate) mid: String,
    /// What it carries.
    pub(crate) kind: SectionKind,
    /// The client sends on it.
    pub(crate) sends: bool,
    /// The client receives on it.
    pub(crate) receives: bool,
    /// The client's id of the track it sends.
    pub(crate) track: Option<String>,
    /// It sends simulcast layers.
    pub(crate) simulcast: bool,
}

/// The track that one section of the answer carries to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Carried {
    /// `<participant sid>|<stream>`: tracks of one stream are played in step.
    pub(crate) stream: String,
    /// The track's sid.
    pub(crate) track: String,
}

/// Reads the sections of an offer, in order.
pub(crate) fn sections(offer: &str) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    let mut session_direction = (true, true);
    for line in offer.lines() {
        if let Some(media) = line.strip_prefix("m=") {
            let kind = match media.split(' ').next() {
                Some("audio") => SectionKind::Audio,
                Some("video") => SectionKind::Video,
                _ => SectionKind::Other,
            };
            let (sends, receives) = session_direction;
            let mid = String::new();
            found.push(Section { mid, kind, sends, receives, track: None, simulcast: false });
            continue;
        }
        let Some(section) = found.last_mut() else {
            session_direction = direction(line).unwrap_or(session_direction);
            continue;
        };
        read_attribute(section, line);
    }
    found
}

/// The name STUN requests to the writer of a description carry.
pub(crate) fn ufrag(text: &str) -> Option<String> {
    text.lines().find_map(|line| line.strip_prefix("a=ice-ufrag:")).map(|name| name.trim().to_owned())
}

fn read_attribute(section: &mut Section, line: &str) {
    if let Some((sends, receives)) = direction(line) {
        (section.sends, section.receives) = (sends, receives);
    } else if let Some(mid) = line.strip_prefix("a=mid:") {
        mid.trim().clone_into(&mut section.mid);
    } else if let Some(msid) = line.strip_prefix("a=msid:") {
        section.track = msid.split_whitespace().nth(1).map(str::to_owned).or_else(|| section.track.take());
    } else if let Some(rest) = line.strip_prefix("a=ssrc:") {
        let msid = rest.split_once(" msid:").and_then(|(_, msid)| msid.split_whitespace().nth(1));
        section.track = section.track.take().or_else(|| msid.map(str::to_owned));
    } else if line.starts_with("a=simulcast:") {
        section.simulcast = true;
    }
}

fn direction(line: &str) -> Option<(bool, bool)> {
    match line.trim_end() {
        "a=sendrecv" => Some((true, true)),
        "a=sendonly" => Some((true, false)),
        "a=recvonly" => Some((false, true)),
        "a=inactive" => Some((false, false)),
        _ => None,
    }
}

/// Rewrites our answer for a client that matches tracks by their ids:
/// a section that carries one of `carried` names it, one that could but does not is switched off, and one the
/// client sends on is only received on.
pub(crate) fn rewrite_answer(
    answer: &str,
    offered: &[Section],
    carried: &HashMap<String, Carried>,
) -> String {
    let mut out = String::with_capacity(answer.len() + 256);
    for part in split_sections(answer) {
        let mid = part.iter().find_map(|line| line.strip_prefix("a=mid:"));
        let section = mid.and_then(|mid| offered.iter().find(|s| s.mid == mid));
        match section {
            Some(section) if section.kind != SectionKind::Other => {
                rewrite_section(&mut out, &part, section, carried.get(&section.mid));
            }
            _ => part.iter().for_each(|line| push_line(&mut out, line)),
        }
    }
    out
}

fn rewrite_section(out: &mut String, part: &[&str], section: &Section, carried: Option<&Carried>) {
    let carried = carried.filter(|_| section.receives && !section.sends);
    for line in part {
        if direction(line).is_some() {
            let word = match (section.sends, carried) {
                (true, _) => "a=recvonly",
                (false, Some(_)) => "a=sendonly",
                (false, None) => "a=inactive",
            };
            push_line(out, word);
        } else if line.starts_with("a=msid:") {
            if let Some(carried) = carried {
                let _infallible = write!(out, "a=msid:{} {}\r\n", carried.stream, carried.track);
            }
        } else if line.starts_with("a=ssrc:") || line.starts_with("a=ssrc-group:") {
            let names_stream = line.contains(" msid:");
            match carried {
                Some(carried) if names_stream => {
                    let number = line.split(' ').next().unwrap_or_default();
                    let _infallible = write!(out, "{number} msid:{} {}\r\n", carried.stream, carried.track);
                }
                Some(_) => push_line(out, line),
                None => {}
            }
        } else if line.starts_with("a=rid:") || line.starts_with("a=simulcast:") {
            if section.simulcast {
                push_line(out, line);
            }
        } else {
            push_line(out, line);
        }
    }
}

/// The session part, then each section, as lines without their ends.
fn split_sections(text: &str) -> Vec<Vec<&str>> {
    let mut parts = vec![Vec::new()];
    for line in text.lines().filter(|line| !line.is_empty()) {
        if line.starts_with("m=") {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(line);
        }
    }
    parts
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFER: &str = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n\
        m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=recvonly\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=recvonly\r\n\
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:3\r\na=sendonly\r\na=msid:- camera-id\r\n\
        a=rid:q send\r\na=simulcast:send q;h\r\n\
        m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:4\r\na=sendrecv\r\na=ssrc:77 msid:stream mic-id\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:5\r\na=inactive\r\n";

    #[test]
    fn an_offer_is_read() {
        let found = sections(OFFER);
        let view: Vec<_> = found
            .iter()
            .map(|s| (s.mid.as_str(), s.sends, s.receives, s.track.as_deref(), s.simulcast))
            .collect();
        assert_eq!(
            view,
            [
                ("0", false, true, None, false),
                ("1", false, true, None, false),
                ("2", true, true, None, false),
                ("3", true, false, Some("camera-id"), true),
                ("4", true, true, Some("mic-id"), false),
                ("5", false, false, None, false),
            ]
        );
    }

    #[test]
    fn an_answer_names_what_it_carries_and_switches_the_rest_off() {
        let answer = "v=0\r\ns=-\r\n\
            m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendonly\r\na=msid:x y\r\na=ssrc:5 cname:y\r\na=ssrc:5 msid:x y\r\n\
            m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendonly\r\na=msid:x z\r\na=ssrc:6 cname:z\r\na=ssrc-group:FID 6 7\r\n\
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\na=sctp-port:5000\r\n\
            m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:3\r\na=recvonly\r\na=rid:q recv\r\na=simulcast:recv q;h\r\n\
            m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:4\r\na=sendrecv\r\na=msid:x w\r\na=ssrc:9 cname:w\r\n\
            m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:5\r\na=inactive\r\na=rid:q recv\r\na=simulcast:recv q\r\n";
        let carried = Carried { stream: "PA_a|camera".into(), track: "TR_b".into() };
        let text = rewrite_answer(answer, &sections(OFFER), &HashMap::from([("0".into(), carried)]));
        let parts = split_sections(&text);
        let part = |n: usize| parts[n].join("\n");
        assert!(part(1).contains(
            "a=sendonly\na=msid:PA_a|camera TR_b\na=ssrc:5 cname:y\na=ssrc:5 msid:PA_a|camera TR_b"
        ));
        assert_eq!(part(2), "m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:1\na=inactive");
        assert!(part(3).contains("a=sctp-port:5000"));
        assert!(part(4).contains("a=recvonly") && part(4).contains("a=simulcast:recv q;h"));
        assert_eq!(part(5), "m=audio 9 UDP/TLS/RTP/SAVPF 111\na=mid:4\na=recvonly");
        assert!(!part(6).contains("a=rid") && part(6).contains("a=inactive"));
        assert!(text.ends_with("\r\n") && !text.contains("\n\n"));
    }
}
