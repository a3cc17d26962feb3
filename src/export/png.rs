//! Pictures of pixels as PNG, and PNG within the text of a page.

use crate::page::logo::Raster;

/// Writes a picture as a PNG. It fails for none that our readers make.
pub fn write(raster: &Raster) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let mut interleaved = Vec::new();
    let pixels = match &raster.opacity {
        None => {
            encoder.set_color(png::ColorType::Rgb);
            &raster.colors
        }
        Some(opacity) => {
            encoder.set_color(png::ColorType::Rgba);
            for (color, opacity) in raster.colors.chunks(3).zip(opacity) {
                interleaved.extend_from_slice(color);
                interleaved.push(*opacity);
            }
            &interleaved
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// Returns a picture as an address that holds the picture itself: a page with it asks nobody for anything.
pub fn address(raster: &Raster) -> Result<String, png::EncodingError> {
    Ok(format!("data:image/png;base64,{}", base64(&write(raster)?)))
}

/// Writes bytes as text (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let six = bits >> (18 - 6 * place) & 63;
            text.push(if place <= three.len() { char::from(SIGNS[six as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &str, want: &str) {
        assert_eq!(base64(bytes.as_bytes()), want);
    }

    #[test]
    fn the_examples_of_the_standard() {
        check("", "");
        check("f", "Zg==");
        check("fo", "Zm8=");
        check("foo", "Zm9v");
        check("foob", "Zm9vYg==");
        check("foobar", "Zm9vYmFy");
    }

    #[test]
    fn pixels_come_back() {
        let colors = vec![255, 0, 0, 0, 255, 0];
        let raster = Raster { width: 1, height: 2, colors, opacity: Some(vec![255, 128]) };
        let bytes = write(&raster).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [255, 0, 0, 255, 0, 255, 0, 128]);
    }
}
