// @vitest-environment happy-dom
// Yuan in the field, 分 in the form.
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { MoneyInput } from './MoneyInput'

afterEach(cleanup)

let fen: number | undefined

function Field() {
  const [value, setValue] = useState<number>()
  fen = value
  return (
    <>
      <MoneyInput value={value} onChange={setValue} />
      <button type="button" onClick={() => setValue(50_000)}>
        rung
      </button>
      <button type="button" onClick={() => setValue(undefined)}>
        none
      </button>
    </>
  )
}

function type(text: string): HTMLInputElement {
  const input = screen.getByRole<HTMLInputElement>('textbox')
  fireEvent.change(input, { target: { value: text } })
  return input
}

test('what is typed is kept as typed, and counted in fen', () => {
  render(<Field />)
  const input = type('1000.5')
  expect(fen).toBe(100_050)
  expect(input.value).toBe('1000.5')
  fireEvent.blur(input)
  expect(input.value).toBe('1,000.50')
})

test('what is no amount is shown but not taken', () => {
  render(<Field />)
  const input = type('12.345')
  expect(fen).toBeNaN()
  expect(input.value).toBe('12.345')
  expect(input.getAttribute('aria-invalid')).toBe('true')
  fireEvent.blur(input)
  expect(input.value).toBe('12.345')
  type(' ')
  expect(fen).toBeUndefined()
  expect(input.getAttribute('aria-invalid')).toBeNull()
})

test('an amount that the form sets is shown', () => {
  render(<Field />)
  const input = type('3')
  fireEvent.click(screen.getByText('rung'))
  expect(input.value).toBe('500.00')
})

test('an amount that the form empties is gone', () => {
  render(<Field />)
  const input = type('3')
  fireEvent.click(screen.getByText('none'))
  expect(input.value).toBe('')
  fireEvent.blur(input)
  expect(input.value).toBe('')
})
