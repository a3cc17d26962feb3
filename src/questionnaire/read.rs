//! From a file's text to a questionnaire, saying everything that is wrong with it at once.

mod area;
mod expressions;
mod question;
mod whole;

use std::collections::{HashMap, HashSet};

use super::condition::RESERVED;
use super::keys::{self, Table};
use super::reader::{Fields, Ids, Log, id, shown, text};
use super::{
    AreaIndex, Band, BandCap, BandIndex, Choice, DerivedValue, Id, LevelNote, PracticeIndex, Questionnaire,
    Rule, Scoring, Severity, SharedScale, codes, content_hash,
};
use crate::diagnostic::Diagnostic;
use crate::source::{self, Limits, Node, Source, Value};

/// The version of the language that is read here.
pub const FORMAT: u32 = 1;

/// How many questions a questionnaire may have.
pub const MOST_QUESTIONS: usize = 20_000;

/// How many choices a question may have.
pub const MOST_CHOICES: usize = 1_000;

/// How many bytes the copies of shared scales may take together.
pub(super) const MOST_COPIED: usize = 64 << 20;

const WEIGHTS: std::ops::RangeInclusive<f64> = 0.0..=1000.0;

/// Reads a questionnaire from a file's bytes.
///
/// The questionnaire is there when no error was found; warnings do not keep it away.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> (Source, Option<Questionnaire>, Vec<Diagnostic>) {
    of_tree(source::read(name, bytes, limits), bytes)
}

/// What a text that is known to be whole says, for tests.
#[cfg(test)]
#[track_caller]
pub(crate) fn sample(text: &str) -> Questionnaire {
    let (source, questionnaire, faults) = read("case.yaml", text.as_bytes(), &Limits::default());
    questionnaire.unwrap_or_else(|| panic!("{}", crate::diagnostic::render(&source, &faults, false)))
}

/// Like `read`, from what `source::read` has made of the bytes.
pub(super) fn of_tree(
    (source, root, mut diagnostics): (Source, Option<Node>, Vec<Diagnostic>),
    bytes: &[u8],
) -> (Source, Option<Questionnaire>, Vec<Diagnostic>) {
    let Some(root) = root else { return (source, None, diagnostics) };
    let log = Log::default();
    let questionnaire = Reading::new(&log).questionnaire(&root, &source);
    let whole = diagnostics.iter().all(|diagnostic| !diagnostic.is_error()) && log.errors() == 0;
    diagnostics.extend(log.into_diagnostics());
    diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
    let hash = content_hash(bytes);
    let questionnaire = questionnaire.filter(|_| whole).map(|read| Questionnaire { hash, ..read });
    (source, questionnaire, diagnostics)
}

/// What has been read so far.
pub(super) struct Reading<'a> {
    log: &'a Log,
    questionnaire: Questionnaire,
    /// The ids that expressions know: questions, values, areas, rules.
    names: Ids,
    practice_ids: Ids,
    practices: HashMap<Id, PracticeIndex>,
    /// Where each stands among the questionnaire's scales.
    scales: HashMap<Id, usize>,
    /// The bytes of the copies made of them.
    copied: usize,
    /// The practices that something named.
    plugged: HashSet<PracticeIndex>,
    areas: HashMap<Id, AreaIndex>,
}

impl<'a> Reading<'a> {
    fn new(log: &'a Log) -> Reading<'a> {
        Reading {
            log,
            questionnaire: empty(),
            names: Ids::default(),
            practice_ids: Ids::default(),
            practices: HashMap::new(),
            scales: HashMap::new(),
            copied: 0,
            plugged: HashSet::new(),
            areas: HashMap::new(),
        }
    }

    fn questionnaire(mut self, root: &'a Node, source: &Source) -> Option<Questionnaire> {
        let fields = Fields::of(self.log, root, &keys::QUESTIONNAIRE)?;
        fields.check_format(FORMAT);
        let id = fields.id("id");
        self.questionnaire.edition = fields.paragraph("edition");
        self.questionnaire.title = fields.paragraph("title");
        self.questionnaire.language = fields.text("language").unwrap_or_else(|| "en".to_owned());
        self.questionnaire.about = fields.paragraph("about");
        self.questionnaire.levels = self.things(&fields, "levels", &keys::LEVEL, |_, fields| {
            let level = fields.whole("level", 0..=100);
            let (name, means) = (fields.text("name"), fields.text("means"));
            Some(LevelNote { level: level?, name: name?, means: means? })
        });
        self.bands(&fields);
        self.scoring(&fields);
        self.scales(&fields);
        self.values(&fields);

        // Practices first: a leak may name those of an area that comes later.
        let mut areas = Vec::new();
        for node in fields.list("areas") {
            self.area(node, None, &mut areas);
        }
        if fields
            .node("areas")
            .is_some_and(|node| matches!(&node.value, Value::List(areas) if areas.is_empty()))
        {
            let at = fields.key_place("areas").unwrap_or(root.range.clone());
            self.log.error(
                codes::NOTHING_TO_SCORE,
                at,
                "there is no area",
                "give the questionnaire an area with a question",
            );
        }
        for node in fields.list("profile") {
            self.question(node, None);
        }
        for (index, area) in areas {
            let first = self.questionnaire.questions.len();
            for node in area.list("questions") {
                self.question(node, Some(index));
            }
            self.questionnaire.areas[index.0].questions = first..self.questionnaire.questions.len();
        }
        self.rules(&fields);
        let asked = self.questionnaire.questions.len();
        if MOST_QUESTIONS < asked {
            let at = fields.key_place("areas").unwrap_or(root.range.clone());
            let says = format!("there are {asked} questions; at most {MOST_QUESTIONS} are read");
            self.log.error(codes::TOO_MANY, at, says, "split the questionnaire in two");
            return None;
        }
        expressions::resolve(&mut self.questionnaire, source, self.log);
        whole::check(&self, &fields);
        self.questionnaire.id = id?;
        Some(self.questionnaire)
    }

    /// Reads each thing of a list.
    fn things<T>(
        &mut self,
        fields: &Fields<'a>,
        key: &str,
        table: &Table,
        read: impl Fn(&mut Self, &Fields<'a>) -> Option<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for node in fields.list(key) {
            if let Some(inner) = Fields::of(self.log, node, table) {
                found.extend(read(self, &inner));
            }
        }
        found
    }

    fn bands(&mut self, fields: &Fields<'a>) {
        let Some(list) = fields.node("bands") else { return };
        let mut ids = Ids::default();
        let mut bands: Vec<Band> = Vec::new();
        for node in fields.list("bands") {
            let Some(band) = Fields::of(self.log, node, &keys::BAND) else { continue };
            let (id, from, label) = (band.id("id"), band.whole("from", 0..=100), band.text("label"));
            if let Some(id) = &id {
                ids.add(self.log, id, band.node("id").map_or(band.place(), |node| node.range.clone()));
            }
            let at = band.node("from").map_or(band.place(), |node| node.range.clone());
            let (Some(id), Some(from), Some(label)) = (id, from, label) else { continue };
            match bands.last() {
                None if from != 0 => {
                    let says = format!("the first band begins at {from}, so that lower scores lie in none");
                    self.log.error(codes::WRONG_BANDS, at, says, "let it begin at 0");
                }
                Some(before) if from <= before.from => {
                    let says =
                        format!("band `{id}` begins at {from}, not above the one before ({})", before.from);
                    self.log.error(
                        codes::WRONG_BANDS,
                        at,
                        says,
                        "put bands in rising order, each from its lower bound",
                    );
                }
                Some(_) | None => {}
            }
            bands.push(Band { id, from, label });
        }
        if matches!(&list.value, Value::List(bands) if bands.is_empty()) {
            self.log.error(
                codes::WRONG_BANDS,
                list.range.clone(),
                "there is no band",
                "leave `bands` out for the usual four",
            );
        }
        if !bands.is_empty() {
            self.questionnaire.bands = bands;
        }
    }

    fn scoring(&mut self, fields: &Fields<'a>) {
        let Some(scoring) =
            fields.node("scoring").and_then(|node| Fields::of(self.log, node, &keys::SCORING))
        else {
            return;
        };
        if let Some(share) = scoring.number("min_answered", 0.0..=1.0) {
            self.questionnaire.scoring.min_answered = share;
        }
        self.questionnaire.scoring.caps = self.things(&scoring, "caps", &keys::BAND_CAP, |reading, cap| {
            let when = cap.condition("when");
            let because = cap.text("because");
            let band = cap.id("band").and_then(|id| {
                let bands = &reading.questionnaire.bands;
                let position = bands.iter().position(|band| band.id == id);
                if position.is_none() {
                    let known = bands.iter().map(|band| band.id.as_str());
                    reading.unknown(cap, "band", &id, "band", known);
                }
                position
            });
            Some(BandCap { when: when?, band: BandIndex(band?), because: because? })
        });
    }

    fn scales(&mut self, fields: &Fields<'a>) {
        let mut ids = Ids::default();
        for node in fields.list("scales") {
            let Some(scale) = Fields::of(self.log, node, &keys::SCALE) else { continue };
            let choices = self.choices(&scale, 2);
            if let Some(id) = scale.id("id") {
                ids.add(self.log, &id, scale.place());
                self.scales.insert(id.clone(), self.questionnaire.scales.len());
                self.questionnaire.scales.push(SharedScale { id, choices, questions: Vec::new() });
            }
        }
    }

    fn values(&mut self, fields: &Fields<'a>) {
        self.questionnaire.values = self.things(fields, "values", &keys::VALUE, |reading, value| {
            let id = reading.name(value);
            let (of, unit) = (value.condition("of"), value.paragraph("unit"));
            Some(DerivedValue { id: id?, of: of?, unit })
        });
    }

    /// An id that expressions know.
    fn name(&mut self, fields: &Fields<'a>) -> Option<Id> {
        let id = fields.id("id")?;
        let at = fields.node("id").map_or(fields.place(), |node| node.range.clone());
        if RESERVED.contains(&id.as_str()) {
            let says = format!("`{id}` is a word of conditions, and cannot name anything");
            self.log.error(codes::NOT_AN_ID, at, says, "choose another id");
            return None;
        }
        self.names.add(self.log, &id, at);
        Some(id)
    }

    fn rules(&mut self, fields: &Fields<'a>) {
        self.questionnaire.rules = self.things(fields, "rules", &keys::RULE, |reading, rule| {
            let id = reading.name(rule);
            let area = rule.id("area").and_then(|id| {
                let found = reading.areas.get(&id).copied();
                if found.is_none() {
                    let known = reading.questionnaire.areas.iter().map(|area| area.id.as_str());
                    reading.unknown(rule, "area", &id, "area", known);
                }
                found
            });
            let when = rule.condition("when");
            let severity = rule.word("severity", &Severity::ALL, Severity::word);
            let leak = rule.text("leak");
            let weight = rule.number("weight", WEIGHTS).unwrap_or(1.0);
            let plugged_by = reading.plugged_by(rule);
            Some(Rule {
                id: id?,
                area: area?,
                when: when?,
                severity: severity?,
                leak: leak?,
                weight,
                plugged_by,
            })
        });
    }

    /// The practices that plug something.
    fn plugged_by(&mut self, fields: &Fields<'a>) -> Vec<PracticeIndex> {
        let mut found = Vec::new();
        for (id, at) in fields.ids("plugged_by") {
            match self.practices.get(&id) {
                Some(practice) => found.push(*practice),
                None => {
                    let mut known: Vec<&str> = Vec::new();
                    if !self.log.guesses.is_over() {
                        known.extend(self.practices.keys().map(Id::as_str));
                        known.sort_unstable();
                    }
                    let help = match self.log.guesses.nearest(id.as_str(), known.into_iter()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "add it to the `practices` of an area".to_owned(),
                    };
                    self.log.error(
                        codes::UNKNOWN_REFERENCE,
                        at,
                        format!("there is no practice `{id}`"),
                        help,
                    );
                }
            }
        }
        self.plugged.extend(&found);
        found
    }

    fn unknown<'k>(
        &self,
        fields: &Fields,
        key: &str,
        id: &Id,
        what: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let at = fields.node(key).map_or(fields.place(), |node| node.range.clone());
        let known: Vec<&str> = if self.log.guesses.is_over() { Vec::new() } else { known.collect() };
        let help = match self.log.guesses.nearest(id.as_str(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("define the {what} first"),
            None => format!("use one of {}", known.join(", ")),
        };
        self.log.error(codes::UNKNOWN_REFERENCE, at, format!("there is no {what} `{id}`"), help);
    }

    /// The choices of a scale or a question: texts, or things where more is to be said.
    fn choices(&mut self, fields: &Fields<'a>, least: usize) -> Vec<Choice> {
        let nodes = fields.list("choices");
        let at = fields.key_place("choices").unwrap_or(fields.place());
        if fields.node("choices").is_some() && nodes.len() < least {
            let says = format!("there are {} choices", nodes.len());
            self.log.error(codes::TOO_FEW, at.clone(), says, format!("give {least} at least"));
        }
        if MOST_CHOICES < nodes.len() {
            let says = format!("there are {} choices; at most {MOST_CHOICES} are read", nodes.len());
            self.log.error(codes::TOO_MANY, at, says, "group them, or ask for a number");
            return Vec::new();
        }
        let mut ids = Ids::default();
        nodes.iter().filter_map(|node| self.choice(node, &mut ids)).collect()
    }

    fn choice(&mut self, node: &'a Node, ids: &mut Ids) -> Option<Choice> {
        if let Value::Scalar(_) = node.value {
            let text = text(self.log, node)?;
            return Some(Choice { id: None, text, level: None, severity: None, tag: None, leak: None });
        }
        let fields = Fields::of(self.log, node, &keys::CHOICE)?;
        let id = fields.id("id");
        if let Some(id) = &id {
            ids.add(self.log, id, fields.node("id").map_or(fields.place(), |node| node.range.clone()));
        }
        Some(Choice {
            id,
            text: fields.text("text").unwrap_or_default(),
            level: fields.whole("level", 0..=1000),
            severity: fields.word("severity", &Severity::ALL, Severity::word),
            tag: fields.id("tag"),
            leak: fields.text("leak"),
        })
    }

    /// Texts by id, such as other wordings by role.
    fn texts_by_id(&mut self, fields: &Fields<'a>, key: &str) -> Vec<(Id, String)> {
        let Some(node) = fields.node(key) else { return Vec::new() };
        let Value::Map(entries) = &node.value else {
            let says = format!("`{key}` is {}; texts by id are needed", shown(node));
            self.log.error(
                codes::WRONG_FORM,
                node.range.clone(),
                says,
                format!("write it like `{key}: {{rep: \"...\"}}`"),
            );
            return Vec::new();
        };
        let texts = entries.iter().filter_map(|(key, value)| {
            let (id, text) = (id(self.log, key), text(self.log, value));
            Some((id?, text?))
        });
        texts.collect()
    }
}

/// What stands in for an id that could not be read.
fn placeholder(position: usize) -> Id {
    Id::new(&format!("__{position}")).unwrap_or_default()
}

fn empty() -> Questionnaire {
    let band = |id: &str, from, label: &str| Band {
        id: Id::new(id).unwrap_or_default(),
        from,
        label: label.to_owned(),
    };
    Questionnaire {
        id: Id::default(),
        edition: String::new(),
        title: String::new(),
        language: String::new(),
        about: String::new(),
        levels: Vec::new(),
        bands: vec![
            band("pouring", 0, "Pouring"),
            band("leaking", 40, "Leaking"),
            band("seeping", 60, "Seeping"),
            band("watertight", 80, "Watertight"),
        ],
        scoring: Scoring { min_answered: 0.5, caps: Vec::new() },
        values: Vec::new(),
        scales: Vec::new(),
        questions: Vec::new(),
        areas: Vec::new(),
        numbered: Vec::new(),
        practices: Vec::new(),
        rules: Vec::new(),
        hash: String::new(),
    }
}
