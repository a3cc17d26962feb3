//! Two assessments compared: the scores over the common ground, area by area and as a whole.

use crate::findings::BlindSpot;
use crate::questionnaire::{AreaIndex, Id, Question, QuestionIndex, Questionnaire};
use crate::scoring::printed;

use super::attribution::shared_out;
use super::ground::{Ground, Item, View, named, row_of, scored_in};
use super::{
    AreaChange, AreaLack, Change, Comparison, Named, NotCompared, Overall, Part, Reason, Side, Verdict,
    Which, leaks,
};

/// Sums of weights differ by a hair from what they are on paper; it must not decide.
const HAIR: f64 = 1e-9;

/// Compares two assessments of one questionnaire. Whose edition is the measure follows from their dates.
pub fn compare(then: &Side, now: &Side) -> Comparison {
    let ground = Ground::of(then, now);
    let measure = ground.measure;
    let (mut items, mut not_compared) = (Vec::new(), Vec::new());
    for index in measure.question_indexes() {
        let (found, left_out) = match ground.counts(index) {
            true => ground.compared(index),
            false => (Vec::new(), Vec::new()),
        };
        items.push(found);
        not_compared.extend(left_out);
    }
    not_compared.extend(ground.only_in_other());
    let mut sums: Vec<Option<Sum>> = vec![None; measure.areas.len()];
    // A parent stands before its own areas, so these are ready when it needs them.
    for index in measure.area_indexes().rev() {
        sums[index.0] = area_sum(&ground, index, &items, &sums);
    }
    let overall = overall(&ground, &sums);
    let mut areas: Vec<AreaChange> = measure
        .areas_with_score()
        .map(|index| area_change(&ground, index, &items, sums[index.0].as_ref(), &not_compared))
        .collect();
    areas.extend(other_areas(&ground));
    let (strengths_lost, strengths_won) = strengths(&ground);
    let (blind_spots_closed, blind_spots_new) = blind_spots(&ground);
    Comparison {
        measure: ground.whose,
        overall,
        areas,
        leaks: leaks::leaks(&ground),
        strengths_lost,
        strengths_won,
        blind_spots_closed,
        blind_spots_new,
        not_compared,
        renamed: renamed(&ground),
        questions: items.iter().filter(|items| !items.is_empty()).count(),
    }
}

/// A mean over the common ground, then and now, by the same weights.
#[derive(Clone, Debug)]
struct Sum {
    then: f64,
    now: f64,
    /// The items' share of it, in the order of the form.
    shares: Vec<Share>,
}

#[derive(Clone, Debug)]
struct Share {
    question: QuestionIndex,
    /// Of the whole weight; all shares make 1.
    share: f64,
    /// What the item's move gave to the sum's, 0 to 1.
    moved: f64,
    is_same: bool,
}

impl Sum {
    /// The weighted mean of parts; `None` when nothing of them has a weight.
    fn of(parts: Vec<(f64, Sum)>) -> Option<Sum> {
        let weight: f64 = parts.iter().map(|(weight, _)| weight).sum();
        if weight <= 0.0 {
            return None;
        }
        let mut sum = Sum { then: 0.0, now: 0.0, shares: Vec::new() };
        for (own, part) in parts {
            let own = own / weight;
            sum.then += own * part.then;
            sum.now += own * part.now;
            let within = |share: Share| Share { share: own * share.share, moved: own * share.moved, ..share };
            sum.shares.extend(part.shares.into_iter().map(within));
        }
        // Inner areas come after their parent's own questions in a sum, wherever they stand in the form.
        sum.shares.sort_by_key(|share| share.question);
        Some(sum)
    }

    fn of_item(item: &Item) -> Sum {
        let share =
            Share { question: item.question, share: 1.0, moved: item.now - item.then, is_same: item.is_same };
        Sum { then: item.then, now: item.now, shares: vec![share] }
    }

    /// The shares of whole questions: of a matrix all rows together.
    fn by_question(&self) -> Vec<Share> {
        let mut questions: Vec<Share> = Vec::new();
        for share in &self.shares {
            match questions.last_mut() {
                Some(last) if last.question == share.question => {
                    last.share += share.share;
                    last.moved += share.moved;
                    last.is_same &= share.is_same;
                }
                Some(_) | None => questions.push(share.clone()),
            }
        }
        questions
    }

    /// One level of the heaviest question, in points; of equally heavy ones, the longest step.
    fn step(&self, measure: &Questionnaire) -> f64 {
        let questions = self.by_question();
        let heaviest = questions.iter().map(|question| question.share).fold(0.0, f64::max);
        let heavy = questions.iter().filter(|question| heaviest <= question.share + HAIR);
        let step = |share: &Share| {
            let levels = f64::from(measure[share.question].highest_level().unwrap_or(1));
            100.0 * share.share / levels
        };
        heavy.map(step).fold(0.0, f64::max)
    }

    fn change(&self, measure: &Questionnaire) -> Change {
        let (then, now) = (self.then.clamp(0.0, 1.0), self.now.clamp(0.0, 1.0));
        let mut change = Change {
            then: printed(then),
            now: printed(now),
            exact_then: 100.0 * then,
            exact_now: 100.0 * now,
            step: self.step(measure),
            parts: Vec::new(),
        };
        let questions = self.by_question();
        let exact: Vec<f64> = questions.iter().map(|share| 100.0 * share.moved).collect();
        let points = shared_out(&exact, change.delta());
        let parts = questions.iter().zip(exact).zip(points).map(|((share, exact), points)| {
            let Question { id, ask, .. } = &measure[share.question];
            Part { question: share.question, id: id.clone(), ask: ask.clone(), points, exact }
        });
        change.parts = parts.filter(|part| HAIR < part.exact.abs()).collect();
        change
    }

    fn verdict(&self, change: &Change) -> Verdict {
        let moved = change.exact_now - change.exact_then;
        if self.shares.iter().all(|share| share.is_same) {
            Verdict::SameAnswers
        } else if moved.abs() + HAIR < 2.0 * change.step {
            Verdict::AboutTheSame
        } else {
            // A long form can move by two steps and print the same number twice.
            match change.delta() {
                0 => Verdict::AboutTheSame,
                delta if 0 < delta => Verdict::Up,
                _ => Verdict::Down,
            }
        }
    }
}

/// What an area has in common; `None` unless it has a score both times.
fn area_sum(ground: &Ground, index: AreaIndex, items: &[Vec<Item>], sums: &[Option<Sum>]) -> Option<Sum> {
    let measure = ground.measure;
    let id = measure[index].id.as_str();
    if !measure.shows_score(index) || ground.then.printed(id).is_none() || ground.now.printed(id).is_none() {
        return None;
    }
    let own = measure.questions_of(index).filter_map(|question| items.get(question.0)).flatten();
    let mut parts: Vec<(f64, Sum)> = own.map(|item| (item.weight, Sum::of_item(item))).collect();
    for inner in &measure[index].areas {
        let sum = sums.get(inner.0).cloned().flatten();
        parts.extend(sum.map(|sum| (measure[*inner].weight, sum)));
    }
    parts.retain(|(weight, _)| 0.0 < *weight);
    Sum::of(parts)
}

/// The whole over the areas that were compared. Of too few of them it would speak for areas that nobody
/// looked at: as with any score, their weight decides.
fn overall(ground: &Ground, sums: &[Option<Sum>]) -> Overall {
    let measure = ground.measure;
    let applies = |view: &View, id: &Id| {
        let area = view.area(id.as_str());
        area.is_some_and(|area| view.side.scorecard.area(area).applies)
    };
    let areas: Vec<AreaIndex> = measure
        .scored_areas()
        .filter(|area| !measure.is_private(*area))
        .filter(|area| [&ground.then, &ground.now].iter().any(|view| applies(view, &measure[*area].id)))
        .collect();
    let parts: Vec<(f64, Sum)> = areas
        .iter()
        .filter_map(|area| Some((measure[*area].weight, sums.get(area.0)?.clone()?)))
        .filter(|(weight, _)| 0.0 < *weight)
        .collect();
    let compared = parts.len();
    let whole: f64 = areas.iter().map(|area| measure[*area].weight).sum();
    let common: f64 = parts.iter().map(|(weight, _)| weight).sum();
    let enough = measure.scoring.min_answered * whole <= common + HAIR;
    let sum = Sum::of(parts).filter(|_| enough);
    let change = sum.as_ref().map(|sum| sum.change(measure));
    let verdict = sum.zip(change.as_ref()).map(|(sum, change)| sum.verdict(change));
    Overall {
        printed_then: ground.then.side.scorecard.overall.printed(),
        printed_now: ground.now.side.scorecard.overall.printed(),
        change,
        verdict: verdict.unwrap_or(Verdict::NotComparable),
        compared,
        of: areas.len() + only_other(ground).filter(|(area, of)| of[*area].parent.is_none()).count(),
    }
}

fn area_change(
    ground: &Ground,
    index: AreaIndex,
    items: &[Vec<Item>],
    sum: Option<&Sum>,
    not_compared: &[NotCompared],
) -> AreaChange {
    let measure = ground.measure;
    let id = &measure[index].id;
    let (then, now) = (ground.then.printed(id.as_str()), ground.now.printed(id.as_str()));
    let change = sum.map(|sum| sum.change(measure));
    let verdict = sum.zip(change.as_ref()).map(|(sum, change)| sum.verdict(change));
    let lack = match (change.is_some(), ground.other().area(id.as_str()).is_some(), then, now) {
        (true, _, _, _) => None,
        (false, false, _, _) => Some(only_here(ground.whose)),
        (false, true, None, None) => Some(AreaLack::NoScore),
        (false, true, None, Some(_)) => Some(AreaLack::NoScoreThen),
        (false, true, Some(_), None) => Some(AreaLack::NoScoreNow),
        (false, true, Some(_), Some(_)) => Some(AreaLack::NothingInCommon),
    };
    let compared = measure
        .questions_of(index)
        .filter(|question| change.is_some() && items.get(question.0).is_some_and(|items| !items.is_empty()));
    let other = ground.other().side.questionnaire();
    let gone =
        not_compared.iter().filter(|left_out| matches!(left_out.reason, Reason::Removed | Reason::New));
    let gone = gone.filter(|left_out| {
        // What the measure asks itself is counted already.
        let own = measure.find_question(left_out.question.id.as_str());
        let place = other.find_question(left_out.question.id.as_str()).and_then(|at| other[at].area);
        own.is_none() && place.is_some_and(|area| other[area].id == *id)
    });
    AreaChange {
        compared: compared.count(),
        of: scored_in(measure, index) + gone.count(),
        number: measure.number_of(index),
        printed_then: then,
        printed_now: now,
        change,
        verdict: verdict.unwrap_or(Verdict::NotComparable),
        lack,
        ..area_named(measure, index)
    }
}

/// An area of which nothing is known but its name.
fn area_named(of: &Questionnaire, index: AreaIndex) -> AreaChange {
    let area = &of[index];
    AreaChange {
        id: area.id.clone(),
        parent: area.parent.map(|parent| of[parent].id.clone()),
        title: area.title.clone(),
        short: area.short.clone(),
        number: None,
        printed_then: None,
        printed_now: None,
        change: None,
        verdict: Verdict::NotComparable,
        lack: None,
        compared: 0,
        of: scored_in(of, index),
    }
}

/// What is said of an area that only the measure's edition has.
fn only_here(whose: Which) -> AreaLack {
    match whose {
        Which::Now => AreaLack::New,
        Which::Then => AreaLack::Removed,
    }
}

/// The areas that only the other edition has.
fn only_other<'a>(ground: &Ground<'a>) -> impl Iterator<Item = (AreaIndex, &'a Questionnaire)> {
    let (measure, other) = (ground.measure, ground.other().side.questionnaire());
    let is_alone = move |area: &AreaIndex| measure.find_area_with_score(other[*area].id.as_str()).is_none();
    other.areas_with_score().filter(is_alone).map(move |area| (area, other))
}

fn other_areas(ground: &Ground) -> Vec<AreaChange> {
    let change = |(index, of): (AreaIndex, &Questionnaire)| {
        let id = of[index].id.as_str();
        AreaChange {
            printed_then: ground.then.printed(id),
            printed_now: ground.now.printed(id),
            lack: Some(match ground.whose {
                Which::Now => AreaLack::Removed,
                Which::Then => AreaLack::New,
            }),
            ..area_named(of, index)
        }
    };
    only_other(ground).map(change).collect()
}

/// Questions at their highest level by the measure, lost and won. Only what was answered both times.
fn strengths(ground: &Ground) -> (Vec<Named>, Vec<Named>) {
    let marked = |view: &View| {
        let mut marked = vec![false; ground.measure.questions.len()];
        for strength in &view.carried.findings.strengths {
            marked[strength.question.0] = true;
        }
        marked
    };
    let (then, now) = (marked(&ground.then), marked(&ground.now));
    let (mut lost, mut won) = (Vec::new(), Vec::new());
    for index in ground.measure.question_indexes().filter(|index| ground.counts(*index)) {
        if then[index.0] == now[index.0] || ground.compared(index).0.is_empty() {
            continue;
        }
        match (then[index.0], now[index.0]) {
            (true, false) => lost.push(named(ground.measure, index)),
            (false, true) => won.push(named(ground.measure, index)),
            (true, true) | (false, false) => {}
        }
    }
    (lost, won)
}

/// What nobody could say on one side and was answered on the other.
fn blind_spots(ground: &Ground) -> (Vec<Named>, Vec<Named>) {
    let closed =
        |from: &View, into: &View| {
            let spots =
                from.carried.findings.blind_spots.iter().filter(|spot| {
                    ground.means_the_same(spot.question) && into.knows(spot.question, spot.row)
                });
            let name = |spot: &BlindSpot| {
                let row = spot.row.and_then(|row| row_of(&ground.measure[spot.question], row));
                Named { row, ..named(ground.measure, spot.question) }
            };
            spots.map(name).collect()
        };
    (closed(&ground.then, &ground.now), closed(&ground.now, &ground.then))
}

fn renamed(ground: &Ground) -> Vec<(Id, Id)> {
    let other = ground.other().side.questionnaire();
    let pairs = ground.measure.question_indexes().filter_map(|index| {
        let (own, there) = (&ground.measure[index].id, &other[ground.other().kinship.kin(index).same()?].id);
        (own != there).then(|| match ground.whose {
            Which::Now => (there.clone(), own.clone()),
            Which::Then => (own.clone(), there.clone()),
        })
    });
    pairs.collect()
}
