// @vitest-environment happy-dom
import { WordsProvider } from '@huitong/words/react'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ConsentStep } from './ConsentStep'
import type { Ask, Given } from './types'

afterEach(cleanup)

const ASKS: Ask[] = [
  {
    purpose: 'service',
    channel: 'all',
    policy_version: 3,
    zh: '会员服务全文',
    en: 'The terms',
    is_required: true,
  },
  {
    purpose: 'marketing',
    channel: 'sms',
    policy_version: 1,
    zh: '短信全文',
    en: 'About SMS',
    is_required: false,
  },
]

function show() {
  const onJoin = vi.fn(async (_name: string, _given: Given[]) => {})
  render(
    <WordsProvider>
      <ConsentStep asks={ASKS} onJoin={onJoin} />
    </WordsProvider>,
  )
  return onJoin
}

const box = (name: RegExp) => screen.getByRole('checkbox', { name }) as HTMLInputElement
const submit = () => fireEvent.click(screen.getByRole('button', { name: '加入会员' }))

test('nothing is ticked beforehand, and without what is required nobody joins', () => {
  const onJoin = show()
  expect(box(/会员服务条款/).checked).toBe(false)
  expect(box(/短信/).checked).toBe(false)
  fireEvent.click(box(/短信/))
  submit()
  expect(screen.getByRole('alert').textContent).toContain('请先阅读并同意')
  expect(onJoin).not.toHaveBeenCalled()
})

test('what is ticked is given in the version that was shown, and nothing else', () => {
  const onJoin = show()
  fireEvent.click(box(/会员服务条款/))
  fireEvent.change(screen.getByLabelText(/怎么称呼您/), { target: { value: ' 周小雨 ' } })
  submit()
  const given = [{ purpose: 'service', channel: 'all', policy_version: 3 }]
  expect(onJoin).toHaveBeenCalledWith('周小雨', given)
})
