//! The state of the terminal, and its one `update`.
//!
//! Nothing here draws while it changes, touches a file or waits: what has to happen outside is
//! returned as effects, and what came of them is heard as news.

mod effect;
mod news;

use std::time::Duration;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Glance;
use super::action::Action;
use super::desk::{Beginning, Written};
use super::finder::Finder;
use super::input::Pasted;
use super::keymap::{Keymap, Place};
use super::keys::Key;
use super::screen::{
    Screen, actions, area, export, find, head, help, home, leave, overview, question, result, review, start,
    what_if, why, years,
};
use super::sheet::{Room, Row, Sheet};
use super::sitting::Sitting;
use super::theme::Theme;
use super::widget::hints::{self, Except};
use super::wrap;
use crate::assessment::Event;
use crate::benchmark::Benchmark;
use crate::questionnaire::answer::LONGEST_TEXT;
use crate::words::{Wish, Words, fill};

pub use self::effect::{Despite, Effect};
pub use self::news::News;

/// What stands over the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// With how many rows are scrolled away.
    Help(i32),
    Leave,
}

/// How many changes were handed out to be saved, and how many are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    pub sent: u64,
    pub kept: u64,
    /// Why the last change could not be saved.
    pub trouble: Option<String>,
}

impl Ledger {
    pub fn unsaved(&self) -> u64 {
        self.sent.saturating_sub(self.kept)
    }
}

/// Everything that the terminal shows.
pub struct App {
    /// What a new assessment answers.
    pub glance: Glance,
    /// Where new answers will be kept.
    pub folder: String,
    /// What the form of a new assessment begins with.
    pub proposal: Beginning,
    pub theme: Theme,
    /// The language somebody wants to be spoken to in.
    pub wish: Wish,
    /// What is said on the screen in view: in the language of its questionnaire.
    pub words: &'static Words,
    pub keymap: Keymap,
    pub room: Room,
    pub screen: Screen,
    pub overlay: Option<Overlay>,
    /// What is looked for, while somebody does.
    pub finder: Option<Finder>,
    /// Said once, until the next key.
    pub notice: Option<String>,
    pub sitting: Option<Sitting>,
    pub ledger: Ledger,
    pub mouse: bool,
    pub home: home::State,
    pub start: start::State,
    pub question: question::State,
    pub overview: overview::State,
    pub review: review::State,
    pub result: result::State,
    pub area: area::State,
    pub actions: actions::State,
    /// The day by the clock, by which a plan is late.
    pub today: Date,
    /// Scores of a group of others, of whatever questionnaire.
    pub others: Option<Benchmark>,
    pub what_if: what_if::State,
    pub why: why::State,
    pub years: years::State,
    pub export: export::State,
    /// The file that was written last.
    pub written: Option<Written>,
}

impl App {
    /// Begins on the home screen, with nothing listed yet.
    pub fn new(glance: Glance, folder: String, theme: Theme, wish: Wish) -> App {
        App {
            words: wish.words(&glance.language),
            wish,
            glance,
            home: home::State::default(),
            folder,
            proposal: Beginning::default(),
            theme,
            keymap: Keymap::default(),
            room: Room { width: 80, height: 24 },
            screen: Screen::Home,
            overlay: None,
            finder: None,
            notice: None,
            sitting: None,
            ledger: Ledger::default(),
            mouse: true,
            start: start::State::default(),
            question: question::State::default(),
            overview: overview::State::default(),
            review: review::State::default(),
            result: result::State::default(),
            area: area::State::default(),
            actions: actions::State::default(),
            today: Date::default(),
            others: None,
            what_if: what_if::State::default(),
            why: why::State::default(),
            years: years::State::default(),
            export: export::State::default(),
            written: None,
        }
    }

    /// Where the person is, as far as keys are concerned.
    pub fn place(&self) -> Place {
        match self.overlay {
            Some(Overlay::Help(_)) => Place::Help,
            Some(Overlay::Leave) => Place::Leave,
            None => self.place_below(),
        }
    }

    /// The place that help is about.
    pub fn place_below(&self) -> Place {
        if self.finder.is_some() {
            return if self.screen == Screen::Question { Place::Find } else { Place::Filter };
        }
        match self.screen {
            Screen::Home => Place::Home,
            Screen::Start => Place::Start,
            Screen::Question => self.question.place(),
            Screen::Overview => Place::Overview,
            Screen::Review => Place::Review,
            Screen::Result => Place::Result,
            Screen::Area(_) => self.area.place(),
            Screen::Actions => actions::place(self),
            Screen::WhatIf => Place::WhatIf,
            Screen::Why => Place::Why,
            Screen::Years => self.years.place(),
            Screen::Export => Place::Export,
        }
    }

    /// The key of an action as it is shown in a place.
    pub fn key(&self, place: Place, action: Action) -> String {
        self.keymap.key(place, action, self.theme.ascii, &self.words.key_names)
    }

    /// The key of an action on a question, of whatever type, as it is shown there.
    pub fn question_key(&self, action: Action) -> String {
        self.key(Place::Choice, action)
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.room = Room { width, height };
    }

    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        // Nothing is answered that cannot be seen.
        if self.room.is_too_small() && self.overlay.is_none() {
            return match self.keymap.action(Place::Home, key) {
                Some(action @ (Action::Leave | Action::Interrupt | Action::Suspend)) => self.update(action),
                Some(_) | None => Vec::new(),
            };
        }
        match self.keymap.action(self.place(), key) {
            Some(action) => self.update(action),
            None => Vec::new(),
        }
    }

    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        self.notice = None;
        if action != Action::Remove {
            self.home.spare();
        }
        match (action, self.overlay) {
            (Action::Interrupt, Some(Overlay::Leave)) => return vec![Effect::Quit(130)],
            (Action::Interrupt, Some(Overlay::Help(_)) | None) | (Action::Leave, None) => {
                return self.ask_to_leave();
            }
            (Action::Redraw, _) => return vec![Effect::Redraw],
            (Action::Suspend, _) => return vec![Effect::Suspend],
            (Action::Help, None) => {
                self.overlay = Some(Overlay::Help(0));
                return Vec::new();
            }
            (Action::Mouse, None) => {
                self.mouse = !self.mouse;
                let says = &self.words.common;
                self.notice = Some(if self.mouse { says.mouse_on } else { says.mouse_off }.to_owned());
                return vec![Effect::Mouse(self.mouse)];
            }
            (action, Some(Overlay::Leave)) => return leave::update(self, action),
            (action, Some(Overlay::Help(scroll))) => {
                self.overlay = help::update(self, action, scroll);
                return Vec::new();
            }
            (Action::Copy, None) => return self.copy(),
            (action, None) if self.finder.is_some() => return find::update(self, action),
            (Action::Find, None) => return find::open(self),
            (_, None) => {}
        }
        match self.screen {
            Screen::Home => home::update(self, action),
            Screen::Start => start::update(self, action),
            Screen::Question => question::update(self, action),
            Screen::Overview => overview::update(self, action),
            Screen::Review => review::update(self, action),
            Screen::Result => result::update(self, action),
            Screen::Area(area) => area::update(self, area, action),
            Screen::Actions => actions::update(self, action),
            Screen::WhatIf => what_if::update(self, action),
            Screen::Why => why::update(self, action),
            Screen::Years => years::update(self, action),
            Screen::Export => export::update(self, action),
        }
    }

    /// The time since the program began.
    pub fn tick(&mut self, now: Duration) {
        if let Some(sitting) = &mut self.sitting {
            sitting.pace.tick(now);
        }
    }

    /// Asks whether to leave. What is being written is kept, whatever the person says, and what could not be
    /// saved is tried once more meanwhile.
    pub fn ask_to_leave(&mut self) -> Vec<Effect> {
        let mut effects = question::keep(self);
        self.overlay = Some(Overlay::Leave);
        effects.extend(self.ledger.trouble.as_ref().map(|_| Effect::Retry));
        effects
    }

    /// Ends without asking, since nobody can be asked any more; what is being written is kept.
    pub fn end(&mut self, code: u8) -> Vec<Effect> {
        let mut effects = question::keep(self);
        effects.push(Effect::Quit(code));
        effects
    }

    /// Copies the answer of the question in view, or the line with the cursor.
    fn copy(&mut self) -> Vec<Effect> {
        let text = match (self.screen, &self.sitting, overview::question_at(self)) {
            (Screen::Question, Some(sitting), _) => sitting.in_full(sitting.question, self.words),
            (_, Some(sitting), Some(question)) => Some(sitting.in_one_line(question, self.words)),
            (_, _, _) => self.sheet(self.room).focused().map(Row::says),
        };
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            self.notice = Some(self.words.common.nothing_to_copy.to_owned());
            return Vec::new();
        };
        self.notice = Some(fill(self.words.common.copied, &[("text", &wrap::cut(&text, 60))]));
        vec![Effect::Copy(text)]
    }

    /// Whether a line of the list in view is shown: all are, until somebody looks for some.
    pub fn shows(&self, line: usize) -> bool {
        self.finder.as_ref().is_none_or(|finder| finder.holds(line))
    }

    /// The line of the list in view that has the cursor; none when nothing was found.
    pub fn line_at(&self, cursor: usize) -> Option<usize> {
        match &self.finder {
            Some(finder) => finder.chosen(),
            None => Some(cursor),
        }
    }

    /// Text that was pasted: never keys, so that a line break in it answers nothing.
    pub fn paste(&mut self, text: &str) {
        if self.overlay.is_none() {
            self.notice = None;
            let pasted = match (&mut self.finder, self.screen) {
                (Some(finder), _) => Pasted::of(finder.paste(text)),
                (None, Screen::Start) => Pasted::of(self.start.paste(text)),
                (None, Screen::Question) => self.question.paste(text),
                (None, Screen::Actions) => self.actions.paste(text),
                (None, Screen::Area(_)) => self.area.paste(text),
                (
                    None,
                    Screen::Home
                    | Screen::Overview
                    | Screen::Review
                    | Screen::Result
                    | Screen::WhatIf
                    | Screen::Why
                    | Screen::Years
                    | Screen::Export,
                ) => Pasted::Nowhere,
            };
            let says = &self.words.common;
            self.notice = match pasted {
                Pasted::Whole => None,
                Pasted::Partly => Some(fill(says.pasted_part, &[("most", &(LONGEST_TEXT / 1024 * 1000))])),
                Pasted::Nowhere => Some(says.pasted_nowhere.to_owned()),
            };
        }
    }

    /// A click of the mouse: what is under it is chosen, or opened where it was chosen already.
    pub fn click(&mut self, column: u16, line: u16) -> Vec<Effect> {
        if self.overlay.is_some() || self.room.is_too_small() {
            return Vec::new();
        }
        let area = Rect { x: 0, y: 0, width: self.room.width, height: self.room.height };
        match self.sheet(self.room).click(area, column, line) {
            Some(action) => self.update(action),
            None => Vec::new(),
        }
    }

    /// Hands out what has to be saved.
    pub fn append(&mut self, events: Vec<Event>) -> Vec<Effect> {
        let mut effects = Vec::with_capacity(events.len());
        for event in events {
            self.ledger.sent += 1;
            effects.push(Effect::Append { number: self.ledger.sent, event });
        }
        effects
    }

    /// Back to the first screen, with a fresh list. While something is not saved, it is tried once more and
    /// the person is asked; who was asked may go despite it.
    pub fn go_home(&mut self) -> Vec<Effect> {
        let was_told = self.overlay == Some(Overlay::Leave) && self.ledger.trouble.is_some();
        vec![Effect::PutDown(if was_told { Despite::Losing } else { Despite::Nothing })]
    }

    /// The footer of a place where one of so many lines can be chosen by its number.
    pub fn hints_of(&self, place: Place, choices: usize, except: Except, room: Room) -> Row<'static> {
        hints::row(&self.keymap, place, choices, except, room, self.theme.ascii, self.words)
    }

    /// The footer of a place, without actions that would lead nowhere just now.
    pub fn hints_but(&self, place: Place, hidden: &'static [Action], room: Room) -> Row<'static> {
        self.hints_of(place, 0, Except::Without(hidden), room)
    }

    /// The footer of a place where nothing is chosen by its number.
    pub fn hints(&self, place: Place, room: Room) -> Row<'static> {
        self.hints_of(place, 0, Except::Nothing, room)
    }

    fn sheet(&self, room: Room) -> Sheet<'_> {
        let mut sheet = self.screen_sheet(room);
        if let Some(finder) = &self.finder {
            find::narrow(self, finder, &mut sheet, room);
        }
        sheet.notes.extend(head::notice(self, room));
        if self.overlay == Some(Overlay::Leave) {
            sheet.foot = self.hints(Place::Leave, room);
        }
        sheet
    }

    fn screen_sheet(&self, room: Room) -> Sheet<'_> {
        if let (Some(finder), Screen::Question | Screen::Overview) = (&self.finder, self.screen) {
            return find::sheet(self, finder, room);
        }
        match self.screen {
            Screen::Home => home::sheet(self, room),
            Screen::Start => start::sheet(self, room),
            Screen::Question => question::sheet(self, room),
            Screen::Overview => overview::sheet(self, room),
            Screen::Review => review::sheet(self, room),
            Screen::Result => result::sheet(self, room),
            Screen::Area(area) => area::sheet(self, area, room),
            Screen::Actions => actions::sheet(self, room),
            Screen::WhatIf => what_if::sheet(self, room),
            Screen::Why => why::sheet(self, room),
            Screen::Years => years::sheet(self, room),
            Screen::Export => export::sheet(self, room),
        }
    }

    /// Draws the whole frame.
    pub fn view(&self, frame: &mut Frame) {
        let area = frame.area();
        let room = Room { width: area.width, height: area.height };
        let buffer = frame.buffer_mut();
        let cursor = if room.is_too_small() {
            help::too_small(self, area, buffer);
            None
        } else {
            match self.overlay {
                Some(Overlay::Help(scroll)) => help::sheet(self, scroll, room).draw(area, buffer, self.theme),
                Some(Overlay::Leave) => {
                    self.sheet(room).draw(area, buffer, self.theme);
                    Some(leave::draw(self, area, buffer))
                }
                None => self.sheet(room).draw(area, buffer, self.theme),
            }
        };
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }
}

#[cfg(test)]
mod tests;
