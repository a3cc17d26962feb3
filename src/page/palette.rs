//! The colours of one report: which colour each ink has, and whether it can be read.
//!
//! Band colours grow lighter from worst to good in greyscale too, so that a photocopy keeps their order. A
//! palette of somebody's own is made by `Palette::of`, which mends what could not be read and says so.

use std::fmt;

use super::Ink;
use crate::report::Tone;

/// Red, green and blue, from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Color {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

/// The colour of every ink. Every colour of text can be read on the grounds it may stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    text: Color,
    muted: Color,
    accent: Color,
    rule: Color,
    ground: Color,
    head_rule: Color,
    on_water: Color,
    /// From worst to good.
    bands: [BandColors; 4],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct BandColors {
    fill: Color,
    hatch: Color,
    text: Color,
}

/// The colours that a brand may choose; what is left out stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wishes {
    pub text: Option<Color>,
    pub muted: Option<Color>,
    pub accent: Option<Color>,
    pub rule: Option<Color>,
    pub ground: Option<Color>,
    /// From worst to good.
    pub bands: Option<[Color; 4]>,
}

/// A colour that was asked for and could not be read; the nearest that can be stands in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mended {
    pub ink: Ink,
    pub asked: Color,
    pub used: Color,
    /// What it was too close to, and the contrast between the two.
    pub on: Color,
    pub contrast: f64,
    /// The least contrast that was wanted.
    pub least: f64,
}

/// The least contrast between a text and its ground.
pub const READABLE: f64 = 4.5;
/// The least contrast between black and the ground of cards, so that every colour of text has room below it.
const LIGHT_GROUND: f64 = 12.0;
/// The least contrast between two bands that follow one another: their order must outlast a photocopier.
pub const BANDS_APART: f64 = 1.3;
/// The least contrast of lines with what they stand on.
const LINE: f64 = 3.0;
/// The least contrast of a texture's lines with the band below them.
const SEEN: f64 = 2.0;

const BLACK: Color = Color::hex(0x000000);
const WHITE: Color = Color::hex(0xFFFFFF);
const WATER: Color = Color::hex(0x8CCBEE);
/// The water's surface, seen from above.
const SURFACE: Color = Color::hex(0xB9E0F5);
const WATER_LINE: Color = Color::hex(0x2F7FB0);
const METAL: Color = Color::hex(0x3C4B5A);
const WALL: Color = Color::hex(0xE6EBF0);

impl Default for Palette {
    fn default() -> Palette {
        let band = |fill, hatch, text| BandColors {
            fill: Color::hex(fill),
            hatch: Color::hex(hatch),
            text: Color::hex(text),
        };
        Palette {
            text: Color::hex(0x1D2733),
            muted: Color::hex(0x566270),
            accent: Color::hex(0x0F2F4A),
            rule: Color::hex(0xCAD2DA),
            ground: Color::hex(0xF4F6F8),
            head_rule: METAL,
            on_water: Color::hex(0x0F2F4A),
            bands: [
                band(0x7A2300, 0x7A2300, 0xFFFFFF),
                band(0xD55E00, 0x7A2300, 0x000000),
                band(0x56B4E9, 0x1F5F8B, 0x000000),
                band(0xD3E9F7, 0x3F7FAA, 0x000000),
            ],
        }
    }
}

impl Palette {
    /// Returns a palette with the colours asked for, and which of them had to be mended to be readable.
    pub fn of(wishes: &Wishes) -> (Palette, Vec<Mended>) {
        let plain = Palette::default();
        let mut mended = Vec::new();
        let ground = match wishes.ground {
            Some(asked) => {
                let used = asked.lightened_under(BLACK, LIGHT_GROUND);
                if used != asked {
                    mended.push(Mended {
                        ink: Ink::Ground,
                        asked,
                        used,
                        on: BLACK,
                        contrast: asked.contrast(BLACK),
                        least: LIGHT_GROUND,
                    });
                }
                used
            }
            None => plain.ground,
        };
        let mut on = |ink: Ink, asked: Option<Color>, plain: Color, grounds: &[Color]| {
            let used = asked.unwrap_or(plain).darkened_on(grounds, READABLE);
            // What we chose ourselves is adjusted to a new ground without a word.
            if let (Some(asked), Some(worst)) = (asked, asked.and_then(|asked| asked.nearest_of(grounds)))
                && used != asked
            {
                let contrast = asked.contrast(worst);
                mended.push(Mended { ink, asked, used, on: worst, contrast, least: READABLE });
            }
            used
        };
        let text = on(Ink::Text, wishes.text, plain.text, &[WHITE, ground, WALL, WATER]);
        let muted = on(Ink::Muted, wishes.muted, plain.muted, &[WHITE, ground, WALL]);
        let accent = on(Ink::Accent, wishes.accent, plain.accent, &[WHITE, ground, WALL]);
        let fits_on_water = [WALL, WATER, SURFACE].iter().all(|ground| READABLE <= accent.contrast(*ground));
        let palette = Palette {
            text,
            muted,
            accent,
            rule: wishes.rule.unwrap_or(plain.rule),
            ground,
            head_rule: wishes.accent.map_or(plain.head_rule, |_| accent),
            on_water: if fits_on_water { accent } else { text },
            bands: wishes.bands.map_or(plain.bands, band_colors),
        };
        (palette, mended)
    }

    /// Returns the colour of an ink.
    pub fn color(&self, ink: Ink) -> Color {
        match ink {
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Accent => self.accent,
            Ink::Rule => self.rule,
            Ink::HeadRule => self.head_rule,
            Ink::Ground => self.ground,
            Ink::White => WHITE,
            Ink::Water => WATER,
            Ink::Surface => SURFACE,
            Ink::WaterLine => WATER_LINE,
            Ink::OnWater => self.on_water,
            Ink::Metal => METAL,
            Ink::Wall => WALL,
            Ink::Band(tone) => self.band(tone).fill,
            Ink::Hatch(tone) => self.band(tone).hatch,
            Ink::OnBand(tone) => self.band(tone).text,
            Ink::Own(color) => color,
        }
    }

    fn band(&self, tone: Tone) -> BandColors {
        let [worst, poor, fair, good] = self.bands;
        match tone {
            Tone::Worst => worst,
            Tone::Poor => poor,
            Tone::Fair => fair,
            Tone::Good => good,
        }
    }
}

/// Gives each band's fill its texture and the colour of text upon it, as `style::texture` draws them.
fn band_colors(fills: [Color; 4]) -> [BandColors; 4] {
    let [worst, poor, fair, good] = fills;
    let on = |fill: Color, hatch: Color| {
        let text = if fill.contrast(WHITE) < fill.contrast(BLACK) { BLACK } else { WHITE };
        BandColors { fill, hatch, text }
    };
    let line = |fill: Color| fill.darkened_on(&[WHITE], LINE);
    // Dark lines keep the order of the bands: light ones would make this one lighter than the next. On a fill that
    // is nearly black, dark lines would be lost.
    let poor_line = if poor.contrast(BLACK) < SEEN { WHITE } else { worst.darkened_on(&[poor], SEEN) };
    [on(worst, worst), on(poor, poor_line), on(fair, line(fair.scaled(0.6))), on(good, line(good))]
}

/// Returns the first of four bands that is not clearly lighter than the one before it, from 1.
pub fn band_out_of_order(bands: &[Color; 4]) -> Option<usize> {
    let follows = |pair: &[Color]| match pair {
        [before, after] => before.luminance() < after.luminance() && BANDS_APART <= before.contrast(*after),
        _ => true,
    };
    bands.windows(2).position(|pair| !follows(pair)).map(|index| index + 2)
}

impl Color {
    pub const fn hex(value: u32) -> Color {
        let [_, red, green, blue] = value.to_be_bytes();
        Color { red, green, blue }
    }

    /// Reads `#0F2F4A` or `#0af`.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#')?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
        match digits.len() {
            6 => Some(Color::hex(value)),
            3 => {
                let [.., high, low] = value.to_be_bytes();
                let double = |digit: u8| u32::from(digit) * 0x11;
                let (red, green, blue) = (double(high & 15), double(low >> 4), double(low & 15));
                Some(Color::hex(red << 16 | green << 8 | blue))
            }
            _ => None,
        }
    }

    /// Returns how light a colour is, from 0 to 1, as contrast is reckoned by (WCAG 2, relative luminance).
    pub fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.red) + 0.7152 * channel(self.green) + 0.0722 * channel(self.blue)
    }

    /// Returns the contrast between two colours, from 1 to 21 (WCAG 2).
    pub fn contrast(self, other: Color) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    /// Returns this colour as it looks upon another when a share of it, from 0 to 1, lets nothing through.
    pub fn over(self, ground: Color, share: f32) -> Color {
        let share = share.clamp(0.0, 1.0);
        let mix =
            |over: u8, under: u8| (f32::from(over) * share + f32::from(under) * (1.0 - share)).round() as u8;
        Color {
            red: mix(self.red, ground.red),
            green: mix(self.green, ground.green),
            blue: mix(self.blue, ground.blue),
        }
    }

    fn scaled(self, by: f32) -> Color {
        self.over(BLACK, by)
    }

    /// The colour of several that this one stands out from least.
    fn nearest_of(self, others: &[Color]) -> Option<Color> {
        let contrast = |other: &Color| self.contrast(*other);
        others.iter().copied().min_by(|one, two| contrast(one).total_cmp(&contrast(two)))
    }

    /// Returns this colour, or the nearest darker one of its hue that has the contrast with every ground.
    fn darkened_on(self, grounds: &[Color], least: f64) -> Color {
        let reads = |color: Color| grounds.iter().all(|ground| least <= color.contrast(*ground));
        let darker = (0..=STEPS).rev().map(|step| self.scaled(step as f32 / STEPS as f32));
        darker.into_iter().find(|color| reads(*color)).unwrap_or(BLACK)
    }

    /// Returns this colour, or the nearest lighter one that has the contrast with what stands on it.
    fn lightened_under(self, text: Color, least: f64) -> Color {
        let mut lighter = (0..=STEPS).rev().map(|step| self.over(WHITE, step as f32 / STEPS as f32));
        lighter.find(|color| least <= color.contrast(text)).unwrap_or(WHITE)
    }
}

/// How finely a colour is darkened or lightened.
const STEPS: u8 = 250;

impl fmt::Display for Color {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TONES: [Tone; 4] = [Tone::Worst, Tone::Poor, Tone::Fair, Tone::Good];

    /// All text can be read on all it may stand on.
    #[track_caller]
    fn check_readable(palette: &Palette) {
        let check = |text: Ink, ground: Ink| {
            let contrast = palette.color(text).contrast(palette.color(ground));
            assert!(contrast >= READABLE, "{text:?} on {ground:?}: {contrast:.2}");
        };
        for ground in [Ink::White, Ink::Ground, Ink::Wall] {
            for text in [Ink::Text, Ink::Muted, Ink::Accent] {
                check(text, ground);
            }
        }
        check(Ink::Text, Ink::Water);
        for ground in [Ink::Wall, Ink::Water, Ink::Surface] {
            check(Ink::OnWater, ground);
        }
        for tone in TONES {
            check(Ink::OnBand(tone), Ink::Band(tone));
        }
    }

    #[test]
    fn our_own_palette_can_be_read() {
        check_readable(&Palette::default());
        assert_eq!(Palette::of(&Wishes::default()), (Palette::default(), Vec::new()));
    }

    #[test]
    fn our_own_bands_are_in_order() {
        let fills = Palette::default().bands.map(|band| band.fill);
        assert_eq!(band_out_of_order(&fills), None);
    }

    /// Every wish on a coarse grid of colours gives a palette that can be read.
    #[test]
    fn every_palette_can_be_read() {
        let steps = [0u8, 51, 102, 153, 204, 255];
        let colors = steps.iter().flat_map(|red| {
            steps.iter().flat_map(move |green| steps.map(|blue| Color { red: *red, green: *green, blue }))
        });
        for color in colors {
            let some = Some(color);
            let bands = Some([color.scaled(0.2), color.scaled(0.5), color, color.over(WHITE, 0.3)]);
            let wishes = Wishes { text: some, muted: some, accent: some, rule: some, ground: some, bands };
            check_readable(&Palette::of(&wishes).0);
            check_readable(&Palette::of(&Wishes { ground: some, ..Wishes::default() }).0);
        }
    }

    #[track_caller]
    fn check_accent(asked: u32, want: u32, mended: bool) {
        let wishes = Wishes { accent: Some(Color::hex(asked)), ..Wishes::default() };
        let (palette, found) = Palette::of(&wishes);
        assert_eq!(palette.color(Ink::Accent), Color::hex(want), "{}", palette.color(Ink::Accent));
        assert_eq!(!found.is_empty(), mended);
        for mended in found {
            assert!(mended.contrast < mended.least && mended.asked == Color::hex(asked), "{mended:?}");
        }
    }

    #[test]
    fn a_dark_accent_is_taken() {
        check_accent(0x5B1A6E, 0x5B1A6E, false);
    }

    #[test]
    fn a_pale_accent_becomes_the_nearest_that_reads() {
        check_accent(0xF5A623, 0x8F6114, true);
        // One step lighter would be too light on the palest of the grounds it stands on.
        let wall = Palette::default().color(Ink::Wall);
        assert!(Color::hex(0x8F6114).contrast(wall) < READABLE + 0.1);
    }

    #[test]
    fn what_reads_on_white_but_not_on_water_keeps_its_colour_elsewhere() {
        let wishes = Wishes { accent: Some(Color::hex(0x0057B8)), ..Wishes::default() };
        let (palette, mended) = Palette::of(&wishes);
        assert!(mended.is_empty());
        assert_eq!(palette.color(Ink::Accent), Color::hex(0x0057B8));
        assert_eq!(palette.color(Ink::OnWater), palette.color(Ink::Text));
    }

    #[track_caller]
    fn check_bands(bands: [u32; 4], want: Option<usize>) {
        assert_eq!(band_out_of_order(&bands.map(Color::hex)), want);
    }

    #[test]
    fn bands_grow_lighter() {
        check_bands([0x331100, 0x884400, 0xCC9955, 0xFFEECC], None);
        check_bands([0x331100, 0x884400, 0x884400, 0xFFEECC], Some(3));
        check_bands([0x331100, 0x330000, 0xCC9955, 0xFFEECC], Some(2));
        // Red and green of one lightness are the same grey.
        check_bands([0x331100, 0xC03020, 0x408030, 0xFFEECC], Some(3));
    }

    #[track_caller]
    fn check_parse(text: &str, want: Option<u32>) {
        assert_eq!(Color::parse(text), want.map(Color::hex));
    }

    #[test]
    fn colours_are_hexadecimal() {
        check_parse("#0F2F4A", Some(0x0F2F4A));
        check_parse("#0af", Some(0x00AAFF));
        for wrong in ["0F2F4A", "#0F2F4", "#+F2F4A", "#0F2F4A00", "navy", "#", "#ééé"] {
            check_parse(wrong, None);
        }
    }
}
