//! From a file's bytes to its text.

use super::Limits;
use crate::diagnostic::Diagnostic;

pub(super) struct Decoded<'a> {
    pub(super) text: &'a str,
    /// The bytes of the byte order mark before the text.
    pub(super) skipped: usize,
}

/// A file that is not read at all, and what of its text can be shown.
pub(super) struct Refused {
    pub(super) text: String,
    pub(super) diagnostic: Diagnostic,
}

pub(super) fn decode<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Decoded<'a>, Box<Refused>> {
    if limits.bytes < bytes.len() {
        return Err(refuse(
            Diagnostic::error(
                "Q002",
                0..0,
                format!("the file has {}; the limit is {}", size(bytes.len()), size(limits.bytes)),
            )
            .help("split the file, or remove what does not belong into it"),
        ));
    }
    if let Some(encoding) = other_encoding(bytes) {
        let message = format!("the file is written in {encoding}, not in UTF-8");
        return Err(refuse(Diagnostic::error("Q001", 0..0, message).help("save the file as UTF-8")));
    }
    let skipped = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    match std::str::from_utf8(bytes.get(skipped..).unwrap_or_default()) {
        Ok(text) => Ok(Decoded { text, skipped }),
        Err(error) => {
            let at = error.valid_up_to();
            let byte = bytes.get(skipped + at).copied().unwrap_or_default();
            let message = match error.error_len() {
                Some(_) => format!("the file is not UTF-8: byte 0x{byte:02X} at offset {}", skipped + at),
                None => {
                    format!("the file ends within a character, at offset {}: a part is missing", skipped + at)
                }
            };
            let text = String::from_utf8_lossy(bytes.get(skipped..).unwrap_or_default()).into_owned();
            let diagnostic = Diagnostic::error("Q001", at..at + '\u{fffd}'.len_utf8(), message);
            Err(Box::new(Refused { text, diagnostic: diagnostic.help("save the file as UTF-8") }))
        }
    }
}

fn refuse(diagnostic: Diagnostic) -> Box<Refused> {
    Box::new(Refused { text: String::new(), diagnostic })
}

/// Recognizes UTF-16 and UTF-32 by their byte order mark, and UTF-16 without one by the zero bytes
/// that every other byte of a Western text is.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Some("UTF-32 LE"),
        [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32 BE"),
        [0xff, 0xfe, ..] => return Some("UTF-16 LE"),
        [0xfe, 0xff, ..] => return Some("UTF-16 BE"),
        _ => {}
    }
    let mut pairs = 0;
    let (mut first, mut second) = (0, 0);
    for pair in bytes.chunks_exact(2).take(64) {
        pairs += 1;
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.last() == Some(&0));
    }
    match (first, second) {
        (0, zeros) if pairs < 2 * zeros => Some("UTF-16 LE"),
        (zeros, 0) if pairs < 2 * zeros => Some("UTF-16 BE"),
        _ => None,
    }
}

/// A number of bytes as a message shows it.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..0x10_0000 => format!("{} KiB", bytes.div_ceil(1 << 10)),
        _ => format!("{} MiB", bytes.div_ceil(1 << 20)),
    }
}
