//! The weighted mean, its coverage and its range.

use super::scorecard::Measure;

/// One thing that enters a weighted mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub weight: f64,
    /// What it scored, 0 to 1; `None` while unknown.
    pub won: Option<f64>,
    /// The least and the greatest it could come to score.
    pub low: f64,
    pub high: f64,
    /// The share of its weight that was answered, 0 to 1.
    pub answered: f64,
    pub presence: Presence,
}

/// Whether something enters a mean, now and once everything is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It counts, whatever is still answered.
    Certain,
    /// It counts now, and may turn out not to: it could be closed, or get no score.
    ForNow,
    /// It does not count now, and may turn out to: it could be opened. In the range alone.
    NotYet,
}

impl Part {
    pub fn counts_now(&self) -> bool {
        match self.presence {
            Presence::Certain | Presence::ForNow => 0.0 < self.weight,
            Presence::NotYet => false,
        }
    }

    fn is_certain(&self) -> bool {
        self.presence == Presence::Certain
    }
}

/// Sums of many weights differ by a hair from what they are on paper; it must not decide.
pub(super) const HAIR: f64 = 1e-9;

/// The mean of what is known, if enough of the weight is, and the range of what it could become.
pub fn mean(parts: &[Part], min_answered: f64) -> Measure {
    let counting = || parts.iter().filter(|part| part.counts_now());
    let applicable: f64 = counting().map(|part| part.weight).sum();
    let scored: f64 = counting().filter(|part| part.won.is_some()).map(|part| part.weight).sum();
    let won: f64 = counting().filter_map(|part| part.won.map(|won| part.weight * won)).sum();
    let answered: f64 = counting().map(|part| part.weight * part.answered).sum();
    let share = |of: f64| if 0.0 < applicable { (of / applicable).clamp(0.0, 1.0) } else { 0.0 };
    let enough = 0.0 < scored && min_answered <= share(scored) + HAIR;
    let score = enough.then(|| (won / scored).clamp(0.0, 1.0));
    let low = end(parts, End::Low);
    let high = end(parts, End::High).max(low);
    Measure {
        score,
        // Nobody believes a score that stands outside its own range.
        low: score.map_or(low, |score| low.min(score)).clamp(0.0, 1.0),
        high: score.map_or(high, |score| high.max(score)).clamp(0.0, 1.0),
        coverage: share(answered),
    }
}

/// How surely the mean of these parts enters a larger one; `None` when nothing in it ever counts.
pub fn presence(parts: &[Part], min_answered: f64) -> Option<Presence> {
    let all: f64 = parts.iter().map(|part| part.weight).sum();
    let certain: f64 = parts.iter().filter(|part| part.is_certain()).map(|part| part.weight).sum();
    if all <= 0.0 {
        return None;
    }
    Some(if 0.0 < certain && min_answered <= certain / all + HAIR {
        // Even if nothing else comes to have a score, enough of it does.
        Presence::Certain
    } else if parts.iter().any(Part::counts_now) {
        Presence::ForNow
    } else {
        Presence::NotYet
    })
}

/// One end of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

impl End {
    fn of(self, part: &Part) -> f64 {
        match self {
            End::Low => part.low,
            End::High => part.high,
        }
    }

    /// Whether one value lies further towards this end than another.
    fn is_beyond(self, value: f64, other: f64) -> bool {
        match self {
            End::Low => value < other,
            End::High => other < value,
        }
    }
}

/// The mean at one end: what may be left out enters only where it pulls there.
fn end(parts: &[Part], end: End) -> f64 {
    let mut weight = 0.0;
    let mut sum = 0.0;
    for part in parts.iter().filter(|part| part.is_certain()) {
        weight += part.weight;
        sum += part.weight * end.of(part);
    }
    let mut others: Vec<&Part> =
        parts.iter().filter(|part| !part.is_certain() && 0.0 < part.weight).collect();
    others.sort_by(|a, b| end.of(a).total_cmp(&end.of(b)));
    if end == End::High {
        others.reverse();
    }
    for part in others {
        if 0.0 < weight && !end.is_beyond(end.of(part), sum / weight) {
            break;
        }
        weight += part.weight;
        sum += part.weight * end.of(part);
    }
    match (0.0 < weight, end) {
        (true, _) => sum / weight,
        // Of nothing at all, nothing is known.
        (false, End::Low) => 0.0,
        (false, End::High) => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(weight: f64, won: f64) -> Part {
        Part { weight, won: Some(won), low: won, high: won, answered: 1.0, presence: Presence::Certain }
    }

    fn unknown(weight: f64) -> Part {
        Part { weight, won: None, low: 0.0, high: 1.0, answered: 0.0, presence: Presence::Certain }
    }

    #[track_caller]
    fn check(parts: &[Part], score: Option<f64>, low: f64, high: f64, coverage: f64) {
        let got = mean(parts, 0.5);
        let rounded = |value: f64| (value * 1e6).round() / 1e6;
        assert_eq!(got.score.map(rounded), score);
        assert_eq!((rounded(got.low), rounded(got.high), rounded(got.coverage)), (low, high, coverage));
    }

    #[test]
    fn weights_count() {
        // (2 x 1 + 1 x 0.25) / 3 = 0.75
        check(&[known(2.0, 1.0), known(1.0, 0.25)], Some(0.75), 0.75, 0.75, 1.0);
    }

    #[test]
    fn an_unknown_widens_the_range_only() {
        // known 0.5 of weight 3; low 1.5/4, high 2.5/4
        check(&[known(3.0, 0.5), unknown(1.0)], Some(0.5), 0.375, 0.625, 0.75);
    }

    #[test]
    fn half_is_enough_and_less_is_not() {
        check(&[known(1.0, 1.0), unknown(1.0)], Some(1.0), 0.5, 1.0, 0.5);
        check(&[known(1.0, 1.0), unknown(1.01)], None, 0.497512, 1.0, 0.497512);
    }

    #[test]
    fn nothing_asked_is_not_zero() {
        check(&[], None, 0.0, 1.0, 0.0);
    }

    #[test]
    fn what_may_not_be_asked_enters_where_it_matters() {
        // Without it 0.5; with it (1 x 0.5 + 1 x 0) / 2 = 0.25 at worst, 0.75 at best.
        let maybe = Part { presence: Presence::NotYet, ..unknown(1.0) };
        check(&[known(1.0, 0.5), maybe], Some(0.5), 0.25, 0.75, 1.0);
        // One that cannot be worse than the mean is left out of the low end.
        let good = Part { low: 0.6, ..maybe };
        check(&[known(1.0, 0.5), good], Some(0.5), 0.5, 0.75, 1.0);
    }

    #[test]
    fn what_may_be_left_out_counts_until_then() {
        // With it (1 x 0.5 + 1 x 1) / 2 = 0.75; without it 0.5.
        let for_now = Part { presence: Presence::ForNow, ..known(1.0, 1.0) };
        check(&[known(1.0, 0.5), for_now], Some(0.75), 0.5, 0.75, 1.0);
    }

    #[test]
    fn a_mean_is_certain_when_enough_of_it_is() {
        let maybe = |weight| Part { presence: Presence::ForNow, ..unknown(weight) };
        let later = Part { presence: Presence::NotYet, ..unknown(1.0) };
        assert_eq!(presence(&[known(1.0, 1.0), maybe(1.0)], 0.5), Some(Presence::Certain));
        assert_eq!(presence(&[known(1.0, 1.0), maybe(1.1)], 0.5), Some(Presence::ForNow));
        assert_eq!(presence(&[later], 0.5), Some(Presence::NotYet));
        assert_eq!(presence(&[known(0.0, 1.0)], 0.5), None);
    }
}
