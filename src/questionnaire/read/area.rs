//! An area with its practices, its assignments and its verdicts.

use super::super::reader::{Fields, Ids};
use super::super::{
    Area, AreaIndex, Builds, DevelopmentAssignment, Effort, Practice, PracticeIndex, Verdict, keys,
};
use super::{Reading, WEIGHTS, placeholder};
use crate::source::Node;

impl<'a> Reading<'a> {
    /// Reads an area, its practices and the areas in it. Its questions are read later, from what `found` gains.
    pub(super) fn area(
        &mut self,
        node: &'a Node,
        parent: Option<AreaIndex>,
        found: &mut Vec<(AreaIndex, Fields<'a>)>,
    ) {
        let Some(fields) = Fields::of(self.log, node, &keys::AREA) else { return };
        let index = AreaIndex(self.questionnaire.areas.len());
        let id = self.name(&fields);
        if let Some(id) = &id {
            self.areas.insert(id.clone(), index);
        }
        let title = fields.text("title");
        let first = self.questionnaire.practices.len();
        let area = Area {
            id: id.unwrap_or_else(|| placeholder(index.0)),
            short: fields.text("short").or_else(|| title.clone()).unwrap_or_default(),
            title: title.unwrap_or_default(),
            about: fields.paragraph("about"),
            aim: fields.paragraph("aim"),
            cost: fields.paragraph("cost"),
            weight: fields.number("weight", WEIGHTS).unwrap_or(1.0),
            target: fields.whole("target", 0..=100),
            scored: fields.truth("scored").unwrap_or(true),
            private: fields.truth("private").unwrap_or(false),
            show_if: fields.condition("show_if"),
            parent,
            areas: Vec::new(),
            questions: 0..0,
            practices: first..first,
            sales_assignment: None,
            development_assignment: None,
            verdicts: Vec::new(),
        };
        if parent.is_none() && area.scored {
            self.questionnaire.numbered.push(index);
        }
        self.questionnaire.areas.push(area);
        found.push((index, fields));
        for node in fields.list("practices") {
            self.practice(node, index);
        }
        self.questionnaire.areas[index.0].practices = first..self.questionnaire.practices.len();
        self.assignments(&fields, index);
        self.verdicts(&fields, index);
        for node in fields.list("areas") {
            let inner = AreaIndex(self.questionnaire.areas.len());
            self.area(node, Some(index), found);
            if inner.0 < self.questionnaire.areas.len() {
                self.questionnaire.areas[index.0].areas.push(inner);
            }
        }
    }

    fn practice(&mut self, node: &'a Node, area: AreaIndex) {
        let Some(fields) = Fields::of(self.log, node, &keys::PRACTICE) else { return };
        let effort = fields.word("effort", &Effort::ALL, Effort::word).unwrap_or(Effort::Medium);
        let (Some(id), Some(text)) = (fields.id("id"), fields.text("do")) else { return };
        let at = fields.node("id").map_or(fields.place(), |node| node.range.clone());
        self.practice_ids.add(self.log, &id, at);
        self.practices.insert(id.clone(), PracticeIndex(self.questionnaire.practices.len()));
        self.questionnaire.practices.push(Practice { id, area, text, effort });
    }

    fn assignments(&mut self, fields: &Fields<'a>, index: AreaIndex) {
        let Some(node) = fields.node("assignments") else { return };
        let Some(assignments) = Fields::of(self.log, node, &keys::ASSIGNMENTS) else { return };
        self.questionnaire.areas[index.0].sales_assignment = assignments.text("sales");
        let Some(node) = assignments.node("development") else { return };
        let Some(development) = Fields::of(self.log, node, &keys::DEVELOPMENT) else { return };
        let (builds, text) =
            (development.word("builds", &Builds::ALL, Builds::word), development.text("text"));
        if let (Some(builds), Some(text)) = (builds, text) {
            let assignment = DevelopmentAssignment { builds, text };
            self.questionnaire.areas[index.0].development_assignment = Some(assignment);
        }
    }

    fn verdicts(&mut self, fields: &Fields<'a>, index: AreaIndex) {
        let mut ids = Ids::default();
        let mut verdicts = Vec::new();
        for node in fields.list("verdicts") {
            let Some(verdict) = Fields::of(self.log, node, &keys::VERDICT) else { continue };
            let (id, when, says) = (verdict.id("id"), verdict.condition("when"), verdict.text("says"));
            let alone = verdict.truth("alone").unwrap_or(false);
            if let Some(id) = &id {
                ids.add(self.log, id, verdict.place());
            }
            if let (Some(id), Some(when), Some(says)) = (id, when, says) {
                verdicts.push(Verdict { id, when, says, alone });
            }
        }
        self.questionnaire.areas[index.0].verdicts = verdicts;
    }
}
