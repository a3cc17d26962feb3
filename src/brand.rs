//! A consultant's own brand: logo, colours and lines of text from one small YAML file.
//!
//! The form is described in docs/brand.md. Every fault is named with its place, in one run; colours that
//! could not be read are mended, and that is said. A logo's file is read by the caller, for nothing here
//! touches the disk.

mod drawing;
mod raster;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::page::Ink;
use crate::page::logo::{Logo, Picture};
use crate::page::palette::{self, BANDS_APART, Color, Mended, Palette, Wishes};
use crate::page::style;
use crate::report::Report;
use crate::source::{self, Limits, Node, Source};
use crate::text::{clean, visible};

pub const NOT_A_BRAND: &str = "B010";
pub const UNKNOWN_KEY: &str = "B011";
pub const WRONG_VALUE: &str = "B012";
pub const NO_COLOR: &str = "B013";
pub const BANDS_OUT_OF_ORDER: &str = "B014";
pub const NO_LOGO: &str = "B015";
pub const TOO_PALE: &str = "B020";
pub const LOGO_CHANGED: &str = "B021";
pub const NO_DESCRIPTION: &str = "B022";

const KEYS: [&str; 7] = ["name", "logo", "logo_alt", "colors", "footer", "confidentiality", "website"];
const COLORS: [&str; 6] = ["text", "muted", "accent", "rule", "ground", "bands"];

/// What a brand file may cost.
pub const LIMITS: Limits = Limits { bytes: 64 << 10, depth: 8, nodes: 1000, scalar: 4 << 10 };
/// The most bytes of a logo's file.
pub const LOGO_BYTES: u64 = 4 << 20;
/// The most characters of a text in a brand file: one line of a page holds fewer.
const LONGEST: usize = 200;
/// The least pixels to an inch of paper that do not look coarse.
const SHARP: f32 = 150.0;
/// A logo that is this near to white everywhere cannot be seen on paper.
const FAINT: f64 = 1.2;

/// What a report looks like that is handed over by somebody in particular.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Brand {
    pub name: String,
    pub palette: Palette,
    pub logo: Option<Arc<Logo>>,
    pub footer: String,
    pub confidentiality: String,
    pub website: String,
}

impl Brand {
    /// Puts the brand's words into a report.
    pub fn sign(&self, report: &mut Report) {
        let line = if self.footer.is_empty() { &self.name } else { &self.footer };
        report.footer.own.clone_from(line);
        report.footer.website.clone_from(&self.website);
        if !self.confidentiality.is_empty() {
            report.footer.note.clone_from(&self.confidentiality);
        }
    }
}

/// A brand file that has been read as far as is possible without its logo.
pub struct BrandFile {
    source: Source,
    brand: Brand,
    /// The logo's file as it was written, and where.
    logo: Option<(String, std::ops::Range<usize>)>,
    alt: Option<String>,
    diagnostics: Vec<Diagnostic>,
}

impl BrandFile {
    pub fn read(name: &str, bytes: &[u8]) -> BrandFile {
        let (source, root, diagnostics) = source::read(name, bytes, &LIMITS);
        let mut file = BrandFile { source, brand: Brand::default(), logo: None, alt: None, diagnostics };
        if let Some(root) = root {
            file.root(&root);
        }
        file
    }

    /// The logo's file as it was written; relative to the brand file's own folder.
    pub fn logo(&self) -> Option<&str> {
        self.logo.as_ref().map(|(path, _)| path.as_str())
    }

    /// Completes the brand with the bytes of its logo's file, or with why they could not be read. The brand
    /// is there when nothing was wrong.
    pub fn brand(
        mut self,
        logo: Option<Result<Vec<u8>, String>>,
    ) -> (Source, Option<Brand>, Vec<Diagnostic>) {
        if let (Some((_, range)), Some(bytes)) = (self.logo.take(), logo) {
            let found = match bytes {
                Ok(bytes) => picture(&bytes),
                Err(says) => Err(Unusable { says, help: "name a PNG or SVG file that is there" }),
            };
            match found {
                Ok((picture, remarks)) => self.take_logo(picture, remarks, range),
                Err(Unusable { says, help }) => {
                    self.diagnostics.push(Diagnostic::error(NO_LOGO, range, says).help(help));
                }
            }
        }
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
        let sound = self.diagnostics.iter().all(|found| !found.is_error());
        (self.source, sound.then_some(self.brand), self.diagnostics)
    }

    fn take_logo(&mut self, picture: Picture, remarks: Vec<String>, range: std::ops::Range<usize>) {
        for says in remarks.into_iter().chain(looks(&picture)) {
            self.diagnostics.push(
                Diagnostic::warning(LOGO_CHANGED, range.clone(), says).help(
                    "look at page one, and save the logo in a plainer form if it is not as it should be",
                ),
            );
        }
        let alt = self.alt.take().unwrap_or_else(|| match self.brand.name.as_str() {
            "" => {
                let says = "nothing says what the logo shows";
                let help = "add `name`, or `logo_alt` with a few words for readers who cannot see it";
                self.diagnostics.push(Diagnostic::warning(NO_DESCRIPTION, range, says).help(help));
                "Logo".to_owned()
            }
            name => format!("Logo of {name}"),
        });
        self.brand.logo = Some(Arc::new(Logo { alt, picture }));
    }

    fn error(&mut self, code: &'static str, at: &Node, says: String, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, at.range.clone(), says).help(help));
    }

    fn root(&mut self, root: &Node) {
        let Some(entries) = root.as_map() else {
            let says = "this is not a brand file".to_owned();
            return self.error(
                NOT_A_BRAND,
                root,
                says,
                "write keys and values, like `name: Northwind Advisory`",
            );
        };
        for (key, value) in entries {
            let Some(name) = key.as_text() else { continue };
            match name {
                "name" => self.brand.name = self.text(name, value).unwrap_or_default(),
                "logo" => self.logo_path(value),
                "logo_alt" => self.alt = self.text(name, value),
                "colors" => self.colors(value),
                "footer" => self.brand.footer = self.text(name, value).unwrap_or_default(),
                "confidentiality" => {
                    self.brand.confidentiality = self.text(name, value).unwrap_or_default();
                }
                "website" => self.brand.website = self.text(name, value).unwrap_or_default(),
                unknown => self.unknown_key(unknown, key, &KEYS, "a brand file"),
            }
        }
    }

    fn unknown_key(&mut self, name: &str, at: &Node, keys: &[&'static str], of: &str) {
        let help = match nearest(name, keys.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its keys are {}", keys.join(", ")),
        };
        self.error(UNKNOWN_KEY, at, format!("{of} has no key `{}`", visible(name)), help);
    }

    /// One line of text; left empty is left out.
    fn text(&mut self, key: &str, value: &Node) -> Option<String> {
        let Some(text) = value.as_text() else {
            let says = format!("`{key}` is not a text");
            self.error(WRONG_VALUE, value, says, "write one text behind it, between quotes");
            return None;
        };
        if value.is_null() {
            return None;
        }
        let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let length = text.chars().count();
        if LONGEST < length {
            let says = format!("`{key}` has {length} characters; {LONGEST} are the most");
            self.error(WRONG_VALUE, value, says, "shorten it: it has one line of a page");
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn logo_path(&mut self, value: &Node) {
        let Some(path) = self.text("logo", value) else { return };
        if path.contains("://") || path.starts_with("data:") {
            let says = format!("`{}` is no file", visible(&path));
            let help = "save the logo beside this file and name it here: nothing is fetched from a network";
            return self.error(NO_LOGO, value, says, help);
        }
        // The path as it was written: a file's name may hold two spaces.
        let path = value.as_text().unwrap_or_default().to_owned();
        self.logo = Some((path, value.range.clone()));
    }

    fn colors(&mut self, value: &Node) {
        let Some(entries) = value.as_map() else {
            if !value.is_null() {
                let help = "write each on a line of its own, like `accent: \"#0F2F4A\"`";
                self.error(WRONG_VALUE, value, "`colors` is not a map of names to colours".to_owned(), help);
            }
            return;
        };
        let mut wishes = Wishes::default();
        let mut places = Vec::new();
        for (key, value) in entries {
            let Some(name) = key.as_text() else { continue };
            let (wish, ink) = match name {
                "text" => (&mut wishes.text, Ink::Text),
                "muted" => (&mut wishes.muted, Ink::Muted),
                "accent" => (&mut wishes.accent, Ink::Accent),
                "rule" => (&mut wishes.rule, Ink::Rule),
                "ground" => (&mut wishes.ground, Ink::Ground),
                "bands" => {
                    wishes.bands = self.bands(value);
                    continue;
                }
                unknown => {
                    self.unknown_key(unknown, key, &COLORS, "`colors`");
                    continue;
                }
            };
            *wish = self.color(name, key, value);
            places.push((ink, name, value));
        }
        let (palette, mended) = Palette::of(&wishes);
        self.brand.palette = palette;
        for mended in mended {
            if let Some((_, name, at)) = places.iter().find(|(ink, ..)| *ink == mended.ink) {
                self.diagnostics.push(mending(name, at, &mended));
            }
        }
    }

    fn color(&mut self, name: &str, key: &Node, value: &Node) -> Option<Color> {
        if value.is_null() {
            // The commonest slip: without quotes, all from # on is a comment.
            let says = format!("`{name}` has no colour behind it");
            let help = format!(
                "put it between quotes, like `{name}: \"#0F2F4A\"`: without them, # begins a comment"
            );
            self.error(NO_COLOR, key, says, help);
            return None;
        }
        let found = value.as_text().and_then(|text| Color::parse(text.trim()));
        if found.is_none() {
            let shown = value.as_text().map(|text| visible(text).into_owned());
            let says = match shown {
                Some(text) => format!("`{text}` is not a colour"),
                None => format!("`{name}` is not a colour"),
            };
            self.error(NO_COLOR, value, says, "write it as six hexadecimal digits, like \"#0F2F4A\"");
        }
        found
    }

    fn bands(&mut self, value: &Node) -> Option<[Color; 4]> {
        let help = "give four colours, the worst first, each clearly lighter than the one before it";
        let Some(items) = value.as_list().filter(|items| items.len() == 4) else {
            self.error(WRONG_VALUE, value, "`bands` is not a list of four colours".to_owned(), help);
            return None;
        };
        let colors: Vec<Option<Color>> = items.iter().map(|item| self.color("bands", item, item)).collect();
        let colors: Vec<Color> = colors.into_iter().collect::<Option<_>>()?;
        let bands: [Color; 4] = colors.try_into().ok()?;
        if let Some(number) = palette::band_out_of_order(&bands) {
            let at = items.get(number - 1).unwrap_or(value);
            let says = format!(
                "band {number} is not clearly lighter than band {}: in greyscale nobody could tell them apart",
                number - 1
            );
            let help = format!("{help} (a contrast of {BANDS_APART} or more)");
            self.error(BANDS_OUT_OF_ORDER, at, says, help);
            return None;
        }
        Some(bands)
    }
}

fn mending(name: &str, at: &Node, mended: &Mended) -> Diagnostic {
    let Mended { asked, used, on, contrast, least, .. } = mended;
    let (says, lighter) = match mended.ink == Ink::Ground {
        true => {
            let says =
                format!("`{name}` {asked} is too dark a ground: its contrast with black is {contrast:.1}");
            (says, "lighter")
        }
        false => {
            let says =
                format!("`{name}` {asked} cannot be read well: its contrast with {on} is {contrast:.1}");
            (says, "darker")
        }
    };
    let help = format!(
        "write {used} yourself: it is the nearest {lighter} colour with {least}, and is used in its place"
    );
    Diagnostic::warning(TOO_PALE, at.range.clone(), says).help(help)
}

/// Why a logo cannot be used, and what to do.
#[derive(Debug, Clone, PartialEq)]
struct Unusable {
    says: String,
    help: &'static str,
}

impl Unusable {
    fn new(says: impl Into<String>, help: &'static str) -> Unusable {
        Unusable { says: says.into(), help }
    }
}

/// Reads a logo of either form, with what is not as it was in the file.
fn picture(bytes: &[u8]) -> Result<(Picture, Vec<String>), Unusable> {
    const SAVE: &str = "save it as PNG or SVG";
    let form = match bytes {
        [0x89, b'P', b'N', b'G', ..] => {
            let raster = raster::read(bytes)?;
            return Ok((Picture::Pixels(Arc::new(raster)), Vec::new()));
        }
        [0xFF, 0xD8, ..] => "a JPEG",
        [b'G', b'I', b'F', ..] => "a GIF",
        [b'%', b'P', b'D', b'F', ..] => "a PDF",
        [b'R', b'I', b'F', b'F', ..] => "a WebP",
        [0x1F, 0x8B, ..] => "compressed",
        [] => return Err(Unusable::new("the logo's file is empty", SAVE)),
        _ => {
            let text = std::str::from_utf8(bytes).ok();
            let text = text.map(|text| text.trim_start_matches('\u{feff}').trim_start());
            return match text.filter(|text| text.starts_with('<')) {
                Some(text) => {
                    let (drawing, remarks) = drawing::read(text)?;
                    Ok((Picture::Outlines(drawing), remarks))
                }
                None => Err(Unusable::new("the logo is neither a PNG nor an SVG in UTF-8", SAVE)),
            };
        }
    };
    Err(Unusable::new(format!("the logo is {form}; it can be a PNG or an SVG"), SAVE))
}

/// What one would see at a glance: a logo that is coarse, or as white as the paper.
fn looks(picture: &Picture) -> Vec<String> {
    let white = Color::hex(0xFF_FFFF);
    let is_faint = |color: Color| color.contrast(white) < FAINT;
    let mut remarks = Vec::new();
    let faint = match picture {
        Picture::Pixels(raster) => {
            let (room, _) = style::MASTHEAD_LOGO;
            let inches = room.min(style::MASTHEAD_LOGO.1 * raster.width as f32 / raster.height as f32) / 72.0;
            if (raster.width as f32) < SHARP * inches {
                let (width, height) = (raster.width, raster.height);
                remarks.push(format!("the logo has only {width} x {height} pixels and will look coarse"));
            }
            raster.pixels().all(|(color, opacity)| is_faint(color.over(white, f32::from(opacity) / 255.0)))
        }
        Picture::Outlines(drawing) => drawing.parts.iter().all(|part| is_faint(part.color)),
    };
    if faint {
        remarks.push("the logo is almost white and cannot be seen on paper".to_owned());
    }
    remarks
}

#[cfg(test)]
mod tests;
