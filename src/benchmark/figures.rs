//! Many scores in four numbers: how many they are, their median, and their lower and upper quartile.

use super::FEWEST;

/// What is told of many scores. The lowest and the highest are left out on purpose: each would be the score of
/// one team, and who knows the group would know which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// How many scores there are.
    pub count: u32,
    /// The lower quartile, 0 to 100: a quarter of the scores lie below it.
    pub lower: u8,
    /// The median, 0 to 100.
    pub median: u8,
    /// The upper quartile, 0 to 100.
    pub upper: u8,
}

impl Figures {
    /// Draws the figures from printed scores, 0 to 100, in any order; `None` where there are too few of them to
    /// hide a single one.
    pub fn of(scores: &[u32]) -> Option<Figures> {
        if scores.len() < FEWEST {
            return None;
        }
        let mut sorted = scores.to_vec();
        sorted.sort_unstable();
        Some(Figures {
            count: u32::try_from(sorted.len()).ok()?,
            lower: quartile(&sorted, 1)?,
            median: quartile(&sorted, 2)?,
            upper: quartile(&sorted, 3)?,
        })
    }
}

/// The first, second or third quartile of sorted scores, as a whole number, rounded half up.
///
/// Definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician
/// 50 (1996): with the scores counted from 0 to n - 1, the quartile stands at place (n - 1) times k / 4, and
/// between two scores in proportion to its distance from them. It is what R and NumPy do unless told otherwise,
/// and what spreadsheets call QUARTILE.INC, so that anybody can check it. In quarters all of it is whole.
fn quartile(sorted: &[u32], which: usize) -> Option<u8> {
    let quarters = sorted.len().checked_sub(1)? * which;
    let (place, rest) = (quarters / 4, u32::try_from(quarters % 4).ok()?);
    let below = *sorted.get(place)?;
    let above = sorted.get(place + 1).copied().unwrap_or(below);
    let four_times = below * (4 - rest) + above * rest;
    u8::try_from((four_times + 2) / 4).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(scores: &[u32], want: (u8, u8, u8)) {
        let got = Figures::of(scores).map(|figures| (figures.lower, figures.median, figures.upper));
        assert_eq!(got, Some(want));
    }

    /// Ten scores, places 2.25, 4.5 and 6.75: 30 + 0.25 x 10 = 32.5, 50 + 0.5 x 10 = 55, 70 + 0.75 x 10 = 77.5.
    #[test]
    fn ten_of_them() {
        check(&[10, 20, 30, 40, 50, 60, 70, 80, 90, 100], (33, 55, 78));
    }

    /// Eleven scores, places 2.5, 5 and 7.5: 12 + 0.5 x 3 = 13.5, 21, 33 + 0.5 x 4 = 35.
    #[test]
    fn eleven_of_them_in_no_order() {
        check(&[33, 12, 5, 15, 40, 21, 8, 18, 25, 37, 99], (14, 21, 35));
    }

    /// Thirteen scores, places 3, 6 and 9: the scores that stand there.
    #[test]
    fn thirteen_fall_on_scores() {
        check(&[1, 2, 3, 40, 41, 42, 50, 51, 52, 60, 98, 99, 100], (40, 50, 60));
    }

    /// Twelve scores, places 2.75, 5.5 and 8.25: 20 + 0.75 x 1 = 20.75, 30 + 0.5 x 1 = 30.5, 40 + 0.25 x 1 = 40.25.
    #[test]
    fn a_quarter_goes_down_and_a_half_goes_up() {
        check(&[0, 0, 20, 21, 22, 30, 31, 32, 40, 41, 100, 100], (21, 31, 40));
    }

    #[test]
    fn all_the_same() {
        check(&[7; 10], (7, 7, 7));
        check(&[0; 12], (0, 0, 0));
        check(&[100; 40], (100, 100, 100));
    }

    #[test]
    fn nine_are_too_few() {
        assert_eq!(Figures::of(&[50; 9]), None);
        assert_eq!(Figures::of(&[]), None);
    }

    proptest! {
        #[test]
        fn figures_are_in_order_and_within_the_scores(mut scores in prop::collection::vec(0u32..=100, FEWEST..60)) {
            let figures = Figures::of(&scores).unwrap();
            let (least, greatest) = (*scores.iter().min().unwrap(), *scores.iter().max().unwrap());
            let told = [figures.lower, figures.median, figures.upper].map(u32::from);
            prop_assert!(told.is_sorted() && least <= told[0] && told[2] <= greatest);
            // At least a quarter lies on each side; what is rounded may stand half a point off.
            let at_most = scores.iter().filter(|score| **score <= told[0]).count();
            let at_least = scores.iter().filter(|score| told[2] <= **score + 1).count();
            prop_assert!(scores.len() <= 4 * at_most + 3 && scores.len() <= 4 * at_least + 3);
            scores.reverse();
            prop_assert_eq!(Figures::of(&scores), Some(figures));
        }
    }
}
