//! The plan line by line: read out, added to, and marked as done.

use super::note::NOTHING;
use super::parse::{self, COMMAND, Way, is};
use super::sentences::{self, name};
use super::{At, Plain, Step, Wish, say};
use crate::assessment::plan::{self, Draft, Status, StepId};
use crate::assessment::{Event, PlanChange, target};
use crate::comparison::targets::aimed_at;
use crate::export::plan::Form;
use crate::findings::{self, Findings, suggestion};
use crate::scoring;
use crate::summary::plan::{of_plan, of_suggestions};
use crate::text::clean_lines;
use crate::words::{EN, Typed, Words, fill};

/// The fields that are asked for, in this order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    What,
    Who,
    By,
    FirstStep,
    Sign,
}

impl Field {
    fn next(self) -> Option<Field> {
        match self {
            Field::What => Some(Field::Who),
            Field::Who => Some(Field::By),
            Field::By => Some(Field::FirstStep),
            Field::FirstStep => Some(Field::Sign),
            Field::Sign => None,
        }
    }

    fn label(self, words: &Words) -> &'static str {
        let says = &words.actions;
        match self {
            Field::What => says.what,
            Field::Who => says.who,
            Field::By => says.by,
            Field::FirstStep => says.first_step,
            Field::Sign => says.sign,
        }
    }

    fn text(self, draft: &Draft) -> String {
        match self {
            Field::What => draft.what.clone(),
            Field::Who => draft.owner.clone(),
            Field::By => draft.due.map(|due| due.to_string()).unwrap_or_default(),
            Field::FirstStep => draft.first_step.clone(),
            Field::Sign => draft.sign.clone(),
        }
    }
}

/// A step while its fields are asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Writing {
    /// `None` for a new one.
    step: Option<StepId>,
    draft: Draft,
    field: Field,
}

/// What a line wants of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wanted {
    List,
    Help,
    Add,
    Suggestions,
    Take,
    Edit,
    Done,
    Reopen,
    Drop,
    Remove,
    Move,
    Undo,
    Redo,
    Target,
    Export,
    Back,
    Quit,
}

/// How many suggestions are read out.
#[derive(Clone, Copy)]
enum Extent {
    First,
    All,
}

impl Extent {
    /// What stands behind the command: nothing, or that all are wanted.
    fn of(rest: &str, words: &Words) -> Extent {
        if is(rest, words.commands.all, EN.commands.all) { Extent::All } else { Extent::First }
    }
}

/// As many suggestions as are read out at once.
const READ_OUT: usize = 9;

fn wanted(word: &str, words: &Words) -> Option<Wanted> {
    let (ours, english) = (&words.commands, &EN.commands);
    let all: [(Typed, Typed, Wanted); 17] = [
        (ours.list, english.list, Wanted::List),
        (ours.help, english.help, Wanted::Help),
        (ours.add, english.add, Wanted::Add),
        (ours.suggestions, english.suggestions, Wanted::Suggestions),
        (ours.take, english.take, Wanted::Take),
        (ours.edit, english.edit, Wanted::Edit),
        (ours.done, english.done, Wanted::Done),
        (ours.reopen, english.reopen, Wanted::Reopen),
        (ours.drop, english.drop, Wanted::Drop),
        (ours.remove, english.remove, Wanted::Remove),
        (ours.move_step, english.move_step, Wanted::Move),
        (ours.undo, english.undo, Wanted::Undo),
        (ours.redo, english.redo, Wanted::Redo),
        (ours.target, english.target, Wanted::Target),
        (ours.export, english.export, Wanted::Export),
        (ours.back, english.back, Wanted::Back),
        (ours.quit, english.quit, Wanted::Quit),
    ];
    all.into_iter().find(|(ours, english, _)| is(word, ours, english)).map(|(_, _, wanted)| wanted)
}

impl Plain {
    /// The plan is read out once; then only what changes of it is said.
    pub(super) fn open_plan(&mut self) -> Step {
        self.at = At::Plan;
        say(format!("{}\n{}", self.plan_in_words(), in_short(self.words)))
    }

    fn plan_in_words(&self) -> String {
        of_plan(&self.assessment, self.today, self.words)
    }

    pub(super) fn plan_prompt(&self) -> String {
        self.words.actions.ask.to_owned()
    }

    pub(super) fn field_prompt(&self, writing: &Writing) -> String {
        let says = &self.words.actions;
        let field = writing.field.label(self.words);
        match writing.field.text(&writing.draft).as_str() {
            "" => fill(says.ask_field, &[("field", &field)]),
            text => fill(says.ask_field_kept, &[("field", &field), ("text", &text)]),
        }
    }

    /// What is asked of an action, and how to get out of it.
    fn field_help(&self) -> String {
        sentences::within_text(self.words.plain.field_help, "", self.words)
    }

    pub(super) fn on_plan(&mut self, line: &str) -> Step {
        let line = line.strip_prefix(COMMAND).unwrap_or(line);
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        let Some(wanted) = wanted(word, self.words) else {
            return match line {
                "" => say(help(self.words)),
                _ => {
                    let help = name(self.words.commands.help);
                    say(fill(self.words.actions.not_understood, &[("typed", &line), ("help", &help)]))
                }
            };
        };
        let says = &self.words.actions;
        match wanted {
            Wanted::List => say(self.plan_in_words()),
            Wanted::Help => say(help(self.words)),
            Wanted::Back => {
                self.at = At::Result;
                Step::default()
            }
            Wanted::Quit => self.leave(),
            Wanted::Add => {
                self.at =
                    At::Field(Box::new(Writing { step: None, draft: Draft::default(), field: Field::What }));
                say(self.field_help())
            }
            Wanted::Suggestions => self.suggest(Extent::of(rest, self.words)),
            Wanted::Take => self.take_suggestion(rest),
            Wanted::Undo => match self.plan_history.undo(&mut self.assessment.plan) {
                Some(change) => planned(change, self.words.plain.saved_back.to_owned()),
                None => say(self.words.plain.nothing_back),
            },
            Wanted::Redo => match self.plan_history.redo(&mut self.assessment.plan) {
                Some(change) => planned(change, self.words.plain.saved_again.to_owned()),
                None => say(self.words.plain.nothing_again),
            },
            Wanted::Target => self.set_target(word, rest),
            Wanted::Export => match Form::of_ending(&rest.to_lowercase()) {
                Some(form) => Step { wish: Some(Wish::Plan(form)), ..Step::default() },
                None => say(says.which_form),
            },
            Wanted::Edit => self.on_step(word, rest, |plain, step| {
                let draft = plain.assessment.plan.step(step).map(|step| step.draft.clone());
                let draft = draft.unwrap_or_default();
                plain.at = At::Field(Box::new(Writing { step: Some(step), draft, field: Field::What }));
                Step::default()
            }),
            Wanted::Done => self.on_step(word, rest, |plain, step| {
                let done = Status::Done(plain.today);
                plain.change_plan(PlanChange::Stands(step, done), says.saved_done)
            }),
            Wanted::Reopen => self.on_step(word, rest, |plain, step| {
                plain.change_plan(PlanChange::Stands(step, Status::Open), says.saved_reopened)
            }),
            Wanted::Drop => self.on_step(word, rest, |plain, step| {
                plain.change_plan(PlanChange::Stands(step, Status::Dropped), says.saved_dropped)
            }),
            Wanted::Remove => self.on_step(word, rest, |plain, step| {
                plain.change_plan(PlanChange::Removed(step), says.saved_removed)
            }),
            Wanted::Move => {
                let (step, place) = rest.split_once(' ').unwrap_or((rest, ""));
                match place.trim().parse::<usize>().ok().and_then(|place| place.checked_sub(1)) {
                    Some(place) => self.on_step(word, step, |plain, step| {
                        plain.change_plan(PlanChange::Moved(step, place), says.saved_moved)
                    }),
                    None => say(fill(says.which_place, &[("command", &word)])),
                }
            }
        }
    }

    /// Does something to the step whose number was typed.
    fn on_step(&mut self, word: &str, typed: &str, does: impl FnOnce(&mut Plain, StepId) -> Step) -> Step {
        match typed.parse().map(StepId) {
            Ok(step) if self.assessment.plan.step(step).is_some() => does(self, step),
            Ok(step) => say(plan::Refusal::NoSuchStep(step).in_words(self.words)),
            Err(_no_number) => say(fill(self.words.actions.which_step, &[("command", &word)])),
        }
    }

    /// `2 70 2027-03-01`: an area by its number or its id, and its target; `2 none` takes it away.
    fn set_target(&mut self, word: &str, typed: &str) -> Step {
        let (words, questionnaire) = (self.words, std::sync::Arc::clone(&self.assessment.questionnaire));
        let says = &words.targets;
        let (area, wanted) = typed.split_once(' ').unwrap_or((typed, ""));
        let number = area.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let found = number.and_then(|number| questionnaire.scored_areas().nth(number));
        let wanted = wanted.trim();
        let Some(area) = questionnaire.find_area(area).or(found).filter(|_| !wanted.is_empty()) else {
            let none = words.commands.none.first().copied().unwrap_or_default();
            return say(fill(says.which, &[("command", &word), ("none", &none)]));
        };
        let target = match is(wanted, words.commands.none, EN.commands.none) {
            true => Ok(None),
            false => {
                let before = self.assessment.targets.of(area).flatten();
                target::typed(wanted).map(|target| Some(target.keeping_day_of(before)))
            }
        };
        let title = &questionnaire[area].title;
        let set = target.and_then(|target| Ok((target, self.assessment.set_target(area, target)?)));
        match set {
            Ok((target, event)) => {
                let saved = match target {
                    Some(target) => {
                        fill(says.saved, &[("area", title), ("target", &aimed_at(target, words))])
                    }
                    None => fill(says.saved_none, &[("area", title)]),
                };
                Step { events: vec![event], saved, ..Step::default() }
            }
            Err(refusal) => say(refusal.in_words(words)),
        }
    }

    fn change_plan(&mut self, change: PlanChange, saved: &str) -> Step {
        let step = change.step();
        match self.plan_history.make(&mut self.assessment.plan, change.clone()) {
            Ok(()) => {
                let what = self.assessment.plan.step(step).map_or("", |step| step.draft.what.as_str());
                let saved = fill(saved, &[("step", &step), ("what", &what)]);
                planned(change, saved)
            }
            Err(refusal) => say(refusal.in_words(self.words)),
        }
    }

    fn findings(&self) -> Findings {
        let questionnaire = &self.assessment.questionnaire;
        let scorecard = scoring::score(questionnaire, &self.assessment.answers);
        findings::find(questionnaire, &self.assessment.answers, &scorecard)
    }

    /// The numbers hold until suggestions are read out again, so that taking one moves no other.
    fn offer(&mut self) -> Findings {
        let findings = self.findings();
        self.offered =
            suggestion::suggestions(&self.assessment.questionnaire, &findings, &self.assessment.plan);
        findings
    }

    /// Nobody listens to half a hundred in one go: the first of them, and how to hear them all.
    fn suggest(&mut self, extent: Extent) -> Step {
        let findings = self.offer();
        let says = &self.words.actions;
        if self.offered.is_empty() {
            return say(says.nothing_suggested);
        }
        let count = match extent {
            Extent::First => self.offered.len().min(READ_OUT),
            Extent::All => self.offered.len(),
        };
        let (first, rest) = self.offered.split_at(count);
        let lines = of_suggestions(&self.assessment.questionnaire, &findings, first, self.words);
        let commands = &self.words.commands;
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("count", &rest.len()),
            ("suggestions", &name(commands.suggestions)),
            ("all", &name(commands.all)),
        ];
        let more = match rest.len() {
            0 => String::new(),
            rest => format!("\n{}", fill(self.words.plural(&self.words.plain.more_suggested, rest), &values)),
        };
        say(format!("{}:\n{lines}{more}", says.suggested))
    }

    fn take_suggestion(&mut self, typed: &str) -> Step {
        if typed.is_empty() {
            return self.suggest(Extent::First);
        }
        if self.offered.is_empty() {
            self.offer();
        }
        let place = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let offered = place.and_then(|place| self.offered.get(place));
        match offered.filter(|draft| !suggestion::is_planned(&self.assessment.plan, draft)) {
            Some(draft) => {
                let change = self.assessment.plan.adding(draft.clone());
                self.change_plan(change, self.words.actions.saved_added)
            }
            None => say(fill(self.words.actions.no_suggestion, &[("number", &typed)])),
        }
    }

    pub(super) fn on_field(&mut self, mut writing: Writing, line: &str) -> Step {
        let says = &self.words.actions;
        match parse::way(line, self.words) {
            Some(Way::Back) => {
                self.at = At::Plan;
                return writing.step.map_or_else(|| say(says.let_be), |_| Step::default());
            }
            Some(Way::Out) => return self.leave(),
            Some(Way::Help) => return say(self.field_help()),
            None => {}
        }
        let draft = &mut writing.draft;
        let text = match line {
            "" => None,
            NOTHING => Some(String::new()),
            line => Some(clean_lines(line).into_owned()),
        };
        match (writing.field, text) {
            (Field::What, Some(text)) if text.is_empty() => return say(says.say_what),
            (Field::What, Some(text)) => draft.what = text,
            (Field::What, None) if draft.what.is_empty() => {
                self.at = At::Plan;
                return say(says.let_be);
            }
            (Field::Who, Some(text)) => draft.owner = text,
            (Field::By, Some(text)) if text.is_empty() => draft.due = None,
            (Field::By, Some(text)) => match plan::day(&text) {
                Some(day) => draft.due = Some(day),
                None => return say(says.no_day),
            },
            (Field::FirstStep, Some(text)) => draft.first_step = text,
            (Field::Sign, Some(text)) => draft.sign = text,
            (_, None) => {}
        }
        if let Some(field) = writing.field.next() {
            writing.field = field;
            self.at = At::Field(Box::new(writing));
            return Step::default();
        }
        self.at = At::Plan;
        match writing.step {
            Some(step) => {
                self.change_plan(PlanChange::Changed(step, Box::new(writing.draft)), says.saved_changed)
            }
            None => {
                let change = self.assessment.plan.adding(writing.draft);
                self.change_plan(change, says.saved_added)
            }
        }
    }
}

fn planned(change: PlanChange, saved: String) -> Step {
    Step { events: vec![Event::Planned(change)], saved, ..Step::default() }
}

/// What there is to do at the plan first of all.
fn in_short(words: &Words) -> String {
    let commands = &words.commands;
    let values: [(&str, &dyn std::fmt::Display); 5] = [
        ("suggestions", &name(commands.suggestions)),
        ("take", &name(commands.take)),
        ("add", &name(commands.add)),
        ("help", &name(commands.help)),
        ("back", &name(commands.back)),
    ];
    fill(words.plain.plan_short, &values)
}

/// Everything that can be typed at the plan, a line each.
fn help(words: &Words) -> String {
    let (says, typed) = (&words.plain, &words.commands);
    let with = |typed: Typed, example: &str| format!("{} {example}", name(typed));
    let commands: [(String, &str); 17] = [
        (name(typed.suggestions).to_owned(), says.does_suggest),
        (with(typed.take, "1"), says.does_take),
        (name(typed.add).to_owned(), says.does_add),
        (with(typed.edit, "1"), says.does_edit),
        (with(typed.done, "1"), says.does_done),
        (with(typed.reopen, "1"), says.does_reopen),
        (with(typed.drop, "1"), says.does_drop),
        (with(typed.remove, "1"), says.does_remove),
        (with(typed.move_step, "2 1"), says.does_move),
        (with(typed.target, "2 70"), says.does_target),
        (with(typed.export, "ics"), says.does_export),
        (name(typed.list).to_owned(), says.does_list_plan),
        (name(typed.undo).to_owned(), says.does_undo),
        (name(typed.redo).to_owned(), says.does_redo),
        (name(typed.help).to_owned(), says.does_help),
        (name(typed.back).to_owned(), says.does_leave_plan),
        (name(typed.quit).to_owned(), says.does_quit),
    ];
    let lines = commands.map(|(command, does)| format!("  {command}: {does}"));
    format!("{}\n{}", says.at_plan, lines.join("\n"))
}
