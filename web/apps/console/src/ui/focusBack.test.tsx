// @vitest-environment happy-dom
// The focus goes back to where a window was opened, unless the person goes on by themselves.
import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useFocusBack } from './focusBack'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function Windowed() {
  useFocusBack()
  return <input aria-label="in the window" />
}

function Page({ isOpen }: { isOpen: boolean }) {
  return (
    <>
      <button type="button">open</button>
      <button type="button">other</button>
      {isOpen && <Windowed />}
    </>
  )
}

/** Opened by the first button, and closed again with the focus nowhere. */
function closed() {
  const { rerender, getByText } = render(<Page isOpen={false} />)
  const opener = getByText('open')
  opener.focus()
  rerender(<Page isOpen />)
  opener.blur()
  rerender(<Page isOpen={false} />)
  return { opener, other: getByText('other') }
}

test('the focus goes back at once', () => {
  const { opener } = closed()
  vi.advanceTimersByTime(1)
  expect(document.activeElement).toBe(opener)
})

test('and once a question has faded out that held it', () => {
  const { opener, other } = closed()
  other.focus()
  vi.advanceTimersByTime(1)
  expect(document.activeElement).toBe(other)
  other.blur()
  vi.advanceTimersByTime(600)
  expect(document.activeElement).toBe(opener)
})

test('whoever clicked or typed meanwhile is left where they are', () => {
  for (const goOn of [fireEvent.pointerDown, fireEvent.keyDown]) {
    const { opener } = closed()
    vi.advanceTimersByTime(1)
    opener.blur()
    goOn(document.body)
    vi.advanceTimersByTime(600)
    expect(document.activeElement).not.toBe(opener)
    cleanup()
  }
})
