//! Runs the SMS simulator, for stories in a browser and for trying things out.

use platform::clock::Clock;
use std::net::{SocketAddr, TcpListener};
use testkit::sms_simulator::{APP_ID, KEY_ID, KEY_SECRET, SmsSimulator};

/// Where the simulator listens.
#[derive(clap::Args)]
pub struct Simulate {
    /// The address.
    #[arg(long, default_value = "127.0.0.1:18090")]
    listen: SocketAddr,
}

/// Serves until it is killed.
pub fn run(simulate: &Simulate) -> anyhow::Result<()> {
    let listener = TcpListener::bind(simulate.listen)?;
    let simulator = SmsSimulator::on(listener, &Clock::system());
    eprintln!(
        "{}: key {KEY_ID}, secret {KEY_SECRET}, app {APP_ID}",
        simulator.url()
    );
    loop {
        std::thread::park();
    }
}
