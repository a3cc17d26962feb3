//! The colour space our colours are meant in: sRGB, as a profile of a few hundred bytes.
//!
//! Written from the numbers of IEC 61966-2-1, adapted to the D50 white that profiles are reckoned in.

/// Returns the profile, version 4.
pub(super) fn srgb() -> Vec<u8> {
    let white = xyz([0.964_2, 1.0, 0.824_9]);
    let curve = curve();
    let adaptation =
        [1.047_88, 0.022_92, -0.050_22, 0.029_59, 0.990_48, -0.017_07, -0.009_25, 0.015_08, 0.751_68];
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", white),
        (b"chad", array(b"sf32", &adaptation)),
        (b"rXYZ", xyz([0.436_07, 0.222_49, 0.013_92])),
        (b"gXYZ", xyz([0.385_15, 0.716_87, 0.097_08])),
        (b"bXYZ", xyz([0.143_07, 0.060_61, 0.714_10])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let first = 128 + 4 + tags.len() * 12;
    let mut placed: Vec<(Vec<u8>, usize)> = Vec::new();
    for (signature, content) in tags {
        // Equal contents, such as the three curves, are written once.
        let offset = match placed.iter().find(|(known, _)| *known == content) {
            Some((_, offset)) => *offset,
            None => {
                let offset = first + data.len();
                data.extend_from_slice(&content);
                data.resize(data.len().next_multiple_of(4), 0);
                placed.push((content.clone(), offset));
                offset
            }
        };
        table.extend_from_slice(signature);
        table.extend_from_slice(&(offset as u32).to_be_bytes());
        table.extend_from_slice(&(content.len() as u32).to_be_bytes());
    }
    let mut profile = header((first + data.len()) as u32);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = Vec::with_capacity(128);
    header.extend_from_slice(&size.to_be_bytes());
    header.extend_from_slice(&[0; 4]);
    // Version 4.2, for a display, from RGB to XYZ.
    header.extend_from_slice(&[4, 0x20, 0, 0]);
    header.extend_from_slice(b"mntrRGB XYZ ");
    // The first of January 2026, midnight: a date is wanted, not which one.
    for part in [2026_u16, 1, 1, 0, 0, 0] {
        header.extend_from_slice(&part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    header.resize(68, 0);
    for value in [0.964_2, 1.0, 0.824_9] {
        header.extend_from_slice(&fixed(value));
    }
    header.resize(128, 0);
    header
}

/// The transfer curve of sRGB: a power with a straight foot.
fn curve() -> Vec<u8> {
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    for value in [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45] {
        curve.extend_from_slice(&fixed(value));
    }
    curve
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    array(b"XYZ ", &values)
}

fn array(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut bytes = kind.to_vec();
    bytes.extend_from_slice(&[0; 4]);
    for value in values {
        bytes.extend_from_slice(&fixed(*value));
    }
    bytes
}

/// A text in one language, English.
fn text(words: &str) -> Vec<u8> {
    let mut bytes = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    let encoded: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    bytes.extend_from_slice(&(encoded.len() as u32).to_be_bytes());
    bytes.extend_from_slice(&28_u32.to_be_bytes());
    bytes.extend(encoded);
    bytes
}

/// A number as the profile writes it: sixteen bits before the point, sixteen after.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_knows_its_size() {
        let profile = srgb();
        assert_eq!(profile.get(..4), Some(&(profile.len() as u32).to_be_bytes()[..]));
        assert!(profile.len() < 700);
    }

    #[test]
    fn negative_numbers_are_told() {
        assert_eq!(fixed(-0.5), [0xFF, 0xFF, 0x80, 0x00]);
    }
}
