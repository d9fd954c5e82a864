//! The huitong binary; see [`server::cli`].

fn main() -> anyhow::Result<()> {
    server::cli::run()
}
