//! What the report says beside the questionnaire's own texts, part by part.

use super::super::Plural;
use super::Text;

catalogue! {
    /// Everything a report says, in all its forms.
    ReportWords {
        often: ReportOften,
        heads: ReportHeads,
        names: ReportNames,
        page_one: ReportPageOne,
        scores: ReportScores,
        leaks: ReportLeaks,
        areas: ReportAreas,
        plan: ReportPlan,
        method: ReportMethod,
        answers: ReportAnswers,
        short_way: ReportShortWay,
        years: ReportYears,
        figures: ReportFigures,
        legends: ReportLegends,
        numbers: ReportNumbers,
        forms: ReportForms,
    }

    /// Said in more than one part.
    ReportOften {
        of_hundred: Text,
        /// The ends of a range.
        range: Text,
        could_be: Text,
        too_few: Text,
        leaks: Plural,
        not_answered: Text,
        note: Text,
        /// What a leak's practice builds, and how.
        to_build: Text,
        knowledge: Text,
        skill: Text,
        commitment: Text,
        capacity: Text,
    }

    /// The heads of tables' columns.
    ReportHeads {
        area: Text,
        score: Text,
        band: Text,
        scores: Text,
        could_be: Text,
        answered: Text,
        leaks: Text,
        leak: Text,
        to_do: Text,
        how_bad: Text,
        who: Text,
        by_when: Text,
        question: Text,
        answer: Text,
        level: Text,
        points: Text,
        weight: Text,
        share: Text,
        effort: Text,
        what: Text,
        loses: Text,
        gains: Text,
        plugs: Text,
        score_then: Text,
        how_it_stands: Text,
    }

    /// What a report is called, and the names that are too long for headings.
    ReportNames {
        /// Where nobody said whom it is about.
        result: Text,
        title: Text,
        about: Text,
        label: Text,
    }

    ReportPageOne {
        bucket_is: Text,
        too_little: Text,
        nobody_knew: Text,
        no_score: Text,
        none_leaks_badly: Text,
        worst_and_best: Text,
        nothing_to_compare: Text,
        overall: Text,
        missing: Text,
        nothing_applies: Text,
        no_area: Text,
        why_range: Plural,
        cap: Text,
        keep: Text,
        plug_first: Text,
        no_leak: Text,
        table: Text,
        find_out: Text,
        listed_below: Text,
        unnamed: Text,
        with_role: Text,
        about: Plural,
        none_open: Text,
        left_open: Text,
        unknown: Text,
        edition: Text,
        title_and_edition: Text,
    }

    /// The areas side by side.
    ReportScores {
        table: Text,
        table_without_range: Text,
        /// How many areas lie in the first band that is named, and in each after it.
        first_band: Plural,
        next_band: Text,
        /// In the place of a band.
        no_score: Text,
        at_a_glance: Text,
    }

    /// The leaks, and what nobody knew.
    ReportLeaks {
        title_mild: Plural,
        title_grave: Plural,
        order: Text,
        where_to_begin: Text,
        critical_too: Text,
        others: Text,
        columns: Text,
        on_area_page: Text,
        table: Text,
        answered: Text,
        nobody_knew: Text,
        /// Behind a headline.
        unknown: Text,
        from_answers: Plural,
        with_note: Text,
        /// A step of a scale, and any other answer.
        step: Text,
        given: Text,
        costs: Text,
        plugs: Text,
        before_label: Text,
        before: Text,
        sales: Text,
        blind_title: Plural,
        blind: Text,
        team: Text,
    }

    /// The page of an area.
    ReportAreas {
        titled: Text,
        no_leak_title: Text,
        unknown_title: Text,
        /// Of an area in which too little was answered.
        too_few_title: Text,
        answered: Text,
        no_leak_fact: Text,
        no_score: Text,
        when_it_leaks: Text,
        table: Text,
        of: Text,
        no_leak: Text,
        no_leak_says: Text,
        unknown_says: Text,
        leak: Text,
        in_place: Text,
        missing: Text,
        not_shown: Text,
        ask_sellers: Text,
        proof: Text,
        first_step: Text,
    }

    ReportPlan {
        title: Text,
        agree: Text,
        /// Where something is planned already.
        agreed: Text,
        agreed_table: Text,
        table: Text,
        first_step: Text,
        how_known: Text,
        looked_at: Text,
    }

    /// How the numbers were made.
    ReportMethod {
        title: Text,
        mean: Text,
        formula: Text,
        bands: Text,
        bands_table: Text,
        steps: Text,
        kinds: Text,
        not_applicable: Text,
        dont_know: Text,
        not_answered: Text,
        too_few: Text,
        overall: Text,
        sure: Text,
        sure_says: Text,
        caps: Text,
        cap: Text,
        not_this: Text,
        not_this_says: Text,
        made_with: Text,
        made_with_says: Text,
        left_out: Text,
        no_reason: Text,
        out: Text,
        not_judged: Text,
        open: Text,
        open_closes: Text,
        unanswered: Plural,
    }

    /// Why this score.
    ReportAnswers {
        title: Text,
        says: Text,
        overall_table: Text,
        overall: Text,
        no_score: Text,
        held_same: Text,
        held: Text,
        free: Text,
        team: Text,
        table: Text,
        sum: Text,
        /// A sum in tenths that is printed as a whole number.
        printed: Text,
        capped: Text,
        level: Text,
        sources: Text,
    }

    /// A way to the next band.
    ReportShortWay {
        title: Text,
        first_steps: Text,
        how: Text,
        held: Plural,
        reached: Plural,
        out_of_reach: Text,
        too_long: Plural,
        table: Text,
        /// By their numbers.
        leaks: Plural,
    }

    /// This round beside the ones before it.
    ReportYears {
        title: Text,
        /// Where the whole cannot be compared.
        title_unclear: Text,
        slope: Text,
        /// One line of it.
        line: Text,
        slope_caption: Text,
        clear: Text,
        unclear: Text,
        /// Three rounds and more as lines.
        trend: Text,
        trend_no_score: Text,
        /// Added where the edition changes.
        trend_edition: Text,
        trend_caption: Text,
        /// Over what the last two have in common, where all rounds stand before it.
        slope_title: Text,
        /// That a table holds the latest rounds alone; and that the lines before it hold all.
        latest: Text,
        lines_hold_all: Text,
        table: Text,
        /// The head of the column with the points between two rounds.
        moved: Text,
        answers: Text,
        leaks: Text,
        leaks_of_teams: Text,
        plan_title: Text,
        plan: Plural,
        plan_table: Text,
        its_leak: Text,
        is_plugged: Text,
        still_leaks: Text,
        nobody_can_say: Text,
        questions: Text,
        all_compared: Text,
        honest: Text,
    }

    /// What figures say to those who cannot see them, and what stands under them.
    ReportFigures {
        bucket: Plural,
        water: Text,
        no_water: Text,
        no_score: Text,
        not_known: Text,
        bars: Text,
        lowest: Text,
        figure_before: Text,
        figure_goes_on: Text,
        part: Text,
        bars_in_order: Text,
        limits: Text,
        heat: Text,
        heat_caption: Text,
        band: Text,
        map: Text,
        point: Text,
        no_effort: Text,
        places: Text,
        places_of_first: Text,
        tones: Text,
        more_effort: Text,
        helps_more: Text,
        corners: [Text; 4],
        wheel: Plural,
        wheel_caption: Text,
        wheel_title: Text,
    }

    /// What marks are called.
    ReportLegends {
        dot: Text,
        unknown_dot: Text,
        range: Text,
        previous: Text,
        target: Text,
        certain: Text,
        uncertain: Text,
        /// Between two scores of a trend, and on from the last.
        missing_round: Text,
        other_edition: Text,
        /// At the line where it begins.
        edition: Text,
        never_scored: Text,
        unknown: Text,
        not_applicable: Text,
        answers: Text,
        nobody_knows: Text,
        median: Text,
        agreed: Text,
    }

    /// A figure's numbers as a table.
    ReportNumbers {
        summary: Text,
        hole: Text,
        number: Text,
        before: Text,
        target: Text,
        questions: Text,
        change: Text,
        certain: Text,
        yes: Text,
        within_chance: Text,
        on_each_level: Text,
        stood_before: Text,
        /// The four corners of a map.
        corners: [Text; 4],
        right: Text,
        right_steps: Text,
        upward: Text,
        corner: Text,
    }

    /// What the forms of a report add of their own.
    ReportForms {
        page: Text,
        goes_on: Text,
        skip: Text,
        contents: Text,
        in_place: Text,
        to_do: Text,
        bar: Text,
        line: Text,
    }
}
