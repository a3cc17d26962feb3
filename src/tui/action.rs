//! Every thing a person can do.

/// One thing done, on whatever screen it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    // Moving
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
    PageUp,
    PageDown,
    NextField,
    PreviousField,
    /// Puts the cursor on a line of a list, as a click does.
    Point(usize),

    // Going
    Enter,
    Back,
    Home,
    Overview,
    PreviousQuestion,
    NextQuestion,
    PreviousArea,
    NextArea,
    NextMarked,
    /// Opens the line that narrows a list, or finds a question.
    Find,
    /// A new assessment of the team that a saved one is about.
    Again,
    /// Puts a saved assessment into the trash.
    Remove,

    // Answering
    /// The choice with this number, from 1.
    Choose(u8),
    ChooseNone,
    Toggle,
    DontKnow,
    NotApplicable,
    Skip,
    Note,
    Mark,
    Confidence,
    WhatCounts,
    Undo,
    Redo,

    // Writing
    Type(char),
    NewLine,
    /// Goes on with the text in the person's own editor.
    Edit,
    Erase,
    EraseForward,
    EraseWord,
    EraseLine,

    // Results
    Order,
    Report,
    /// The bucket instead of the bars, or back.
    Bucket,
    WhatIf,
    /// Plugs what the short way to the next band plugs.
    ShortWay,
    Why,
    /// Year against year.
    Years,
    /// What is behind the numbers of the years.
    Changes,
    /// The areas in the years by what moved.
    Sort,
    Export,
    /// Opens what was written last.
    OpenFile,

    // Planning
    Actions,
    /// Sets the score that an area is to reach.
    Target,
    AddStep,
    RemoveStep,
    DropStep,
    MoveUp,
    MoveDown,
    ExportPlan,

    // Everywhere
    /// Hands the answer or the line to the clipboard.
    Copy,
    Help,
    Leave,
    Interrupt,
    Suspend,
    Redraw,
    Mouse,
}
