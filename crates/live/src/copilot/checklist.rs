//! The script as a checklist: which points are covered, what a person said about them, and what comes next.
//!
//! A person's word wins over the engine's: a point unticked by hand is never ticked again by rules.

use serde::{Deserialize, Serialize};
use sottovoce_domain::insight::{By, Tick};
use sottovoce_domain::playbook::Script;
use std::collections::{HashMap, HashSet};

/// Where the conversation is in its script.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Focus {
    /// The index of the current phase.
    pub phase: usize,
    /// The id of the point to touch next; none when all are covered.
    pub next: Option<String>,
}

/// The state of the points of one conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checklist {
    covered: HashMap<String, By>,
    /// In the order they were covered.
    order: Vec<String>,
    barred: HashSet<String>,
}

impl Checklist {
    /// Whether a tick may be shown: not when the point is covered already or a person took it back.
    pub fn admits(&self, tick: &Tick) -> bool {
        !self.covered.contains_key(&tick.point)
            && (tick.by == By::Person || !self.barred.contains(&tick.point))
    }

    /// A point was ticked.
    pub fn ticked(&mut self, point: &str, by: By) {
        if self.covered.insert(point.to_owned(), by).is_none() {
            self.order.push(point.to_owned());
        }
        if by == By::Person {
            self.barred.remove(point);
        }
    }

    /// A person took a tick back.
    pub fn unticked(&mut self, point: &str) {
        self.covered.remove(point);
        self.order.retain(|one| one != point);
        self.barred.insert(point.to_owned());
    }

    /// Whether the point is covered.
    pub fn is_covered(&self, point: &str) -> bool {
        self.covered.contains_key(point)
    }

    /// The current phase (where the last covered point stands, or the one after it when that is complete) and
    /// the next best point: the weightiest open one of this phase, then a must left behind, then what follows.
    pub fn focus(&self, script: &Script) -> Focus {
        let phase_of = |id: &str| script.points().find(|(_, point)| point.id == id).map(|(phase, _)| phase);
        let mut phase = self.order.iter().rev().find_map(|id| phase_of(id)).unwrap_or(0);
        let complete =
            |n: usize| script.phases.get(n).is_some_and(|p| p.points.iter().all(|x| self.is_covered(&x.id)));
        while complete(phase) && phase + 1 < script.phases.len() {
            phase += 1;
        }
        let open = || script.points().filter(|(_, point)| !self.is_covered(&point.id));
        let heaviest_here = open()
            .filter(|(n, _)| *n == phase)
            .fold(None, |best: Option<(u8, &str)>, (_, point)| match best {
                Some((weight, _)) if weight >= point.importance => best,
                _ => Some((point.importance, point.id.as_str())),
            })
            .map(|(_, id)| id);
        let left_behind =
            || open().find(|(n, p)| *n < phase && p.importance >= 3).map(|(_, p)| p.id.as_str());
        let following = || open().find(|(n, _)| *n > phase).map(|(_, p)| p.id.as_str());
        let any = || open().next().map(|(_, p)| p.id.as_str());
        let next = heaviest_here.or_else(left_behind).or_else(following).or_else(any).map(str::to_owned);
        Focus { phase, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sottovoce_domain::playbook::{Phase, Point};

    fn script() -> Script {
        let point = |id: &str, importance| Point { id: id.to_owned(), importance, ..Point::default() };
        let phases = vec![
            Phase { name: "Opening".to_owned(), points: vec![point("p1", 1), point("p2", 3)] },
            Phase { name: "Needs".to_owned(), points: vec![point("p3", 2), point("p4", 2)] },
        ];
        Script { phases, ..Script::default() }
    }

    fn tick(point: &str, by: By) -> Tick {
        Tick { point: point.to_owned(), evidence: None, quote: None, confidence: 1.0, by }
    }

    #[test]
    fn a_point_taken_back_by_hand_is_not_ticked_by_rules_again() {
        let mut list = Checklist::default();
        list.ticked("p1", By::Engine);
        list.unticked("p1");
        assert!(!list.admits(&tick("p1", By::Engine)));
        assert!(list.admits(&tick("p1", By::Person)));
        list.ticked("p1", By::Person);
        assert!(!list.admits(&tick("p1", By::Person)));
    }

    #[test]
    fn the_focus_follows_the_talk() {
        let check = |covered: &[&str], phase: usize, next: Option<&str>| {
            let mut list = Checklist::default();
            for point in covered {
                list.ticked(point, By::Engine);
            }
            assert_eq!(list.focus(&script()), Focus { phase, next: next.map(str::to_owned) }, "{covered:?}");
        };
        check(&[], 0, Some("p2"));
        check(&["p2"], 0, Some("p1"));
        check(&["p1", "p2"], 1, Some("p3"));
        check(&["p3"], 1, Some("p4"));
        check(&["p3", "p4"], 1, Some("p2"));
        check(&["p2", "p3", "p4"], 1, Some("p1"));
        check(&["p1", "p2", "p3", "p4"], 1, None);
    }
}
