//! A PNG as pixels: eight bits to a colour, no larger than paper can show.
//!
//! What its head declares is checked before anything of that size is set up.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Limits, Transformations};

use super::Unusable;
use crate::page::logo::Raster;

/// The most pixels along a side of the file's picture.
const LONGEST_SIDE: u32 = 4096;
/// What the decoder may set up beside the picture itself, in bytes.
const BESIDE: usize = 16 << 20;
/// The pixels along the longer side that suffice for paper: a larger picture is made smaller by whole steps.
const ENOUGH: u32 = 1200;

pub(super) fn read(bytes: &[u8]) -> Result<Raster, Unusable> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: BESIDE });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let head = decoder.read_header_info().map_err(|error| unreadable(&error))?;
    let (width, height) = (head.width, head.height);
    if LONGEST_SIDE < width.max(height) {
        return Err(Unusable::new(
            format!("the logo has {width} x {height} pixels; {LONGEST_SIDE} along a side are the most"),
            "save it smaller: 1200 pixels along the longer side are enough for paper",
        ));
    }
    let mut reader = decoder.read_info().map_err(|error| unreadable(&error))?;
    let size = reader.output_buffer_size().unwrap_or(0);
    let mut pixels = vec![0; size];
    reader.next_frame(&mut pixels).map_err(|error| unreadable(&error))?;
    let (kind, _) = reader.output_color_type();
    Ok(smaller(raster(width, height, kind, &pixels)))
}

fn unreadable(error: &DecodingError) -> Unusable {
    let says = match error {
        DecodingError::LimitsExceeded => "the logo wants more memory than a logo may have".to_owned(),
        DecodingError::IoError(_) => "the logo's file ends too early".to_owned(),
        DecodingError::Format(_) | DecodingError::Parameter(_) => {
            format!("the logo is no sound PNG: {error}")
        }
    };
    Unusable::new(says, "save it anew as PNG")
}

/// Sorts the pixels of any form into colours and opacity.
fn raster(width: u32, height: u32, kind: ColorType, pixels: &[u8]) -> Raster {
    let samples = kind.samples().max(1);
    let count = pixels.len() / samples;
    let mut colors = Vec::with_capacity(count * 3);
    let mut opacity = Vec::with_capacity(count);
    for pixel in pixels.chunks_exact(samples) {
        let (color, seen) = match *pixel {
            [grey] => ([grey; 3], 255),
            [grey, seen] => ([grey; 3], seen),
            [red, green, blue] => ([red, green, blue], 255),
            [red, green, blue, seen] => ([red, green, blue], seen),
            _ => ([255; 3], 0),
        };
        // What cannot be seen is made the same everywhere: it takes no room then, and hides nothing.
        colors.extend(if seen == 0 { [255; 3] } else { color });
        opacity.push(seen);
    }
    let opaque = opacity.iter().all(|seen| *seen == 255);
    Raster { width, height, colors, opacity: (!opaque).then_some(opacity) }
}

/// Makes a picture smaller by a whole number, each pixel the mean of those it stands for.
fn smaller(raster: Raster) -> Raster {
    let step = raster.width.max(raster.height) / ENOUGH;
    if step < 2 {
        return raster;
    }
    let (width, height) = (raster.width.div_ceil(step), raster.height.div_ceil(step));
    let (across, down) = (raster.width as usize, raster.height as usize);
    let step = step as usize;
    let mut colors = Vec::with_capacity(width as usize * height as usize * 3);
    let mut opacity = Vec::new();
    for top in (0..down).step_by(step) {
        for left in (0..across).step_by(step) {
            // Colours count as much as they can be seen.
            let (mut sums, mut seen, mut count) = ([0_u64; 3], 0_u64, 0_u64);
            for row in top..(top + step).min(down) {
                for column in left..(left + step).min(across) {
                    let (color, opacity) = raster.pixel(row * across + column);
                    let opacity = u64::from(opacity);
                    for (sum, part) in sums.iter_mut().zip([color.red, color.green, color.blue]) {
                        *sum += u64::from(part) * opacity;
                    }
                    seen += opacity;
                    count += 1;
                }
            }
            let mean = |sum: u64, of: u64| ((sum + of / 2) / of.max(1)) as u8;
            colors.extend(if seen == 0 { [255; 3] } else { sums.map(|sum| mean(sum, seen)) });
            opacity.push(mean(seen, count));
        }
    }
    Raster { width, height, colors, opacity: raster.opacity.map(|_| opacity) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of one form; `pixels` as they stand in the file.
    fn png(width: u32, height: u32, kind: ColorType, depth: png::BitDepth, pixels: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(kind);
        encoder.set_depth(depth);
        if kind == ColorType::Indexed {
            encoder.set_palette(vec![10, 20, 30, 200, 100, 50]);
            encoder.set_trns(vec![255, 0]);
        }
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(pixels).unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[track_caller]
    fn check(kind: ColorType, depth: png::BitDepth, pixels: &[u8], colors: &[u8], opacity: Option<&[u8]>) {
        let raster = read(&png(2, 1, kind, depth, pixels)).unwrap();
        assert_eq!((raster.width, raster.height), (2, 1));
        assert_eq!(raster.colors, colors);
        assert_eq!(raster.opacity.as_deref(), opacity);
    }

    #[rustfmt::skip]
    mod forms {
        use super::*;
        use png::BitDepth::{Eight, One, Sixteen};

        #[test] fn rgb() { check(ColorType::Rgb, Eight, &[1, 2, 3, 4, 5, 6], &[1, 2, 3, 4, 5, 6], None); }
        #[test] fn rgba() { check(ColorType::Rgba, Eight, &[1, 2, 3, 255, 4, 5, 6, 7], &[1, 2, 3, 4, 5, 6], Some(&[255, 7])); }
        #[test] fn unseen() { check(ColorType::Rgba, Eight, &[1, 2, 3, 255, 4, 5, 6, 0], &[1, 2, 3, 255, 255, 255], Some(&[255, 0])); }
        #[test] fn all_seen() { check(ColorType::Rgba, Eight, &[1, 2, 3, 255, 4, 5, 6, 255], &[1, 2, 3, 4, 5, 6], None); }
        #[test] fn grey() { check(ColorType::Grayscale, Eight, &[9, 8], &[9, 9, 9, 8, 8, 8], None); }
        #[test] fn grey_and_opacity() { check(ColorType::GrayscaleAlpha, Eight, &[9, 1, 8, 2], &[9, 9, 9, 8, 8, 8], Some(&[1, 2])); }
        #[test] fn black_and_white() { check(ColorType::Grayscale, One, &[0b0100_0000], &[0, 0, 0, 255, 255, 255], None); }
        #[test] fn palette() { check(ColorType::Indexed, Eight, &[0, 1], &[10, 20, 30, 255, 255, 255], Some(&[255, 0])); }
        #[test] fn sixteen_bits() { check(ColorType::Rgb, Sixteen, &[1, 255, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0], &[1, 2, 3, 4, 5, 6], None); }
    }

    #[test]
    fn a_large_picture_is_made_smaller() {
        let (width, height) = (2400, 2);
        let mut pixels = Vec::new();
        for index in 0..width * height {
            pixels.extend(if index % 2 == 0 { [100, 100, 100, 255] } else { [200, 0, 0, 255] });
        }
        let raster = read(&png(width, height, ColorType::Rgba, png::BitDepth::Eight, &pixels)).unwrap();
        assert_eq!((raster.width, raster.height), (1200, 1));
        assert!(raster.colors.chunks(3).all(|color| color == [150, 50, 50]));
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], want: &str) {
        let refused = read(bytes).unwrap_err();
        assert!(refused.says.contains(want), "{refused:?}");
    }

    fn sound() -> Vec<u8> {
        png(40, 40, ColorType::Rgb, png::BitDepth::Eight, &[7; 4800])
    }

    /// A head that declares a size, with the checksum it ought to have.
    fn declaring(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = sound();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = crc32fast::hash(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        bytes
    }

    #[test]
    fn a_size_that_no_logo_has_is_refused_before_it_costs_anything() {
        check_refused(&declaring(1_000_000, 1_000_000), "1000000 x 1000000 pixels");
        check_refused(&declaring(4097, 1), "4097 x 1 pixels");
        check_refused(&declaring(0, 1), "no sound PNG");
    }

    #[test]
    fn a_picture_with_less_in_it_than_declared_is_refused() {
        check_refused(&declaring(4096, 4096), "enough data");
    }

    /// Wherever a file is cut or changed, it is read or refused, and never brings us down.
    #[test]
    fn damaged_files_are_refused() {
        let whole = sound();
        for length in 0..whole.len() - 12 {
            assert!(read(&whole[..length]).is_err(), "cut to {length}");
        }
        for index in 0..whole.len() {
            for bit in 0..8 {
                let mut damaged = whole.clone();
                damaged[index] ^= 1 << bit;
                drop(read(&damaged));
            }
        }
    }
}
