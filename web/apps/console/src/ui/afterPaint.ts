// What may wait until somebody sees the page: a click is answered by the next picture, and all that
// is done before it makes it later.

/** Does it once the next picture is on the screen; what it gives takes that back. */
export function afterPaint(act: () => void): () => void {
  if (document.hidden) {
    // Nothing is painted out of sight, such as in a tab opened behind this one.
    act()
    return () => {}
  }
  let rest: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    rest = setTimeout(act)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(rest)
  }
}
