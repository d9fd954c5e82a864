//! What a picture may be, how large it is shown, and what makes an order of pictures.

use kernel::{Invalid, PictureId};

/// The most pictures of one kind of goods.
pub(crate) const PICTURES_MAX: usize = 8;
/// The largest file, in megabytes and in bytes.
pub(crate) const FILE_MAX_MB: usize = 10;
pub(crate) const FILE_MAX: usize = FILE_MAX_MB * 1024 * 1024;
/// The longest side of what comes, in pixels.
pub(crate) const SIDE_MAX: u32 = 10_000;
/// The most pixels of what comes, in millions: a telephone's best camera makes 50 of them.
pub(crate) const MEGAPIXELS_MAX: u64 = 52;
/// The longest sides of what is kept.
pub(crate) const LARGE_SIDE: u32 = 1_200;
pub(crate) const SMALL_SIDE: u32 = 240;
/// What can be read.
pub(crate) const FORMATS: &str = "JPEG, PNG, WebP";

/// The file is longer than is taken.
pub(crate) fn too_large() -> Invalid {
    Invalid::one(
        "/file",
        "picture.too_large",
        [("max_mb", FILE_MAX_MB.into())],
    )
}

/// The file is none of the formats that can be read.
pub(crate) fn unknown_format() -> Invalid {
    Invalid::one(
        "/file",
        "picture.unknown_format",
        [("allowed", FORMATS.into())],
    )
}

/// The file begins like a picture and does not go on like one.
pub(crate) fn damaged() -> Invalid {
    Invalid::one("/file", "picture.damaged", [])
}

/// The picture has more pixels than are drawn.
pub(crate) fn too_many_pixels() -> Invalid {
    let max = [
        ("side_max", SIDE_MAX.into()),
        ("megapixels_max", MEGAPIXELS_MAX.into()),
    ];
    Invalid::one("/file", "picture.too_many_pixels", max)
}

/// Whether a picture of this size is drawn: asked of its heading, before any pixel is read.
pub(crate) fn check_size(width: u32, height: u32) -> Result<(), Invalid> {
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > SIDE_MAX || pixels > MEGAPIXELS_MAX * 1_000_000 {
        return Err(too_many_pixels());
    }
    Ok(())
}

/// The size in a square of `side`, in the same proportions; what is smaller stays as it is.
pub(crate) fn fit((width, height): (u32, u32), side: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= side {
        return (width, height);
    }
    let scaled = |length: u32| {
        let (length, side, longest) = (u64::from(length), u64::from(side), u64::from(longest));
        let rounded = (length * side * 2 + longest) / (longest * 2);
        u32::try_from(rounded).unwrap_or(u32::MAX).max(1)
    };
    (scaled(width), scaled(height))
}

/// Whether a wanted order names each picture that is there, once.
pub(crate) fn check_order(there: &[PictureId], wanted: &[PictureId]) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    if wanted.len() > PICTURES_MAX {
        let max = [("max", PICTURES_MAX.into())];
        return Err(Invalid::one("/picture_ids", "list.too_long", max));
    }
    for (place, picture_id) in wanted.iter().enumerate() {
        if wanted[..place].contains(picture_id) {
            wrong.add(format!("/picture_ids/{place}"), "value.duplicate", []);
        } else if !there.contains(picture_id) {
            wrong.add(format!("/picture_ids/{place}"), "reference.unknown", []);
        }
    }
    if wrong.0.is_empty() && wanted.len() < there.len() {
        wrong.add("/picture_ids", "value.missing", []);
    }
    wrong.check()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_shrink_in_proportion_and_never_grow() {
        for (from, side, to) in [
            ((4_000, 3_000), 1_200, (1_200, 900)),
            ((3_000, 4_000), 240, (180, 240)),
            ((1_200, 1_200), 1_200, (1_200, 1_200)),
            ((20, 10), 240, (20, 10)),
            ((1_001, 667), 240, (240, 160)),
            ((10_000, 1), 240, (240, 1)),
        ] {
            assert_eq!(fit(from, side), to, "{from:?} in {side}");
        }
    }

    #[test]
    fn what_is_larger_than_a_camera_makes_is_not_drawn() {
        for (width, height) in [(1, 1), (8_160, 6_144), (10_000, 5_200)] {
            assert_eq!(check_size(width, height), Ok(()), "{width} × {height}");
        }
        for (width, height) in [(10_001, 1), (10_000, 5_201), (u32::MAX, u32::MAX)] {
            assert_eq!(check_size(width, height), Err(too_many_pixels()));
        }
        assert_eq!(check_size(0, 5), Err(damaged()));
    }

    #[test]
    fn an_order_names_each_picture_once() {
        let ids = |numbers: &[i64]| numbers.iter().map(|id| PictureId(*id)).collect::<Vec<_>>();
        let check = |wanted: &[i64]| {
            let outcome = check_order(&ids(&[1, 2, 3]), &ids(wanted));
            let told = |error: &kernel::FieldError| format!("{} {}", error.pointer, error.code);
            outcome.map_err(|wrong| wrong.0.iter().map(told).collect::<Vec<_>>().join(", "))
        };
        assert_eq!(check(&[3, 1, 2]), Ok(()));
        for (wanted, told) in [
            (&[1, 2][..], "/picture_ids value.missing"),
            (&[1, 2, 2], "/picture_ids/2 value.duplicate"),
            (&[1, 2, 4], "/picture_ids/2 reference.unknown"),
            (&[1; 9], "/picture_ids list.too_long"),
        ] {
            assert_eq!(check(wanted), Err(told.to_owned()), "{wanted:?}");
        }
    }
}
