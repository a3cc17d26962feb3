//! A bar as long as a score, and a score line with its bands.

use crate::tui::wrap;

/// A bar of at most `width` cells, in eighths of one. It stands last in its line, since some
/// terminals draw its signs twice as wide.
pub fn bar(share: f64, width: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize;
    let mut bar = "█".repeat(eighths / 8);
    bar.push_str(match eighths % 8 {
        1 => "▏",
        2 => "▎",
        3 => "▍",
        4 => "▌",
        5 => "▋",
        6 => "▊",
        7 => "▉",
        _ => "",
    });
    bar
}

/// A bar with signs where other scores stand, each with the sign that stands for it; where two would stand in one
/// cell, the first does.
pub fn ticked_bar(share: f64, ticks: &[(u32, char)], width: usize) -> String {
    if width == 0 {
        return String::new();
    }
    let mut cells: Vec<char> = bar(share, width).chars().collect();
    for (score, sign) in ticks.iter().rev() {
        let at = (*score as usize * width / 100).min(width.saturating_sub(1));
        if cells.len() <= at {
            cells.resize(at + 1, ' ');
        }
        if let Some(cell) = cells.get_mut(at) {
            *cell = *sign;
        }
    }
    cells.into_iter().collect()
}

/// The score line from 0 to 100: where the bands begin, and where the score stands.
///
/// Returns the line itself and the line of band names under it.
pub fn score_line(score: Option<u32>, bands: &[(u32, &str)], width: usize) -> (String, String) {
    let column = |score: u32| (score as usize * width.saturating_sub(1)) / 100;
    let mut line: Vec<char> = vec!['─'; width];
    let mut names = String::new();
    let mark = score.map(column);
    for (from, name) in bands {
        let at = column(*from);
        let number = from.to_string();
        // A number with the mark upon it would be read as another one.
        let is_free = !mark.is_some_and(|mark| (at..at + number.len()).contains(&mark));
        for (offset, digit) in number.chars().enumerate().filter(|_| is_free) {
            if let Some(cell) = line.get_mut(at + offset) {
                *cell = digit;
            }
        }
        let taken = wrap::width(&names);
        if taken < at {
            names.extend(std::iter::repeat_n(' ', at - taken));
        } else if 0 < taken {
            names.push(' ');
        }
        names.push_str(name);
    }
    if let Some(cell) = mark.and_then(|mark| line.get_mut(mark)) {
        *cell = '┃';
    }
    (line.into_iter().collect(), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_long_as_the_score() {
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(0.28, 4), "█▏");
        assert_eq!(bar(0.0, 4), "");
        assert_eq!(bar(7.0, 2), "██");
    }

    #[test]
    fn ticks_stand_on_the_bar_and_beyond_it() {
        assert_eq!(ticked_bar(0.5, &[], 10), "█████");
        assert_eq!(ticked_bar(0.5, &[(20, '┃')], 10), "██┃██");
        assert_eq!(ticked_bar(0.5, &[(80, '┃')], 10), "█████   ┃");
        assert_eq!(ticked_bar(0.0, &[(100, '┃'), (0, '┆')], 10), "┆        ┃");
        assert_eq!(ticked_bar(0.0, &[(50, '┃'), (51, '┆')], 10), "     ┃");
        assert_eq!(ticked_bar(1.0, &[(50, '┃')], 0), "");
    }

    #[test]
    fn bands_stand_where_they_begin() {
        let (line, names) = score_line(Some(50), &[(0, "Low"), (60, "High")], 21);
        assert_eq!(line, "0─────────┃─60───────");
        assert_eq!(names, "Low         High");
        let (_, names) = score_line(None, &[(0, "流出"), (60, "漏れ")], 21);
        assert_eq!(names, "流出        漏れ");
    }

    #[test]
    fn no_number_stands_half_under_the_mark() {
        let (line, _) = score_line(Some(60), &[(0, "Low"), (60, "High")], 21);
        assert_eq!(line, "0───────────┃────────");
    }
}
