// @vitest-environment happy-dom
// A scanner is faster than the server: what it types while a number is looked up is not lost.
import { WordsProvider } from '@huitong/words/react'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { App } from 'antd'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { ScanField } from './ScanField'

afterEach(cleanup)

const FOUND = ['拿铁 大杯', '拿铁 中杯']

interface Look {
  look: (text: string) => Promise<readonly string[]>
  pick: (row: string) => void
}

function Field({ look, pick }: Look) {
  const [text, setText] = useState('')
  return (
    <ScanField<string>
      label="goods"
      hint=""
      text={text}
      setText={setText}
      found={FOUND}
      rowKey={(row) => row}
      line={(row) => row}
      look={look}
      pick={pick}
    />
  )
}

function show(look: Look['look']) {
  const pick = vi.fn()
  render(
    <WordsProvider>
      <App>
        <Field look={look} pick={pick} />
      </App>
    </WordsProvider>,
  )
  const input = screen.getByRole<HTMLInputElement>('combobox')
  const type = (text: string) => fireEvent.change(input, { target: { value: text } })
  const press = (key: string) => fireEvent.keyDown(input, { key })
  return { pick, input, type, press }
}

test('a scan leaves the field at once, and what is typed meanwhile stays', async () => {
  let answer: (rows: string[]) => void = () => {}
  const { pick, input, type, press } = show(() => new Promise((resolve) => (answer = resolve)))
  type('6901234567892')
  press('Enter')
  await waitFor(() => expect(input.value).toBe(''))
  type('69012')
  answer(['贝果'])
  await waitFor(() => expect(pick).toHaveBeenCalledWith('贝果'))
  expect(input.value).toBe('69012')
})

test('a number that nothing has comes back into the field', async () => {
  const { pick, input, type, press } = show(async () => [])
  type('6901234567892')
  press('Enter')
  expect(await screen.findByText('没有找到“6901234567892”')).toBeTruthy()
  expect(input.value).toBe('6901234567892')
  expect(pick).not.toHaveBeenCalled()
})

test('a part of a name shows what fits, and the keyboard chooses', async () => {
  const { pick, input, type, press } = show(async () => FOUND)
  type('拿铁')
  press('Enter')
  await waitFor(() =>
    expect(screen.getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('true'),
  )
  press('ArrowDown')
  press('Enter')
  expect(pick).toHaveBeenCalledWith('拿铁 中杯')
  expect(input.value).toBe('')
})

test('Enter that ends the input of a Chinese word looks nothing up', () => {
  const look = vi.fn(async () => FOUND)
  const { type, input } = show(look)
  type('na')
  fireEvent.keyDown(input, { key: 'Enter', isComposing: true })
  expect(look).not.toHaveBeenCalled()
})
