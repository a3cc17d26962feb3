//! The loop: events in, effects out. The only part of the terminal that reads or writes.
//!
//! Keys, signals and what the writer has to say arrive through one channel, and the loop sleeps
//! until something does. Nothing is polled, so an idle program takes no time at all.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::event;

use super::action::Action;
use super::app::{App, Despite, Effect, News};
use super::desk::{Desk, Opened};
use super::keymap::Keymap;
use super::screen::Screen;
use super::sitting::Sitting;
use super::stage::{Canvas, OnTerminal, Stage};
use super::tape::{Recorder, Step, Tape};
use super::terminal;
use super::theme::{Ground, Theme};
use super::writer::{self, Job};
use crate::assessment::Assessment;
use crate::words::{Wish, fill};

/// Of more assessments than these the list is seen to come after the screen.
const MANY: usize = 200;

/// What is shown first.
pub enum Opening {
    Home,
    /// The form of a new assessment.
    Start,
    /// An assessment that is open already.
    Opened(Box<Opened>),
}

/// How the terminal is used.
#[derive(Clone, Debug)]
pub struct Settings {
    pub color: bool,
    pub ground: Ground,
    pub ascii: bool,
    pub mouse: bool,
    /// The language somebody wants to be spoken to in.
    pub wish: Wish,
    pub keymap: Keymap,
    /// Said on the first screen.
    pub notice: Option<String>,
}

/// How it ended.
pub struct End {
    /// The exit code, or why the terminal could not be used.
    pub code: io::Result<u8>,
    /// What was on the table.
    pub left: Option<Sitting>,
    pub lost: Option<Lost>,
}

/// Changes that were tried once more at the end, and could not be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub changes: usize,
    pub why: String,
}

/// What wakes the loop.
pub(super) enum Wake {
    Input(Step),
    /// No more input will come.
    InputGone,
    #[cfg_attr(not(unix), allow(dead_code, reason = "signals are a thing of unix"))]
    Signal(u8),
    News(Box<News>),
    WriterGone,
}

/// Runs until the person leaves, and records what was typed if a recorder is given. Everything handed to
/// the writer is written before this returns, or told of as lost.
pub fn run(desk: &mut dyn Desk, opening: Opening, settings: Settings, recorder: Option<Recorder>) -> End {
    let (sender, receiver) = channel();
    let (mut world, mut app, first) = set_up(desk, opening, settings, sender.clone());
    world.recorder = recorder;
    let code = world.run_on_terminal(&mut app, first, &sender, &receiver);
    world.leave();
    End { code, left: app.sitting, lost: world.lost }
}

/// How a tape has been played.
pub struct Played {
    pub end: End,
    /// The screens that it asked for, else the last one: lines of text, each without the space at its end.
    pub screens: Vec<String>,
    /// How many of its steps came after the program had ended.
    pub left_over: usize,
}

/// Plays a tape without a terminal, as if somebody typed it who waits after each key until all is saved.
pub fn replay(desk: &mut dyn Desk, opening: Opening, settings: Settings, tape: &Tape) -> Played {
    let (sender, receiver) = channel();
    let (mut world, mut app, first) = set_up(desk, opening, settings, sender);
    let mut screens = Vec::new();
    let mut played = 0;
    let code = world.play(&mut app, first, tape, &receiver, &mut screens, &mut played);
    if screens.is_empty() {
        screens.push(Canvas::look(&app));
    }
    world.leave();
    let end = End { code, left: app.sitting, lost: world.lost };
    Played { end, screens, left_over: tape.steps.len() - played }
}

fn set_up(
    desk: &mut dyn Desk,
    opening: Opening,
    settings: Settings,
    sender: Sender<Wake>,
) -> (World<'_>, App, Vec<Effect>) {
    let theme = Theme { color: settings.color, ground: settings.ground, ascii: settings.ascii };
    let mut app = App::new(desk.glance(), desk.folder(), theme, settings.wish);
    app.mouse = settings.mouse;
    app.keymap = settings.keymap;
    app.proposal = desk.proposal();
    app.today = desk.today();
    app.others = desk.others();
    let (jobs, writer) = writer::start(sender);
    let mut world = World {
        desk,
        jobs: Some(jobs),
        writer: Some(writer),
        recorder: None,
        looks_back: false,
        code: None,
        lost: None,
    };
    let first = match opening {
        Opening::Home => vec![Effect::List],
        Opening::Start => super::screen::start::enter(&mut app),
        Opening::Opened(opened) => {
            let news = world.sit_down(*opened);
            app.hear(news)
        }
    };
    if let Some(notice) = settings.notice {
        app.notice = Some(app.notice.map_or(notice.clone(), |first| format!("{first} {notice}")));
    }
    (world, app, first)
}

/// What reads the keyboard: where keys go, and that the next one is wanted.
struct Keyboard {
    sender: Sender<Wake>,
    wanted: Receiver<()>,
}

struct World<'a> {
    desk: &'a mut dyn Desk,
    jobs: Option<Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    /// Writes down what is typed.
    recorder: Option<Recorder>,
    /// Whether to look for what was answered the time before, once a frame is drawn.
    looks_back: bool,
    /// The exit code, once it is settled.
    code: Option<u8>,
    lost: Option<Lost>,
}

impl World<'_> {
    fn run_on_terminal(
        &mut self,
        app: &mut App,
        first: Vec<Effect>,
        sender: &Sender<Wake>,
        receiver: &Receiver<Wake>,
    ) -> io::Result<u8> {
        let guard = terminal::take(app.mouse)?;
        listen_for_signals(sender)?;
        let code = self.run(app, &mut OnTerminal::new()?, first, sender, receiver);
        drop(guard);
        code
    }

    fn run(
        &mut self,
        app: &mut App,
        screen: &mut OnTerminal,
        first: Vec<Effect>,
        sender: &Sender<Wake>,
        receiver: &Receiver<Wake>,
    ) -> io::Result<u8> {
        // From here on a change of the size is reported: one that came before the first look would never be.
        event::poll(Duration::ZERO)?;
        let (width, height) = screen.size()?;
        app.resize(width, height);
        self.work(app, screen, first)?;
        if let Some(why) = self.record(&Step::Size { width, height }) {
            app.notice = Some(fill(app.words.common.tape_ends, &[("why", &why)]));
        }
        self.draw(app, screen)?;
        // Keys are read only once there is something to press them at.
        let (next, wanted) = channel();
        read_input(Keyboard { sender: sender.clone(), wanted });
        // Only how long something takes is measured by it; a tape that is played knows no time.
        let begun = Instant::now();
        loop {
            let Ok(first) = receiver.recv() else { return Ok(1) };
            let mut woken = Some(first);
            while let (Some(wake), None) = (woken.take(), self.code) {
                let is_key = matches!(wake, Wake::Input(Step::Press(_)));
                app.tick(begun.elapsed());
                self.wake(app, screen, wake)?;
                if is_key {
                    // Whoever reads the keyboard may be gone already.
                    let _nobody_reads_any_more = next.send(());
                }
                woken = receiver.try_recv().ok();
            }
            if let Some(code) = self.code {
                return Ok(code);
            }
            self.draw(app, screen)?;
        }
    }

    /// Draws a frame; what can wait until somebody sees something is done behind it.
    fn draw(&mut self, app: &mut App, screen: &mut OnTerminal) -> io::Result<()> {
        screen.draw(app)?;
        if self.look_back(app) { screen.draw(app) } else { Ok(()) }
    }

    /// Looks for what was answered the time before, where that was wanted; returns whether something was found.
    fn look_back(&mut self, app: &mut App) -> bool {
        let wanted = std::mem::take(&mut self.looks_back);
        let Some(sitting) = app.sitting.as_ref().filter(|_| wanted) else { return false };
        let before = self.desk.before(&sitting.assessment);
        let found = !before.is_empty();
        app.hear(News::Before(before));
        found
    }

    fn play(
        &mut self,
        app: &mut App,
        first: Vec<Effect>,
        tape: &Tape,
        receiver: &Receiver<Wake>,
        screens: &mut Vec<String>,
        played: &mut usize,
    ) -> io::Result<u8> {
        self.work(app, &mut Canvas, first)?;
        self.settle(app, receiver)?;
        for step in &tape.steps {
            if let Some(code) = self.code {
                return Ok(code);
            }
            match step {
                Step::Screen => screens.push(Canvas::look(app)),
                step => {
                    let effects = perform(app, step);
                    self.work(app, &mut Canvas, effects)?;
                    self.settle(app, receiver)?;
                }
            }
            *played += 1;
        }
        Ok(self.code.unwrap_or(0))
    }

    /// Waits until everything handed to the writer is saved, or known not to be.
    fn settle(&mut self, app: &mut App, receiver: &Receiver<Wake>) -> io::Result<()> {
        self.look_back(app);
        while 0 < app.ledger.unsaved() && app.ledger.trouble.is_none() && self.code.is_none() {
            let Ok(wake) = receiver.recv() else { return Ok(()) };
            self.wake(app, &mut Canvas, wake)?;
        }
        Ok(())
    }

    fn wake(&mut self, app: &mut App, screen: &mut dyn Stage, wake: Wake) -> io::Result<()> {
        let effects = match wake {
            Wake::Input(step) => {
                let trouble = self.record(&step);
                let effects = perform(app, &step);
                if let Some(why) = trouble {
                    app.notice = Some(fill(app.words.common.tape_ends, &[("why", &why)]));
                }
                effects
            }
            Wake::News(news) => app.hear(*news),
            Wake::Signal(code) => app.end(code),
            Wake::InputGone => app.end(129),
            Wake::WriterGone => vec![Effect::Quit(101)],
        };
        self.work(app, screen, effects)
    }

    /// Nobody's answers wait for a tape: where it cannot be written, it ends, and why is returned.
    fn record(&mut self, step: &Step) -> Option<io::Error> {
        let why = self.recorder.as_mut()?.add(step).err()?;
        self.recorder = None;
        Some(why)
    }

    /// Does what is asked, and whatever comes of it.
    fn work(&mut self, app: &mut App, screen: &mut dyn Stage, effects: Vec<Effect>) -> io::Result<()> {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            let news = match effect {
                Effect::Append { number, event } => {
                    // A writer that is gone has said so itself.
                    drop(self.jobs.as_ref().map(|jobs| jobs.send(Job::Append(number, event))));
                    continue;
                }
                Effect::Retry => {
                    drop(self.jobs.as_ref().map(|jobs| jobs.send(Job::Retry(app.ledger.sent))));
                    continue;
                }
                Effect::PutDown(despite) => News::PutDown(self.put_down_the_pen(despite)),
                Effect::LookBack => {
                    self.looks_back = true;
                    continue;
                }
                Effect::List => {
                    let count = self.desk.count();
                    if MANY < count {
                        // Nobody waits for a list before there is a screen; keys are taken once it is there.
                        app.hear(News::Listing(count));
                        screen.draw(app)?;
                    }
                    News::Saved(self.desk.saved())
                }
                Effect::Open(name) => self.open(|desk| desk.open(&name)),
                Effect::OpenLatest(name) => self.open(|desk| {
                    let latest = desk.latest(&name);
                    desk.open(&latest)
                }),
                Effect::Start(beginning) => self.open(|desk| desk.start(&beginning)),
                Effect::ExportPlan(form) => match &app.sitting {
                    Some(sitting) => News::PlanWritten(self.desk.export_plan(&sitting.assessment, form)),
                    None => continue,
                },
                Effect::Edit(text) => {
                    let desk = &mut *self.desk;
                    let edited = screen.hand_over(app, &mut || desk.edit(&text))?;
                    // A tape has no editor: it empties the box, and pastes what then stands there.
                    let now = edited.clone().unwrap_or(text);
                    let trouble = self.record(&Step::Paste(now));
                    effects.extend(app.hear(News::Edited(edited)));
                    if let Some(why) = trouble {
                        app.notice = Some(fill(app.words.common.tape_ends, &[("why", &why)]));
                    }
                    continue;
                }
                Effect::Copy(text) => {
                    screen.copy(&text)?;
                    continue;
                }
                Effect::Write(form) => {
                    // A long report takes its time: that it is being written stands there meanwhile.
                    screen.draw(app)?;
                    match &app.sitting {
                        Some(sitting) => {
                            let is_compared = app.screen == Screen::Years;
                            let earlier: Vec<&Assessment> =
                                sitting.before.iter().filter(|_| is_compared).collect();
                            News::Written(self.desk.write(&sitting.assessment, &earlier, form))
                        }
                        None => continue,
                    }
                }
                Effect::OpenFile(file) => News::FileOpened(screen.is_seen() && self.desk.open_file(&file)),
                Effect::Mouse(on) => {
                    screen.set_mouse(on)?;
                    continue;
                }
                Effect::Suspend => {
                    screen.suspend(app)?;
                    continue;
                }
                Effect::Redraw => {
                    screen.redraw(app)?;
                    continue;
                }
                Effect::Quit(code) => {
                    self.code = Some(code);
                    continue;
                }
            };
            effects.extend(app.hear(news));
        }
        Ok(())
    }

    fn open(&mut self, open: impl FnOnce(&mut dyn Desk) -> Result<Opened, String>) -> News {
        match open(self.desk) {
            Ok(opened) => self.sit_down(opened),
            Err(why) => News::Opened(Err(why)),
        }
    }

    /// Hands the pen to the writer.
    fn sit_down(&mut self, opened: Opened) -> News {
        let Opened { name, assessment, pen, notices } = opened;
        let job = Job::Take(pen, Arc::clone(&assessment.questionnaire));
        drop(self.jobs.as_ref().map(|jobs| jobs.send(job)));
        News::Opened(Ok((name, assessment, notices)))
    }

    /// Waits until all is written, and lets others open the file. What cannot be written is tried once
    /// more; if that is in vain, it is kept, or lost despite it.
    fn put_down_the_pen(&mut self, despite: Despite) -> Result<(), String> {
        let (done, is_done) = channel();
        drop(self.jobs.as_ref().map(|jobs| jobs.send(Job::PutDown(done, despite))));
        // Without an answer the writer is gone, and has said so itself.
        let Some(lost) = is_done.recv().ok().flatten() else { return Ok(()) };
        match despite {
            Despite::Nothing => Err(lost.why),
            Despite::Losing => {
                let before = self.lost.as_ref().map_or(0, |lost| lost.changes);
                self.lost = Some(Lost { changes: before + lost.changes, ..lost });
                Ok(())
            }
        }
    }

    /// Ends the writer, once all is written that can be.
    fn leave(&mut self) {
        // Whatever was the reason: it is the last chance.
        let _told_at_the_end = self.put_down_the_pen(Despite::Losing);
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            // It has told of a panic itself.
            drop(writer.join());
        }
    }
}

fn perform(app: &mut App, step: &Step) -> Vec<Effect> {
    match step {
        Step::Press(key) => app.press(*key),
        Step::Click { column, line } => app.click(*column, *line),
        Step::WheelUp => app.update(Action::Up),
        Step::WheelDown => app.update(Action::Down),
        Step::Paste(text) => {
            app.paste(text);
            Vec::new()
        }
        Step::Size { width, height } => {
            app.resize(*width, *height);
            Vec::new()
        }
        Step::Screen => Vec::new(),
    }
}

/// After each key, the next is read only when that one was dealt with: it may have led into an editor, and then
/// the keyboard is not ours.
fn read_input(keyboard: Keyboard) {
    let Keyboard { sender, wanted } = keyboard;
    thread::spawn(move || {
        loop {
            let wake = match event::read().map(Step::of) {
                Ok(Some(step)) => Wake::Input(step),
                Ok(None) => continue,
                Err(_) => Wake::InputGone,
            };
            let is_last = matches!(wake, Wake::InputGone);
            let is_key = matches!(wake, Wake::Input(Step::Press(_)));
            if sender.send(wake).is_err() || is_last || (is_key && wanted.recv().is_err()) {
                return;
            }
        }
    });
}

#[cfg(unix)]
fn listen_for_signals(sender: &Sender<Wake>) -> io::Result<()> {
    use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let sender = sender.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            // Ctrl-C in an editor is meant for the editor.
            if signal == SIGINT && !terminal::is_ours() {
                continue;
            }
            let code = match signal {
                SIGHUP => 129,
                SIGINT => 130,
                _ => 143,
            };
            if sender.send(Wake::Signal(code)).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn listen_for_signals(_sender: &Sender<Wake>) -> io::Result<()> {
    Ok(())
}
