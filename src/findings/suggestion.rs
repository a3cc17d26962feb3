//! What the leaks suggest to do: drafts for the steps of a plan.
//!
//! A leak draws the practices that plug it, and from its area a sales assignment, which follows up on known
//! work, and a development assignment, which builds something.

use super::{Findings, Leak};
use crate::assessment::plan::{Draft, Helps, Kind, Plan};
use crate::questionnaire::Questionnaire;

/// What one leak suggests: practices first, then the assignments of its area.
pub fn of_leak(questionnaire: &Questionnaire, leak: &Leak) -> Vec<Draft> {
    let area = &questionnaire[leak.area];
    let practices = leak.plugged_by.iter().map(|practice| &questionnaire[*practice]);
    let effort = practices.clone().map(|practice| practice.effort).min();
    let draft = |what: &str, kind: Kind| Draft {
        what: what.to_owned(),
        leak: Some(leak.id.clone()),
        area: Some(leak.area),
        kind,
        helps: Some(Helps::from(leak.severity)),
        effort,
        ..Draft::default()
    };
    let practices = practices
        .map(|practice| Draft { effort: Some(practice.effort), ..draft(&practice.text, Kind::Practice) });
    let sales = area.sales_assignment.as_ref().map(|text| draft(text, Kind::Sales));
    let development = area.development_assignment.as_ref();
    let development =
        development.map(|assignment| draft(&assignment.text, Kind::Development(assignment.builds)));
    practices.chain(sales).chain(development).collect()
}

/// What all leaks suggest, the gravest first: each thing once, and nothing that the plan holds already.
pub fn suggestions(questionnaire: &Questionnaire, findings: &Findings, plan: &Plan) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for draft in findings.leaks.iter().flat_map(|leak| of_leak(questionnaire, leak)) {
        if !is_planned(plan, &draft) && !drafts.iter().any(|other| is_same(other, &draft)) {
            drafts.push(draft);
        }
    }
    drafts
}

/// Whether a plan holds what was suggested.
pub fn is_planned(plan: &Plan, draft: &Draft) -> bool {
    plan.steps().iter().any(|step| is_same(&step.draft, draft))
}

/// Whether two drafts are drawn from the same: an area has one assignment of a kind, however it was reworded.
fn is_same(one: &Draft, other: &Draft) -> bool {
    let is_assignment = |draft: &Draft| matches!(draft.kind, Kind::Sales | Kind::Development(_));
    let both = one.kind == other.kind && one.area == other.area;
    both && (one.what == other.what || is_assignment(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Answers, Change};
    use crate::findings::find;
    use crate::questionnaire::Answer;
    use crate::questionnaire::read::sample;
    use crate::scoring::score;

    const FORM: &str = r#"format: 1
id: small
edition: "1"
title: Small
areas:
  - id: one
    title: One
    practices:
      - {id: write, do: Write it down., effort: high}
      - {id: ask, do: Ask about it., effort: low}
    assignments:
      sales: List them.
      development: {builds: skill, text: Watch a colleague.}
    questions:
      - {id: first, ask: First?, type: scale, choices: [{text: Bad, severity: medium}, Good], leak: It leaks, plugged_by: [write, ask]}
      - {id: second, ask: Second?, type: scale, choices: [{text: Bad, severity: critical}, Good], leak: It pours, plugged_by: [ask]}
  - id: two
    title: Two
    questions:
      - {id: third, ask: Third?, type: scale, choices: [{text: Bad, severity: low}, Good], leak: It seeps}
"#;

    /// What is suggested when these questions leak, with what was taken over of it before.
    #[track_caller]
    fn check(leaking: &[&str], taken: &[usize], want: &[&str]) {
        let questionnaire = sample(FORM);
        let mut answers = Answers::new(&questionnaire);
        for id in leaking {
            let question = questionnaire.find_question(id).unwrap();
            answers.apply(&questionnaire, Change::Answered(question, Answer::Choice(0))).unwrap();
        }
        let findings = find(&questionnaire, &answers, &score(&questionnaire, &answers));
        let mut plan = Plan::default();
        let all = suggestions(&questionnaire, &findings, &plan);
        for place in taken {
            // Somebody takes it over in words of their own.
            let what = match all[*place].kind {
                Kind::Practice => all[*place].what.clone(),
                Kind::Own | Kind::Sales | Kind::Development(_) => "Ours".to_owned(),
            };
            let change = plan.adding(Draft { what, ..all[*place].clone() });
            plan.apply(change).unwrap();
        }
        let said = suggestions(&questionnaire, &findings, &plan).into_iter().map(|draft| {
            let (helps, effort) = (draft.helps.unwrap().word(), draft.effort.unwrap().word());
            format!("{} {} {} {helps} {effort}", draft.leak.unwrap(), draft.kind.word(), draft.what)
        });
        assert_eq!(said.collect::<Vec<_>>(), want);
    }

    #[test]
    fn practices_then_assignments() {
        let want = [
            "first practice Write it down. medium high",
            "first practice Ask about it. medium low",
            "first sales List them. medium low",
            "first skill Watch a colleague. medium low",
        ];
        check(&["first"], &[], &want);
    }

    #[test]
    fn each_once_the_gravest_first() {
        let want = [
            "second practice Ask about it. high low",
            "second sales List them. high low",
            "second skill Watch a colleague. high low",
            "first practice Write it down. medium high",
        ];
        check(&["first", "second", "third"], &[], &want);
    }

    #[test]
    fn what_is_planned_is_not_suggested_again() {
        let want = ["second sales List them. high low", "first practice Write it down. medium high"];
        check(&["first", "second"], &[0, 2], &want);
    }

    #[test]
    fn nothing_leaks() {
        check(&[], &[], &[]);
        check(&["third"], &[], &[]);
    }
}
