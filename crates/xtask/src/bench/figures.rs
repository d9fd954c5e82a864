//! Figures that programs compare from one commit to the next: `docs/bench.json`, and a table of
//! them for people in `docs/bench.md`. Each measurement replaces its own and leaves the others.

use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// One figure.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Figure {
    /// Its name, such as `import.1m.seconds`.
    pub name: String,
    /// What was measured.
    pub value: f64,
    /// In which unit.
    pub unit: String,
    /// What it is compared with, where it is a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<f64>,
    /// Under which circumstances.
    pub note: String,
}

impl Figure {
    /// A figure by itself, to a thousandth.
    pub fn new(name: String, value: f64, unit: &str, note: &str) -> Figure {
        Figure {
            name,
            value: (value * 1_000.0).round() / 1_000.0,
            unit: unit.to_owned(),
            baseline: None,
            note: note.to_owned(),
        }
    }
}

const JSON: &str = "docs/bench.json";
const PAGE: &str = "docs/bench.md";
const TITLE: &str = "# Measurements\n";

fn everything() -> Result<Vec<Figure>> {
    let text = std::fs::read_to_string(JSON).unwrap_or_else(|_| "[]".to_owned());
    Ok(serde_json::from_str(&text)?)
}

/// The figures of a measurement as they were recorded last.
pub fn recorded(what: &str) -> Result<Vec<Figure>> {
    let mut all = everything()?;
    all.retain(|figure| figure.name.starts_with(&format!("{what}.")));
    Ok(all)
}

/// Replaces the figures of a measurement, whose names begin with `what` and a dot, and its section
/// for people, which begins with `about`.
pub fn record(what: &str, about: &str, figures: Vec<Figure>) -> Result<()> {
    let mut all = everything()?;
    all.retain(|figure| !figure.name.starts_with(&format!("{what}.")));
    let section = section(what, about, &figures);
    all.extend(figures);
    std::fs::write(JSON, serde_json::to_string_pretty(&all)? + "\n")?;
    let page = std::fs::read_to_string(PAGE).unwrap_or_else(|_| TITLE.to_owned());
    std::fs::write(PAGE, with_section(&page, what, &section))?;
    Ok(())
}

fn head_of(what: &str) -> String {
    format!("## `cargo xtask bench {what}`\n")
}

/// What one measurement has found, for people.
fn section(what: &str, about: &str, figures: &[Figure]) -> String {
    let mut text = head_of(what);
    let _ = write!(
        text,
        "\n{about}\n\n| name | value | note |\n|---|--:|---|\n"
    );
    for one in figures {
        let _ = writeln!(
            text,
            "| `{}` | {:.2} {} | {} |",
            one.name, one.value, one.unit, one.note
        );
    }
    text
}

/// The page with the section of a measurement replaced, or added at the end.
fn with_section(page: &str, what: &str, section: &str) -> String {
    let head = head_of(what);
    let Some(start) = page.find(&head) else {
        return format!("{}\n\n{section}", page.trim_end());
    };
    let rest = &page[start + head.len()..];
    let next = rest.find("\n## ").map(|at| &rest[at..]);
    format!("{}{section}{}", &page[..start], next.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measurement_replaces_its_own_section_only() {
        let section = |what: &str, value| {
            let figure = Figure::new("x".into(), value, "s", "here");
            super::section(what, "About.", &[figure])
        };
        let first = with_section(TITLE, "import", &section("import", 1.0));
        let both = with_section(&first, "search", &section("search", 3.0));
        let again = with_section(&both, "import", &section("import", 2.0));
        let twice = with_section(&again, "search", &section("search", 3.0));
        let expected = with_section(TITLE, "import", &section("import", 2.0));
        let expected = with_section(&expected, "search", &section("search", 3.0));
        assert!(first.starts_with("# Measurements\n\n## ") && first.contains("1.00 s"));
        assert_eq!(again, expected);
        assert_eq!(twice, expected);
    }
}
