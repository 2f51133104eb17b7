//! One live conversation as a pure state machine: an event and the moment go in, effects come out.
//!
//! Words are redacted before they become an effect. The state is rebuilt from the recorded facts by [`Core::replay`]:
//! every decision that matters becomes a fact, and a fact changes the state in one place, `apply`. There is no
//! clock, no input or output and no lock here.

mod command;
mod hearing;
pub mod limits;
mod missing;
mod notice;
pub mod replay;
mod seats;

use crate::copilot::cards::Cards;
use crate::copilot::checklist::{Checklist, Focus};
use crate::copilot::mood::Mood;
use crate::copilot::opinion::Opinions;
use crate::copilot::pace::{FiguresPace, Floor};
use crate::copilot::suggest::Suggestions;
use crate::session::core::command::Ending;
use crate::session::core::hearing::BrowserHearing;
use crate::session::core::limits::{Limits, Quiet};
use crate::session::core::missing::Missing;
use crate::session::core::seats::Seats;
use crate::session::event::{Effect, Event, Interim, RecogniserState, Refusal, Signal};
use sottovoce_domain::contact::ContactDetails;
use sottovoce_domain::conversation::{Conversation, Presence, Side};
use sottovoce_domain::engine::{Engine, Setup};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::{Entropy, ParticipantId, PlaybookId, UtteranceId};
use sottovoce_domain::insight::Insight;
use sottovoce_domain::playbook::{Attachment, Script};
use sottovoce_domain::tenant::Policy;
use sottovoce_domain::time::{CallTime, Timestamp};
use sottovoce_domain::utterance::{Heard, Utterance};
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

/// Nobody says more than this in one breath; a longer text is not speech.
const LONGEST_TEXT: usize = 4_000;

/// With what a conversation starts.
#[derive(Clone)]
pub struct Start {
    /// The conversation.
    pub conversation: Conversation,
    /// What the organisation allows.
    pub policy: Policy,
    /// When it ends by itself.
    pub limits: Limits,
    /// Whether a language model can be asked.
    pub model: bool,
}

/// The moment of an event: the time and the chance it may draw.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// Now.
    pub now: Timestamp,
    /// For the ids of what is recorded.
    pub entropy: &'a dyn Entropy,
}

/// The state of one live conversation.
pub struct Core {
    start: Start,
    engine: Engine,
    script: Arc<Script>,
    /// Which version of which playbook the script is.
    playbook: Option<(PlaybookId, u32)>,
    seats: Seats,
    cards: Cards,
    checklist: Checklist,
    mood: Mood,
    suggestions: Suggestions,
    opinions: Opinions,
    presented: Option<Attachment>,
    recent: VecDeque<Utterance>,
    /// The customer's own address and number: they stand in no fact, and are kept beside the facts.
    contact: ContactDetails,
    floor: Floor,
    hearing: BrowserHearing,
    missing: Missing,
    figures: FiguresPace,
    figures_old: bool,
    focus: Option<Focus>,
    keys: HashSet<(ParticipantId, String)>,
    quiet: Quiet,
    /// The last whole second of the call that the engine was told of.
    passed: u64,
    /// The seller ended it; the last words are waited for.
    ending: Option<Ending>,
    ended: bool,
}

impl Core {
    /// A conversation of which nothing is recorded yet; it has no playbook until one is found.
    pub fn new(start: Start) -> Self {
        let script: Arc<Script> = Arc::default();
        let engine = Engine::new(Setup {
            language: start.conversation.language,
            script: Arc::clone(&script),
            policy: start.policy.redaction(),
        });
        Self {
            engine,
            script,
            playbook: None,
            seats: Seats::default(),
            cards: Cards::default(),
            checklist: Checklist::default(),
            mood: Mood::new(start.policy.tone_of_words),
            suggestions: Suggestions::default(),
            opinions: Opinions::default(),
            presented: None,
            recent: VecDeque::new(),
            contact: ContactDetails::default(),
            floor: Floor::default(),
            hearing: BrowserHearing::default(),
            missing: Missing::default(),
            figures: FiguresPace::default(),
            figures_old: true,
            focus: None,
            keys: HashSet::new(),
            quiet: Quiet::default(),
            passed: 0,
            ending: None,
            ended: false,
            start,
        }
    }

    /// What comes of `event` at this moment.
    pub fn handle(&mut self, event: Event, moment: Moment<'_>) -> Vec<Effect> {
        let now = self.call_time(moment.now);
        let mut effects = Vec::new();
        if self.ended {
            if !matches!(event, Event::Passed | Event::RecordedElsewhere(_)) {
                effects.push(Effect::Refuse(Refusal::Ended));
            }
            return effects;
        }
        self.let_time_pass(now, &mut effects);
        match event {
            Event::Heard(heard) => self.heard(heard, now, moment, &mut effects),
            Event::Interim(interim) => self.interim(&interim, now, &mut effects),
            // A member who comes by two ways at once is one person.
            Event::Arrived(participant) if self.seats.seats_elsewhere(&participant) => {}
            Event::Arrived(participant) => {
                self.record(What::Arrived(participant), now, &mut effects);
            }
            Event::Moved(who, presence) => self.moved(who, presence, now, &mut effects),
            Event::Joined(who) => {
                if self.seats.joined(&who) {
                    self.quiet.joined();
                    self.tell_room(&mut effects);
                }
            }
            Event::Left(who) => {
                self.floor.finished(&who);
                if self.seats.left(&who) {
                    self.tell_room(&mut effects);
                }
            }
            Event::Emptied => {
                self.floor.voices([]);
                if self.seats.emptied() {
                    self.tell_room(&mut effects);
                }
            }
            Event::LastWords => {
                if let Some(ending) = &mut self.ending {
                    ending.server = false;
                }
            }
            Event::Voices(speaking) => self.floor.voices(speaking),
            Event::Command(command) => self.command(command, now, &mut effects),
            Event::PlaybookFound(playbook) => self.choose(&playbook, now, &mut effects),
            Event::Answered(answer) => self.answered(&answer, now, &mut effects),
            Event::Judged(judgement) => self.judged(&judgement, now, &mut effects),
            Event::Recognise(participant, on) => {
                self.hearing.listened_by_server(&participant, !on);
                let language = self.start.conversation.language;
                effects.push(Effect::Signal(Signal::Recognise { participant, on, language }));
            }
            Event::Recogniser(news) => {
                self.hearing.listened_by_server(&news.participant, true);
                self.tell_hearing(Signal::Recogniser(news), now, &mut effects);
            }
            Event::RecordedElsewhere(fact) => self.recorded_elsewhere(&fact.what, now, &mut effects),
            Event::Passed => {
                for signal in self.hearing.time_passed(now, self.floor.heard_voices()) {
                    self.tell_hearing(signal, now, &mut effects);
                }
            }
        }
        self.end_when_quiet(now, &mut effects);
        if !self.ended {
            self.show(now, &mut effects);
        }
        effects
    }

    /// Whether the conversation is over.
    pub fn is_over(&self) -> bool {
        self.ended
    }

    /// Keeps what `before` knew of the moment and no fact tells: who is connected and who speaks.
    #[must_use]
    pub fn with_impressions_of(mut self, before: Self) -> Self {
        self.seats.connected_as(&before.seats);
        self.floor = before.floor;
        self.hearing = before.hearing;
        self.missing = before.missing;
        self.quiet.connected_as(&before.quiet);
        self.contact = before.contact;
        self.ending = before.ending;
        self
    }

    /// The customer's own address and number, as far as they were said.
    pub fn contact(&self) -> &ContactDetails {
        &self.contact
    }

    /// What was kept of the customer's own address and number before this process knew of the conversation.
    pub fn remember_contact(&mut self, kept: ContactDetails) {
        self.contact = kept;
    }

    fn note_contact(&mut self) {
        let customers = |who: &ParticipantId| self.seats.side(who) == Side::Customer;
        let said = ContactDetails::said(self.engine.private_details(), customers);
        self.contact = said.or(std::mem::take(&mut self.contact));
    }

    /// The senders' keys of utterances that are recorded already.
    pub fn remember_keys(&mut self, keys: impl IntoIterator<Item = (ParticipantId, String)>) {
        self.keys.extend(keys);
    }

    /// A moment on the call clock.
    pub fn call_time(&self, at: Timestamp) -> CallTime {
        let since = at.since(self.start.conversation.started_at);
        CallTime::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }

    /// Decides a fact: the state changes by it and the shell stores it.
    fn record(&mut self, what: What, now: CallTime, effects: &mut Vec<Effect>) {
        self.apply(&what, now);
        effects.push(Effect::Record(what));
    }

    fn heard(&mut self, heard: Heard, now: CallTime, moment: Moment<'_>, effects: &mut Vec<Effect>) {
        if let Err(refusal) = self.may_speak(&heard.speaker) {
            effects.push(Effect::Refuse(refusal));
            return;
        }
        if heard.text.chars().count() > LONGEST_TEXT {
            effects.push(Effect::Refuse(Refusal::TooLong));
            return;
        }
        let repeated = heard.key.clone().is_some_and(|key| !self.keys.insert((heard.speaker.clone(), key)));
        if repeated || heard.text.trim().is_empty() {
            return;
        }
        let end = heard.end.min(now);
        let heard = Heard { start: heard.start.min(end), end, ..heard };
        let redacted = self.engine.redact(&heard);
        self.note_contact();
        let id = UtteranceId::new(moment.now, moment.entropy);
        let utterance = heard.redacted(id, redacted.text, redacted.redactions);
        effects.extend(self.hearing.words(&utterance.speaker).map(Effect::Signal));
        self.phrase_over(&utterance.speaker);
        self.recorded_words(&utterance, now);
        effects.push(Effect::Record(What::Uttered(utterance.clone())));
        // Facts and signals travel apart: a caption on its way may come after its words and is taken down again.
        let caption = Signal::Interim { participant: utterance.speaker.clone(), text: String::new() };
        effects.push(Effect::Signal(caption));
        if let Some(stretch) = self.missing.words(&utterance.speaker, utterance.start) {
            self.record(What::Noted(Insight::Unheard(stretch)), now, effects);
        }
        self.hear(&utterance, now, effects);
    }

    /// The engine hears what was recorded; what it is not sure of is a question to a model.
    fn hear(&mut self, utterance: &Utterance, now: CallTime, effects: &mut Vec<Effect>) {
        let insights = self.engine.hear(utterance);
        self.notice(insights, now, effects);
        effects.extend(self.doubt(utterance, now).map(Effect::Judge));
    }

    /// A fact that somebody else recorded: it counts like one of ours.
    fn recorded_elsewhere(&mut self, what: &What, now: CallTime, effects: &mut Vec<Effect>) {
        self.apply(what, now);
        match what {
            What::Uttered(utterance) => {
                self.recorded_words(utterance, now);
                self.hear(utterance, now, effects);
            }
            What::Moved { participant, presence: Presence::Refused | Presence::Gone } => {
                effects.push(Effect::MediaRemove(participant.clone()));
            }
            What::Ended => effects.push(Effect::Close),
            _ => {}
        }
    }

    fn interim(&mut self, interim: &Interim, now: CallTime, effects: &mut Vec<Effect>) {
        // Words that arrive too early or of strangers are only interim: nobody waits for an answer to them.
        if self.may_speak(&interim.speaker).is_err() || interim.text.chars().count() > LONGEST_TEXT {
            return;
        }
        if interim.text.trim().is_empty() {
            // Nothing came of it: the caption is taken down.
            self.phrase_over(&interim.speaker);
        } else {
            effects.extend(self.hearing.words(&interim.speaker).map(Effect::Signal));
            self.floor.speaking(&interim.speaker, now);
            self.quiet.heard(now);
        }
        let text = self.engine.mask_interim(&interim.speaker, now, &interim.text, interim.language);
        effects.push(Effect::Signal(Signal::Interim { participant: interim.speaker.clone(), text }));
    }

    /// Somebody's phrase came to its end.
    fn phrase_over(&mut self, who: &ParticipantId) {
        self.floor.finished(who);
        if let Some(ending) = &mut self.ending {
            ending.browsers.remove(who);
        }
    }

    fn moved(&mut self, who: ParticipantId, presence: Presence, now: CallTime, effects: &mut Vec<Effect>) {
        match self.seats.get(&who) {
            None => effects.push(Effect::Refuse(Refusal::UnknownParticipant)),
            Some(participant) if participant.presence == presence => {}
            Some(_) => {
                if matches!(presence, Presence::Refused | Presence::Gone) {
                    effects.push(Effect::MediaRemove(who.clone()));
                }
                self.record(What::Moved { participant: who, presence }, now, effects);
            }
        }
    }

    fn may_speak(&self, who: &ParticipantId) -> Result<(), Refusal> {
        match self.seats.get(who) {
            None => Err(Refusal::UnknownParticipant),
            Some(participant) if participant.presence == Presence::Admitted => Ok(()),
            Some(_) => Err(Refusal::NotAdmitted),
        }
    }

    fn tell_room(&self, effects: &mut Vec<Effect>) {
        effects.push(Effect::Signal(Signal::Room { participants: self.seats.connected() }));
    }

    /// Shows how a recogniser is doing, and remembers since when no words came.
    fn tell_hearing(&mut self, signal: Signal, now: CallTime, effects: &mut Vec<Effect>) {
        if let Signal::Recogniser(news) = &signal
            && news.state == RecogniserState::Silent
        {
            self.missing.noticed(&news.participant, now);
        }
        effects.push(Effect::Signal(signal));
    }

    /// Tells the engine of every whole second since the last event, so that a rebuild sees the same seconds.
    fn let_time_pass(&mut self, now: CallTime, effects: &mut Vec<Effect>) {
        for second in self.seconds_until(now) {
            let insights = self.pass(second);
            self.notice(insights, CallTime::from_millis(second * 1_000), effects);
        }
    }

    /// The whole seconds that passed unnoticed until `now`.
    fn seconds_until(&mut self, now: CallTime) -> std::ops::RangeInclusive<u64> {
        // No conversation is longer: what was left lying for days is not counted second by second.
        let last = now.millis().min(self.start.limits.longest_ms) / 1_000;
        let first = self.passed + 1;
        self.passed = self.passed.max(last);
        first..=last
    }

    /// What the engine says of one more second.
    fn pass(&mut self, second: u64) -> Vec<Insight> {
        self.engine.pass(CallTime::from_millis(second * 1_000))
    }

    /// Takes note that words were recorded, apart from what they mean.
    fn recorded_words(&mut self, utterance: &Utterance, now: CallTime) {
        self.quiet.heard(now);
        self.figures_old = true;
        if self.seats.sells(&utterance.speaker) {
            self.suggestions.seller_spoke(utterance.end);
        }
        self.recent.push_back(utterance.clone());
        while self.recent.len() > crate::context::LINES {
            self.recent.pop_front();
        }
    }

    /// Shows what is due: a waiting suggestion, the figures, the place in the script.
    fn show(&mut self, now: CallTime, effects: &mut Vec<Effect>) {
        let seats = &self.seats;
        let seller_speaks = self.floor.is_speaking(now, |who| seats.sells(who));
        if let Some(suggestion) = self.suggestions.next(now, seller_speaks) {
            let ask = self.ask_about(&suggestion);
            self.record(What::Noted(Insight::Suggested(suggestion)), now, effects);
            effects.extend(ask.map(Effect::Ask));
        }
        if self.figures_old && self.figures.due(now) {
            self.figures_old = false;
            let figures = self.figures.send(now, self.engine.figures());
            effects.extend(figures.map(|figures| Effect::Signal(Signal::Figures { figures })));
        }
        let focus = self.checklist.focus(&self.script);
        if self.focus.as_ref() != Some(&focus) {
            self.focus = Some(focus.clone());
            effects.push(Effect::Signal(Signal::Focus(focus)));
        }
    }

    /// Whether the conversation runs on a playbook.
    pub fn has_playbook(&self) -> bool {
        self.playbook.is_some()
    }

    /// The script changed, or the checklist: the figures are to be looked at again.
    fn figures_changed(&mut self) {
        self.figures_old = true;
    }
}
