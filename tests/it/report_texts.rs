//! Any text in any field of a questionnaire and of its answers: the report is a sound PDF that holds it.
//!
//! Every field gets a text of its own, with its number in front. What stands in the report when the texts are
//! plain must stand there, whole, when they are anything else: in the text, in what is told of a figure, or,
//! where a place is too narrow for it, in a warning that names it.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use leaky_bucket::answers_file::AnswersFile;
use leaky_bucket::assessment::{Assessment, Change};
use leaky_bucket::export::pdf::{self, Info};
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::style::{Paper, Style};
use leaky_bucket::page::{Warning, lay_out};
use leaky_bucket::questionnaire;
use leaky_bucket::questionnaire::kind::Choice;
use leaky_bucket::questionnaire::{DontKnow, Kind, Questionnaire};
use leaky_bucket::report::individual::Options;
use leaky_bucket::source::Limits;
use leaky_bucket::text::clean;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::pages::composed;
use super::pdf::{Pdf, squeezed};
use super::program::Desk;

/// A questionnaire with a text in every place that takes one. `@` stands for a text.
const FORM: &str = r#"
format: 1
id: full
edition: @
title: @
about: @
levels: [{level: 0, name: @, means: @}, {level: 2, name: @, means: @}]
bands: [{id: low, from: 0, label: @}, {id: mid, from: 40, label: @}, {id: top, from: 70, label: @}]
scoring: {caps: [{when: "level(first) == 0", band: low, because: @}]}
profile:
  - {id: role, ask: @, type: single_choice, choices: [{id: boss, text: @}, {id: rep, text: @}]}
  - {id: size, ask: @, type: number, min: 0, max: 900, help: {counts: @, not: @, evidence: @}}
values: [{id: twice, of: size * 2, unit: @}]
areas:
  - id: one
    title: @
    short: @
    about: @
    aim: @
    cost: @
    practices: [{id: walk, do: @, effort: low}, {id: run, do: @, effort: high}]
    assignments: {sales: @, development: {builds: skill, text: @}}
    questions:
      - {id: first, ask: @, ask_as: {boss: @}, type: scale, choices: [{text: @, severity: critical}, @, @], leak: @, plugged_by: [walk, run], source_note: @}
      - {id: share, ask: @, type: number, min: 0, max: 100, unit: @, cut_points: [{from: 0, level: 0, severity: high}, {from: 50, level: 1}], leak: @, plugged_by: [run]}
      - {id: many, ask: @, type: multiple_choice, none: @, choices: [{id: a, text: @}, {id: b, text: @}], cut_points: [{from: 0, level: 0}, {from: 2, level: 1}]}
      - {id: sure, ask: @, type: yes_no, yes: {level: 1}, no: {level: 0, severity: medium}, leak: @, plugged_by: [walk]}
      - {id: parts, ask: @, type: matrix, choices: [{text: @, severity: low, leak: @}, @, @], rows: [{id: p, text: @}, {id: q, text: @}]}
      - {id: why, ask: @, type: text}
  - id: two
    title: @
    short: @
    aim: @
    cost: @
    practices: [{id: stand, do: @, effort: medium}]
    questions:
      - {id: funnel, ask: @, type: number_group, fields: [{id: in, label: @, min: 0}, {id: out, label: @, min: 0}], dont_know: {severity: high, leak: @}, plugged_by: [stand]}
      - {id: blind, ask: @, type: yes_no, yes: {level: 1}, no: {level: 0}}
      - {id: never, ask: @, type: yes_no, yes: {level: 1}, no: {level: 0}}
      - {id: good, ask: @, type: scale, choices: [@, @, @]}
    areas:
      - id: three
        title: @
        questions: [{id: inner, ask: @, type: yes_no, yes: {level: 1}, no: {level: 0}, leak: @, confidence: yes}]
rules: [{id: both, area: one, when: "level(first) == 0 and level(good) == 2", severity: high, leak: @, plugged_by: [stand]}]
"#;

const ANSWERS: &str = r#"
questionnaire: full
about: @
label: @
date: 2026-03-01
respondent: {name: @}
answers:
  role: boss
  size: 12
  first: 1
  share: 20
  many: [a]
  sure: no
  parts: {p: 1, q: dont_know}
  why: @
  funnel: dont_know
  blind: dont_know
  never: not_applicable
  good: 3
  inner: no
notes: {first: @, never: @, inner: @}
"#;

/// The fewest fields that stand in a report; should it come to show fewer, somebody has to say so here.
const LEAST_SHOWN: usize = 55;

/// Puts a quoted text in the place of each `@`; returns what comes after the last number used.
fn filled(template: &str, first: usize, text: impl Fn(usize) -> String) -> (String, usize) {
    let mut pieces = template.split('@');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    let mut number = first;
    for piece in pieces {
        // JSON's quotes are YAML's.
        filled += &serde_json::to_string(&text(number)).unwrap();
        filled += piece;
        number += 1;
    }
    (filled, number)
}

fn numbered(number: usize, text: &str) -> String {
    format!("f{number}x {text}")
}

/// The assessment with a plain text in every field.
fn plain() -> Assessment {
    static PLAIN: OnceLock<Assessment> = OnceLock::new();
    PLAIN.get_or_init(read_plain).clone()
}

fn read_plain() -> Assessment {
    let limits = Limits::default();
    let (form, next) = filled(FORM, 0, |number| numbered(number, "Plain"));
    let (source, form, faults) = questionnaire::read("form", form.as_bytes(), &limits);
    let form =
        form.unwrap_or_else(|| panic!("{}", leaky_bucket::diagnostic::render(&source, &faults, false)));
    let (answers, _) = filled(ANSWERS, next, |number| numbered(number, "Plain"));
    let answers = AnswersFile::read("answers", answers.as_bytes(), &limits);
    let (_, assessment, faults) = answers.assessment(&Arc::new(form), jiff::civil::date(2026, 3, 1));
    assessment.unwrap_or_else(|| panic!("{faults:?}"))
}

/// Every free text of a questionnaire, past what its reader would have refused.
fn texts(form: &mut Questionnaire) -> Vec<&mut String> {
    fn choice(choice: &mut Choice) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut choice.text).chain(&mut choice.leak)
    }
    let mut texts = vec![&mut form.edition, &mut form.title, &mut form.language, &mut form.about];
    texts.extend(form.levels.iter_mut().flat_map(|level| [&mut level.name, &mut level.means]));
    texts.extend(form.bands.iter_mut().map(|band| &mut band.label));
    texts.extend(form.scoring.caps.iter_mut().map(|cap| &mut cap.because));
    texts.extend(form.values.iter_mut().map(|value| &mut value.unit));
    texts.extend(form.practices.iter_mut().map(|practice| &mut practice.text));
    texts.extend(form.rules.iter_mut().map(|rule| &mut rule.leak));
    for area in &mut form.areas {
        texts.extend([&mut area.title, &mut area.short, &mut area.about, &mut area.aim, &mut area.cost]);
        texts.extend(&mut area.sales_assignment);
        texts.extend(area.development_assignment.as_mut().map(|assignment| &mut assignment.text));
        texts.extend(area.verdicts.iter_mut().map(|verdict| &mut verdict.says));
    }
    for question in &mut form.questions {
        texts.push(&mut question.ask);
        texts.extend(question.ask_as.iter_mut().map(|(_, ask)| ask));
        let help = &mut question.help;
        texts.extend([&mut help.counts, &mut help.not, &mut help.evidence].into_iter().flatten());
        texts.extend(&mut question.leak);
        texts.extend(question.leaks.iter_mut().map(|leak| &mut leak.leak));
        texts.extend(question.must.iter_mut().map(|remark| &mut remark.says));
        texts.extend(&mut question.source_note);
        if let DontKnow::Leak { leak, .. } = &mut question.dont_know {
            texts.push(leak);
        }
        match &mut question.kind {
            Kind::Scale(choices) | Kind::SingleChoice(choices) => {
                texts.extend(choices.iter_mut().flat_map(choice));
            }
            Kind::MultipleChoice { choices, none } => {
                texts.extend(choices.iter_mut().flat_map(choice));
                texts.extend(none);
            }
            Kind::Matrix { rows, choices } => {
                texts.extend(choices.iter_mut().flat_map(choice));
                texts.extend(rows.iter_mut().map(|row| &mut row.text));
            }
            Kind::Number(number) => texts.push(&mut number.unit),
            Kind::NumberGroup(fields) => {
                texts.extend(fields.iter_mut().flat_map(|field| [&mut field.label, &mut field.number.unit]));
            }
            Kind::YesNo { .. } | Kind::Text => {}
        }
    }
    texts
}

/// The same assessment with a text of its own in each field, and these texts.
fn with_texts(plain: &Assessment, text: impl Fn(usize) -> String) -> (Assessment, Vec<String>) {
    let mut all = Vec::new();
    let mut next = || {
        let text = numbered(all.len(), &text(all.len()));
        all.push(text.clone());
        text
    };
    let mut form = (*plain.questionnaire).clone();
    for field in texts(&mut form) {
        *field = next();
    }
    let mut assessment = Assessment { questionnaire: Arc::new(form), ..plain.clone() };
    assessment.about = next();
    assessment.label = next();
    assessment.name = next();
    let form = Arc::clone(&assessment.questionnaire);
    for index in form.question_indexes() {
        if !assessment.answers.entry(index).note.is_empty() {
            assessment.answers.apply(&form, Change::Noted(index, next())).unwrap();
        }
    }
    let why = form.find_question("why").unwrap();
    let said = leaky_bucket::questionnaire::Answer::Text(next());
    assessment.answers.apply(&form, Change::Answered(why, said)).unwrap();
    (assessment, all)
}

/// A report as a reader has it, and what the user was told about it.
fn report(assessment: &Assessment, style: &Style) -> Result<(Pdf, Vec<Warning>), String> {
    let report = composed(assessment, Options::default());
    let fonts = Fonts::embedded().unwrap();
    let pages = lay_out(&report, style, &fonts);
    let info = Info::of(&report, jiff::Timestamp::UNIX_EPOCH);
    let bytes = pdf::write(&pages, &fonts, &info).map_err(|error| error.to_string())?;
    // To be looked at: LEAKY_BUCKET_SAMPLE names a file to leave the last document in.
    if let Some(path) = std::env::var_os("LEAKY_BUCKET_SAMPLE") {
        super::program::put(path.as_ref(), &bytes);
    }
    Ok((Pdf::read(&bytes)?, pages.warnings))
}

fn is_shown(pdf: &Pdf, warnings: &[Warning], text: &str) -> bool {
    let shortened = |warning: &Warning| match warning {
        Warning::Shortened { text: whole } => squeezed(whole).contains(&squeezed(text)),
        Warning::NoGlyph { .. } => false,
    };
    pdf.holds(text) || pdf.tells(text) || warnings.iter().any(shortened)
}

/// The numbers of the fields that stand in the report of plain texts.
fn shown_when_plain() -> &'static BTreeSet<usize> {
    static SHOWN: OnceLock<BTreeSet<usize>> = OnceLock::new();
    SHOWN.get_or_init(|| {
        let (assessment, texts) = with_texts(&plain(), |_| "Plain".to_owned());
        let (pdf, warnings) = report(&assessment, &Style::default()).unwrap();
        (0..texts.len()).filter(|number| is_shown(&pdf, &warnings, &texts[*number])).collect()
    })
}

/// Nothing is lost, nothing leaves the paper, and the title is the document's.
fn sound(style: &Style, text: impl Fn(usize) -> String) -> Result<(), String> {
    let (assessment, texts) = with_texts(&plain(), text);
    let (pdf, warnings) = report(&assessment, style)?;
    for number in shown_when_plain() {
        let text = clean(&texts[*number]);
        if !is_shown(&pdf, &warnings, &text) {
            let here = pdf.elements.iter().find(|element| element.squeezed.contains(&format!("f{number}x")));
            let here = here.map(|element| element.text.as_str());
            return Err(format!("field {number} is not in the report: {text:?}, but {here:?}"));
        }
    }
    for shown in &pdf.shown {
        let (width, height) = shown.paper;
        let inside = 20.0 <= shown.left && shown.right <= width - 20.0;
        if !(inside && 20.0 <= shown.baseline && shown.baseline <= height - 20.0) {
            return Err(format!("it leaves the paper: {shown:?}"));
        }
    }
    let title = squeezed(&clean(&assessment.questionnaire.title));
    let told = pdf.facts.get("Title").map(|title| squeezed(title)).unwrap_or_default();
    if !told.contains(&title) {
        return Err(format!("the document is called {told:?}, not {title:?}"));
    }
    Ok(())
}

#[track_caller]
fn check(text: &str) {
    for paper in [Paper::A4, Paper::Letter] {
        let sound = sound(&Style::on(paper), |_| text.to_owned());
        assert_eq!(sound, Ok(()), "{text:.80?}");
    }
}

#[test]
fn most_texts_of_a_questionnaire_stand_in_its_report() {
    let shown = shown_when_plain();
    let missing: Vec<usize> = (0..100).filter(|number| !shown.contains(number)).collect();
    assert!(shown.len() >= LEAST_SHOWN, "{}: {missing:?}", shown.len());
}

/// B60: what is written stays text, whatever it would be to a reader of PDF.
#[test]
fn text_that_would_be_an_operator() {
    check(") Tj ET Q BT (x) /JS (app.alert(1))");
}

/// B60: a text ends no object, and brings no script.
#[test]
fn text_that_would_end_the_object() {
    check("endstream endobj 99 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj trailer <</Root 99 0 R>>");
}

/// B60: a text begins no second document.
#[test]
fn text_that_would_begin_a_document() {
    check("%PDF-1.7 %%EOF startxref 0 %%EOF");
}

/// B60: brackets and backslashes without their others.
#[test]
fn text_without_its_brackets() {
    check("((( \\ \\) \\( >> << <41 [ ] { } \\\\ )))))");
}

/// B60: NUL, a return alone, and signs that nobody sees.
#[test]
fn text_that_commands_a_terminal() {
    check("nul\0 cr\rlf\n\u{1b}[31m\u{9b}2J\u{202e}gnp.\u{2066}\u{feff}\u{ffff}\u{e0041} end");
}

#[test]
fn text_that_would_be_markup() {
    check("]]> </rdf:li></x:xmpmeta> <?xpacket end=\"r\"?> &amp; &#0; <!-- '\"");
}

/// B60: what would be half a sign.
#[test]
fn halves_of_signs_written_out() {
    check("\\ud800 \\uDFFF &#xD800; %uD83D =\\uFFFE");
}

/// B61: signs that no font here shows are boxes, and can be copied.
#[test]
fn scripts_that_the_family_lacks() {
    check("東京 支社, فريق المبيعات, צוות מכירות, 👩\u{200d}💻🏳\u{fe0f}\u{200d}🌈, \u{10FFFD}, नमस्ते");
}

#[test]
fn signs_that_share_a_picture() {
    check("µ μ Ω Ω K K Å Å \u{a0}- \u{2010} \u{2011} ; \u{37e} · \u{387} e\u{301}\u{323} ﬁ fi ŀ l·");
}

/// B61: a word of 300 letters is broken, and stays on the paper.
#[test]
fn words_without_end() {
    check(&"Donaudampfschifffahrt".repeat(15));
}

#[test]
fn accents_without_end() {
    check(&format!("e{}", "\u{301}\u{323}\u{308}".repeat(60)));
}

/// B60: the whole way, from a file to a file, with what a questionnaire may hold.
#[test]
fn from_file_to_file() {
    let desk = Desk::new();
    for text in [
        ") Tj ET Q BT (x) /JS (app.alert(1))",
        "endstream endobj %PDF-1.7 \\) ((( \\",
        "\\ud800 </rdf:li> ]]> =cmd|'/c calc'!A1",
        "東京 Łódź Θεσσαλονίκη 👩\u{200d}💻",
    ] {
        let (form, next) = filled(FORM, 0, |number| numbered(number, text));
        let (answers, end) = filled(ANSWERS, next, |number| numbered(number, text));
        desk.write("full.yaml", form);
        desk.write("a.yaml", answers);
        desk.run("report a.yaml -o a.pdf --force").code(0);
        let pdf = Pdf::read(&std::fs::read(desk.path("a.pdf")).unwrap()).unwrap();
        let shown = (0..end).filter(|number| pdf.holds(&numbered(*number, text))).count();
        assert!(shown >= LEAST_SHOWN, "{text}: {shown} fields");
    }
}

/// B61: a practice as long as a chapter goes on from page to page.
#[test]
fn a_practice_of_64_kilobytes() {
    let long = "Sixteen signs it ".repeat(64 * 1024 / 17);
    let mut plain = plain();
    let mut form = (*plain.questionnaire).clone();
    form.practices[0].text = format!("{long} and the end");
    plain.questionnaire = Arc::new(form);
    let (pdf, warnings) = report(&plain, &Style::default()).unwrap();
    assert!(pdf.holds(&plain.questionnaire.practices[0].text), "{warnings:?}");
    assert!(pdf.pages > 16, "{}", pdf.pages);
}

/// Texts that are likely to hurt, and any signs at all.
fn any_text() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        4 => any::<char>(),
        3 => proptest::char::range(' ', '~'),
        2 => proptest::char::range('\u{a0}', '\u{52f}'),
        2 => proptest::char::range('\0', '\u{9f}'),
        2 => proptest::char::range('\u{300}', '\u{36f}'),
        2 => proptest::char::range('\u{1e00}', '\u{20ff}'),
        1 => proptest::char::range('\u{590}', '\u{6ff}'),
        1 => proptest::char::range('\u{1f300}', '\u{1faff}'),
        2 => proptest::sample::select(vec!['(', ')', '\\', '<', '>', '/', '%', '\r', '\n', '\t', '\u{ad}', '\u{200d}']),
    ];
    proptest::collection::vec(sign, 0..40).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 16, rng_seed: RngSeed::Fixed(2026), failure_persistence: None, max_shrink_iters: 40, ..Default::default()
    })]

    #[test]
    fn any_text_in_any_field(
        texts in proptest::collection::vec(any_text(), 9..10),
        letter in any::<bool>(),
        margin in prop_oneof![Just(54.0_f32), Just(90.0), Just(150.0)],
    ) {
        let style = Style { margin, ..Style::on(if letter { Paper::Letter } else { Paper::A4 }) };
        let sound = sound(&style, |number| texts[number % texts.len()].clone());
        prop_assert_eq!(sound, Ok(()));
    }
}
