//! Reading one question, whatever its type.

use super::{MOST_CHOICES, MOST_COPIED, Reading, WEIGHTS};
use crate::questionnaire::keys::{self, KINDS, Table};
use crate::questionnaire::kind::Number;
use crate::questionnaire::reader::{Fields, Ids};
use crate::questionnaire::{
    AreaIndex, Choice, CutPoint, DontKnow, Field, Help, Kind, LeakCase, LevelCap, Outcome, Question,
    QuestionIndex, Remark, Row, Severity, codes,
};
use crate::source::{Node, Value};
use crate::text::visible;

impl<'a> Reading<'a> {
    pub(super) fn question(&mut self, node: &'a Node, area: Option<AreaIndex>) {
        // The type decides which keys belong here, so it is looked at first.
        let peeked = Fields::peek(self.log, node);
        let word = peeked.and_then(|fields| fields.node("type")).and_then(Node::as_text).unwrap_or_default();
        let table = keys::of_kind(word);
        let Some(fields) = self.opened(node, table) else { return };
        if table.is_none() {
            fields.word_for("type", "question type", &Kind::WORDS, |word| word);
        }
        let id = self.name(&fields);
        let ask = fields.text("ask");
        let cut_points = self.cut_points(&fields);
        let kind = table.and_then(|table| self.kind(table, &fields));
        let question = Question {
            area,
            ask_as: self.texts_by_id(&fields, "ask_as"),
            help: self.help(&fields),
            weight: fields.number("weight", WEIGHTS).unwrap_or(1.0),
            required: fields.truth("required").unwrap_or(false),
            confidence: fields.truth("confidence").unwrap_or(false),
            revision: fields.whole("revision", 1..=10_000).unwrap_or(1),
            was: fields.ids("was").into_iter().map(|(id, _)| id).collect(),
            show_if: fields.condition("show_if"),
            dont_know: self.dont_know(&fields),
            not_applicable: fields.truth("not_applicable").unwrap_or(true),
            judge: fields.condition("judge"),
            cut_points,
            caps: self.things(&fields, "caps", &keys::LEVEL_CAP, |_, cap| {
                let (when, level) = (cap.condition("when"), cap.whole("level", 0..=1000));
                Some(LevelCap { when: when?, level: level? })
            }),
            leak: fields.text("leak"),
            plugged_by: self.plugged_by(&fields),
            leaks: self.things(&fields, "leaks", &keys::LEAK, |reading, case| {
                let when = case.condition("when");
                let severity = case.word("severity", &Severity::ALL, Severity::word);
                let (leak, plugged_by) = (case.text("leak"), reading.plugged_by(case));
                Some(LeakCase { when: when?, severity: severity?, leak: leak?, plugged_by })
            }),
            must: self.things(&fields, "must", &keys::REMARK, |_, remark| {
                let (when, says) = (remark.condition("when"), remark.text("says"));
                Some(Remark { when: when?, says: says? })
            }),
            source_note: fields.text("source_note"),
            // A question that could not be read still keeps its place, so that what refers to
            // it is not blamed; the file has an error then and is never used.
            id: id.unwrap_or_else(|| super::placeholder(self.questionnaire.questions.len())),
            ask: ask.unwrap_or_default(),
            kind: kind.unwrap_or(Kind::Text),
        };
        if let Kind::Number(number) = &question.kind
            && question.judge.is_none()
        {
            self.cut_points_within(&fields, number, &question.cut_points);
        }
        self.warn_of_missing_headline(&fields, &question);
        self.questionnaire.questions.push(question);
    }

    /// Opens a question of a type; a key of another type gets a message of its own. Of an unknown
    /// type, the keys of every type are let pass: one fault, not five.
    fn opened(&self, node: &'a Node, table: Option<&'static Table>) -> Option<Fields<'a>> {
        let of_a_type = |word: &str| KINDS.iter().find(|kind| kind.keys.iter().any(|key| key.name == word));
        if let (Some(table), Value::Map(entries)) = (table, &node.value) {
            let own = |word: &str| table.keys.iter().any(|key| key.name == word);
            for (key, _) in entries {
                let word = key.as_text().unwrap_or_default();
                if let (false, Some(kind)) = (own(word), of_a_type(word)) {
                    let says = format!("`{word}` means nothing for a {}", table.name);
                    let help = format!("remove it, or make the question a {}", kind.name);
                    self.log.error(codes::NOT_FOR_THIS_TYPE, key.range.clone(), says, help);
                }
            }
        }
        Fields::of_two(self.log, node, &keys::QUESTION, table, |word| of_a_type(word).is_some())
    }

    fn kind(&mut self, table: &Table, fields: &Fields<'a>) -> Option<Kind> {
        Some(match table.name {
            "scale" => Kind::Scale(self.chosen(table, fields)?),
            "single_choice" => Kind::SingleChoice(self.chosen(table, fields)?),
            "multiple_choice" => {
                Kind::MultipleChoice { choices: self.chosen(table, fields)?, none: fields.text("none") }
            }
            "yes_no" => Kind::YesNo { yes: self.outcome(fields, "yes"), no: self.outcome(fields, "no") },
            "number" => Kind::Number(self.number(fields)),
            "number_group" => Kind::NumberGroup(self.number_fields(fields)),
            "matrix" => Kind::Matrix { rows: self.rows(fields), choices: self.chosen(table, fields)? },
            _ => Kind::Text,
        })
    }

    /// A question's own choices, or those of the scale that it names.
    fn chosen(&mut self, table: &Table, fields: &Fields<'a>) -> Option<Vec<Choice>> {
        match (fields.node("choices"), fields.node("scale")) {
            (Some(_), Some(_)) => {
                let at = fields.key_place("scale").unwrap_or(fields.place());
                self.log.error(
                    codes::NOT_FOR_THIS_TYPE,
                    at,
                    "both `choices` and `scale` are given",
                    "keep one of them",
                );
                None
            }
            (Some(_), None) => {
                let choices = self.choices(fields, 2);
                if table.name != "single_choice" {
                    self.refuse_levels(fields, table);
                }
                Some(choices)
            }
            (None, Some(_)) => {
                let id = fields.id("scale")?;
                let next = QuestionIndex(self.questionnaire.questions.len());
                let at = self.scales.get(&id).copied();
                let Some(found) = at.and_then(|at| self.questionnaire.scales.get_mut(at)) else {
                    let mut known: Vec<&str> = self.scales.keys().map(super::Id::as_str).collect();
                    known.sort_unstable();
                    self.unknown(fields, "scale", &id, "scale", known.into_iter());
                    return None;
                };
                // Every question has a copy: a few long texts, named thousands of times, would
                // fill the memory.
                let size = |choice: &Choice| size_of::<Choice>() + choice.text.len();
                self.copied += found.choices.iter().map(size).sum::<usize>();
                if MOST_COPIED < self.copied {
                    let at = fields.key_place("scale").unwrap_or(fields.place());
                    let says = "the shared scales are used too often for their length";
                    self.log.error(
                        codes::TOO_MANY,
                        at,
                        says,
                        "shorten their texts, or split the questionnaire in two",
                    );
                    return None;
                }
                found.questions.push(next);
                Some(found.choices.clone())
            }
            (None, None) => {
                self.log.error(
                    codes::MISSING_KEY,
                    fields.place(),
                    "this question has nothing to choose from",
                    "add `choices`, or `scale` with the id of a shared scale",
                );
                None
            }
        }
    }

    /// Levels belong to single choices; elsewhere they would be passed over in silence.
    fn refuse_levels(&self, fields: &Fields<'a>, table: &Table) {
        for level in fields.list("choices").iter().filter_map(|choice| choice.get("level")) {
            let says = format!("a choice of a {} has no level of its own", table.name);
            let help = match table.name {
                "multiple_choice" => "remove it, and give the question `cut_points`",
                _ => "remove it: the first step is 0, the next is 1, and so on",
            };
            self.log.error(codes::NOT_FOR_THIS_TYPE, level.range.clone(), says, help);
        }
    }

    fn outcome(&mut self, fields: &Fields<'a>, key: &str) -> Outcome {
        let Some(node) = fields.node(key) else { return Outcome::default() };
        let Some(outcome) = Fields::of(self.log, node, &keys::OUTCOME) else { return Outcome::default() };
        Outcome {
            level: outcome.whole("level", 0..=1000),
            severity: outcome.word("severity", &Severity::ALL, Severity::word),
        }
    }

    fn number(&mut self, fields: &Fields<'a>) -> Number {
        let widest = -Number::WIDEST..=Number::WIDEST;
        let min = fields.number("min", widest.clone()).unwrap_or(-Number::WIDEST);
        let max = fields.number("max", widest).unwrap_or(Number::WIDEST);
        if max <= min {
            let at =
                fields.node("max").or(fields.node("min")).map_or(fields.place(), |node| node.range.clone());
            let says = format!("no number lies between {min} and {max}");
            self.log.error(codes::WRONG_LIMITS, at, says, "let `max` be greater than `min`");
        }
        Number {
            unit: fields.paragraph("unit"),
            min,
            max,
            decimals: fields.whole("decimals", 0..=6).unwrap_or(0),
        }
    }

    fn number_fields(&mut self, fields: &Fields<'a>) -> Vec<Field> {
        let mut found = Vec::new();
        let mut ids = Ids::default();
        for node in fields.list("fields") {
            let Some(inner) = Fields::of(self.log, node, &keys::FIELD) else { continue };
            let (id, label, number) = (inner.id("id"), inner.text("label"), self.number(&inner));
            if let (Some(id), Some(label)) = (id, label) {
                ids.add(self.log, &id, inner.place());
                found.push(Field { id, label, number });
            }
        }
        self.at_least_one(fields, "fields", found.len());
        found
    }

    fn rows(&mut self, fields: &Fields<'a>) -> Vec<Row> {
        let mut found = Vec::new();
        let mut ids = Ids::default();
        for node in fields.list("rows") {
            let Some(inner) = Fields::of(self.log, node, &keys::ROW) else { continue };
            let (id, text) = (inner.id("id"), inner.text("text"));
            if let (Some(id), Some(text)) = (id, text) {
                ids.add(self.log, &id, inner.place());
                found.push(Row { id, text });
            }
        }
        self.at_least_one(fields, "rows", found.len());
        found
    }

    fn at_least_one(&self, fields: &Fields, key: &str, found: usize) {
        let at = fields.key_place(key).unwrap_or(fields.place());
        if found == 0 && fields.node(key).is_some() {
            self.log.error(codes::TOO_FEW, at, format!("`{key}` is empty"), "give one at least");
        } else if MOST_CHOICES < found {
            let says = format!("`{key}` has {found} lines; at most {MOST_CHOICES} are read");
            self.log.error(codes::TOO_MANY, at, says, "split the question");
        }
    }

    fn help(&mut self, fields: &Fields<'a>) -> Help {
        let help = fields.node("help").and_then(|node| Fields::of(self.log, node, &keys::HELP));
        help.map_or(Help::default(), |help| Help {
            counts: help.text("counts"),
            not: help.text("not"),
            evidence: help.text("evidence"),
        })
    }

    fn dont_know(&mut self, fields: &Fields<'a>) -> DontKnow {
        let Some(node) = fields.node("dont_know") else { return DontKnow::Accepted };
        if let Value::Scalar(_) = node.value {
            return match fields.truth("dont_know") {
                Some(false) => DontKnow::Refused,
                Some(true) | None => DontKnow::Accepted,
            };
        }
        let Some(leak) = Fields::of(self.log, node, &keys::DONT_KNOW) else { return DontKnow::Accepted };
        let (severity, headline) = (leak.word("severity", &Severity::ALL, Severity::word), leak.text("leak"));
        match (severity, headline) {
            (Some(severity), Some(leak)) => DontKnow::Leak { severity, leak },
            (Some(_) | None, _) => DontKnow::Accepted,
        }
    }

    fn cut_points(&mut self, fields: &Fields<'a>) -> Vec<CutPoint> {
        let mut found: Vec<CutPoint> = Vec::new();
        for node in fields.list("cut_points") {
            let Some(inner) = Fields::of(self.log, node, &keys::CUT_POINT) else { continue };
            let from = inner.number("from", -Number::WIDEST..=Number::WIDEST);
            let level = inner.whole("level", 0..=1000);
            let severity = inner.word("severity", &Severity::ALL, Severity::word);
            let Some(from) = from else { continue };
            if let Some(before) = found.last()
                && from <= before.from
            {
                let at = inner.node("from").map_or(inner.place(), |node| node.range.clone());
                let says =
                    format!("the cut point at {from} does not lie above the one before, at {}", before.from);
                self.log.error(codes::WRONG_CUT_POINT, at, says, "put cut points in rising order");
            }
            found.push(CutPoint { from, level, severity });
        }
        found
    }

    fn cut_points_within(&self, fields: &Fields<'a>, number: &Number, cut_points: &[CutPoint]) {
        let nodes = fields.list("cut_points");
        for (point, node) in cut_points.iter().zip(nodes) {
            if number.max < point.from {
                let at = node.get("from").map_or(node.range.clone(), |node| node.range.clone());
                let id = fields.node("id").and_then(Node::as_text).unwrap_or_default();
                let id = visible(id);
                let says = format!(
                    "`{id}` has a cut point at {}, but its greatest answer is {}",
                    point.from, number.max
                );
                let help = match number.min <= -Number::WIDEST {
                    true => format!("put the cut point at {} or below, or raise `max`", number.max),
                    false => {
                        format!("put the cut point between {} and {}, or raise `max`", number.min, number.max)
                    }
                };
                self.log.error(codes::WRONG_CUT_POINT, at, says, help);
            }
        }
    }

    fn warn_of_missing_headline(&self, fields: &Fields<'a>, question: &Question) {
        let choices = question.kind.choices().iter();
        let headless = choices.filter(|choice| choice.leak.is_none()).any(|choice| choice.severity.is_some());
        let outcome =
            matches!(&question.kind, Kind::YesNo { yes, no } if yes.severity.or(no.severity).is_some());
        let leaks = headless || outcome || question.cut_points.iter().any(|point| point.severity.is_some());
        if leaks && question.leak.is_none() && question.leaks.is_empty() {
            let says = format!("`{}` can leak, and has no headline for it", question.id);
            self.log.warning(codes::NO_HEADLINE, fields.place(), says, "add `leak` with a headline");
        }
    }
}
