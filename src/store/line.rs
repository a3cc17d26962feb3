//! One line of a saved assessment: a JSON object whose last entry is the checksum of all before it.
//!
//! The checksum is CRC-32, which tells where a single flipped bit is; such a line is set right.

use std::borrow::Cow;

use serde::de::IgnoredAny;

/// `,"sum":"01234567"}`
const SEAL: usize = 18;
const SEAL_BEGINS: &[u8] = br#","sum":""#;

/// What stands in a file, line by line.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    Whole {
        /// Counted from 1.
        line: usize,
        /// An object, with its seal or without.
        json: Cow<'a, str>,
        /// A bit was wrong, or the line break, and has been set right.
        repaired: bool,
    },
    Broken {
        line: usize,
        bytes: usize,
        /// Whether a line break follows. Without one it is what a write left that never came to its end.
        ended: bool,
    },
}

/// Closes a JSON object with its checksum and a line break.
pub(super) fn seal(object: &str) -> String {
    let body = object.strip_suffix('}').unwrap_or(object);
    let mut line = body.to_owned();
    line.extend(seal_of(body.as_bytes()).map(char::from));
    line.push('\n');
    line
}

fn seal_of(body: &[u8]) -> [u8; SEAL] {
    seal_with(crc32fast::hash(body))
}

fn seal_with(sum: u32) -> [u8; SEAL] {
    let mut seal = *br#","sum":"00000000"}"#;
    let mut rest = sum;
    for place in seal.iter_mut().skip(SEAL_BEGINS.len()).take(8).rev() {
        *place = match (rest & 0xf) as u8 {
            digit @ 0..10 => b'0' + digit,
            letter => b'a' + letter - 10,
        };
        rest >>= 4;
    }
    seal
}

/// Whether a line, given without its line break, is as it was written.
pub(super) fn is_whole(line: &[u8]) -> bool {
    let Some((body, seal)) = line.len().checked_sub(SEAL).and_then(|end| line.split_at_checked(end)) else {
        return false;
    };
    seal.starts_with(SEAL_BEGINS) && seal == seal_of(body)
}

/// Reads all lines of a file, or those from a further line on, the first one counted as `first`; no bytes make
/// it fail.
pub(super) fn pieces(bytes: &[u8], first: usize) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut lines = (first..).zip(bytes.split_inclusive(|byte| *byte == b'\n')).peekable();
    while let Some((line, raw)) = lines.next() {
        let (mut rest, ended) = match raw.strip_suffix(b"\n") {
            Some(rest) => (rest, true),
            None => (raw, false),
        };
        // Nearly every line. Only of the others need it be asked where something in them ends.
        if is_whole(rest) {
            let json = std::str::from_utf8(rest).ok().map(Cow::Borrowed);
            found.extend(json.map(|json| Piece::Whole { line, json, repaired: false }));
            continue;
        }
        // A line break that is no longer one has left two lines on this one.
        while let Some(end) = sealed_prefix(rest) {
            let (whole, after) = rest.split_at(end);
            let body = whole.get(..end - SEAL).unwrap_or_default();
            let repaired = !after.is_empty();
            found.extend(closed(body).map(|json| Piece::Whole { line, json, repaired }));
            rest = after.get(1..).unwrap_or_default();
        }
        if rest.is_empty() {
            continue;
        }
        if let Some(json) = repaired(rest) {
            found.push(Piece::Whole { line, json, repaired: true });
            continue;
        }
        // A byte that became a line break has made two lines of one.
        let joined = lines.peek().and_then(|(_, next)| {
            let next = next.strip_suffix(b"\n").unwrap_or(next);
            repaired(&[rest, b"\n", next].concat())
        });
        if let Some(json) = joined {
            found.push(Piece::Whole { line, json, repaired: true });
            lines.next();
            continue;
        }
        found.push(Piece::Broken { line, bytes: rest.len(), ended });
    }
    found
}

/// The length of the first part that ends with its own checksum.
fn sealed_prefix(line: &[u8]) -> Option<usize> {
    let mut hasher = crc32fast::Hasher::new();
    let mut hashed = 0;
    let mut from = 0;
    while let Some(at) = find_seal(line, from) {
        hasher.update(line.get(hashed..at)?);
        hashed = at;
        let seal = seal_with(hasher.clone().finalize());
        if line.get(at..at + SEAL) == Some(seal.as_slice()) {
            return Some(at + SEAL);
        }
        from = at + 1;
    }
    None
}

fn find_seal(line: &[u8], from: usize) -> Option<usize> {
    let rest = line.get(from..)?;
    rest.windows(SEAL_BEGINS.len()).position(|window| window == SEAL_BEGINS).map(|at| from + at)
}

/// Sets one flipped bit right, if that is all that is wrong with a line.
fn repaired(line: &[u8]) -> Option<Cow<'static, str>> {
    let (body, seal) = line.split_at_checked(line.len().checked_sub(SEAL)?)?;
    let wanted = seal_of(body);
    let bits_apart: u32 = wanted.iter().zip(seal).map(|(a, b)| (a ^ b).count_ones()).sum();
    let mut body = body.to_vec();
    if 1 < bits_apart {
        let digits = seal.strip_prefix(SEAL_BEGINS)?.strip_suffix(b"\"}")?;
        let sum = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        let (at, bit) = flipped_bit(body.len(), sum ^ crc32fast::hash(&body))?;
        *body.get_mut(at)? ^= bit;
    }
    // Worse damage can look like one flipped bit by chance; it is hardly ever JSON then.
    closed(&body).filter(|json| serde_json::from_str::<IgnoredAny>(json).is_ok())
}

/// Finds the bit whose flip changes the checksum of so many bytes by `difference`.
///
/// The checksum is linear: what a flip changes depends on its place alone. So we walk from the last
/// bit to the first, and watch what a flip there would change.
fn flipped_bit(length: usize, difference: u32) -> Option<(usize, u8)> {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let mut change = POLYNOMIAL;
    for at in (0..length).rev() {
        for bit in (0..8).rev() {
            if change == difference {
                return Some((at, 1 << bit));
            }
            change = (change >> 1) ^ (POLYNOMIAL * (change & 1));
        }
    }
    None
}

/// The JSON object that a checksum was taken over.
fn closed(body: &[u8]) -> Option<Cow<'static, str>> {
    let body = std::str::from_utf8(body).ok()?;
    Some(Cow::Owned(format!("{body}}}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        [r#"{"n":1,"a":"eins*"}"#, r#"{"n":2,"a":"J"}"#, r#"{"n":3,"a":"\"}"}"#]
            .map(seal)
            .concat()
            .into_bytes()
    }

    fn without_seal(json: &str) -> String {
        match json.rsplit_once(",\"sum\":") {
            Some((body, _)) => format!("{body}}}"),
            None => json.to_owned(),
        }
    }

    fn bodies(bytes: &[u8]) -> Vec<String> {
        let whole = |piece| match piece {
            Piece::Whole { json, .. } => Some(without_seal(&json)),
            Piece::Broken { .. } => None,
        };
        pieces(bytes, 1).into_iter().filter_map(whole).collect()
    }

    #[test]
    fn a_line_is_readable() {
        assert_eq!(seal(r#"{"n":1}"#), "{\"n\":1,\"sum\":\"ff61ec38\"}\n");
    }

    #[test]
    fn whole_lines() {
        let want = [r#"{"n":1,"a":"eins*"}"#, r#"{"n":2,"a":"J"}"#, r#"{"n":3,"a":"\"}"}"#];
        assert_eq!(bodies(&sample()), want);
    }

    #[test]
    fn every_flipped_bit_is_set_right() {
        let want = bodies(&sample());
        for at in 0..sample().len() {
            for bit in 0..8 {
                let mut bytes = sample();
                bytes[at] ^= 1 << bit;
                assert_eq!(bodies(&bytes), want, "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn every_truncation_keeps_the_lines_before() {
        let (bytes, want) = (sample(), bodies(&sample()));
        for end in 0..bytes.len() {
            let got = bodies(&bytes[..end]);
            let whole = bytes[..end].iter().filter(|byte| **byte == b'\n').count();
            let only_the_break_is_missing = bytes[end] == b'\n';
            assert_eq!(got, want[..whole + usize::from(only_the_break_is_missing)], "first {end} bytes");
        }
    }

    #[test]
    fn worse_damage_is_named() {
        let mut bytes = sample();
        bytes[60..64].copy_from_slice(b"....");
        let broken: Vec<_> =
            pieces(&bytes, 1).into_iter().filter(|piece| matches!(piece, Piece::Broken { .. })).collect();
        assert_eq!(broken, [Piece::Broken { line: 2, bytes: 32, ended: true }]);
    }
}
