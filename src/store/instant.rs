//! A time as it stands in a file, read.
//!
//! Every line has one, and nearly every one is written in the same way. That way is read here by its places; jiff
//! reads all others, and decides what is a time.

use jiff::Timestamp;

/// Reads a time; `None` where it is none.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    as_written_today(text.as_bytes()).or_else(|| text.parse().ok())
}

/// `2026-03-01T00:00:00Z`, with up to nine places behind the second.
fn as_written_today(text: &[u8]) -> Option<Timestamp> {
    let (whole, rest) = text.split_at_checked(19)?;
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', i1, i2, b':', s1, s2] = whole
    else {
        return None;
    };
    let within =
        |digits: &[u8], from: i64, to: i64| number(digits).filter(|found| (from..=to).contains(found));
    let year = within(&[y1, y2, y3, y4], 1970, 9998)?;
    let month = within(&[m1, m2], 1, 12)?;
    // Whether a month has more days than these is for a calendar to say.
    let day = within(&[d1, d2], 1, 28)?;
    let (hour, minute) = (within(&[h1, h2], 0, 23)?, within(&[i1, i2], 0, 59)?);
    let second = within(&[s1, s2], 0, 59)?;
    let nanosecond = match rest.strip_suffix(b"Z")? {
        [] => 0,
        [b'.', places @ ..] if (1..=9).contains(&places.len()) => places
            .iter()
            .chain(&[b'0'; 8])
            .take(9)
            .try_fold(0, |so_far, digit| Some(so_far * 10 + value(*digit)?))?,
        _other => return None,
    };
    let seconds = ((days_since_1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    Timestamp::new(seconds, i32::try_from(nanosecond).ok()?).ok()
}

/// In the calendar of today, whose leap years repeat every 400 years. Years begin in March here, so that a leap day
/// is the last of one.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month < 3 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let before_month = (153 * month_from_march + 2) / 5;
    let before_year = 365 * year + year / 4 - year / 100 + year / 400;
    // The first of March of the year 0 lies so many days before 1970.
    before_year + before_month + day - 1 - 719_468
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |so_far, digit| Some(so_far * 10 + value(*digit)?))
}

fn value(digit: u8) -> Option<i64> {
    digit.is_ascii_digit().then(|| i64::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// It is read as jiff reads it, and without jiff where it is written as we write.
    #[track_caller]
    fn check(text: &str, is_ours: bool) {
        assert_eq!(read(text), text.parse().ok(), "{text}");
        assert_eq!(as_written_today(text.as_bytes()).is_some(), is_ours, "{text}");
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn to_the_second() { check("2026-03-01T00:00:00Z", true); }
        #[test] fn to_the_millisecond() { check("2026-11-22T02:59:16.735Z", true); }
        #[test] fn to_a_tenth() { check("2026-11-22T02:59:16.7Z", true); }
        #[test] fn to_the_nanosecond() { check("2026-11-22T02:59:16.123456789Z", true); }
        #[test] fn too_many_places() { check("2026-11-22T02:59:16.1234567891Z", false); }
        #[test] fn no_places() { check("2026-11-22T02:59:16.Z", false); }
        #[test] fn the_first() { check("1970-01-01T00:00:00Z", true); }
        #[test] fn before_the_first() { check("1969-12-28T23:59:59Z", false); }
        #[test] fn late_in_a_month() { check("2026-03-31T00:00:00Z", false); }
        #[test] fn no_leap_day() { check("2026-02-29T00:00:00Z", false); }
        #[test] fn a_leap_second() { check("2016-12-31T23:59:60Z", false); check("2016-12-28T23:59:60Z", false); }
        #[test] fn midnight_twice() { check("2026-03-01T24:00:00Z", false); }
        #[test] fn no_month() { check("2026-13-01T00:00:00Z", false); check("2026-00-01T00:00:00Z", false); }
        #[test] fn elsewhere() { check("2026-03-01T00:00:00+01:00", false); check("2026-03-01T00:00:00z", false); }
        #[test] fn written_otherwise() { for text in ["", "Z", "2026-03-01", "2026-03-01 00:00:00Z", "２026-03-01T00:00:00Z", "-026-03-01T00:00:00Z", "2026-03-01T00:00:00.1é"] { check(text, false); } }
    }

    #[test]
    fn every_day_until_the_last() {
        let mut days = 0;
        for year in (1970..=9998).step_by(7).chain([2000, 2024, 2100, 9998]) {
            for month in 1..=12 {
                for day in [1, 17, 28] {
                    check(&format!("{year:04}-{month:02}-{day:02}T23:07:59.5Z"), true);
                    days += 1;
                }
            }
        }
        assert!(40_000 < days);
    }
}
