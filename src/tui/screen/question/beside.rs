//! What stands beside a question where the window is wide: all areas at the left, and at the right what else is
//! known around the question.

use super::super::overview;
use crate::assessment::Entry;
use crate::questionnaire::{Answer, AreaIndex, QuestionIndex};
use crate::tui::sheet::{Room, Row};
use crate::tui::sitting::{Sitting, said};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

/// The areas, and the questions of the one in view.
pub(super) fn tree<'a>(sitting: &Sitting, room: Room, words: &Words) -> Vec<Row<'a>> {
    let questionnaire = &sitting.assessment.questionnaire;
    let here = sitting.part(sitting.question);
    let parts = std::iter::once(None).chain(questionnaire.top_areas().map(Some));
    let parts: Vec<Option<AreaIndex>> = parts.filter(|part| 0 < sitting.part_tally(*part).asked).collect();
    // The lines up to the part in view, and those of its questions.
    let (before, (around, at)) = match parts.iter().position(|part| *part == here) {
        Some(place) => (place + 1, around(sitting, room, words, 26)),
        None => (0, (Vec::new(), 0)),
    };
    // The question in view stays so, however many come before it.
    let height = usize::from(room.height).saturating_sub(5);
    let line = 1 + before + at;
    let left_out = (line + 1).saturating_sub(height);
    // Only lines that are seen are made: there may be hundreds of parts.
    let head = (left_out == 0).then(|| Row::indent(1).and(Role::Heading, words.overview.title));
    let (above, below) = parts.split_at(before);
    let above = above.iter().skip(left_out.saturating_sub(1)).map(|part| part_row(sitting, *part, words));
    let hidden = left_out.saturating_sub(1 + before);
    let around = around.into_iter().skip(hidden).map(|row| Row::indent(2).join(row));
    let below = below.iter().map(|part| part_row(sitting, *part, words));
    head.into_iter().chain(above).chain(around).chain(below).take(height).collect()
}

/// `› Customer retention    3/8`.
fn part_row<'a>(sitting: &Sitting, part: Option<AreaIndex>, words: &Words) -> Row<'a> {
    let tally = sitting.part_tally(part);
    let is_here = part == sitting.part(sitting.question);
    let sign = match (is_here, tally.open + tally.skipped) {
        (true, _) => "› ",
        (false, 0) => "✓ ",
        (false, _) => "  ",
    };
    let short = |area: AreaIndex| sitting.assessment.questionnaire[area].short.as_str();
    let name = wrap::fit(part.map_or(words.common.team_short, short), 30);
    let role = if is_here { Role::Strong } else { Role::Plain };
    let count = format!("{}/{}", tally.done(), tally.asked);
    Row::indent(1).and(role, sign).and(role, name).and(Role::Plain, count)
}

/// The questions of this part around the one in view with their answers, and which row is the one in view.
fn around<'a>(sitting: &Sitting, room: Room, words: &Words, width: usize) -> (Vec<Row<'a>>, usize) {
    let part = sitting.part(sitting.question);
    let assessment = &sitting.assessment;
    let place = sitting.questions(part).take_while(|question| *question < sitting.question).count();
    let near = room.near(place);
    let is_numbered = part.is_some_and(|area| assessment.questionnaire.number_of(area).is_some());
    let all = sitting.questions(part).enumerate();
    let row = |(number, question): (usize, QuestionIndex)| {
        let entry = assessment.answers.entry(question);
        let (sign, role) = match question == sitting.question {
            true => ("› ", Role::Selected),
            false => ("  ", Role::Plain),
        };
        let number =
            if is_numbered { sitting.number(part, number + 1, words) } else { (number + 1).to_string() };
        let text = summed_up(sitting, question, entry, words);
        Row::of(role, sign)
            .and(role, format!("{} ", wrap::fit(&number, 5)))
            .and(role, wrap::cut(&text, width).into_owned())
    };
    let rows = all.filter(|(number, _)| near.contains(number)).map(row).collect();
    (rows, place - near.start.min(place))
}

/// `3 of 5, fairly sure`.
fn summed_up(sitting: &Sitting, question: QuestionIndex, entry: &Entry, words: &Words) -> String {
    let said = said(&sitting.assessment.questionnaire[question], entry, words);
    match overview::remarks(entry, words) {
        remarks if remarks.is_empty() => said,
        remarks => format!("{said}, {remarks}"),
    }
}

/// This area so far, the note, last year's answer, and good practice.
pub(super) fn aside<'a>(sitting: &Sitting, room: Room, words: &Words) -> Vec<Row<'a>> {
    let width = room.aside_width();
    let mut rows = vec![Row::of(Role::Heading, words.question.area_so_far)];
    let (around, at) = around(sitting, room, words, width.saturating_sub(8));
    let most = (usize::from(room.height) / 3).max(4);
    let first = (at + 1).saturating_sub(most);
    rows.extend(around.into_iter().skip(first).take(most));
    let entry = sitting.entry();
    if !entry.note.is_empty() {
        rows.push(Row::blank());
        rows.push(Row::of(Role::Heading, words.question.your_note));
        let quoted = fill(words.question.quoted, &[("note", &entry.note)]);
        rows.extend(Row::paragraph(Role::Plain, &quoted, 0, width).into_iter().take(most));
    }
    if let Some(says) = last_time(sitting, words) {
        rows.push(Row::blank());
        rows.extend(Row::paragraph(Role::Plain, &says, 0, width));
    }
    rows.extend(practices(sitting, width, words));
    rows
}

/// What plugs the leak this question can show, else what is good practice in its area.
fn practices<'a>(sitting: &Sitting, width: usize, words: &Words) -> Vec<Row<'a>> {
    let questionnaire = &sitting.assessment.questionnaire;
    let question = sitting.asked();
    let own = question.plugged_by.iter().map(|practice| questionnaire[*practice].text.as_str());
    let mut texts: Vec<&str> = own.collect();
    if let (true, Some(area)) = (texts.is_empty(), question.area) {
        let practices =
            questionnaire.practices.get(questionnaire[area].practices.clone()).unwrap_or_default();
        texts.extend(practices.iter().map(|practice| practice.text.as_str()).take(3));
    }
    if texts.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![Row::blank(), Row::of(Role::Heading, words.area.good_practice)];
    for text in texts {
        rows.extend(Row::paragraph(Role::Plain, text, 0, width));
    }
    rows
}

/// `Last year you chose 2.`, once there is an answer of now.
pub(super) fn last_time(sitting: &Sitting, words: &Words) -> Option<String> {
    let said = |answer: &Answer| {
        said(sitting.asked(), &Entry { answer: Some(answer.clone()), ..Entry::default() }, words)
    };
    sitting.earlier.as_ref()?.told(&sitting.assessment, sitting.question, said, words)
}
