//! A conversation as the core sees it, with nothing around it: what is said goes in, what the seller gets comes out.

use crate::support::{BEGIN, Counted, brief, conversation, customer, heard, playbook, seconds, seller};
use sottovoce_domain::conversation::{Participant, Presence};
use sottovoce_domain::fact::{Audience, Fact, What, audience};
use sottovoce_domain::insight::Insight;
use sottovoce_domain::language::Language;
use sottovoce_domain::playbook::{Playbook, Script};
use sottovoce_domain::rehearsal::Rehearsal;
use sottovoce_domain::tenant::Policy;
use sottovoce_domain::time::Timestamp;
use sottovoce_domain::utterance::Heard;
use sottovoce_live::session::core::limits::Limits;
use sottovoce_live::session::core::replay::Playbooks;
use sottovoce_live::session::core::{Core, Moment, Start};
use sottovoce_live::session::event::{
    Answer, Command, Effect, Event, Interim, RecogniserNews, RecogniserState, Refusal, Signal,
};
use std::sync::Arc;

fn start(model: bool) -> Start {
    let policy = Policy::default();
    Start { conversation: conversation(), limits: Limits::usual(policy.meeting_minutes), policy, model }
}

/// The core with a clock, a shelf of playbooks and everything it recorded.
struct Stage {
    core: Core,
    facts: Vec<Fact>,
    playbooks: Playbooks,
    chance: Counted,
    start: Start,
    now: u64,
}

impl Stage {
    /// Two people and a playbook, nothing said yet.
    fn set() -> Self {
        Self::set_with(start(false))
    }

    fn set_with(start: Start) -> Self {
        let mut stage = Self::empty(start, playbook());
        stage.event(Event::Arrived(seller()));
        stage.event(Event::Arrived(customer()));
        stage
    }

    /// A playbook and nobody there yet.
    fn empty(start: Start, playbook: Playbook) -> Self {
        let playbook = Arc::new(playbook);
        let playbooks = [((playbook.id.clone(), playbook.version), Arc::clone(&playbook))].into();
        let core = Core::new(start.clone());
        let mut stage = Self { core, facts: vec![], playbooks, chance: Counted::default(), start, now: 0 };
        stage.event(Event::PlaybookFound(playbook));
        stage
    }

    fn event(&mut self, event: Event) -> Vec<Effect> {
        let now = Timestamp::from_millis(BEGIN + i64::try_from(self.now).unwrap());
        let effects = self.core.handle(event, Moment { now, entropy: &self.chance });
        for effect in &effects {
            if let Effect::Record(what) = effect {
                let number = self.facts.len() as u64 + 1;
                let conversation = self.start.conversation.id.clone();
                self.facts.push(Fact { number, conversation, at: now, what: what.clone() });
            }
        }
        effects
    }

    /// Time goes by in seconds, up to and including this one.
    fn until(&mut self, second: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.now / 1_000 < second {
            self.now += 1_000;
            effects.extend(self.event(Event::Passed));
        }
        effects
    }

    /// Somebody says something from one second to another.
    fn says(&mut self, seller_speaks: bool, from: u64, to: u64, text: &str) -> Vec<String> {
        let mut effects = self.until(to);
        let who = if seller_speaks { seller().id } else { customer().id };
        effects.extend(self.event(Event::Heard(heard(&who, from, to, text))));
        briefs(&effects)
    }

    fn wants(&mut self, command: Command) -> Result<Vec<String>, Refusal> {
        let effects = self.event(Event::Command(command));
        let refused = effects.iter().find_map(|effect| match effect {
            Effect::Refuse(why) => Some(*why),
            _ => None,
        });
        refused.map_or_else(|| Ok(briefs(&effects)), Err)
    }

    /// Dies, and comes back from what was recorded.
    fn rebuilt(&self) -> Core {
        Core::replay(self.start.clone(), &self.facts, &self.playbooks)
    }
}

fn briefs(effects: &[Effect]) -> Vec<String> {
    let one = |effect: &Effect| match effect {
        Effect::Record(what) => Some(brief(what)),
        _ => None,
    };
    effects.iter().filter_map(one).collect()
}

fn has(facts: &[String], wanted: &str) -> bool {
    facts.iter().any(|fact| fact == wanted)
}

#[test]
fn what_the_seller_touches_is_ticked_once() {
    let mut stage = Stage::set();
    stage.says(true, 1, 4, "So tell me, how many people work in your team today?");
    let facts = stage.says(false, 5, 8, "We are forty people in the team.");
    assert!(has(&facts, "tick team Engine"), "learnt with the answer: {facts:?}");
    stage.says(true, 20, 24, "And how many people work in your team in Rome?");
    let facts = stage.says(false, 25, 28, "In Rome we are twelve people in the team.");
    assert!(!has(&facts, "tick team Engine"), "{facts:?}");
}

#[test]
fn an_objection_raises_its_card_once_and_a_third_card_makes_room() {
    let mut stage = Stage::set();
    let facts = stage.says(false, 1, 4, "Honestly that is too expensive for us.");
    assert!(has(&facts, "objection Price") && has(&facts, "card price"), "{facts:?}");
    let facts = stage.says(false, 30, 34, "We've got another quote and they're half the price.");
    assert!(has(&facts, "card rival"), "{facts:?}");
    let facts = stage.says(false, 60, 64, "I'd have to run it by my boss.");
    assert!(has(&facts, "card price lowered") && has(&facts, "card boss"), "{facts:?}");
    let lowered = facts.iter().position(|fact| fact == "card price lowered");
    assert!(lowered < facts.iter().position(|fact| fact == "card boss"), "never three at once: {facts:?}");
}

#[test]
fn a_dismissed_card_stays_away() {
    let mut stage = Stage::set();
    stage.says(false, 1, 4, "Honestly that is too expensive for us.");
    assert_eq!(stage.wants(Command::DismissCard { card: "price".into() }).unwrap(), ["card price dismissed"]);
    assert_eq!(stage.wants(Command::DismissCard { card: "price".into() }).unwrap(), Vec::<String>::new());
    let facts = stage.says(false, 200, 204, "As I said, the price is far too high for our budget.");
    assert!(!has(&facts, "card price"), "{facts:?}");
    assert_eq!(stage.wants(Command::DismissCard { card: "nope".into() }), Err(Refusal::UnknownCard));
}

#[test]
fn a_tick_by_hand_counts_and_one_taken_back_stays_back() {
    let mut stage = Stage::set();
    assert_eq!(stage.wants(Command::Tick { point: "trial".into() }).unwrap(), ["tick trial Person"]);
    assert_eq!(stage.wants(Command::Tick { point: "trial".into() }).unwrap(), Vec::<String>::new());
    stage.says(true, 1, 4, "So tell me, how many people work in your team today?");
    stage.says(false, 5, 8, "We are forty people in the team.");
    assert_eq!(stage.wants(Command::Untick { point: "team".into() }).unwrap(), ["untick team"]);
    stage.says(true, 20, 24, "I mean, how many people work in your team in total?");
    let facts = stage.says(false, 25, 28, "In total we are fifty people in the team.");
    assert!(!has(&facts, "tick team Engine"), "{facts:?}");
    assert_eq!(stage.wants(Command::Tick { point: "nope".into() }), Err(Refusal::UnknownPoint));
}

#[test]
fn guests_see_the_slide_and_never_the_card() {
    let mut stage = Stage::set();
    assert_eq!(stage.wants(Command::Present { card: "price".into() }).unwrap(), ["presented"]);
    assert_eq!(stage.wants(Command::Present { card: "price".into() }).unwrap(), Vec::<String>::new());
    assert_eq!(stage.wants(Command::Present { card: "rival".into() }), Err(Refusal::NothingToPresent));
    assert_eq!(stage.wants(Command::TakeDown).unwrap(), ["taken down"]);
    assert_eq!(stage.wants(Command::TakeDown).unwrap(), Vec::<String>::new());
    let for_guests: Vec<&What> = stage
        .facts
        .iter()
        .map(|fact| &fact.what)
        .filter(|what| audience(what) == Audience::Everyone)
        .collect();
    assert_eq!(for_guests.len(), 2);
    assert!(!serde_json::to_string(&for_guests).unwrap().contains("secret answer"));
}

#[test]
fn who_was_not_let_in_is_not_heard() {
    let mut stage = Stage::set();
    let waiting = Participant { id: "par_guest".parse().unwrap(), presence: Presence::Waiting, ..customer() };
    let say = |stage: &mut Stage, who: &str| {
        let effects = stage.event(Event::Heard(heard(&who.parse().unwrap(), 0, 0, "Hello?")));
        effects.into_iter().find_map(|effect| match effect {
            Effect::Refuse(why) => Some(why),
            _ => None,
        })
    };
    assert_eq!(say(&mut stage, "par_guest"), Some(Refusal::UnknownParticipant));
    stage.event(Event::Arrived(waiting.clone()));
    assert_eq!(say(&mut stage, "par_guest"), Some(Refusal::NotAdmitted));
    stage.event(Event::Moved(waiting.id.clone(), Presence::Admitted));
    assert_eq!(say(&mut stage, "par_guest"), None);
    let effects = stage.event(Event::Moved(waiting.id.clone(), Presence::Refused));
    assert!(effects.contains(&Effect::MediaRemove(waiting.id)), "out of the room as well");
    assert_eq!(say(&mut stage, "par_guest"), Some(Refusal::NotAdmitted));
}

#[test]
fn personal_data_leaves_neither_as_fact_nor_as_signal() {
    let mut stage = Stage::set();
    let number = "4111 1111 1111 1111";
    let text = format!("My card is {number} and my address is paul@example.com");
    let interim = Interim { speaker: customer().id, text: text.clone(), language: Default::default() };
    let mut effects = stage.event(Event::Interim(interim));
    stage.until(5);
    effects.extend(stage.event(Event::Heard(heard(&customer().id, 1, 5, &text))));
    let mut seen = 0;
    for effect in &effects {
        let shown = match effect {
            Effect::Record(what) => serde_json::to_string(what).unwrap(),
            Effect::Signal(signal) => serde_json::to_string(signal).unwrap(),
            _ => continue,
        };
        seen += 1;
        assert!(!shown.contains("4111") && !shown.contains("paul@"), "{shown}");
    }
    assert!(seen >= 2);
    assert_eq!(stage.core.contact().email.as_deref(), Some("paul@example.com"), "the CRM still learns of it");
}

#[test]
fn figures_come_at_most_once_a_second() {
    let mut stage = Stage::set();
    stage.until(10);
    let mut figures = 0;
    for n in 0..50_u64 {
        stage.now = 10_000 + n * 20;
        let line = Heard { key: Some(n.to_string()), ..heard(&customer().id, 9, 10, "Yes of course we do") };
        let effects = stage.event(Event::Heard(line));
        figures += effects.iter().filter(|one| matches!(one, Effect::Signal(Signal::Figures { .. }))).count();
    }
    assert_eq!(figures, 1);
}

#[test]
fn a_model_words_the_hint_when_it_answers_in_time() {
    let mut stage = Stage::set_with(start(true));
    stage.says(true, 1, 4, "Thanks for coming to this call today.");
    stage.says(false, 5, 9, "Can you tell me whether it works with our phone system?");
    let effects = stage.until(40);
    let ask = effects.iter().find_map(|effect| match effect {
        Effect::Ask(ask) => Some(ask.clone()),
        _ => None,
    });
    let ask = ask.expect("an unanswered question is worth a hint");
    assert!(ask.question().contains("phone system"));
    stage.now = 41_000;
    let shown = stage.facts.iter().rev().find_map(|fact| match &fact.what {
        What::Noted(Insight::Suggested(suggestion)) => Some((suggestion.id.clone(), fact.at)),
        _ => None,
    });
    let (id, at) = shown.unwrap();
    assert_eq!(id, ask.suggestion);
    stage.now = u64::try_from(at.millis() - BEGIN).unwrap() + 1_500;
    let answer = |text: &str| Event::Answered(Answer { suggestion: id.clone(), text: text.to_owned() });
    assert_eq!(briefs(&stage.event(answer("\n\n"))), Vec::<String>::new(), "an empty answer changes nothing");
    let facts = briefs(&stage.event(answer("Yes, it works with yours; shall I show you?")));
    assert!(facts[0].ends_with("Yes, it works with yours; shall I show you?"), "{facts:?}");
    stage.now += 60_000;
    assert_eq!(briefs(&stage.event(answer("Too late"))), Vec::<String>::new());
}

#[test]
fn nothing_happens_after_the_end() {
    let mut stage = Stage::set();
    stage.says(true, 1, 4, "Hello and welcome");
    let facts = stage.wants(Command::End).unwrap();
    assert_eq!(facts.last().unwrap(), "ended");
    assert_eq!(stage.wants(Command::TakeDown), Err(Refusal::Ended));
    assert!(stage.event(Event::Passed).is_empty());
    assert!(stage.rebuilt().is_over());
}

/// One step of a rehearsal for the core.
fn steps() -> Vec<(u64, Event)> {
    let said = |seller_speaks: bool, from: u64, to: u64, text: &str| {
        let who = if seller_speaks { seller().id } else { customer().id };
        (to, Event::Heard(heard(&who, from, to, text)))
    };
    let command = |at: u64, command: Command| (at, Event::Command(command));
    vec![
        said(true, 1, 5, "Good morning and thank you for the time, how many people are on your team?"),
        said(false, 6, 10, "We are about forty and we grow every month, which makes it hard to keep up."),
        said(true, 11, 15, "And which tool do you use today for all of that?"),
        said(
            false,
            16,
            22,
            "Spreadsheets. I looked at your offer and honestly that is too expensive for us.",
        ),
        command(24, Command::Present { card: "price".into() }),
        said(
            true,
            25,
            33,
            "I understand. Most customers earn it back in three months, because they save hours.",
        ),
        command(35, Command::TakeDown),
        said(
            false,
            36,
            42,
            "Does it work with our phone system? We've got another quote and they're half the price.",
        ),
        (50, Event::Passed),
        (58, Event::Passed),
        command(59, Command::Untick { point: "tool".into() }),
        said(false, 60, 66, "I'd have to run it by my boss."),
        command(67, Command::DismissCard { card: "boss".into() }),
        said(true, 70, 170, &"And then there is one more thing I would like to explain to you. ".repeat(20)),
        (180, Event::Passed),
        said(false, 181, 186, "That sounds great, I like it a lot. When could we start?"),
        said(true, 187, 195, "We offer a free trial of two weeks, shall we say Tuesday at ten?"),
        said(false, 196, 199, "Tuesday at ten is perfect."),
        command(205, Command::End),
    ]
}

#[test]
fn killed_at_any_moment_it_goes_on_as_if_nothing_had_happened() {
    let mut whole = Stage::set();
    let mut expected = Vec::new();
    for (at, event) in steps() {
        let mut effects = whole.until(at);
        effects.extend(whole.event(event));
        expected.push(briefs(&effects));
    }
    assert!(expected.iter().flatten().count() > steps().len(), "the story has something to lose");
    for killed_before in 0..steps().len() {
        let mut stage = Stage::set();
        for (n, (at, event)) in steps().into_iter().enumerate() {
            if n == killed_before {
                stage.core = stage.rebuilt();
            }
            let mut effects = stage.until(at);
            effects.extend(stage.event(event));
            assert_eq!(briefs(&effects), expected[n], "killed before step {killed_before}, step {n}");
        }
        let same = |stage: &Stage| stage.facts.iter().map(|fact| fact.what.clone()).collect::<Vec<_>>();
        assert_eq!(same(&stage), same(&whole), "killed before step {killed_before}: the same ids as well");
    }
}

#[test]
fn a_repeated_delivery_is_heard_once() {
    let mut stage = Stage::set();
    stage.until(5);
    let line = Event::Heard(heard(&customer().id, 1, 4, "Hello there"));
    assert_eq!(briefs(&stage.event(line.clone()))[0], "said Hello there");
    assert_eq!(briefs(&stage.event(line)), Vec::<String>::new());
    assert_eq!(stage.core.call_time(Timestamp::from_millis(BEGIN + 5_000)), seconds(5));
}

#[test]
fn the_end_waits_for_a_phrase_that_a_browser_is_in_the_middle_of() {
    let interim = |text: &str| {
        Event::Interim(Interim { speaker: customer().id, text: text.to_owned(), language: Language::En })
    };
    let rest = Signal::Recognise { participant: customer().id, on: false, language: Language::En };
    let mut stage = Stage::set();
    stage.until(10);
    stage.event(interim("Then we"));
    let effects = stage.event(Event::Command(Command::End));
    assert!(effects.contains(&Effect::Signal(rest)) && briefs(&effects).is_empty(), "not yet over");
    assert!(!effects.contains(&Effect::CloseRoom), "their page stays");
    let facts = briefs(&stage.event(Event::Heard(heard(&customer().id, 8, 10, "Then we will sign"))));
    assert_eq!((facts[0].as_str(), facts.last().unwrap().as_str()), ("said Then we will sign", "ended"));

    let mut stage = Stage::set();
    stage.event(interim("Then we"));
    stage.wants(Command::End).unwrap();
    let facts = briefs(&stage.event(interim("")));
    assert!(has(&facts, "ended"), "nothing came of it: {facts:?}");

    let mut stage = Stage::set();
    stage.event(interim("Then we"));
    stage.wants(Command::End).unwrap();
    assert!(!has(&briefs(&stage.until(4)), "ended"));
    assert!(has(&briefs(&stage.until(5)), "ended"), "nobody waits for ever");

    let mut stage = Stage::set();
    assert!(has(&stage.wants(Command::End).unwrap(), "ended"), "nobody is in the middle of a phrase");
}

#[test]
fn a_caption_is_taken_down_with_its_words_whichever_arrives_first() {
    let mut stage = Stage::set();
    let words = Interim { speaker: customer().id, text: "Then we".to_owned(), language: Language::En };
    stage.event(Event::Interim(words));
    stage.until(10);
    let effects = stage.event(Event::Heard(heard(&customer().id, 8, 10, "Then we will sign")));
    let last = effects.iter().rev().find_map(|effect| match effect {
        Effect::Signal(Signal::Interim { text, .. }) => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(last, Some(""), "after any caption that is still on its way");
}

#[test]
fn the_recap_can_say_which_stretch_is_missing() {
    let voices = |stage: &mut Stage, on: bool| {
        stage.event(Event::Voices(if on { vec![customer().id] } else { vec![] }));
    };
    let missing = |effects: &[Effect]| -> Vec<(u64, u64)> {
        let one = |effect: &Effect| match effect {
            Effect::Record(What::Noted(Insight::Unheard(stretch))) => {
                Some((stretch.from.millis() / 1_000, stretch.until.millis() / 1_000))
            }
            _ => None,
        };
        effects.iter().filter_map(one).collect()
    };
    let mut stage = Stage::set();
    stage.until(10);
    voices(&mut stage, true);
    stage.until(60);
    let effects = stage.event(Event::Heard(heard(&customer().id, 55, 60, "So that was all of it")));
    assert_eq!(missing(&effects), [(10, 55)]);
    voices(&mut stage, false);
    stage.until(70);
    let effects = stage.event(Event::Heard(heard(&customer().id, 65, 70, "And this you heard again")));
    assert_eq!(missing(&effects), []);
    voices(&mut stage, true);
    let mut effects = stage.until(120);
    effects.extend(stage.event(Event::Command(Command::End)));
    assert_eq!(missing(&effects), [(70, 120)], "up to the end");
}

#[test]
fn the_end_waits_for_the_last_words_where_the_server_listens() {
    let mut stage = Stage::set();
    let news = RecogniserNews {
        participant: customer().id,
        state: RecogniserState::Listening,
        provider: "scripted".to_owned(),
    };
    stage.event(Event::Recogniser(news));
    stage.until(10);
    let effects = stage.event(Event::Command(Command::End));
    assert!(effects.contains(&Effect::CloseRoom) && briefs(&effects).is_empty());
    stage.until(11);
    let facts = briefs(&stage.event(Event::Heard(heard(&customer().id, 8, 10, "Goodbye then"))));
    assert!(has(&facts, "said Goodbye then"));
    assert_eq!(briefs(&stage.event(Event::LastWords)).last().unwrap(), "ended");

    let mut stage = Stage::set();
    stage.event(Event::Recogniser(RecogniserNews {
        participant: customer().id,
        state: RecogniserState::Listening,
        provider: "scripted".to_owned(),
    }));
    stage.wants(Command::End).unwrap();
    assert!(!has(&briefs(&stage.until(4)), "ended"));
    assert!(has(&briefs(&stage.until(5)), "ended"), "nobody waits for ever");
}

/// The rehearsals that ship, each with its playbook.
fn shipped() -> Vec<(Rehearsal, Script)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |folder: &str, ending: &str| -> Vec<String> {
        let mut paths: Vec<_> =
            std::fs::read_dir(root.join(folder)).unwrap().map(|one| one.unwrap().path()).collect();
        paths.sort();
        let wanted = paths.iter().filter(|path| path.extension().is_some_and(|found| found == ending));
        wanted.map(|path| std::fs::read_to_string(path).unwrap()).collect()
    };
    let scripts: Vec<Script> =
        read("playbooks", "json").iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    let rehearsals = read("rehearsals", "txt");
    let parsed = rehearsals.iter().map(|text| Rehearsal::parse(text).unwrap());
    parsed
        .map(|rehearsal| {
            let wanted = rehearsal.playbook.as_deref();
            let script = scripts.iter().find(|script| Some(script.name.as_str()) == wanted).cloned();
            (rehearsal, script.unwrap_or_default())
        })
        .collect()
}

/// Plays a rehearsal; the core dies before one of its lines.
fn rehearse(rehearsal: &Rehearsal, script: &Script, killed_before: Option<usize>) -> Vec<What> {
    let mut start = start(false);
    start.conversation.language = rehearsal.language;
    let mut stage = Stage::empty(start, Playbook { script: script.clone(), ..playbook() });
    let mut people = Vec::new();
    for (n, person) in rehearsal.people.iter().enumerate() {
        let id = format!("par_{n}").parse().unwrap();
        let participant = Participant { id, name: person.name.clone(), side: person.side, ..customer() };
        stage.event(Event::Arrived(participant.clone()));
        people.push(participant.id);
    }
    for (n, line) in rehearsal.lines.iter().enumerate() {
        if killed_before == Some(n) {
            stage.core = stage.rebuilt();
        }
        stage.until(line.end.millis().div_ceil(1_000));
        let said = Heard {
            start: line.start,
            end: line.end,
            language: rehearsal.language,
            key: Some(n.to_string()),
            ..heard(&people[line.person], 0, 0, &line.text)
        };
        stage.event(Event::Heard(said));
    }
    stage.wants(Command::End).unwrap();
    stage.facts.into_iter().map(|fact| fact.what).collect()
}

#[test]
fn shipped_rehearsals_show_something_and_survive_a_kill_before_any_line() {
    let all = shipped();
    assert!(all.len() >= 2, "there are rehearsals");
    for (rehearsal, script) in all {
        let whole = rehearse(&rehearsal, &script, None);
        let briefs: Vec<String> = whole.iter().map(brief).collect();
        let count = |what: &str| briefs.iter().filter(|fact| fact.starts_with(what)).count();
        assert!(count("tick ") >= 3, "{}: {briefs:#?}", rehearsal.title);
        assert!(count("card ") >= 1, "{}: {briefs:#?}", rehearsal.title);
        assert!(count("tone ") >= 1, "{}: {briefs:#?}", rehearsal.title);
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let leaked = |what: &What| match what {
            What::Uttered(utterance) => utterance.text.contains('@') || digits(&utterance.text) >= 7,
            _ => false,
        };
        let leaks: Vec<String> = whole.iter().filter(|what| leaked(what)).map(brief).collect();
        assert!(leaks.is_empty(), "{}: {leaks:?}", rehearsal.title);
        for killed_before in 0..rehearsal.lines.len() {
            let again = rehearse(&rehearsal, &script, Some(killed_before));
            let differs = again.iter().zip(&whole).find(|(one, other)| one != other);
            assert!(
                differs.is_none(),
                "{}: killed before line {killed_before}: {differs:?}",
                rehearsal.title
            );
            assert_eq!(again.len(), whole.len(), "{}: killed before line {killed_before}", rehearsal.title);
        }
    }
}
