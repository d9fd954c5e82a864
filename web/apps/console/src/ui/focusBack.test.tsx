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

test('and however long the page was busy meanwhile', async () => {
  vi.useRealTimers()
  const { opener, other } = closed()
  other.focus()
  const until = performance.now() + 600
  while (performance.now() < until);
  await new Promise((resolve) => setTimeout(resolve, 5))
  other.blur()
  await vi.waitFor(() => expect(document.activeElement).toBe(opener))
})

/** Whether the focus goes back although the person did something once the window was gone. */
function isGivenBackAfter(act: () => void): boolean {
  const { opener } = closed()
  vi.advanceTimersByTime(1)
  opener.blur()
  act()
  vi.advanceTimersByTime(600)
  const isGivenBack = document.activeElement === opener
  cleanup()
  return isGivenBack
}

const pressing = (key: string, held: object = {}) =>
  isGivenBackAfter(() => fireEvent.keyDown(document.body, { key, ...held }))

test('whoever clicked, typed or scrolled meanwhile is left where they are', () => {
  expect(isGivenBackAfter(() => fireEvent.pointerDown(document.body))).toBe(false)
  for (const key of ['6', 'x', ' ', 'ArrowDown', 'PageUp']) expect(pressing(key), key).toBe(false)
})

test('other keys do not take the focus away', () => {
  for (const key of ['Shift', 'Control', 'CapsLock', 'Escape', 'Enter', 'Tab', 'F5']) {
    expect(pressing(key), key).toBe(true)
  }
  expect(pressing('c', { ctrlKey: true })).toBe(true)
  expect(pressing('c', { metaKey: true })).toBe(true)
})
