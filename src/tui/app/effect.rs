//! What the terminal asks of the world: to save, to open, to write, to end.

use crate::assessment::Event;
use crate::export::plan::Form as PlanForm;
use crate::tui::desk::{Beginning, Form, Written};

/// What the world is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Save this; the number comes back when it is safe.
    Append {
        number: u64,
        event: Event,
    },
    /// Try once more to save what could not be saved.
    Retry,
    /// Work on this assessment is over, for now: others may open it.
    PutDown(Despite),
    List,
    /// Look for what was answered the time before, when there is time.
    LookBack,
    Open(String),
    /// Open the latest finished assessment of the same subject as this one.
    OpenLatest(String),
    Start(Beginning),
    /// Put the assessment of this name into the trash.
    Remove(String),
    /// Bring back what has this name in the trash.
    BringBack(String),
    /// Let the person go on with this text in their own editor.
    Edit(String),
    /// Put this on the clipboard.
    Copy(String),
    /// Write the result in view as a file.
    Write(Form),
    OpenFile(Written),
    /// Write the plan of the assessment in view.
    ExportPlan(PlanForm),
    Mouse(bool),
    Suspend,
    Redraw,
    /// End, with this exit code.
    Quit(u8),
}

/// What an assessment is put down despite of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Despite {
    /// While something cannot be saved, it stays on the table.
    Nothing,
    /// The person was told what cannot be saved, and chose to go.
    Losing,
}
