//! How long a quote takes: baskets and offers of a busy chain, each priced once, natively in this
//! process and as a till does it, as WebAssembly under Node.

mod basket;
mod wasm;

use super::figures::{Figure, record};
use anyhow::Result;
use basket::Sample;
use platform::clock::Stopwatch;

const ABOUT: &str = "Generated baskets of a busy chain: SKUs in a dozen categories, offers of \
                     most kinds on one of them, a few, a category or everything, some for certain \
                     tiers, days or hours; up to three coupons together. Each basket is priced \
                     once, on one thread; `proved` is how often nothing better was possible, the \
                     others are the best found within the limit of work. `native` calls the \
                     engine; `wasm` is the engine of the tills under Node, from JSON to JSON.";

/// Baskets of one size.
struct Size {
    lines: usize,
    offers: usize,
    baskets: u64,
    /// How long 99 of 100 may take, in ms …
    native_most: f64,
    /// … and as WebAssembly, where that is promised.
    wasm_most: Option<f64>,
}

const SIZES: [Size; 3] = [
    Size::of(6, 20, 1_000, 1.0, None),
    Size::of(20, 100, 1_000, 2.0, Some(10.0)),
    Size::of(200, 500, 200, 20.0, None),
];

/// Measures and records.
pub fn run(is_dry: bool) -> Result<()> {
    let mut figures = Vec::new();
    for size in &SIZES {
        let samples: Vec<_> = (0..size.baskets)
            .map(|seed| basket::sample(seed, size.lines, size.offers))
            .collect();
        figures.extend(native(size, &samples)?);
        if let Some(most) = size.wasm_most {
            let took = wasm::measure(&samples)?;
            let note = format!("{} baskets; 99 of 100 at most {most} ms", size.baskets);
            figures.push(size.figure("wasm", "p50_ms", took.p50_ms, &note));
            figures.push(size.figure("wasm", "p99_ms", took.p99_ms, &note));
        }
    }
    if is_dry {
        Ok(())
    } else {
        record("quote", ABOUT, figures)
    }
}

fn native(size: &Size, samples: &[Sample]) -> Result<[Figure; 2]> {
    let (mut took, mut proved) = (Vec::new(), 0_u64);
    for sample in samples {
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
    let (baskets, most) = (size.baskets, size.native_most);
    let note = format!("{baskets} baskets, {proved} proved; 99 of 100 at most {most} ms");
    Ok([("p50_ms", at(50)), ("p99_ms", at(99))]
        .map(|(name, value)| size.figure("native", name, value, &note)))
}

impl Size {
    const fn of(
        lines: usize,
        offers: usize,
        baskets: u64,
        native_most: f64,
        wasm_most: Option<f64>,
    ) -> Size {
        Size {
            lines,
            offers,
            baskets,
            native_most,
            wasm_most,
        }
    }

    fn figure(&self, build: &str, name: &str, value: f64, note: &str) -> Figure {
        let Size { lines, offers, .. } = self;
        let name = format!("quote.{build}.{lines}x{offers}.{name}");
        eprintln!("  {name}: {value:.3}, {note}");
        Figure::new(name, value, "ms", note)
    }
}
