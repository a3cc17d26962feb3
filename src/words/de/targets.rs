//! Targets, in German.

use super::*;

pub(super) const TARGETS: TargetWords = TargetWords {
    no_number: "Bitte geben Sie eine ganze Zahl von 0 bis 100 an, etwa 70, und dahinter gern einen Tag: 70 1.3.2027.",
    no_day: "Bitte geben Sie hinter der Zahl einen Tag an, etwa 70 1.3.2027.",
    before: "Dieser Tag liegt vor dieser Bewertung ({date}).",
    no_score: "Dieser Bereich hat keinen Wert und daher keinen Zielwert.",
    title: "Zielwerte",
    label: "Zielwert",
    not_set: "nicht gesetzt",
    by: "{target} bis {date}",
    to_go: Plural::of("noch {count} Punkt", "noch {count} Punkte"),
    is_reached: "erreicht",
    percent_reached: "zu {percent} erreicht",
    nothing_to_compare: "noch kein Wert",
    way: "{points} von {of} Punkten seit {since}",
    was_there: "schon {since} erreicht",
    not_comparable: "der Weg seit {since} lässt sich nicht vergleichen",
    set_in: "gesetzt {round}",
    from_questionnaire: "vom Fragebogen gesetzt",
    hint: "0 bis 100, etwa 70 oder 70 1.3.2027; leer für keinen",
    set: "Der Zielwert für {area} ist {target}.",
    taken_away: "{area} hat keinen Zielwert.",
    saved: "Gesichert: Der Zielwert für {area} ist {target}.",
    saved_none: "Gesichert: {area} hat keinen Zielwert.",
    which: "Bitte nennen Sie die Nummer eines Bereichs und seinen Zielwert, etwa {command} 2 70, {command} 2 70 1.3.2027 oder {command} 2 {none}.",
    day: "Bis",
    missing: "Es fehlen",
    reached: "Erreicht",
    since: "Fortschritt",
    table: "Die Zielwerte der Bereiche und wie weit jeder ist.",
};
