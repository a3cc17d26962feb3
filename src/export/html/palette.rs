//! The colours of a web page, by day and by night, as variables that its rules and its figures share.
//!
//! By day they are the printed page's. By night what stood out most on white paper stands out most on dark:
//! the worst band is the lightest one. Words and textures are the same.

use std::fmt::Write;

use crate::export::svg::name;
use crate::page::Ink;
use crate::page::palette::{Color, Palette};
use crate::report::Tone;

const INKS: [Ink; 25] = [
    Ink::Text,
    Ink::Muted,
    Ink::Accent,
    Ink::Rule,
    Ink::HeadRule,
    Ink::Ground,
    Ink::White,
    Ink::Water,
    Ink::Surface,
    Ink::WaterLine,
    Ink::OnWater,
    Ink::Metal,
    Ink::Wall,
    Ink::Band(Tone::Worst),
    Ink::Band(Tone::Poor),
    Ink::Band(Tone::Fair),
    Ink::Band(Tone::Good),
    Ink::Hatch(Tone::Worst),
    Ink::Hatch(Tone::Poor),
    Ink::Hatch(Tone::Fair),
    Ink::Hatch(Tone::Good),
    Ink::OnBand(Tone::Worst),
    Ink::OnBand(Tone::Poor),
    Ink::OnBand(Tone::Fair),
    Ink::OnBand(Tone::Good),
];

/// Returns the rules that give every ink its colour, for figures and for all else.
pub(super) fn rules(day: &Palette) -> String {
    let mut rules = variables(":root", |ink| day.color(ink));
    let night = variables(":root", night);
    // Paper stays light, whatever the screen is.
    // Writing into a `String` cannot fail.
    let _ = write!(rules, "@media screen and (prefers-color-scheme:dark){{{night}}}");
    for ink in INKS {
        let name = name(ink);
        let _ = write!(rules, ".fill-{name}{{fill:var(--{name})}}.line-{name}{{stroke:var(--{name})}}");
    }
    rules
}

fn variables(selector: &str, color: impl Fn(Ink) -> Color) -> String {
    let mut rule = format!("{selector}{{");
    for ink in INKS {
        let Color { red, green, blue } = color(ink);
        let _ = write!(rule, "--{}:#{red:02x}{green:02x}{blue:02x};", name(ink));
    }
    rule.push('}');
    rule
}

/// Returns the colour of an ink on a dark screen.
fn night(ink: Ink) -> Color {
    let color = |red: u8, green: u8, blue: u8| Color { red, green, blue };
    match ink {
        Ink::Text => color(0xe4, 0xeb, 0xf1),
        Ink::Muted => color(0xa9, 0xb7, 0xc4),
        Ink::Accent | Ink::OnWater => color(0xc3, 0xe2, 0xf8),
        Ink::Rule => color(0x39, 0x48, 0x56),
        Ink::HeadRule | Ink::Metal => color(0x9f, 0xb0, 0xbf),
        Ink::Ground => color(0x1a, 0x25, 0x2e),
        Ink::White => color(0x11, 0x19, 0x20),
        Ink::Water => color(0x1d, 0x53, 0x7a),
        Ink::Surface => color(0x26, 0x64, 0x8e),
        Ink::WaterLine => color(0x7f, 0xc3, 0xee),
        Ink::Wall => color(0x25, 0x32, 0x3d),
        Ink::Band(Tone::Worst) => color(0xff, 0xa0, 0x78),
        Ink::Band(Tone::Poor) => color(0xe6, 0x75, 0x12),
        Ink::Band(Tone::Fair) => color(0x3b, 0x86, 0xb7),
        Ink::Band(Tone::Good) => color(0x1f, 0x4a, 0x68),
        Ink::Hatch(Tone::Worst) => color(0xff, 0xa0, 0x78),
        Ink::Hatch(Tone::Poor) => color(0xff, 0xf2, 0xe0),
        Ink::Hatch(Tone::Fair) => color(0xb4, 0xdc, 0xf6),
        Ink::Hatch(Tone::Good) => color(0x6f, 0xb1, 0xdc),
        Ink::OnBand(Tone::Worst | Tone::Poor | Tone::Fair) => color(0, 0, 0),
        Ink::OnBand(Tone::Good) => color(0xff, 0xff, 0xff),
        Ink::Own(color) => color,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::style;

    const TONES: [Tone; 4] = [Tone::Worst, Tone::Poor, Tone::Fair, Tone::Good];

    fn day(ink: Ink) -> Color {
        Palette::default().color(ink)
    }

    /// Both palettes hold the same promise.
    #[track_caller]
    fn check(one: Ink, other: Ink, least: f64) {
        for (when, color) in [("day", day as fn(Ink) -> Color), ("night", night)] {
            let contrast = color(one).contrast(color(other));
            assert!(least <= contrast, "by {when}: {one:?} on {other:?} has {contrast:.2}, not {least}");
        }
    }

    #[test]
    fn text_can_be_read() {
        for ground in [Ink::White, Ink::Ground, Ink::Wall] {
            for text in [Ink::Text, Ink::Muted, Ink::Accent] {
                check(text, ground, 4.5);
            }
        }
        for water in [Ink::Water, Ink::Surface] {
            check(Ink::Text, water, 4.5);
            check(Ink::OnWater, water, 4.5);
        }
        for tone in TONES {
            check(Ink::OnBand(tone), Ink::Band(tone), 4.5);
        }
    }

    #[test]
    fn shapes_stand_out() {
        for shape in [Ink::Metal, Ink::Text, Ink::Accent, Ink::Muted, Ink::WaterLine] {
            check(shape, Ink::White, 3.0);
        }
        // A pale band has an outline that does.
        for ink in
            [Ink::Band(Tone::Worst), Ink::Band(Tone::Poor), Ink::Hatch(Tone::Fair), Ink::Hatch(Tone::Good)]
        {
            check(ink, Ink::White, 3.0);
        }
        for tone in [Tone::Poor, Tone::Fair] {
            check(Ink::Hatch(tone), Ink::Band(tone), 2.5);
        }
    }

    #[test]
    fn bands_stand_out_in_their_order() {
        for color in [day as fn(Ink) -> Color, night] {
            let contrasts = TONES.map(|tone| color(Ink::Band(tone)).contrast(color(Ink::White)));
            assert!(contrasts.is_sorted_by(|worse, better| better + 0.8 < *worse), "{contrasts:?}");
            // And with their textures, as they mix in the eye.
            let away = TONES.map(|tone| {
                let (of, covered) = (|ink| color(ink).luminance(), style::texture_share(tone));
                let mixed = of(Ink::Band(tone)) * (1.0 - covered) + of(Ink::Hatch(tone)) * covered;
                (mixed - of(Ink::White)).abs()
            });
            assert!(away.is_sorted_by(|worse, better| better < worse), "{away:?}");
        }
    }

    #[test]
    fn every_ink_is_listed_once() {
        let mut names: Vec<&str> = INKS.map(name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), INKS.len());
    }
}
