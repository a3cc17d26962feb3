//! `show`: a result as text or JSON.

use super::args::Show;
use super::exit::{Exit, Trouble};
use super::output::{print_json, print_text};
use super::{Session, find};
use crate::assessment::Assessment;
use crate::diagnostic::nearest;
use crate::export::json;
use crate::findings::{self, Findings};
use crate::questionnaire::AreaIndex;
use crate::scoring::{self, Scorecard};
use crate::summary::{self, Extent};
use crate::text::visible;

pub(super) fn run(session: &Session, show: &Show) -> Result<Exit, Trouble> {
    let found = find::assessment(session, &show.assessment, show.questionnaire.as_deref())?;
    let assessment = &found.assessment;
    let questionnaire = &assessment.questionnaire;
    let scorecard: Scorecard = scoring::score(questionnaire, &assessment.answers);
    let findings: Findings = findings::find(questionnaire, &assessment.answers, &scorecard);
    if show.json {
        return print_json(&json::scorecard(assessment, &scorecard, &findings));
    }
    let extent = Extent { answers: show.answers, why: show.why };
    let text = match &show.area {
        Some(id) => summary::of_area(assessment, &scorecard, &findings, area(assessment, id)?),
        None => summary::of_all(assessment, &scorecard, &findings, extent),
    };
    print_text(&text)
}

fn area(assessment: &Assessment, id: &str) -> Result<AreaIndex, Trouble> {
    let questionnaire = &assessment.questionnaire;
    // The number that people see beside it will do as well.
    let by_number =
        || id.parse::<usize>().ok()?.checked_sub(1).and_then(|at| questionnaire.scored_areas().nth(at));
    questionnaire.find_area(id).or_else(by_number).ok_or_else(|| {
        let ids: Vec<&str> = questionnaire.areas.iter().map(|area| area.id.as_str()).collect();
        let help = match nearest(id, ids.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its areas are {}", ids.join(", ")),
        };
        Trouble::new(Exit::Usage, format!("there is no area `{}`: {help}", visible(id)))
    })
}
