//! What the seller's commands do. A person's word wins over the engine's and is recorded like everything else.

use crate::session::core::Core;
use crate::session::event::{Command, Effect, Refusal};
use sottovoce_domain::fact::What;
use sottovoce_domain::insight::{By, Insight, Tick};
use sottovoce_domain::playbook::Playbook;
use sottovoce_domain::time::CallTime;

/// Recognisers give the last words of a phrase within a second or two.
const LAST_WORDS_MS: u64 = 5_000;

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

    /// Closes the room. Where the server listens, the words that were just said are waited for; asked again, the
    /// end comes at once.
    fn begin_to_end(&mut self, now: CallTime, effects: &mut Vec<Effect>) {
        if self.ending.is_some() || !self.hearing.any_by_server() {
            self.end(now, effects);
        } else {
            self.ending = Some(CallTime::from_millis(now.millis().saturating_add(LAST_WORDS_MS)));
            effects.push(Effect::CloseRoom);
        }
    }

    /// Ends the conversation for all.
    pub(super) fn end(&mut self, now: CallTime, effects: &mut Vec<Effect>) {
        let insights = self.engine.end(now);
        self.notice(insights, now, effects);
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
