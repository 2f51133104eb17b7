//! Playbooks: the script a conversation runs on, with its battle cards.
//!
//! A playbook has versions; a conversation keeps the version it ran on, so that a later change never alters a
//! past recap.

use crate::ids::PlaybookId;
use crate::language::Language;
use serde::{Deserialize, Serialize};

/// One version of a playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Playbook {
    /// The playbook this is a version of.
    pub id: PlaybookId,
    /// Counted from 1.
    pub version: u32,
    /// Its script and cards.
    #[serde(flatten)]
    pub script: Script,
}

/// What a playbook says; also its import and export format.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Script {
    /// Its name, e.g. "Technical demo".
    pub name: String,
    /// The language its points and cards are written in.
    #[serde(default)]
    pub language: Language,
    /// Its phases in order.
    pub phases: Vec<Phase>,
    /// Its battle cards.
    #[serde(default)]
    pub cards: Vec<BattleCard>,
}

/// A part of a conversation, e.g. discovery.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Phase {
    /// Its name.
    pub name: String,
    /// What should be touched in it, in order.
    pub points: Vec<Point>,
}

/// Something the seller should touch.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Point {
    /// Unique within the playbook and kept over versions, e.g. `p1`.
    pub id: String,
    /// How a sales manager writes it on a checklist.
    pub text: String,
    /// Example phrasings.
    #[serde(default)]
    pub hints: Vec<String>,
    /// 1 (nice to have) to 3 (must).
    #[serde(default = "usual_importance")]
    pub importance: u8,
}

const fn usual_importance() -> u8 {
    2
}

/// What to answer to an objection, and what to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BattleCard {
    /// Unique within the playbook and kept over versions, e.g. `c1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The objection it answers.
    pub objection: ObjectionType,
    /// Short phrases that call it up.
    #[serde(default)]
    pub triggers: Vec<String>,
    /// What the seller may answer. For the seller's eyes only.
    pub answer: String,
    /// What guests see when it is presented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<Attachment>,
}

/// What guests see when a card is presented: never the card itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Attachment {
    /// A short text as a slide.
    Text {
        /// The headline.
        title: String,
        /// Short lines below it.
        #[serde(default)]
        lines: Vec<String>,
    },
    /// A picture.
    Image {
        /// Where the client fetches it: a path of this server.
        url: String,
        /// What it shows, for those who cannot see it.
        alt: String,
    },
}

/// The nine kinds of objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ObjectionType {
    /// Too dear, no budget.
    Price,
    /// Another vendor is better, cheaper or chosen already.
    Competitor,
    /// Not now.
    Timing,
    /// Somebody else decides.
    Authority,
    /// No need; the current way is fine.
    Need,
    /// Security, risk, reputation, fear of lock-in.
    Trust,
    /// A feature is missing; does not suit the case.
    Fit,
    /// Migration, training, change is too much work.
    Effort,
    /// A brush-off.
    Stall,
}

impl Script {
    /// Every point with the index of its phase, in order.
    pub fn points(&self) -> impl Iterator<Item = (usize, &Point)> {
        self.phases.iter().enumerate().flat_map(|(n, phase)| phase.points.iter().map(move |point| (n, point)))
    }

    /// The card with this id.
    pub fn card(&self, id: &str) -> Option<&BattleCard> {
        self.cards.iter().find(|card| card.id == id)
    }
}
