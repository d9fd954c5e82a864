//! How long a quote takes: baskets and offers of a busy chain, each priced once, in this process.

mod basket;

use super::figures::{Figure, record};
use anyhow::Result;
use platform::clock::Stopwatch;

const ABOUT: &str = "Generated baskets of a busy chain: SKUs in a dozen categories, offers of \
                     most kinds on one of them, a few, a category or everything, some for certain \
                     tiers, days or hours; up to three coupons together. Each basket is priced \
                     once, on one thread; `proved` is how often nothing better was possible, the \
                     others are the best found within the limit of work.";

/// Lines, offers, baskets, and how long 99 of 100 may take, in ms.
const SIZES: [(usize, usize, u64, f64); 3] = [
    (6, 20, 1_000, 1.0),
    (20, 100, 1_000, 2.0),
    (200, 500, 200, 20.0),
];

/// Measures and records.
pub fn run(is_dry: bool) -> Result<()> {
    let mut figures = Vec::new();
    for (lines, offers, baskets, most) in SIZES {
        let samples: Vec<_> = (0..baskets)
            .map(|seed| basket::sample(seed, lines, offers))
            .collect();
        let (mut took, mut proved) = (Vec::new(), 0_u64);
        for sample in &samples {
            let begun = Stopwatch::start();
            let quote = pricing::quote(
                &sample.basket,
                &sample.offers,
                &sample.standing,
                &sample.context,
            )?;
            took.push(begun.elapsed().as_secs_f64() * 1_000.0);
            proved += u64::from(quote.search.is_best_of_all);
        }
        took.sort_by(f64::total_cmp);
        let at = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)];
        let note = format!("{baskets} baskets, {proved} proved; 99 of 100 at most {most} ms");
        for (name, value) in [("p50_ms", at(50)), ("p99_ms", at(99))] {
            let name = format!("quote.native.{lines}x{offers}.{name}");
            eprintln!("  {name}: {value:.3}, {note}");
            figures.push(Figure::new(name, value, "ms", &note));
        }
    }
    if is_dry {
        Ok(())
    } else {
        record("quote", ABOUT, figures)
    }
}
