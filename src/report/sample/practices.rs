//! The nine areas of the sample report, with their scores of two years.

use super::super::{Band, Tone};

/// An area of the sample.
pub(super) struct Practice {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) finding: &'static str,
    pub(super) score: f64,
    pub(super) previous: f64,
    pub(super) aim: &'static str,
}

pub(super) const PRACTICES: [Practice; 9] = [
    Practice {
        id: "retention",
        name: "Customer retention",
        finding: "Customer retention: lost customers are noticed late",
        score: 66.0,
        previous: 58.0,
        aim: "Customers who buy today buy again, because somebody notices when they buy less.",
    },
    Practice {
        id: "acquisition",
        name: "New customers",
        finding: "New customers: goals are not written, and nobody looks back",
        score: 31.0,
        previous: 42.0,
        aim: "Every seller knows how many new customers are wanted, by when, and what the first steps are.",
    },
    Practice {
        id: "metrics",
        name: "Metrics and early warning",
        finding: "Metrics: results are counted, causes are not",
        score: 38.0,
        previous: 35.0,
        aim: "A few leading numbers tell early enough whether the goal will be met.",
    },
    Practice {
        id: "qualification",
        name: "Qualification of opportunities",
        finding: "Qualification: written down, and used in most deals",
        score: 72.0,
        previous: 70.0,
        aim: "Time goes to those opportunities that fit and can be won.",
    },
    Practice {
        id: "advance",
        name: "Moving opportunities forward",
        finding: "Moving forward: too many proposals wait for an answer",
        score: 47.0,
        previous: 45.0,
        aim: "Every conversation ends with a next step that the customer has agreed to.",
    },
    Practice {
        id: "support",
        name: "Support from other departments",
        finding: "Support: sellers carry what service and credit should carry",
        score: 24.0,
        previous: 30.0,
        aim: "Sellers sell; marketing, service and accounting do their part of the promise.",
    },
    Practice {
        id: "development",
        name: "Continuous development of sellers",
        finding: "Development: a training a year, and no practice between",
        score: 55.0,
        previous: 51.0,
        aim: "Skills grow by practice with feedback, in small steps, all year round.",
    },
    Practice {
        id: "nonproductive",
        name: "Reps who do not perform",
        finding: "Reps who do not perform: talked about, but not talked with",
        score: 44.0,
        previous: 44.0,
        aim: "Who does not sell enough learns early what is missing, and gets a fair way back.",
    },
    Practice {
        id: "downtime",
        name: "Downtime and rhythm",
        finding: "Rhythm: the week holds",
        score: 84.0,
        previous: 77.0,
        aim: "The hours in which customers can be met belong to customers.",
    },
];

pub(super) fn band(score: f64) -> Band {
    match score {
        score if score < 40.0 => Band::new("Pouring", Tone::Worst),
        score if score < 60.0 => Band::new("Leaking", Tone::Poor),
        score if score < 80.0 => Band::new("Seeping", Tone::Fair),
        _ => Band::new("Watertight", Tone::Good),
    }
}
