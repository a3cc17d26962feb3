//! What an author has changed from one edition to the next, and whether answers stay comparable.

use crate::questionnaire::kind::Number;
use crate::questionnaire::{
    Area, Choice, Condition, CutPoint, DontKnow, Id, Kind, PracticeIndex, Question, Questionnaire, Rule,
    Severity,
};

use super::editions::{Difference, Kin, Kinship, same_choice};

/// Two editions of one questionnaire.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// Every question that is not the same in both: those of the new edition in the order of the form, then
    /// those that are gone.
    pub questions: Vec<QuestionChange>,
    pub areas: Vec<ThingChange>,
    pub rules: Vec<ThingChange>,
    /// What is different in how the whole is scored.
    pub whole: Vec<Whole>,
    /// How many scored questions of the new edition are still compared, of how many.
    pub compared: usize,
    pub scored: usize,
}

/// One question in two editions.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionChange {
    pub id: Id,
    /// What it was called in the old edition, where that is another id.
    pub was: Option<Id>,
    pub ask: String,
    pub fate: Fate,
    pub edits: Vec<Edit>,
}

impl QuestionChange {
    /// Whether words have changed and the revision has not: only the author knows whether it still asks the same.
    pub fn is_doubtful(&self) -> bool {
        let words = |edit: &Edit| matches!(edit, Edit::Wording | Edit::WordsOfChoices);
        self.fate == Fate::Compared && self.edits.iter().any(words)
    }
}

/// What becomes of answers to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Added,
    Removed,
    Compared,
    NotCompared(Difference),
}

/// One thing that is different about a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    Wording,
    Revision {
        from: u32,
        to: u32,
    },
    Kind {
        from: &'static str,
        to: &'static str,
    },
    Unit,
    Choices,
    WordsOfChoices,
    Limits,
    Weight {
        from: f64,
        to: f64,
    },
    /// Levels, cut points, caps, or what it is judged by.
    Judging,
    /// When it leaks, and how badly.
    Leaks,
    ShowIf,
    Area {
        from: String,
        to: String,
    },
}

impl Edit {
    /// The word for it in files.
    pub fn word(&self) -> &'static str {
        match self {
            Edit::Wording => "wording",
            Edit::Revision { .. } => "revision",
            Edit::Kind { .. } => "type",
            Edit::Unit => "unit",
            Edit::Choices => "choices",
            Edit::WordsOfChoices => "words_of_choices",
            Edit::Limits => "limits",
            Edit::Weight { .. } => "weight",
            Edit::Judging => "judging",
            Edit::Leaks => "leaks",
            Edit::ShowIf => "show_if",
            Edit::Area { .. } => "area",
        }
    }
}

/// An area or a rule that is not the same in both editions.
#[derive(Clone, Debug, PartialEq)]
pub struct ThingChange {
    pub id: Id,
    pub title: String,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    Added,
    Removed,
    Weight {
        from: f64,
        to: f64,
    },
    /// What the author wishes everybody to reach; answers and scores are the same.
    Target {
        from: Option<u32>,
        to: Option<u32>,
    },
    /// When it applies, whether it counts, or who may see it.
    Terms,
    Title,
}

impl What {
    pub fn word(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Removed => "removed",
            What::Weight { .. } => "weight",
            What::Target { .. } => "target",
            What::Terms => "terms",
            What::Title => "title",
        }
    }
}

/// What is different in how the whole is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    Bands,
    MinAnswered,
    Caps,
}

impl Whole {
    pub fn word(self) -> &'static str {
        match self {
            Whole::Bands => "bands",
            Whole::MinAnswered => "min_answered",
            Whole::Caps => "caps",
        }
    }
}

/// What is different in the new edition.
pub fn changes(old: &Questionnaire, new: &Questionnaire) -> Changes {
    let kinship = Kinship::of(new, old);
    let mut changes = Changes {
        questions: Vec::new(),
        areas: areas(old, new),
        rules: rules(old, new),
        whole: whole(old, new),
        compared: 0,
        scored: 0,
    };
    let mut found = vec![false; old.questions.len()];
    for index in new.question_indexes() {
        let question = &new[index];
        changes.scored += usize::from(question.is_scored());
        let kin = kinship.kin(index);
        let Some(there) = kin.other() else {
            changes.questions.push(named(question, Fate::Added));
            continue;
        };
        found[there.0] = true;
        let before = &old[there];
        let fate = match kin {
            Kin::Alone => Fate::Added,
            Kin::Same(_) => Fate::Compared,
            Kin::Other(_, difference) => Fate::NotCompared(difference),
        };
        changes.compared += usize::from(fate == Fate::Compared && question.is_scored() && before.is_scored());
        let was = Some(before.id.clone()).filter(|was| *was != question.id);
        let edits = edits((old, before), (new, question));
        if fate != Fate::Compared || was.is_some() || !edits.is_empty() {
            changes.questions.push(QuestionChange { was, edits, ..named(question, fate) });
        }
    }
    let gone = old.question_indexes().filter(|index| !found[index.0]);
    changes.questions.extend(gone.map(|index| named(&old[index], Fate::Removed)));
    changes
}

fn named(question: &Question, fate: Fate) -> QuestionChange {
    let Question { id, ask, .. } = question;
    QuestionChange { id: id.clone(), was: None, ask: ask.clone(), fate, edits: Vec::new() }
}

fn edits(old: (&Questionnaire, &Question), new: (&Questionnaire, &Question)) -> Vec<Edit> {
    let ((old, before), (new, now)) = (old, new);
    let mut edits = Vec::new();
    let mut note = |differs: bool, edit: Edit| {
        if differs {
            edits.push(edit);
        }
    };
    let revision = Edit::Revision { from: before.revision, to: now.revision };
    note(before.revision != now.revision, revision);
    note(before.ask != now.ask || before.ask_as != now.ask_as || before.help != now.help, Edit::Wording);
    let (from, to) = (before.kind.word(), now.kind.word());
    note(from != to, Edit::Kind { from, to });
    if from == to {
        note(units(before) != units(now), Edit::Unit);
        note(limits(before) != limits(now), Edit::Limits);
        let (choices, others) = (before.kind.choices(), now.kind.choices());
        let named = |choices: &[Choice]| -> Vec<Option<Id>> {
            choices.iter().map(|choice| choice.id.clone()).collect()
        };
        let is_same_list = choices.len() == others.len()
            && (0..choices.len()).all(|at| same_choice(choices, at, others) == Some(at));
        note(
            !is_same_list || named(choices) != named(others) || !before.kind.parts().eq(now.kind.parts()),
            Edit::Choices,
        );
        note(is_same_list && words(before) != words(now), Edit::WordsOfChoices);
    }
    note(before.weight != now.weight, Edit::Weight { from: before.weight, to: now.weight });
    note(judging(before) != judging(now), Edit::Judging);
    note(leaks(old, before) != leaks(new, now), Edit::Leaks);
    note(text(&before.show_if) != text(&now.show_if), Edit::ShowIf);
    let area = |of: &Questionnaire, question: &Question| {
        question.area.map_or_else(|| "profile".to_owned(), |area| of[area].id.to_string())
    };
    let (from, to) = (area(old, before), area(new, now));
    note(from != to, Edit::Area { from, to });
    edits
}

fn text(condition: &Option<Condition>) -> Option<&str> {
    condition.as_ref().map(|condition| condition.text.as_str())
}

/// The numbers that a question asks for, one or several.
fn numbers(question: &Question) -> Vec<&Number> {
    match &question.kind {
        Kind::Number(number) => vec![number],
        Kind::NumberGroup(fields) => fields.iter().map(|field| &field.number).collect(),
        Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::MultipleChoice { .. }
        | Kind::YesNo { .. }
        | Kind::Matrix { .. }
        | Kind::Text => Vec::new(),
    }
}

fn units(question: &Question) -> Vec<&str> {
    numbers(question).into_iter().map(|number| number.unit.as_str()).collect()
}

fn limits(question: &Question) -> Vec<(f64, f64, u32)> {
    numbers(question).into_iter().map(|number| (number.min, number.max, number.decimals)).collect()
}

/// The texts of what a question is made of.
fn words(question: &Question) -> Vec<&str> {
    let choices = question.kind.choices().iter().map(|choice| choice.text.as_str());
    let mut texts: Vec<&str> = choices.collect();
    match &question.kind {
        Kind::NumberGroup(fields) => texts.extend(fields.iter().map(|field| field.label.as_str())),
        Kind::Matrix { rows, .. } => texts.extend(rows.iter().map(|row| row.text.as_str())),
        Kind::MultipleChoice { none, .. } => texts.extend(none.as_deref()),
        Kind::Scale(_) | Kind::SingleChoice(_) | Kind::YesNo { .. } | Kind::Number(_) | Kind::Text => {}
    }
    texts
}

/// All that turns an answer into a level, as lines that can be compared.
fn judging(question: &Question) -> Vec<String> {
    let level = |level: Option<u32>| level.map_or_else(|| "none".to_owned(), |level| level.to_string());
    let points = question.cut_points.iter();
    let points = points.map(|point: &CutPoint| format!("from {}: {}", point.from, level(point.level)));
    let levels = match &question.kind {
        Kind::YesNo { yes, no } => vec![yes.level, no.level],
        Kind::SingleChoice(choices) => choices.iter().map(|choice| choice.level).collect(),
        Kind::Scale(_)
        | Kind::MultipleChoice { .. }
        | Kind::Number(_)
        | Kind::NumberGroup(_)
        | Kind::Matrix { .. }
        | Kind::Text => Vec::new(),
    };
    let caps = question.caps.iter().map(|cap| format!("at most {} when {}", cap.level, cap.when.text));
    let judge = text(&question.judge).map(|judge| format!("judged by {judge}"));
    points.chain(levels.into_iter().map(level)).chain(caps).chain(judge).collect()
}

/// All that makes an answer a leak, what the leak is called, and what plugs it, as lines that can be compared.
fn leaks(of: &Questionnaire, question: &Question) -> Vec<String> {
    let word = |severity: Option<Severity>| severity.map_or("none", Severity::word).to_owned();
    let plugs = |practices: &[PracticeIndex]| {
        practices.iter().map(|practice| of[*practice].id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut lines = vec![question.leak.clone().unwrap_or_default(), plugs(&question.plugged_by)];
    for choice in question.kind.choices() {
        lines.extend([word(choice.severity), choice.leak.clone().unwrap_or_default()]);
    }
    if let Kind::YesNo { yes, no } = &question.kind {
        lines.extend([word(yes.severity), word(no.severity)]);
    }
    let mut before = None;
    for point in &question.cut_points {
        // A bound between two stretches that leak alike parts nothing.
        if point.severity != before {
            lines.push(format!("from {}: {}", point.from, word(point.severity)));
        }
        before = point.severity;
    }
    for case in &question.leaks {
        lines.extend([
            case.when.text.clone(),
            case.severity.word().to_owned(),
            case.leak.clone(),
            plugs(&case.plugged_by),
        ]);
    }
    lines.extend(match &question.dont_know {
        DontKnow::Refused => vec!["refused".to_owned()],
        DontKnow::Accepted => Vec::new(),
        DontKnow::Leak { severity, leak } => vec![severity.word().to_owned(), leak.clone()],
    });
    lines
}

fn areas(old: &Questionnaire, new: &Questionnaire) -> Vec<ThingChange> {
    let change = |area: &Area, what| ThingChange { id: area.id.clone(), title: area.title.clone(), what };
    let mut changes = Vec::new();
    for area in &new.areas {
        let Some(before) = old.find_area(area.id.as_str()).map(|index| &old[index]) else {
            changes.push(change(area, What::Added));
            continue;
        };
        if before.weight != area.weight {
            changes.push(change(area, What::Weight { from: before.weight, to: area.weight }));
        }
        if before.target != area.target {
            changes.push(change(area, What::Target { from: before.target, to: area.target }));
        }
        let terms = |area: &Area| (area.scored, area.private, text(&area.show_if).map(str::to_owned));
        if terms(before) != terms(area) {
            changes.push(change(area, What::Terms));
        }
        if before.title != area.title {
            changes.push(change(area, What::Title));
        }
    }
    let gone = old.areas.iter().filter(|area| new.find_area(area.id.as_str()).is_none());
    changes.extend(gone.map(|area| change(area, What::Removed)));
    changes
}

fn rules(old: &Questionnaire, new: &Questionnaire) -> Vec<ThingChange> {
    let change = |rule: &Rule, what| ThingChange { id: rule.id.clone(), title: rule.leak.clone(), what };
    let mut changes = Vec::new();
    for rule in &new.rules {
        let Some(before) = old.rules.iter().find(|before| before.id == rule.id) else {
            changes.push(change(rule, What::Added));
            continue;
        };
        if before.when.text != rule.when.text || before.severity != rule.severity {
            changes.push(change(rule, What::Terms));
        }
        if before.weight != rule.weight {
            changes.push(change(rule, What::Weight { from: before.weight, to: rule.weight }));
        }
        if before.leak != rule.leak {
            changes.push(change(rule, What::Title));
        }
    }
    let gone = old.rules.iter().filter(|rule| !new.rules.iter().any(|other| other.id == rule.id));
    changes.extend(gone.map(|rule| change(rule, What::Removed)));
    changes
}

fn whole(old: &Questionnaire, new: &Questionnaire) -> Vec<Whole> {
    let bands = |of: &Questionnaire| -> Vec<(Id, u32)> {
        of.bands.iter().map(|band| (band.id.clone(), band.from)).collect()
    };
    let caps = |of: &Questionnaire| -> Vec<(String, Id)> {
        of.scoring.caps.iter().map(|cap| (cap.when.text.clone(), of[cap.band].id.clone())).collect()
    };
    let mut whole = Vec::new();
    whole.extend((bands(old) != bands(new)).then_some(Whole::Bands));
    whole.extend((old.scoring.min_answered != new.scoring.min_answered).then_some(Whole::MinAnswered));
    whole.extend((caps(old) != caps(new)).then_some(Whole::Caps));
    whole
}
