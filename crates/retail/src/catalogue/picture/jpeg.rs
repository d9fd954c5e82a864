//! From a file that came to the two JPEGs that are kept. All is drawn anew, so that nothing but
//! what is seen gets in: no place where it was taken, no second file behind the first.

use super::rules::{self, LARGE_SIDE, SMALL_SIDE};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use kernel::Invalid;
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// Of 100: what is lost is not seen.
const QUALITY: u8 = 85;
/// What one picture may take of memory while it is read.
const MEMORY_MAX: u64 = 256 * 1024 * 1024;

/// A picture that is about to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPicture {
    /// The SHA-256 of the file that came.
    pub fingerprint: [u8; 32],
    /// Of the large one, in pixels.
    pub width: u32,
    /// Of the large one, in pixels.
    pub height: u32,
    /// A JPEG for lists.
    pub small: Vec<u8>,
    /// A JPEG for looking at.
    pub large: Vec<u8>,
}

/// Draws what came: the right way up, on white, in two sizes. Takes its time.
pub fn read_picture(file: &[u8]) -> Result<NewPicture, Invalid> {
    if file.len() > rules::FILE_MAX {
        return Err(rules::too_large());
    }
    let (seen, orientation) = decode(file)?;
    let mut large = shrink(&on_white(seen), LARGE_SIDE);
    large.apply_orientation(orientation);
    let small = shrink(&large, SMALL_SIDE);
    Ok(NewPicture {
        fingerprint: Sha256::digest(file).into(),
        width: large.width(),
        height: large.height(),
        small: encode(&small),
        large: encode(&large),
    })
}

/// The pixels of a file, and how they are to be turned.
fn decode(file: &[u8]) -> Result<(DynamicImage, Orientation), Invalid> {
    let format = image::guess_format(file).ok();
    let format = format.filter(|format| {
        matches!(
            format,
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
        )
    });
    let format = format.ok_or_else(rules::unknown_format)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(rules::SIDE_MAX);
    limits.max_image_height = Some(rules::SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    rules::check_size(width, height)?;
    limits.reserve(decoder.total_bytes()).map_err(refusal)?;
    // What is wrong about the turn is not worth the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let seen = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    // The decoder paints grey over what is missing at the end.
    if format == ImageFormat::Jpeg && !is_whole_jpeg(file) {
        return Err(rules::damaged());
    }
    Ok((seen, orientation))
}

/// Whether the pixels of a JPEG come to their end. Pictures of its heading, small ones of itself,
/// have ends of their own.
fn is_whole_jpeg(file: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    let mut rest = file.get(2..).unwrap_or_default();
    while let [0xff, mark, more @ ..] = rest {
        rest = match (*mark, more) {
            (START_OF_SCAN, _) => break,
            (0xff, _) => &rest[1..],
            (_, [high, low, ..]) => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                more.get(length..).unwrap_or_default()
            }
            _ => &[],
        };
    }
    rest.windows(2).any(|mark| mark == [0xff, 0xd9])
}

fn refusal(error: ImageError) -> Invalid {
    match error {
        ImageError::Limits(_) => rules::too_many_pixels(),
        _ => rules::damaged(),
    }
}

/// What can be seen through is seen on white.
fn on_white(seen: DynamicImage) -> DynamicImage {
    if !seen.color().has_alpha() {
        return seen.into_rgb8().into();
    }
    let seen = seen.into_rgba8();
    let mut flat = RgbImage::new(seen.width(), seen.height());
    for (pixel, from) in flat.pixels_mut().zip(seen.pixels()) {
        let [red, green, blue, alpha] = from.0;
        pixel.0 = [red, green, blue].map(|colour| blend(colour, alpha));
    }
    flat.into()
}

/// A colour with white behind it.
fn blend(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    let mixed = (colour * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn shrink(seen: &DynamicImage, side: u32) -> DynamicImage {
    let (width, height) = rules::fit((seen.width(), seen.height()), side);
    if (width, height) == (seen.width(), seen.height()) {
        return seen.clone();
    }
    // A good filter is slow over many pixels, and what it does is not seen at more than twice
    // the size.
    if seen.width().max(seen.height()) > side * 4 {
        let nearly = seen.thumbnail_exact(width * 2, height * 2);
        return nearly.resize_exact(width, height, FilterType::Lanczos3);
    }
    seen.resize_exact(width, height, FilterType::Lanczos3)
}

fn encode(seen: &DynamicImage) -> Vec<u8> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(seen)
        .expect("memory takes what it is given, and these sizes a JPEG can have");
    jpeg
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, Rgba, RgbaImage};

    const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

    /// The left half red, the right half blue.
    fn halves(width: u32, height: u32) -> DynamicImage {
        let colour = |x| {
            Rgb(if x < width / 2 {
                [255, 0, 0]
            } else {
                [0, 0, 255]
            })
        };
        RgbImage::from_fn(width, height, |x, _| colour(x)).into()
    }

    fn file(seen: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        seen.write_to(&mut file, format).expect("written");
        file.into_inner()
    }

    fn shown(jpeg: &[u8]) -> RgbImage {
        let seen = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg);
        seen.expect("a JPEG").into_rgb8()
    }

    /// Colours change a little in a JPEG.
    #[track_caller]
    fn assert_like(pixel: &Rgb<u8>, wanted: [u8; 3]) {
        let is_near = |(one, other): (&u8, &u8)| one.abs_diff(*other) < 24;
        assert!(
            pixel.0.iter().zip(&wanted).all(is_near),
            "{pixel:?}, not {wanted:?}"
        );
    }

    fn code(file: &[u8]) -> &'static str {
        let wrong = read_picture(file).expect_err("refused");
        assert_eq!(wrong.0[0].pointer, "/file");
        wrong.0[0].code
    }

    #[test]
    fn all_formats_come_out_in_two_sizes() {
        for format in FORMATS {
            let drawn = read_picture(&file(&halves(2_000, 1_000), format)).expect("a picture");
            assert_eq!((drawn.width, drawn.height), (1_200, 600), "{format:?}");
            let (large, small) = (shown(&drawn.large), shown(&drawn.small));
            assert_eq!(
                (large.dimensions(), small.dimensions()),
                ((1_200, 600), (240, 120))
            );
            for (seen, right) in [(&large, 1_190), (&small, 230)] {
                assert_like(seen.get_pixel(5, 50), [255, 0, 0]);
                assert_like(seen.get_pixel(right, 50), [0, 0, 255]);
            }
        }
        let tiny = read_picture(&file(&halves(6, 4), ImageFormat::Png)).expect("a picture");
        assert_eq!((tiny.width, tiny.height), (6, 4));
        assert_eq!(tiny.small, tiny.large);
    }

    #[test]
    fn what_can_be_seen_through_is_seen_on_white() {
        let seen = RgbaImage::from_fn(60, 60, |x, _| Rgba([0, 0, 0, if x < 30 { 0 } else { 128 }]));
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let drawn = read_picture(&file(&seen.clone().into(), format)).expect("a picture");
            let large = shown(&drawn.large);
            assert_like(large.get_pixel(5, 30), [255; 3]);
            assert_like(large.get_pixel(55, 30), [127; 3]);
        }
    }

    /// A camera that was held upright says so, and may say where it was.
    #[test]
    fn a_picture_is_turned_the_right_way_up_and_tells_nothing_else() {
        let plain = file(&halves(40, 20), ImageFormat::Jpeg);
        let turned_right =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let length = u16::try_from(turned_right.len() + 2).expect("short");
        let exif = [&[0xff, 0xe1], &length.to_be_bytes()[..], turned_right].concat();
        let drawn = read_picture(&[&plain[..2], &exif, &plain[2..]].concat()).expect("a picture");
        assert_eq!((drawn.width, drawn.height), (20, 40));
        let large = shown(&drawn.large);
        assert_like(large.get_pixel(10, 3), [255, 0, 0]);
        assert_like(large.get_pixel(10, 36), [0, 0, 255]);
        for jpeg in [&drawn.large, &drawn.small] {
            assert!(!jpeg.windows(4).any(|part| part == b"Exif"));
        }
    }

    #[test]
    fn what_is_no_whole_picture_is_refused() {
        for other in [
            &b""[..],
            b"hello",
            b"GIF89a\x01\0\x01\0",
            b"BM",
            b"<svg/>",
            b"%PDF-1.7",
        ] {
            assert_eq!(code(other), "picture.unknown_format", "{other:?}");
        }
        for format in FORMATS {
            let whole = file(&halves(300, 200), format);
            for end in [16, whole.len() / 2, whole.len() * 9 / 10] {
                assert_eq!(code(&whole[..end]), "picture.damaged", "{format:?}, {end}");
            }
            let behind = [&whole[..], &b"a film of the same moment".repeat(9)].concat();
            assert!(read_picture(&behind).is_ok(), "{format:?}");
        }
        assert_eq!(code(&vec![0; rules::FILE_MAX + 1]), "picture.too_large");
    }

    /// Some bytes that would fill gigabytes.
    #[test]
    fn a_bomb_is_refused_by_its_heading() {
        let long = file(&DynamicImage::new_luma8(10_001, 1), ImageFormat::Png);
        assert_eq!(code(&long), "picture.too_many_pixels");
        let mut jpeg = file(&halves(40, 20), ImageFormat::Jpeg);
        let size = [0, 20, 0, 40];
        let at = jpeg
            .windows(4)
            .position(|part| part == size)
            .expect("its size");
        for side in [9_000_u16, 65_500] {
            let side = side.to_be_bytes();
            jpeg[at..at + 4].copy_from_slice(&[side, side].concat());
            assert_eq!(code(&jpeg), "picture.too_many_pixels");
        }
        // Sixteen bits of four colours: fewer pixels, as many bytes.
        let mut wide = file(&DynamicImage::new_rgba16(1, 1), ImageFormat::Png);
        wide[16..24].copy_from_slice(&[7_000_u32.to_be_bytes(), 5_000_u32.to_be_bytes()].concat());
        let sum = checksum(&wide[12..29]);
        wide[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(code(&wide), "picture.too_many_pixels");
    }

    /// Of a part of a PNG (CRC-32).
    fn checksum(part: &[u8]) -> u32 {
        let step = |sum: u32| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
        let add = |sum, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum));
        !part.iter().fold(u32::MAX, add)
    }
}
