//! Whatever is typed, pasted and clicked at whatever size: the screen stays whole, and its footer and help are right.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::tui::keymap;
use crate::tui::sheet::draw_row;
use crate::tui::wrap;

/// Every key that a terminal sends us.
fn all_keys() -> Vec<Key> {
    let named = "<enter><esc><tab><backtab><up><down><left><right><home><end><pgup><pgdn><bs><del><f1>";
    let mut all = keys::read(named).unwrap();
    all.extend((' '..='~').map(Key::Char));
    all.extend(('a'..='z').filter(|letter| !"hijm".contains(*letter)).map(Key::Ctrl));
    all.extend("äß東é€".chars().map(Key::Char));
    all
}

/// What comes from outside.
#[derive(Clone, Debug)]
enum Input {
    Key(Key),
    Paste(&'static str),
    Click(u16, u16),
    Resize(u16, u16),
}

fn input() -> impl Strategy<Value = Input> {
    let moves = keys::read("<enter><esc><tab><backtab><up><down><left><right><pgup><pgdn>jkgG123").unwrap();
    let pasted =
        ["", "2\n", "\u{1b}[201~q\r", "東京のお客様", "e\u{301}👩‍👩‍👧\u{202e}", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"];
    prop_oneof![
        6 => proptest::sample::select(all_keys()).prop_map(Input::Key),
        6 => proptest::sample::select(moves).prop_map(Input::Key),
        1 => proptest::sample::select(pasted.to_vec()).prop_map(Input::Paste),
        3 => (0u16..300, 0u16..100).prop_map(|(column, line)| Input::Click(column, line)),
        2 => size().prop_map(|(width, height)| Input::Resize(width, height)),
    ]
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![1 => (1u16..=300, 1u16..=100), 2 => (30u16..=130, 6u16..=42)]
}

/// The last line is the whole footer and nothing else, the line with the cursor is in view, and no line is wider
/// than the window.
#[track_caller]
fn check_whole(table: &Table, told: &str) {
    let Room { width, height } = table.app.room;
    let area = Rect { x: 0, y: 0, width, height };
    let buffer = drawn(&table.app, width, height);
    let screen = stage::text(&buffer);
    let widest = screen.lines().map(wrap::width).max().unwrap_or(0);
    assert!(widest <= usize::from(width), "{told}: {widest} of {width}\n{screen}");
    let app = &table.app;
    if app.room.is_too_small() {
        return;
    }
    let sheet = match app.overlay {
        Some(Overlay::Help(scroll)) => help::sheet(app, scroll, app.room),
        Some(Overlay::Leave) | None => app.sheet(app.room),
    };
    let line = Rect { y: height - 1, height: 1, ..area };
    let mut foot = Buffer::empty(line);
    draw_row(&sheet.foot, line, &mut foot, app.theme);
    let shown = |buffer: &Buffer| -> String {
        (0..width).map(|x| buffer[(x, height - 1)].symbol().to_owned()).collect()
    };
    assert!(!shown(&foot).trim().is_empty(), "{told}: no footer\n{screen}");
    assert_eq!(shown(&buffer), shown(&foot), "{told}\n{screen}");
    // Unless somebody has scrolled away from it.
    if sheet.scroll == 0 && sheet.body.iter().any(Row::is_focused) {
        let cursor = sheet.draw(area, &mut Buffer::empty(area), app.theme);
        assert!(cursor.is_some(), "{told}: the chosen line is not in view\n{screen}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 240, rng_seed: RngSeed::Fixed(54), failure_persistence: None, ..Default::default() })]

    #[test]
    fn b54_no_input_breaks_a_screen(
        way in proptest::sample::select(WAYS.into_iter().filter(|way| way.from != From::Team).collect::<Vec<_>>()),
        speech in proptest::sample::select(Speech::ALL.to_vec()),
        size in size(),
        inputs in proptest::collection::vec(input(), 0..9),
    ) {
        let Some(mut table) = way.table(speech) else { return Ok(()) };
        table.app.resize(size.0, size.1);
        let told = |after: usize| format!("{} {speech:?} {size:?} after {:?}", way.name, inputs.get(..after));
        check_whole(&table, &told(0));
        for (at, input) in inputs.iter().enumerate() {
            let before = table.events.len();
            let effects = match input {
                Input::Key(key) => table.app.press(*key),
                Input::Paste(text) => { table.app.paste(text); Vec::new() }
                Input::Click(column, line) => table.app.click(*column, *line),
                Input::Resize(width, height) => { table.app.resize(*width, *height); Vec::new() }
            };
            table.take(effects);
            check_whole(&table, &told(at + 1));
            // Neither a paste nor another size answers anything.
            let may_answer = matches!(input, Input::Key(_) | Input::Click(..));
            prop_assert!(may_answer || table.events.len() == before, "{}", told(at + 1));
        }
    }
}

/// The screens of a large questionnaire, too, at the sizes where layouts change.
#[test]
fn b54_every_size() {
    for way in WAYS {
        for (speech, widths) in
            [(Speech::German, [1, 32, 59, 60, 120, 180]), (Speech::Japanese, [20, 45, 76, 100, 150, 300])]
        {
            let Some(mut table) = way.table(speech) else { continue };
            for width in widths {
                for height in [8, 17, 18, 40] {
                    table.app.resize(width, height);
                    check_whole(&table, &format!("{} {speech:?} {width}x{height}", way.name));
                }
            }
        }
    }
}

/// The footer shows no key in vain. Only in a short list or page there is nothing to move to, and a number
/// that was refused is refused again.
#[test]
fn every_key_shown_acts() {
    let ways = WAYS.into_iter().filter(|way| way.from != From::Team);
    let idle = |way: &Way, row: &keymap::Bound| {
        row.keys.iter().all(|(_, action)| match way.name {
            "find_nothing" | "home_empty" | "why" => matches!(action, Action::Up | Action::Down),
            "number_wrong" => *action == Action::Enter,
            _ => false,
        })
    };
    for way in ways {
        let place = way.table(Speech::English).unwrap().app.place();
        for row in Keymap::default().rows(place).filter(|row| 0 < row.row.shown && !idle(&way, row)) {
            let acts = row.keys.iter().any(|(key, _)| {
                let mut table = way.table(Speech::English).unwrap();
                let before = table.screen(80, 18);
                let effects = table.app.press(*key);
                !effects.is_empty() || table.screen(80, 18) != before
            });
            let text = (row.row.text)(&crate::words::EN.keys);
            assert!(acts, "{} on {}", text.says, way.name);
        }
    }
}

/// Help tells of every row of the keymap, and no key acts that has none, but for text where text is written.
#[test]
fn every_key_that_acts_is_told() {
    for way in WAYS.into_iter().filter(|way| way.from != From::Team) {
        let mut table = way.table(Speech::English).unwrap();
        let place = table.app.place();
        let keymap = Keymap::default();
        let before = table.screen(80, 24);
        let is_told =
            |key: Key| keymap.rows(place).any(|row| row.keys.iter().any(|(known, _)| *known == key));
        for key in all_keys() {
            let is_text = place.takes_text() && matches!(key, Key::Char(_));
            if is_told(key) || is_text {
                continue;
            }
            assert!(table.app.press(key).is_empty(), "{key} on {}", way.name);
        }
        assert_eq!(table.screen(80, 24), before, "some key without a row acts on {}", way.name);
        if matches!(place, Place::Leave | Place::Help) {
            continue;
        }
        table.keys("<f1>");
        let help = table.screen(100, 80);
        for row in keymap.rows(place) {
            let words = table.app.words;
            let keys = every_key(row, false, &words.key_names);
            assert!(help.contains(&keys), "{} on {}", (row.row.text)(&words.keys).says, way.name);
        }
    }
}
