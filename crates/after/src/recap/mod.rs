//! What a conversation came to. The recorded words are read again by the same engine that ran live, so the page after
//! the call shows what the seller saw during it; a language model may word the summary and add what the engine
//! overlooked, each with the words that show it, and never changes what the engine or a person noted.

mod draft;
mod model;
mod reading;
mod words;

use draft::{DraftError, Material};
use reading::Reading;
use sottovoce_domain::fact::{Fact, What};
use sottovoce_domain::ids::{ConversationId, PlaybookId};
use sottovoce_domain::insight::{By, Insight, Unheard};
use sottovoce_domain::model_use::ModelUse;
use sottovoce_domain::playbook::Script;
use sottovoce_domain::recap::{ModelPart, Recap};
use sottovoce_providers::language::purse::{Allowance, Purse};
use sottovoce_providers::language::{LanguageModel, ModelError};
use sottovoce_store::{StoreError, Tenant};
use std::collections::hash_map::{self, HashMap};
use std::sync::Arc;

/// Why there is no recap.
#[derive(Debug, thiserror::Error)]
pub enum RecapError {
    /// The store did not do as asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A text could not be worded.
    #[error(transparent)]
    Draft(#[from] DraftError),
}

/// The playbook versions that a conversation's facts name.
type Playbooks = HashMap<(PlaybookId, u32), Arc<Script>>;

/// A recap with what making it spent on language models.
pub struct Made {
    /// The recap.
    pub recap: Recap,
    /// By prompt and model.
    pub spent: Vec<ModelUse>,
}

/// Makes the recap of an ended conversation. Stores nothing.
///
/// # Errors
/// When what is stored cannot be read. A language model that fails is no error: rules word the summary then.
pub async fn make(
    tenant: &Tenant,
    model: &Arc<dyn LanguageModel>,
    allowance: Allowance,
    id: &ConversationId,
) -> Result<Made, RecapError> {
    let conversation = tenant.conversations().get(id).await?;
    let policy = tenant.organisation().get().await?.policy;
    let facts = tenant.facts().all(id).await?;
    let playbooks = playbooks(tenant, &facts).await?;
    // They stand in no transcript.
    let known = tenant.contacts().of(id).await?;

    let reading = Reading::of(&conversation, &policy, &facts, &playbooks);
    let mut deal = reading.engine.facts();
    deal.email = deal.email.or(known.email);
    deal.phone = deal.phone.or(known.phone);

    let figures = reading.engine.figures();
    let material = Material::of(&reading, &figures, &deal, policy.tone_of_words);
    let engine = &reading.engine;
    let mut recap = Recap {
        summary: draft::summary(&material)?,
        summary_by: By::Engine,
        figures,
        ticks: engine.ticks().to_vec(),
        objections: engine.objections().to_vec(),
        questions: engine.questions().to_vec(),
        actions: engine.actions().to_vec(),
        tones: engine.tones().to_vec(),
        follow_up: draft::follow_up(&material)?,
        facts: deal,
        unheard: unheard(&facts),
        model: None,
    };
    let before = tenant.model_uses().of(id).await?;
    let purse = Purse::new(Arc::clone(model), allowance, &before);
    let read = model::read(&purse, &reading).await;
    let spent = purse.take();
    match read {
        Ok(mut found) => {
            recap.summary = std::mem::take(&mut found.summary);
            recap.summary_by = By::Model;
            recap.model = Some(ModelPart {
                model: spent.last().map(|used| used.model.clone()).unwrap_or_default(),
                prompt: model::prompt(reading.language).version(),
                claims: std::mem::take(&mut found.claims),
                rejected: found.rejected,
            });
            model::add(found, &mut recap);
        }
        Err(ModelError::Absent) => {}
        Err(why) => tracing::info!(conversation = %id, %why, "the recap is the engine's alone"),
    }
    Ok(Made { recap, spent })
}

/// The stretches of which nobody knows what was said.
fn unheard(facts: &[Fact]) -> Vec<Unheard> {
    let stretch = |fact: &Fact| match &fact.what {
        What::Noted(Insight::Unheard(stretch)) => Some(stretch.clone()),
        _ => None,
    };
    facts.iter().filter_map(stretch).collect()
}

async fn playbooks(tenant: &Tenant, facts: &[Fact]) -> Result<Playbooks, StoreError> {
    let mut found = Playbooks::new();
    for fact in facts {
        if let What::PlaybookChosen { playbook, version } = &fact.what
            && let hash_map::Entry::Vacant(place) = found.entry((playbook.clone(), *version))
        {
            place.insert(Arc::new(tenant.playbooks().version(playbook, *version).await?.script));
        }
    }
    Ok(found)
}
