//! What a search text may mean, and in which order the meanings are walked. Pure.

use super::store::Hit;
use super::tail::{first_tail, fold};
use crate::identity::Phone;
use crate::identity::rules::{read_card, read_external};
use crate::profile::name_keys;
use kernel::Invalid;

/// The longest search text, in characters.
pub(super) const QUERY_MAX: usize = 64;

/// One meaning of a search text, each walked along an index of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// Everybody, the newest first.
    Newest,
    /// The last four digits of the phone number, the newest first.
    LastFour(String),
    /// The beginning of the name's pinyin, in its order.
    Pinyin(String),
    /// The beginning of the name's initials, in their order.
    Initials(String),
    /// A part of the name, in the order of the names from there on.
    NamePart(String),
}

/// What a search text comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Plan {
    /// A phone number, whose owner comes first.
    pub phone: Option<Phone>,
    /// Cards, member numbers or external keys, whose owners come first.
    pub numbers: Vec<String>,
    /// Then these, one after the other; nobody is listed twice.
    pub routes: Vec<Route>,
}

impl Plan {
    /// Reads a search text.
    pub fn of(text: &str) -> Result<Plan, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Plan {
                routes: vec![Route::Newest],
                ..Plan::default()
            });
        }
        let mut wrong = Invalid::new();
        wrong.text("?q", text, QUERY_MAX);
        wrong.check()?;
        let mut numbers: Vec<String> = read_external(text).into_iter().collect();
        numbers.extend(read_card(text).filter(|card| !numbers.contains(card)));
        let phone = Phone::read(text);
        let routes = if phone.is_some() {
            Vec::new()
        } else {
            routes(text)
        };
        Ok(Plan {
            phone,
            numbers,
            routes,
        })
    }

    /// The first of the routes by which somebody is found: its place.
    pub fn first_route(&self, name: &str, last_four: Option<&str>) -> Option<usize> {
        let keys = name_keys(name);
        let finds = |route: &Route| match route {
            Route::Newest => true,
            Route::LastFour(digits) => last_four == Some(digits),
            Route::Pinyin(prefix) => keys.pinyin.starts_with(prefix.as_str()),
            Route::Initials(prefix) => keys.initials.starts_with(prefix.as_str()),
            Route::NamePart(part) => fold(name).contains(part.as_str()),
        };
        self.routes.iter().position(finds)
    }

    /// Whether whom a row finds was listed already: by a route before, or by a row before in the
    /// same route, for a part may be in a name twice.
    pub fn is_listed_before(&self, route: usize, hit: &Hit) -> bool {
        // The routes that do not go by the name stand alone in their plans; and before the first
        // there is none, so nothing is spelled for it.
        let is_found_before = || {
            self.first_route(&hit.name, None)
                .is_some_and(|first| first < route)
        };
        route > 0 && is_found_before()
            || match &self.routes[route] {
                Route::NamePart(part) => {
                    first_tail(&hit.name, part).is_some_and(|first| first < hit.key)
                }
                _ => false,
            }
    }
}

fn routes(text: &str) -> Vec<Route> {
    if text.chars().all(|letter| letter.is_ascii_digit()) {
        // Digits are numbers; names are not searched for them.
        return match text.len() {
            4 => vec![Route::LastFour(text.to_owned())],
            _ => Vec::new(),
        };
    }
    let part = Route::NamePart(fold(text));
    let Some(typed) = typed_pinyin(text) else {
        return vec![part];
    };
    let mut routes = vec![Route::Pinyin(typed.clone())];
    if may_be_initials(&typed) {
        routes.push(Route::Initials(typed));
    }
    routes.push(part);
    routes
}

/// Pinyin as people type it: `Zhang Xiao'ming`, `lü` or `lv`; `None` for what is none.
fn typed_pinyin(text: &str) -> Option<String> {
    let mut typed = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' => typed.push(letter.to_ascii_lowercase()),
            'ü' | 'Ü' => typed.push('v'),
            ' ' | '\'' | '’' | '-' | '·' => {}
            _ => return None,
        }
    }
    (!typed.is_empty()).then_some(typed)
}

/// No syllable begins with i, u or v, so a text with one of them after its first letter is hardly
/// the initials of a name; and nobody has more than eight. The first initial is the first letter of
/// the pinyin, so a single letter finds nobody new.
fn may_be_initials(typed: &str) -> bool {
    (2..=8).contains(&typed.len()) && !typed.contains(['i', 'u', 'v'])
}

/// The first text after all that begin with `prefix`, in the order of bytes.
pub(super) fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text | phone? | numbers | routes`.
    fn check(table: &str) {
        for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let plan = Plan::of(parts[0]).expect("a plan");
            let phone = plan.phone.map_or(String::new(), |phone| phone.masked());
            let routes: Vec<String> = plan.routes.iter().map(word).collect();
            let found = [phone, plan.numbers.join(" "), routes.join(" ")];
            assert_eq!(found, [parts[1], parts[2], parts[3]], "{line}");
        }
    }

    fn word(route: &Route) -> String {
        match route {
            Route::Newest => "newest".into(),
            Route::LastFour(digits) => format!("last:{digits}"),
            Route::Pinyin(prefix) => format!("pinyin:{prefix}"),
            Route::Initials(prefix) => format!("initials:{prefix}"),
            Route::NamePart(part) => format!("part:{part}"),
        }
    }

    #[test]
    fn a_text_means_what_a_cashier_means() {
        check(
            "               |             |                    | newest
             138 0000 1234  | 138****1234 | 138 0000 1234      |
             13800001234    | 138****1234 | 13800001234        |
             1234           |             | 1234               | last:1234
             123            |             | 123                |
             1234567890     |             | 1234567890         |
             vip-0001       |             | vip-0001 VIP-0001  | pinyin:vip0001 part:vip-0001
             张三             |             | 张三                 | part:张三
             Ai Ya          |             | Ai Ya              | pinyin:aiya part:ai ya
             zs             |             | zs                 | pinyin:zs initials:zs part:zs
             li             |             | li                 | pinyin:li part:li
             z              |             | z                  | pinyin:z part:z
             lü             |             | lü                 | pinyin:lv part:lü
             O'N            |             | O'N                | pinyin:on initials:on part:o'n",
        );
    }

    #[test]
    fn a_text_that_cannot_be_searched_is_refused() {
        for text in ["\u{7}", &"x".repeat(65)] {
            let wrong = Plan::of(text).expect_err("refused");
            assert_eq!(wrong.0[0].pointer, "?q");
        }
    }

    #[test]
    fn who_was_listed_is_not_listed_again() {
        let plan = Plan::of("wang").expect("a plan");
        assert_eq!(plan.routes.len(), 3);
        let hit = |name: &str, key: &str| Hit {
            id: kernel::MemberId(1),
            name: name.into(),
            key: key.into(),
        };
        assert!(plan.is_listed_before(2, &hit("Wang Li", "wang li")));
        assert!(!plan.is_listed_before(0, &hit("王芳", "wangfang")));
        assert!(!plan.is_listed_before(2, &hit("Elwang Li", "wang li")));
        let plan = Plan::of("娜").expect("a plan");
        assert!(!plan.is_listed_before(0, &hit("王娜娜", "娜")));
        assert!(plan.is_listed_before(0, &hit("王娜娜", "娜娜")));
    }

    #[test]
    fn a_prefix_ends_before_the_next_one() {
        let end = after_prefix("li");
        for inside in ["li", "lina", "lizzz", "li张"] {
            assert!(inside < end.as_str());
        }
        assert!("lj" > end.as_str());
    }
}
