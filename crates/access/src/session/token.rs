//! What a request shows to prove its log-in.

use super::COOKIE;
use crate::api_key;
use axum::http::{HeaderMap, header};
use data_encoding::BASE32_NOPAD;
use kernel::{BrandId, ids};
use sha2::{Digest, Sha256};

/// Bytes of chance in a secret.
const SECRET_BYTES: usize = 32;

/// A secret that names its brand, so that every look-up does; only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub brand: BrandId,
    pub hash: [u8; 32],
    pub came_as_cookie: bool,
    /// Whether it is a key of a program.
    pub is_key: bool,
}

impl Token {
    /// Reads the token of a request: bearer first, then cookie.
    pub fn of(headers: &HeaderMap) -> Option<Token> {
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        if let Some(text) = bearer.map(str::trim) {
            return match text.strip_prefix(api_key::PREFIX) {
                Some(text) => Some(Token {
                    is_key: true,
                    ..Token::read(text, false)?
                }),
                None => Token::read(text, false),
            };
        }
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .find_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='))
            .and_then(|text| Token::read(text, true))
    }

    pub(crate) fn read(text: &str, came_as_cookie: bool) -> Option<Token> {
        let (brand, secret) = text.split_once('.')?;
        let brand = BrandId(ids::decode(brand)?);
        let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
        let hash = (secret.len() == SECRET_BYTES).then(|| Sha256::digest(&secret).into())?;
        Some(Token {
            brand,
            hash,
            came_as_cookie,
            is_key: false,
        })
    }

    /// A new token and the text that the client keeps.
    pub(crate) fn make(brand: BrandId) -> (Token, String) {
        let secret: [u8; SECRET_BYTES] = rand::random();
        let text = format!("{}.{}", ids::encode(brand.0), BASE32_NOPAD.encode(&secret));
        let token = Token {
            brand,
            hash: Sha256::digest(secret).into(),
            came_as_cookie: true,
            is_key: false,
        };
        (token, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_from_cookie_and_header_alike() {
        let (token, text) = Token::make(BrandId(77));
        let mut headers = HeaderMap::new();
        let cookie = format!("theme=dark; {COOKIE}={text}");
        headers.insert(header::COOKIE, cookie.parse().expect("visible letters"));
        assert_eq!(Token::of(&headers), Some(token.clone()));
        let bearer = format!("Bearer {text}").parse().expect("visible letters");
        headers.insert(header::AUTHORIZATION, bearer);
        assert_eq!(
            Token::of(&headers),
            Some(Token {
                came_as_cookie: false,
                ..token
            })
        );
    }

    #[test]
    fn what_is_no_token_is_none() {
        let (_, text) = Token::make(BrandId(77));
        for wrong in ["", ".", "x.y", &text[1..], &text[..text.len() - 1], "会.员"] {
            assert_eq!(Token::read(wrong, false), None, "{wrong}");
        }
    }
}
