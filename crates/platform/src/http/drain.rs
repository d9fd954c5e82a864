//! Reads on what a client still sends after its request was refused.
//!
//! Closing a connection with unread bytes makes the kernel reset it, and the client may lose the
//! answer that says why. So a body that nobody finished is read to its end, within bounds.

use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use futures_util::{Stream, StreamExt};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// More than this is not worth an answer.
const DRAIN_BYTES_MAX: usize = 64 * 1024 * 1024;
const DRAIN_SECONDS_MAX: u64 = 10;

/// The same body; what is left of it when it is dropped is read and thrown away.
pub(super) fn drained(body: Body) -> Body {
    if body.is_end_stream() {
        return body;
    }
    Body::from_stream(Drained(Some(body.into_data_stream())))
}

struct Drained(Option<BodyDataStream>);

impl Stream for Drained {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = self.0.as_mut() else {
            return Poll::Ready(None);
        };
        let polled = body.poll_next_unpin(cx);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.0 = None;
        }
        polled
    }
}

impl Drop for Drained {
    fn drop(&mut self) {
        let (Some(mut body), Ok(runtime)) = (self.0.take(), tokio::runtime::Handle::try_current())
        else {
            return;
        };
        runtime.spawn(async move {
            let read = async {
                let mut left = DRAIN_BYTES_MAX;
                while let Some(Ok(bytes)) = body.next().await {
                    match left.checked_sub(bytes.len()) {
                        Some(rest) => left = rest,
                        None => break,
                    }
                }
            };
            // Whoever sends slower than this has given up the answer.
            let _ = tokio::time::timeout(Duration::from_secs(DRAIN_SECONDS_MAX), read).await;
        });
    }
}
