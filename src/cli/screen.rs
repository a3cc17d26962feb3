//! The whole screen: what the terminal is given to work with, drawn from the store.

use jiff::civil::Date;

use super::args::Take;
use super::exit::{Exit, Trouble};
use super::find::{self, Definition};
use super::language::Wanted;
use super::noted::{self, Note};
use super::outcome::{self, Outcome};
use super::output::print;
use super::plan;
use super::rounds;
use super::settings::Theme;
use super::shipped::{self, Shipped};
use super::take::Hands;
use super::work::{self, Saving, Work};
use super::{Session, benchmark, editor, opener};
use crate::assessment::{Assessment, Event};
use crate::benchmark::Benchmark;
use crate::clock::Clock;
use crate::export::plan::Form as PlanForm;
use crate::questionnaire::Questionnaire;
use crate::store::file::Overwrite;
use crate::store::index::Noted;
use crate::store::{Log, Name, Store};
use crate::text::{self, visible};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Ground;
use crate::tui::{
    self, Beginning, Desk, End, Form, Glance, Lost, Opened, Opening, Pen, Played, Saved, Settings, Written,
};
use crate::words::{Words, fill};

/// The first screen.
pub(super) fn home(session: &Session) -> Result<Exit, Trouble> {
    let others = benchmark::at_hand(session, None)?;
    let form = Offered::Shipped(shipped::main());
    run(session, form, &Take::default(), others, First::Home, Hands::Person(None))
}

/// Straight to the questions: the open assessment, or a new one.
pub(super) fn take(
    session: &Session,
    take: &Take,
    definition: Definition,
    others: Option<Benchmark>,
    hands: Hands,
) -> Result<Exit, Trouble> {
    let first = first(session, take, &definition)?;
    run(session, Offered::Read(definition), take, others, first, hands)
}

fn first(session: &Session, take: &Take, definition: &Definition) -> Result<First, Trouble> {
    if let Some(work) = work::resumed(session, take, definition)? {
        return Ok(First::Work(Box::new(work), Saving::InTheStore));
    }
    let saving = Saving::of(take);
    // What was said on the command line need not be asked on the first screen.
    if take.about.is_none() && take.label.is_none() && saving == Saving::InTheStore {
        return Ok(First::Start);
    }
    let beginning = work::Beginning {
        about: take.about.as_deref().unwrap_or_default(),
        label: take.label.as_deref().unwrap_or_default(),
        name: take.by.as_deref().unwrap_or_default(),
        role: take.role.as_deref(),
    };
    Ok(First::Work(Box::new(work::begin(session, definition, &beginning, saving)?), saving))
}

/// What is shown first.
enum First {
    Home,
    Start,
    Work(Box<Work>, Saving),
}

fn run(
    session: &Session,
    form: Offered,
    take: &Take,
    others: Option<Benchmark>,
    first: First,
    hands: Hands,
) -> Result<Exit, Trouble> {
    let folder = visible(&session.folder()?.to_string_lossy()).into_owned();
    session.remark(&session.config.complaint(session.spoken));
    let settings = Settings {
        color: session.color && session.theme != Theme::Mono,
        ground: ground(session.theme, std::env::var("COLORFGBG").ok().as_deref()),
        ascii: session.ascii,
        mouse: session.mouse,
        wish: session.wish(),
        keymap: session.config.settings.keymap.clone(),
        notice: session.config.in_short(session.own_words()),
    };
    let saving = Saving::of(take);
    let (name, hash) = (String::new(), String::new());
    let mut desk = StoreDesk {
        session,
        form,
        take,
        folder,
        name,
        hash,
        saving,
        others,
        written: None,
        words: session.own_words(),
    };
    let opening = match first {
        First::Home => Opening::Home,
        First::Start => Opening::Start,
        First::Work(work, saving) => Opening::Opened(Box::new(desk.opened(*work, saving))),
    };
    let end = match hands {
        Hands::Person(recorder) => tui::run(&mut desk, opening, settings, recorder),
        Hands::Tape(tape) => show(session, tui::replay(&mut desk, opening, settings, &tape))?,
    };
    // Nobody leaves in the belief that all is saved when it is not, whatever was the reason to leave.
    if let Some(Lost { changes, why }) = end.lost {
        let words = end.left.as_ref().map_or(session.own_words(), |left| desk.words(left));
        return Err(Trouble::new(Exit::File, super::take::lost(changes, &why, words)));
    }
    let code = end.code.map_err(|error| {
        Trouble::of(Exit::Usage, move |words| fill(words.terminal.unusable, &[("why", &error)]))
    })?;
    if let Some(left) = &end.left {
        session.remark(&desk.farewell(left));
    }
    Ok(Exit::of_code(code))
}

/// Prints the screens of a tape that was played.
fn show(session: &Session, played: Played) -> Result<End, Trouble> {
    print(played.screens.join("\n").as_bytes())?;
    if 0 < played.left_over {
        session.tell(|words| words.count(&words.terminal.left_over, played.left_over));
    }
    Ok(played.end)
}

/// What the terminal's text stands on: as the theme says, else as the terminal does, `15;0` being white on black.
pub(super) fn ground(theme: Theme, colors: Option<&str>) -> Ground {
    match theme {
        Theme::Light => Ground::Light,
        Theme::Dark => Ground::Dark,
        Theme::Mono => Ground::Unknown,
        Theme::Auto => match colors.and_then(|colors| colors.rsplit(';').next()?.parse::<u8>().ok()) {
            Some(0..=6 | 8) => Ground::Dark,
            Some(7 | 9..=15) => Ground::Light,
            Some(16..) | None => Ground::Unknown,
        },
    }
}

/// What a new assessment answers. Ours is read only when somebody begins: the first screen comes sooner.
enum Offered {
    Shipped(&'static Shipped),
    Read(Definition),
}

/// The desk over the store's folder.
struct StoreDesk<'a> {
    session: &'a Session,
    form: Offered,
    take: &'a Take,
    folder: String,
    /// What the assessment at hand is saved as.
    name: String,
    /// Tells its questionnaire's text from every other.
    hash: String,
    /// Whether it is saved at all.
    saving: Saving,
    /// Others' scores, of whatever questionnaire.
    others: Option<Benchmark>,
    /// Where its report lies, once there is one.
    written: Option<String>,
    /// Those of what is on the screen.
    words: &'static Words,
}

impl StoreDesk<'_> {
    fn opened(&mut self, work: Work, saving: Saving) -> Opened {
        self.name.clone_from(&work.name);
        self.hash.clone_from(&work.hash);
        self.saving = saving;
        self.written = None;
        self.words = self.session.words(&work.assessment.questionnaire);
        opened(self.session, work, saving, self.words)
    }

    fn words(&self, left: &Sitting) -> &'static Words {
        self.session.words(&left.assessment.questionnaire)
    }

    /// The way back to what was left; there is none to what was not kept.
    fn farewell(&self, left: &Sitting) -> String {
        let says = &self.words(left).shell;
        let show = format!("leaky-bucket show {}", self.name);
        match (self.saving, left.assessment.finished, &self.written) {
            (Saving::Nowhere, _, Some(path)) => fill(says.pdf, &[("path", path)]),
            (Saving::Nowhere, _, None) => String::new(),
            (Saving::InTheStore, true, Some(path)) => {
                fill(says.result_and_pdf, &[("command", &show), ("path", path)])
            }
            (Saving::InTheStore, true, None) => {
                let how = format!("leaky-bucket report {}", self.name);
                fill(says.result_and_how, &[("command", &show), ("how", &how)])
            }
            (Saving::InTheStore, false, _) => {
                let values: [(&str, &dyn std::fmt::Display); 3] = [
                    ("done", &left.tally().done()),
                    ("asked", &left.tally().asked),
                    ("command", &"leaky-bucket take"),
                ];
                fill(says.goes_on, &values)
            }
        }
    }
}

impl Desk for StoreDesk<'_> {
    fn glance(&self) -> Glance {
        match &self.form {
            Offered::Shipped(shipped) => shipped.glance(self.session.language.as_ref().map(Wanted::language)),
            Offered::Read(definition) => Glance::of(&definition.questionnaire),
        }
    }

    fn folder(&self) -> String {
        self.folder.clone()
    }

    fn proposal(&self) -> Beginning {
        Beginning {
            about: String::new(),
            label: self.session.clock.today().year().to_string(),
            name: self.take.by.clone().unwrap_or_default(),
        }
    }

    fn count(&self) -> usize {
        let names = self.session.store().and_then(|store| Ok(store.names()?));
        names.map_or(0, |names| names.len())
    }

    fn saved(&mut self) -> Result<Vec<Saved>, String> {
        let words = self.session.own_words();
        let noted = noted::latest_first(self.session).map_err(|trouble| trouble.in_words(words))?;
        Ok(noted.into_iter().filter_map(saved).collect())
    }

    fn open(&mut self, name: &str) -> Result<Opened, String> {
        let words = self.session.own_words();
        let name = named(name, words)?;
        let work = work::open(self.session, &name).map_err(|trouble| trouble.in_words(words))?;
        Ok(self.opened(work, Saving::InTheStore))
    }

    fn latest(&mut self, name: &str) -> String {
        rounds::latest_like(self.session, name).map_or_else(|| name.to_owned(), |latest| latest.to_string())
    }

    fn before(&mut self, assessment: &Assessment) -> Vec<Assessment> {
        // The screen shows the latest that it has room for; the report draws all of them.
        const MOST_ROUNDS: usize = 20;
        rounds::before(self.session, assessment, &self.name, MOST_ROUNDS)
    }

    fn start(&mut self, beginning: &Beginning) -> Result<Opened, String> {
        let beginning = work::Beginning {
            about: &beginning.about,
            label: &beginning.label,
            name: &beginning.name,
            role: self.take.role.as_deref(),
        };
        let saving = Saving::of(self.take);
        let definition = match &self.form {
            Offered::Shipped(shipped) => find::of_shipped(self.session, shipped),
            Offered::Read(definition) => Ok(definition.clone()),
        };
        let work = definition
            .and_then(|definition| work::begin(self.session, &definition, &beginning, saving))
            .map_err(|trouble| trouble.in_words(self.session.own_words()))?;
        Ok(self.opened(work, saving))
    }

    fn remove(&mut self, name: &str) -> Result<String, String> {
        let words = self.session.own_words();
        let name = named(name, words)?;
        let store = self.session.store().map_err(|trouble| trouble.in_words(words))?;
        let removed = store.remove(&name, self.session.clock.today());
        removed.map(|removed| removed.to_string()).map_err(|failure| failure.in_words(words))
    }

    fn bring_back(&mut self, removed: &str) -> Result<String, String> {
        let words = self.session.own_words();
        let removed = named(removed, words)?;
        let store = self.session.store().map_err(|trouble| trouble.in_words(words))?;
        store.restore(&removed).map(|name| name.to_string()).map_err(|failure| failure.in_words(words))
    }

    fn others(&self) -> Option<Benchmark> {
        self.others.clone()
    }

    fn today(&self) -> Date {
        self.session.clock.today()
    }

    fn export_plan(&mut self, assessment: &Assessment, form: PlanForm) -> Result<String, String> {
        plan::write_beside(self.session, assessment, &self.name, form)
            .map_err(|trouble| trouble.in_words(self.words))
    }

    fn edit(&mut self, text: &str) -> Result<String, String> {
        editor::edit(text).map_err(|why| why.in_words(self.words))
    }

    fn write(
        &mut self,
        assessment: &Assessment,
        earlier: &[&Assessment],
        form: Form,
    ) -> Result<Written, String> {
        let others = self.others.as_ref().filter(|others| others.is_of(&assessment.questionnaire));
        let outcome = Outcome { assessment, earlier, others, name: &self.name, hash: &self.hash };
        let written = match (form, &self.take.out) {
            (Form::Pdf, Some(path)) => {
                outcome::write_to(self.session, outcome, path, Overwrite::Never, self.words)
                    .map_err(|not_written| not_written.trouble)
            }
            (_, _) => outcome::write(self.session, outcome, form, self.words),
        };
        let written = written.map_err(|trouble| trouble.in_words(self.words))?;
        if form == Form::Pdf {
            self.written = Some(written.shown.clone());
        }
        Ok(written)
    }

    fn open_file(&mut self, file: &Written) -> bool {
        opener::open(&file.path)
    }
}

fn named(name: &str, words: &Words) -> Result<Name, String> {
    Name::new(name).ok_or_else(|| fill(words.saved.not_saved_here, &[("name", &visible(name))]))
}

fn opened(session: &Session, work: Work, saving: Saving, words: &'static Words) -> Opened {
    let Work { name, assessment, log, notices, hash: _ } = work;
    let pen = Box::new(StorePen { log, clock: session.clock, saving, words });
    Opened { name, assessment, pen, notices }
}

/// A saved assessment as the first screen lists it; what cannot be read is left to `list`.
fn saved(noted: Noted<Note>) -> Option<Saved> {
    let note = noted.note.ok()?;
    let replayed = note.replayed?;
    let outcome = replayed.outcome;
    Some(Saved {
        name: noted.name.to_string(),
        title: replayed.title,
        about: text::clean(&note.about).trim().to_owned(),
        date: note.date,
        finished: note.finished,
        done: replayed.done,
        asked: replayed.asked,
        score: outcome.as_ref().and_then(|found| found.score),
        leaks: outcome.as_ref().map(|found| found.leaks),
        band: outcome.and_then(|found| found.band),
    })
}

/// Writes into an assessment's log.
struct StorePen {
    log: Box<dyn Log>,
    clock: Clock,
    saving: Saving,
    words: &'static Words,
}

impl Pen for StorePen {
    fn append(&mut self, event: &Event, questionnaire: &Questionnaire) -> Result<(), String> {
        let appended = self.log.append(event, questionnaire, self.clock.now());
        appended.map_err(|failure| failure.in_words(self.words))
    }

    fn retry(&mut self) -> Result<(), String> {
        self.log.retry().map_err(|failure| failure.in_words(self.words))
    }

    fn unsaved(&self) -> usize {
        match self.saving {
            Saving::InTheStore => self.log.unsaved(),
            Saving::Nowhere => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(theme: Theme, colors: Option<&str>, want: Ground) {
        assert_eq!(ground(theme, colors), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn white_on_black() { check(Theme::Auto, Some("15;0"), Ground::Dark); }
        #[test] fn black_on_white() { check(Theme::Auto, Some("0;default;15"), Ground::Light); }
        #[test] fn not_said() { for colors in [None, Some(""), Some("0;default"), Some("0;99")] { check(Theme::Auto, colors, Ground::Unknown); } }
        #[test] fn the_theme_says_it() { check(Theme::Light, Some("15;0"), Ground::Light); check(Theme::Dark, None, Ground::Dark); }
    }
}
