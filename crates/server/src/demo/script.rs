//! The rehearsals that come with the product, and the playbooks they are about.

use crate::founding;
use rust_embed::RustEmbed;
use sottovoce_domain::rehearsal::Rehearsal;

/// The rehearsals' files.
#[derive(RustEmbed)]
#[folder = "../../rehearsals"]
struct Rehearsals;

/// A rehearsal and the name of the playbook it is about.
pub(super) struct Scene {
    pub(super) rehearsal: Rehearsal,
    pub(super) playbook: Option<String>,
}

/// All rehearsals that can be read, in the order of their files' names.
pub(super) fn scenes() -> Vec<Scene> {
    let mut names: Vec<_> = Rehearsals::iter().filter(|name| name.ends_with(".txt")).collect();
    names.sort();
    let bundled = founding::bundled().unwrap_or_default();
    let mut scenes = Vec::new();
    for name in names {
        let Some(file) = Rehearsals::get(&name) else { continue };
        match Rehearsal::parse(&String::from_utf8_lossy(&file.data)) {
            Ok(rehearsal) => {
                let playbook = rehearsal.playbook.as_ref().and_then(|wanted| {
                    let same = |one: &&founding::Bundled| one.file == *wanted || one.script.name == *wanted;
                    bundled.iter().find(same).map(|one| one.script.name.clone())
                });
                scenes.push(Scene { rehearsal, playbook });
            }
            Err(error) => tracing::warn!(file = %name, %error, "a rehearsal cannot be read"),
        }
    }
    scenes
}

#[cfg(test)]
mod tests {
    use super::*;
    use sottovoce_domain::language::Language;

    #[test]
    fn there_is_a_scene_in_each_language_with_its_playbook() {
        for language in [Language::It, Language::En] {
            let scenes = scenes();
            let scene = scenes.iter().find(|scene| scene.rehearsal.language == language).unwrap();
            assert!(scene.playbook.is_some(), "{}", scene.rehearsal.title);
            assert!(scene.rehearsal.people.iter().any(|person| person.side.sells()));
        }
    }
}
