//! Others' scores beside one's own, in German.

use super::*;

pub(super) const BENCHMARK: BenchmarkWords = BenchmarkWords {
    head: "Andere",
    cell: "{median} ({lower} bis {upper})",
    beside: Plural::of(
        "Daneben der Wert eines anderen Teams: {source}, {date}.",
        "Daneben die Werte von {count} anderen: {source}, {date}.",
    ),
    on_screen: "Andere: der Median von {count} ({source}, {date}); keine Norm.",
    on_screen_overall: "Andere: {count} ({source}, {date}), gesamt {median} ({lower} bis {upper}); keine Norm.",
    no_norm: "Sie sind eine Gruppe, keine Norm, und das ist keine Rangliste.",
    other_edition: "Sie haben Ausgabe {theirs} beantwortet, hier war es {ours}: Die Fragen können sich geändert haben.",
    line: "{title}: hier {score}; die anderen in der Mitte {median}, die Hälfte von ihnen {lower} bis {upper}",
    line_alone: "{title}: die anderen in der Mitte {median}, die Hälfte von ihnen {lower} bis {upper}",
    of_them: "({count} von ihnen)",
    area: "{median} in der Mitte, die Hälfte von ihnen {lower} bis {upper}",
    legend: "andere: die mittlere Hälfte und ihr Median",
    in_words: "andere {median}, die Hälfte von ihnen {lower} bis {upper}",
    note: Plural::of(
        "Andere: ein anderes Team ({source}, {date}).",
        "Andere: der Median von {count}, in Klammern die Werte, zwischen denen die Hälfte von ihnen liegt ({source}, {date}).",
    ),
    note_overall: "Ihr Gesamtwert: {median} ({lower} bis {upper}).",
    who_title: "Wer die anderen sind",
    who: Plural::of(
        "Neben den Werten steht der eines anderen Teams. Quelle: {source}, {date}.",
        "Neben den Werten stehen die von {count} anderen. Quelle: {source}, {date}.",
    ),
    who_edition: "Beantwortet wurde Ausgabe {edition} dieses Fragebogens.",
    how_made: "Gezeigt werden ihr Median und ihre Quartile, zwischen denen die Hälfte der Werte liegt. Sie sind die Gruppe, die jemand gerade befragt hat: keine Norm, kein Ziel und keine Rangliste. Kein Wert, keine Stufe und kein Leck hängt hier von ihnen ab.",
    median_head: "Andere: Median",
    lower_head: "Andere: unteres Quartil",
    upper_head: "Andere: oberes Quartil",
    count_head: "Andere: n",
};

pub(super) const GATHER: GatherWords = GatherWords {
    own_source: "eigene Bewertungen",
    too_few: "ein Benchmark braucht die abgeschlossenen Bewertungen von {needed} verschiedenen Teams, sonst bliebe niemand sicher unerkannt: Hier sind es {found}",
    no_scores: "von {found} Teams haben zu wenige einen Wert: {needed} sind in einem Bereich nötig, sonst bliebe niemand sicher unerkannt",
    other_questionnaires: "ein Benchmark gehört zu einem Fragebogen, und diese Bewertungen beantworten mehrere ({ids}): nennen Sie einen mit --questionnaire ID",
    left_out: "weggelassen: {what}",
    unfinished: Plural::of(
        "{count} Bewertung, die nicht abgeschlossen ist",
        "{count} Bewertungen, die nicht abgeschlossen sind",
    ),
    unnamed: Plural::of(
        "{count} Bewertung, die nicht sagt, um wen es geht",
        "{count} Bewertungen, die nicht sagen, um wen es geht",
    ),
    other_edition: Plural::of(
        "{count} Bewertung mit einer anderen Ausgabe als {edition}",
        "{count} Bewertungen mit anderen Ausgaben als {edition}",
    ),
    earlier: Plural::of(
        "{count} frühere Bewertung eines Teams, das erneut bewertet wurde",
        "{count} frühere Bewertungen von Teams, die erneut bewertet wurden",
    ),
    copies: Plural::of("{count} Bewertung, die doppelt da ist", "{count} Bewertungen, die doppelt da sind"),
    overall: Plural::of(
        "der Gesamtwert: {count} Team hat einen, und {needed} sind nötig",
        "der Gesamtwert: {count} Teams haben einen, und {needed} sind nötig",
    ),
    area: Plural::of(
        "{title}: {count} Team hat einen Wert, und {needed} sind nötig",
        "{title}: {count} Teams haben einen Wert, und {needed} sind nötig",
    ),
    empty_source: "--source ist leer: sagen Sie in einer Zeile, wessen Werte das sind",
    long_source: "--source hat {length} Zeichen, und {most} sind erlaubt: kürzen Sie es",
    no_form: "ein Benchmark wird nicht als .{ending} geschrieben: nennen Sie eine Datei, die auf .yaml endet",
    made: Plural::of("die Werte von {count} Team", "die Werte von {count} Teams"),
};
