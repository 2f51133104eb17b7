//! The language models that are set, in their order, and what a conversation may spend on them.

use crate::app::build::{StartError, doors};
use crate::config::{Dialect, LanguageSettings, ModelSettings};
use sottovoce_providers::language::anthropic::{Anthropic, AnthropicConfig};
use sottovoce_providers::language::chain::{Chain, Link};
use sottovoce_providers::language::gemini::{Gemini, GeminiDoor};
use sottovoce_providers::language::openai::{OpenAi, OpenAiConfig};
use sottovoce_providers::language::purse::Allowance;
use sottovoce_providers::language::vertex::{self, ServiceAccount};
use sottovoce_providers::language::{LanguageModel, Price, local::Absent};
use sottovoce_providers::web::Web;
use std::sync::Arc;

/// The models that are set as one, or none.
///
/// # Errors
/// When a service account's file cannot be used.
pub fn chain(settings: &LanguageSettings, web: &Web) -> Result<Arc<dyn LanguageModel>, StartError> {
    let links = links(settings, web)?;
    if links.is_empty() {
        return Ok(Arc::new(Absent));
    }
    Ok(Arc::new(Chain::new(links, doors().0)))
}

/// Each model that is set, in order, with its price.
///
/// # Errors
/// When a service account's file cannot be used.
pub fn links(settings: &LanguageSettings, web: &Web) -> Result<Vec<Link>, StartError> {
    let link = |wish: ModelSettings| {
        let price = Price { input: wish.price_in, output: wish.price_out };
        Ok(Link { model: model(wish, web.clone())?, price })
    };
    settings.models().into_iter().map(link).collect()
}

/// What one conversation may spend.
pub fn allowance(settings: &LanguageSettings) -> Allowance {
    // A budget is a price for a million of something that costs one each.
    let cost = Price { input: settings.budget, output: 0.0 }.of(1_000_000, 0);
    Allowance {
        cost: (settings.budget > 0.0).then_some(cost),
        tokens: (settings.budget_tokens > 0).then_some(settings.budget_tokens),
    }
}

fn model(wish: ModelSettings, web: Web) -> Result<Arc<dyn LanguageModel>, StartError> {
    let url = |usual: &str| if wish.url.is_empty() { usual.to_owned() } else { wish.url.clone() };
    let key = wish.key.reveal().to_owned();
    Ok(match wish.dialect {
        Dialect::Openai => {
            let key = (!key.is_empty()).then_some(key);
            let base_url = url("https://api.openai.com/v1");
            Arc::new(OpenAi::new(web, OpenAiConfig { base_url, key, model: wish.model }))
        }
        Dialect::Anthropic => {
            let base_url = url("https://api.anthropic.com");
            Arc::new(Anthropic::new(web, AnthropicConfig { base_url, key, model: wish.model }))
        }
        Dialect::Gemini => {
            let base_url = url("https://generativelanguage.googleapis.com/v1beta");
            Arc::new(Gemini::new(web, GeminiDoor::Studio { base_url, key }, wish.model))
        }
        Dialect::Vertex => {
            let account = account(&wish)?;
            let own = vertex::base_url(account.project().unwrap_or_default(), &wish.location);
            let door = GeminiDoor::Vertex { base_url: url(&own), account };
            Arc::new(Gemini::new(web, door, wish.model))
        }
    })
}

fn account(wish: &ModelSettings) -> Result<ServiceAccount, StartError> {
    let path = wish.account.as_deref().unwrap_or_else(|| std::path::Path::new(""));
    let text = std::fs::read_to_string(path).map_err(|error| StartError::Account(Box::new(error)))?;
    ServiceAccount::read(&text, doors().0).map_err(|error| StartError::Account(Box::new(error)))
}
