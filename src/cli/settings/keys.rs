//! `keys:` in a settings file: actions and the keys they are to have.

use super::{KEY_TAKEN, NOT_A_KEY, UNKNOWN_ACTION, WRONG_VALUE};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Node;
use crate::text::visible;
use crate::tui::action::Action;
use crate::tui::keymap::{Clash, Keymap, Rebinding, actions, is_fixed};
use crate::tui::keys::Key;
use crate::words::EN;

/// An action, its keys, and where each key stands in the file.
struct Wish<'a> {
    action: Action,
    keys: Vec<(Key, &'a Node)>,
}

/// Reads keys for actions; where they clash, those that do are left out.
pub(super) fn read(node: &Node) -> (Vec<Rebinding>, Keymap, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let Some(entries) = node.as_map() else {
        let fault =
            Diagnostic::error(WRONG_VALUE, node.range.clone(), "`keys` is not a map of actions to keys");
        faults.push(fault.help("write each action on a line of its own, like `undo: [z]`"));
        return (Vec::new(), Keymap::default(), faults);
    };
    let wishes: Vec<Wish> = entries.iter().filter_map(|(key, value)| wish(key, value, &mut faults)).collect();
    let mut wishes = wishes;
    loop {
        let rebindings: Vec<Rebinding> = wishes
            .iter()
            .map(|wish| Rebinding {
                action: wish.action,
                keys: wish.keys.iter().map(|(key, _)| *key).collect(),
            })
            .collect();
        match Keymap::with(&rebindings) {
            Ok(keymap) => return (rebindings, keymap, faults),
            Err(clashes) => {
                faults.extend(wishes.iter().flat_map(|wish| told(wish, &clashes)));
                let before = wishes.len();
                wishes.retain(|wish| clashes.iter().all(|clash| clash.action != wish.action));
                if wishes.len() == before {
                    // Not to be reached: every clash is that of a wish.
                    return (Vec::new(), Keymap::default(), faults);
                }
            }
        }
    }
}

fn wish<'a>(key: &Node, value: &'a Node, faults: &mut Vec<Diagnostic>) -> Option<Wish<'a>> {
    let name = key.as_text().unwrap_or_default();
    let known = actions();
    let Some((_, action)) = known.iter().find(|(known, _)| *known == name) else {
        let says = format!("there is no action `{}`", visible(name));
        let help = match nearest(name, known.iter().map(|(known, _)| *known)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "look for its name in docs/configuration.md".to_owned(),
        };
        faults.push(Diagnostic::error(UNKNOWN_ACTION, key.range.clone(), says).help(help));
        return None;
    };
    let one = std::slice::from_ref(value);
    let nodes = value.as_list().unwrap_or(one);
    let before = faults.len();
    let mut keys: Vec<(Key, &Node)> = Vec::new();
    for node in nodes {
        match pressed(node) {
            Ok(key) => keys.push((key, node)),
            Err(fault) => faults.push(fault),
        }
    }
    if nodes.is_empty() {
        let says = format!("`{name}` has no key");
        let help = "name one, or leave the action out: then it keeps those that help shows";
        faults.push(Diagnostic::error(WRONG_VALUE, value.range.clone(), says).help(help));
    }
    (faults.len() == before).then_some(Wish { action: *action, keys })
}

fn pressed(node: &Node) -> Result<Key, Diagnostic> {
    let name = node.as_text().unwrap_or_default();
    match Key::named(name) {
        Some(key) if is_fixed(key) => {
            let says = format!("`{}` does the same everywhere", visible(name));
            let help = "choose another: arrows, Enter, Esc, Ctrl-C and F1 always stay as they are";
            Err(Diagnostic::error(KEY_TAKEN, node.range.clone(), says).help(help))
        }
        Some(key) => Ok(key),
        None => {
            let says = match node.as_text() {
                Some(name) => format!("there is no key `{}`", visible(name)),
                None => "this is no key".to_owned(),
            };
            let help = "write a character like `z`, or space, tab, home, end, pgup, pgdn, del, ctrl-a to ctrl-z \
                        (but for ctrl-h, ctrl-i, ctrl-j and ctrl-m, which are keys of their own)";
            Err(Diagnostic::error(NOT_A_KEY, node.range.clone(), says).help(help))
        }
    }
}

/// What is said of a wish that clashes: once for each of its keys.
fn told(wish: &Wish, clashes: &[Clash]) -> Vec<Diagnostic> {
    let of_key = |(key, node): &(Key, &Node)| {
        let clash = clashes.iter().find(|clash| clash.action == wish.action && clash.key == *key)?;
        let says = format!(
            "`{}` is taken on the screen \"{}\": {}",
            key.label(true, &EN.key_names),
            clash.place.name(&EN.help),
            clash.says
        );
        let help = "choose another key, or give that action another one too";
        Some(Diagnostic::error(KEY_TAKEN, node.range.clone(), says).help(help))
    };
    wish.keys.iter().filter_map(of_key).collect()
}
