//! Doing what the terminal asks: each effect, and whatever news come of it.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::channel;

use super::{Lost, MANY, World};
use crate::assessment::Assessment;
use crate::tui::app::{App, Despite, Effect, News};
use crate::tui::desk::{Desk, Opened};
use crate::tui::screen::Screen;
use crate::tui::stage::Stage;
use crate::tui::tape::Step;
use crate::tui::writer::Job;
use crate::words::fill;

impl World<'_> {
    /// Does what is asked, and whatever comes of it.
    pub(super) fn work(
        &mut self,
        app: &mut App,
        screen: &mut dyn Stage,
        effects: Vec<Effect>,
    ) -> io::Result<()> {
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
                Effect::Remove(name) => News::Removed(self.desk.remove(&name)),
                Effect::BringBack(removed) => News::BroughtBack(self.desk.bring_back(&removed)),
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
    pub(super) fn sit_down(&mut self, opened: Opened) -> News {
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
    pub(super) fn leave(&mut self) {
        // Whatever was the reason: it is the last chance.
        let _told_at_the_end = self.put_down_the_pen(Despite::Losing);
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            // It has told of a panic itself.
            drop(writer.join());
        }
    }
}
