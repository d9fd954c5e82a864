//! The QR code of an address, as a picture that scales.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The picture as SVG; `None` for a text that no QR code holds. A quarter of it may be scratched
/// off, for it hangs in a shop.
pub(super) fn qr_svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).ok()?;
    Some(
        code.render()
            .min_dimensions(240, 240)
            .dark_color(svg::Color("#000"))
            .light_color(svg::Color("#fff"))
            .build(),
    )
}
