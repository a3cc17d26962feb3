//! What the world has to say, and what the terminal makes of it.

use super::{App, Effect, Ledger, Overlay};
use crate::assessment::{Assessment, Earlier};
use crate::tui::action::Action;
use crate::tui::desk::{Saved, Written};
use crate::tui::keymap::Place;
use crate::tui::screen::{Screen, export, question, result, review, what_if, years};
use crate::tui::sitting::Sitting;
use crate::words::fill;

/// What the world has to say.
pub enum News {
    /// About so many assessments are being listed.
    Listing(usize),
    Saved(Result<Vec<Saved>, String>),
    Opened(Result<(String, Assessment, Vec<String>), String>),
    /// The finished assessments before the one in view, of the same subject, earliest first.
    Before(Vec<Assessment>),
    /// The event of this number, and all before it, are safe.
    Kept(u64),
    NotKept(String),
    /// What an assessment is called in the trash.
    Removed(Result<String, String>),
    /// What is saved again under this name.
    BroughtBack(Result<String, String>),
    /// Whether the assessment is off the table, or why it could not be saved.
    PutDown(Result<(), String>),
    /// What became of a text in the editor.
    Edited(Result<String, String>),
    Written(Result<Written, String>),
    /// Whether a program for the file was started.
    FileOpened(bool),
    /// Where the plan lies.
    PlanWritten(Result<String, String>),
}

impl App {
    pub fn hear(&mut self, news: News) -> Vec<Effect> {
        match news {
            News::Listing(count) => self.home.expect(count),
            News::Saved(Ok(saved)) => self.home.list(saved),
            News::Saved(Err(why)) => {
                self.home.expect(0);
                self.notice = Some(why);
            }
            News::Opened(Err(why)) => self.notice = Some(why),
            News::Opened(Ok((name, assessment, notices))) => {
                self.sit_down(name, assessment, &notices);
                return self.sitting.iter().map(|_| Effect::LookBack).collect();
            }
            News::Before(before) => {
                if let Some(sitting) = &mut self.sitting {
                    let questionnaire = &sitting.assessment.questionnaire;
                    sitting.earlier = before.last().map(|before| Earlier::of(questionnaire, before));
                    sitting.before = before;
                    sitting.work_out_targets();
                }
                if self.screen == Screen::Result {
                    years::known(self);
                }
            }
            News::Kept(number) => {
                self.ledger.kept = self.ledger.kept.max(number);
                self.ledger.trouble = None;
            }
            // What was put down since then was saved, or is told of already.
            News::NotKept(why) if 0 < self.ledger.unsaved() => self.ledger.trouble = Some(why),
            News::NotKept(_) => {}
            News::Removed(Ok(removed)) => {
                let undo = self.key(Place::Home, Action::Undo);
                self.notice = Some(fill(self.words.home.is_removed, &[("key", &undo)]));
                self.home.is_removed(removed);
                return vec![Effect::List];
            }
            News::BroughtBack(Ok(name)) => {
                self.notice = Some(self.words.home.is_back.to_owned());
                self.home.is_back(name);
                return vec![Effect::List];
            }
            News::Removed(Err(why)) | News::BroughtBack(Err(why)) => self.notice = Some(why),
            News::PutDown(Ok(())) => {
                if let Some(sitting) = self.sitting.take() {
                    self.home.come_back_from(sitting.name);
                }
                self.finder = None;
                self.words = self.wish.words(&self.glance.language);
                self.ledger = Ledger { trouble: None, kept: self.ledger.sent, ..self.ledger };
                self.overlay = None;
                self.screen = Screen::Home;
                return vec![Effect::List];
            }
            News::PutDown(Err(why)) => {
                self.ledger.trouble = Some(why);
                self.overlay = Some(Overlay::Leave);
            }
            News::Edited(Ok(text)) => {
                self.question.rewrite(text);
                let keeps = self.key(Place::Writing, Action::Enter);
                self.notice = Some(fill(self.words.question.edited, &[("key", &keeps)]));
            }
            News::Edited(Err(why)) => {
                self.notice = Some(fill(self.words.question.not_edited, &[("why", &why)]));
            }
            News::Written(Ok(written)) => export::written(self, written),
            News::Written(Err(why)) => {
                self.notice = Some(fill(self.words.common.not_written, &[("why", &why)]));
            }
            News::PlanWritten(Ok(path)) => {
                self.notice = Some(fill(self.words.actions.written, &[("path", &path)]));
            }
            News::PlanWritten(Err(why)) => {
                self.notice = Some(fill(self.words.actions.not_written, &[("why", &why)]));
            }
            News::FileOpened(is_opened) => export::opened(self, is_opened),
        }
        Vec::new()
    }

    fn sit_down(&mut self, name: String, assessment: Assessment, notices: &[String]) {
        self.finder = None;
        let finished = assessment.finished;
        let sitting = Sitting::new(name, assessment);
        let tally = sitting.tally();
        if sitting.flow.asked().next().is_none() {
            self.notice = Some(self.words.common.asks_nothing.to_owned());
            return;
        }
        self.words = self.wish.words(&sitting.assessment.questionnaire.language);
        self.ledger = Ledger { trouble: None, kept: self.ledger.sent, ..self.ledger };
        let waits = sitting.flow.first_open(&sitting.assessment.answers).is_some();
        self.sitting = Some(sitting);
        self.what_if = what_if::State::default();
        years::forget(self);
        self.written = None;
        if finished {
            result::enter(self);
        } else if !waits {
            review::enter(self);
        } else {
            question::enter(self);
            if 0 < tally.done() {
                let done: [(&str, &dyn std::fmt::Display); 2] =
                    [("done", &tally.done()), ("asked", &tally.asked)];
                self.notice = Some(fill(self.words.common.welcome_back, &done));
            }
        }
        if let Some(notice) = notices.first() {
            self.notice = Some(notice.clone());
        }
    }
}
