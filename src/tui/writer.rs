//! The thread that writes: a slow disk never holds up a key.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use super::app::{Despite, News};
use super::desk::Pen;
use super::runtime::{Lost, Wake};
use crate::assessment::Event;
use crate::questionnaire::Questionnaire;

/// What the writer is asked to do.
pub(super) enum Job {
    Take(Box<dyn Pen>, Arc<Questionnaire>),
    Append(u64, Event),
    /// Write what could not be written; the number is that of the last event.
    Retry(u64),
    /// Write what could not be written, and let go of the file; where that fails, only when it should be
    /// let go of nevertheless.
    PutDown(Sender<Option<Lost>>, Despite),
}

/// A thread with the pen: it writes one event after the other, and says how it went.
pub(super) fn start(sender: Sender<Wake>) -> (Sender<Job>, JoinHandle<()>) {
    let (jobs, orders) = channel::<Job>();
    let writer = thread::spawn(move || {
        let farewell = Farewell(sender.clone());
        let mut desk: Option<(Box<dyn Pen>, Arc<Questionnaire>)> = None;
        for job in orders {
            let news = match (job, &mut desk) {
                (Job::Take(pen, questionnaire), desk) => {
                    *desk = Some((pen, questionnaire));
                    continue;
                }
                (Job::PutDown(done, despite), desk) => {
                    let lost = desk.as_mut().and_then(|(pen, _)| last_try(pen.as_mut()));
                    if lost.is_none() || despite == Despite::Losing {
                        *desk = None;
                    }
                    let _nobody_waits_any_more = done.send(lost);
                    continue;
                }
                (Job::Retry(number), Some((pen, _))) => match pen.retry() {
                    Ok(()) => News::Kept(number),
                    Err(why) => News::NotKept(why),
                },
                (Job::Append(number, event), Some((pen, questionnaire))) => {
                    match pen.append(&event, questionnaire) {
                        Ok(()) => News::Kept(number),
                        Err(why) => News::NotKept(why),
                    }
                }
                (Job::Append(..) | Job::Retry(_), None) => News::NotKept("no file is open".to_owned()),
            };
            if sender.send(Wake::News(Box::new(news))).is_err() {
                return;
            }
        }
        drop(farewell);
    });
    (jobs, writer)
}

/// Writes what could not be written; returns what still cannot.
fn last_try(pen: &mut dyn Pen) -> Option<Lost> {
    if pen.unsaved() == 0 {
        return None;
    }
    let why = pen.retry().err()?;
    Some(Lost { changes: pen.unsaved(), why })
}

/// Tells the loop when the writer ends before its time.
struct Farewell(Sender<Wake>);

impl Drop for Farewell {
    fn drop(&mut self) {
        if thread::panicking() {
            drop(self.0.send(Wake::WriterGone));
        }
    }
}
