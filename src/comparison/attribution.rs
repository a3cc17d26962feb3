//! A difference shared out among what made it, in whole points that add up.
//!
//! Both scores are means over the same weights, so each question's part is its own weight times its own move,
//! and the parts make the unrounded difference exactly. The printed difference is a whole number less than one
//! point away from it. The rounding is shared out by the method of largest remainders (Hamilton's; see Balinski
//! and Young, *Fair Representation*, 1982): every part is cut to whole points towards zero, and the points then
//! missing go, one each, to those that lost most by the cut in that direction. So no part changes its sign, what
//! did not move gets nothing, and the parts of the mirrored comparison are the mirrored parts.

use crate::scoring::nine_decimals;

/// Whole points for each part; together they make `delta`, which is less than one point away from their sum.
/// Of equal remainders, the first in order comes first.
pub(super) fn shared_out(exact: &[f64], delta: i32) -> Vec<i32> {
    let exact: Vec<f64> = exact.iter().map(|part| nine_decimals(*part)).collect();
    let mut points: Vec<i32> = exact.iter().map(|part| part.trunc() as i32).collect();
    let missing = delta - points.iter().sum::<i32>();
    let direction = missing.signum();
    let lost = |at: usize| exact[at].fract() * f64::from(direction);
    let mut by_loss: Vec<usize> = (0..exact.len()).collect();
    // The sort is stable: of equal loss, the first in order.
    by_loss.sort_by(|a, b| lost(*b).total_cmp(&lost(*a)));
    for at in by_loss.into_iter().take(missing.unsigned_abs() as usize) {
        points[at] += direction;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::shared_out;

    #[track_caller]
    fn check(exact: &[f64], delta: i32, want: &[i32]) {
        assert_eq!(shared_out(exact, delta), want);
        let mirrored: Vec<f64> = exact.iter().map(|part| -part).collect();
        let back: Vec<i32> = want.iter().map(|part| -part).collect();
        assert_eq!(shared_out(&mirrored, -delta), back);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn whole_points() { check(&[5.0, 4.0], 9, &[5, 4]); }
        #[test] fn the_greatest_loss_first() { check(&[4.6, 3.7, 0.7], 9, &[4, 4, 1]); }
        #[test] fn of_equal_loss_the_first() { check(&[0.5, 0.5], 1, &[1, 0]); }
        #[test] fn up_and_down() { check(&[6.4, -2.4], 4, &[6, -2]); }
        // 52.5 to 61.4 is printed as 53 to 61: eight of 8.9 points.
        #[test] fn a_point_less_than_there_is() { check(&[5.5, 3.4], 8, &[5, 3]); }
        // 52.4 to 61.5 is printed as 52 to 62: ten of 9.1 points.
        #[test] fn a_point_more_than_there_is() { check(&[5.5, 3.6], 10, &[6, 4]); }
        #[test] fn what_did_not_move_gets_nothing() { check(&[0.0, 0.6, 0.0], 1, &[0, 1, 0]); }
        #[test] fn nothing_at_all() { check(&[], 0, &[]); }
        #[test] fn one_third_three_times() { check(&[1.0 / 3.0; 3], 1, &[1, 0, 0]); }
        #[test] fn they_cancel_out() { check(&[0.6, -0.6], 0, &[0, 0]); }
    }
}
