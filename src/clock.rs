//! The time, as a value that is passed in, so that runs can be repeated.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The system's clock. Nothing else in the program asks it what day it is.
    System,
    /// A clock that stands still: the same input gives the same bytes on every day.
    Fixed(Timestamp),
}

impl Clock {
    /// A clock that stands still at a number of seconds since 1970, as `SOURCE_DATE_EPOCH` gives it.
    /// Returns `None` when the text is no such number.
    pub fn fixed(source_date_epoch: &str) -> Option<Clock> {
        let seconds: i64 = source_date_epoch.trim().parse().ok()?;
        Timestamp::from_second(seconds).ok().map(Clock::Fixed)
    }

    pub fn now(self) -> Timestamp {
        match self {
            Clock::System => Timestamp::now(),
            Clock::Fixed(time) => time,
        }
    }

    /// The day: where the person is, or in UTC for a clock that stands still.
    pub fn today(self) -> Date {
        match self {
            Clock::System => Zoned::now().date(),
            Clock::Fixed(time) => time.to_zoned(TimeZone::UTC).date(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, today: Option<&str>) {
        let got = Clock::fixed(text).map(|clock| clock.today().to_string());
        assert_eq!(got.as_deref(), today);
    }

    #[test]
    fn fixed_clocks() {
        check("0", Some("1970-01-01"));
        check("1772323200\n", Some("2026-03-01"));
        check("-1", Some("1969-12-31"));
        check("", None);
        check("today", None);
        check("99999999999999999", None);
    }

    #[test]
    fn the_system_clock_goes_on() {
        assert!(Clock::System.now() >= "2024-01-01T00:00:00Z".parse().unwrap());
    }
}
