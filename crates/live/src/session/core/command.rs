//! What the seller's commands do. A person's word wins over the engine's and is recorded like everything else.

use crate::session::core::Core;
use crate::session::event::{Command, Effect, Refusal, Signal};
use sottovoce_domain::fact::What;
use sottovoce_domain::ids::ParticipantId;
use sottovoce_domain::insight::{By, Insight, Tick};
use sottovoce_domain::playbook::Playbook;
use sottovoce_domain::time::CallTime;
use std::collections::BTreeSet;

/// Recognisers and browsers give the last words of a phrase within a second or two.
const LAST_WORDS_MS: u64 = 5_000;

/// An end that waits for the last words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ending {
    /// Not longer than this.
    pub(super) until: CallTime,
    /// Whether the server's recognisers have not given theirs.
    pub(super) server: bool,
    /// Whose browsers have not given theirs.
    pub(super) browsers: BTreeSet<ParticipantId>,
}

impl Ending {
    /// Whether nothing more is waited for.
    pub(super) fn is_over(&self, now: CallTime) -> bool {
        now >= self.until || (!self.server && self.browsers.is_empty())
    }
}

impl Core {
    /// Does what the seller wants, or says why not. What is so already is done without a fact.
    pub(super) fn command(&mut self, command: Command, now: CallTime, effects: &mut Vec<Effect>) {
        match self.decide(command) {
            Ok(Decision::Nothing) => {}
            Ok(Decision::Record(what)) => self.record(what, now, effects),
            Ok(Decision::Find(effect)) => effects.push(effect),
            Ok(Decision::End) => self.begin_to_end(now, effects),
            Err(refusal) => effects.push(Effect::Refuse(refusal)),
        }
    }

    fn decide(&self, command: Command) -> Result<Decision, Refusal> {
        let unless = |so_already: bool, what: What| {
            if so_already { Decision::Nothing } else { Decision::Record(what) }
        };
        let known_point = |point: &str| {
            let known = self.script.points().any(|(_, one)| one.id == point);
            if known { Ok(()) } else { Err(Refusal::UnknownPoint) }
        };
        match command {
            Command::Tick { point } => {
                known_point(&point)?;
                let covered = self.checklist.is_covered(&point);
                let tick = Tick { point, evidence: None, quote: None, confidence: 1.0, by: By::Person };
                Ok(unless(covered, What::Noted(Insight::Ticked(tick))))
            }
            Command::Untick { point } => {
                known_point(&point)?;
                Ok(unless(!self.checklist.is_covered(&point), What::Unticked { point }))
            }
            Command::DismissCard { card } => {
                self.script.card(&card).ok_or(Refusal::UnknownCard)?;
                Ok(unless(!self.cards.is_shown(&card), What::CardDismissed { card }))
            }
            Command::DismissSuggestion { suggestion } => {
                Ok(unless(!self.suggestions.is_shown(&suggestion), What::SuggestionDismissed { suggestion }))
            }
            Command::Present { card } => {
                let card = self.script.card(&card).ok_or(Refusal::UnknownCard)?;
                let attachment = card.attachment.clone().ok_or(Refusal::NothingToPresent)?;
                Ok(unless(self.presented.as_ref() == Some(&attachment), What::Presented(attachment)))
            }
            Command::TakeDown => Ok(unless(self.presented.is_none(), What::PresentationEnded)),
            Command::ChoosePlaybook { playbook } => Ok(Decision::Find(Effect::FindPlaybook(playbook))),
            Command::End => Ok(Decision::End),
        }
    }

    /// The playbook that was chosen is here.
    pub(super) fn choose(&mut self, playbook: &Playbook, now: CallTime, effects: &mut Vec<Effect>) {
        if self
            .playbook
            .as_ref()
            .is_some_and(|(id, version)| *id == playbook.id && *version == playbook.version)
        {
            return;
        }
        self.adopt(playbook);
        let what = What::PlaybookChosen { playbook: playbook.id.clone(), version: playbook.version };
        self.record(what, now, effects);
    }

    /// Stops listening and waits for the words that were just said: the browsers in the middle of a phrase are told to
    /// give what they have; where the server listens the room closes. Asked again, the end comes at once.
    fn begin_to_end(&mut self, now: CallTime, effects: &mut Vec<Effect>) {
        let by_browser = |who: &&ParticipantId| !self.hearing.is_by_server(who);
        let ending = Ending {
            until: CallTime::from_millis(now.millis().saturating_add(LAST_WORDS_MS)),
            server: self.hearing.any_by_server(),
            browsers: self.floor.unfinished(now).filter(by_browser).cloned().collect(),
        };
        if self.ending.is_some() || ending.is_over(now) {
            self.end(now, effects);
            return;
        }
        let language = self.start.conversation.language;
        for participant in &ending.browsers {
            let rest = Signal::Recognise { participant: participant.clone(), on: false, language };
            effects.push(Effect::Signal(rest));
        }
        if ending.server {
            effects.push(Effect::CloseRoom);
        }
        self.ending = Some(ending);
    }

    /// Ends the conversation for all.
    pub(super) fn end(&mut self, now: CallTime, effects: &mut Vec<Effect>) {
        let insights = self.engine.end(now);
        self.notice(insights, now, effects);
        for stretch in self.missing.end(now) {
            self.record(What::Noted(Insight::Unheard(stretch)), now, effects);
        }
        self.record(What::Ended, now, effects);
        effects.push(Effect::Close);
    }
}

enum Decision {
    Nothing,
    Record(What),
    Find(Effect),
    End,
}
