// @vitest-environment happy-dom
// A window that does one thing: refusals are told where they belong, and it stays open till then.
import { ProblemError } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { App, ConfigProvider, Form, Input } from 'antd'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { ActModal } from './ActModal'
import { unsavedForms } from './unsaved'

afterEach(cleanup)

const WRONG_REASON = new ProblemError(
  422,
  'request.invalid',
  '',
  {},
  [{ pointer: '/reason', code: 'text.too_long', params: { max: 200 } }],
  'req_1',
)
const NOT_FROZEN = new ProblemError(422, 'membership.not_frozen', '', {}, [], 'req_2')

const submitted = (submit: (values: { reason: string }) => Promise<unknown>) => {
  const close = show(submit)
  type('found again')
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }))
  return close
}

/** Nothing that moves ever ends here: what is to be gone is shown still. */
function show(submit: (values: { reason: string }) => Promise<unknown>, isStill = false) {
  const close = vi.fn()
  function Page() {
    const [isOpen, setOpen] = useState(true)
    if (!isOpen) return null
    return (
      <ActModal<{ reason: string }>
        name="unfreeze"
        title="Unfreeze"
        submitText="Do it"
        doneText="Done"
        close={() => {
          close()
          setOpen(false)
        }}
        submit={submit}
      >
        <Form.Item name="reason" label="Reason">
          <Input />
        </Form.Item>
      </ActModal>
    )
  }
  render(
    <WordsProvider>
      <ConfigProvider theme={{ token: { motion: !isStill } }}>
        <App>
          <Page />
        </App>
      </ConfigProvider>
    </WordsProvider>,
  )
  return close
}

const type = (value: string) =>
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value } })
const press = (text: HTMLElement | undefined) =>
  fireEvent.click(text?.closest('button') ?? document.body)
const pressEscape = () =>
  fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'Escape', keyCode: 27 })

test('a wrong field is told at the field', async () => {
  const close = submitted(() => Promise.reject(WRONG_REASON))
  expect(await screen.findByText('最多 200 个字')).toBeTruthy()
  expect(close).not.toHaveBeenCalled()
})

test('a refusal is told above the form', async () => {
  const close = submitted(() => Promise.reject(NOT_FROZEN))
  expect((await screen.findByRole('alert')).textContent).toContain('会员没有冻结')
  expect(close).not.toHaveBeenCalled()
})

test('what is done closes the window', async () => {
  const submit = vi.fn(() => Promise.resolve())
  const close = submitted(submit)
  await waitFor(() => expect(close).toHaveBeenCalled())
  expect(submit).toHaveBeenCalledWith({ reason: 'found again' })
})

test('where nothing was typed, nothing is asked', () => {
  const close = show(() => Promise.resolve())
  pressEscape()
  expect(close).toHaveBeenCalledOnce()
})

test('what was typed and taken away again is nothing', () => {
  const close = show(() => Promise.resolve())
  type('found')
  type('')
  pressEscape()
  expect(close).toHaveBeenCalledOnce()
})

test('what was typed is kept until somebody says that it may go', async () => {
  const close = show(() => Promise.resolve())
  type('found again')
  pressEscape()
  press(await screen.findByText('继续编辑'))
  expect(close).not.toHaveBeenCalled()
  expect(screen.getByLabelText<HTMLInputElement>('Reason').value).toBe('found again')
  pressEscape()
  // The window of the first question may still be on its way out.
  press((await screen.findAllByText('放 弃')).at(-1))
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
})

test('the page asks before it is left with something typed, but not while it is being sent', async () => {
  const submit = vi.fn(() => new Promise<void>(() => {}))
  show(submit)
  expect(unsavedForms.isAnyDirty()).toBe(false)
  type('found again')
  expect(unsavedForms.isAnyDirty()).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }))
  await waitFor(() => expect(submit).toHaveBeenCalled())
  expect(unsavedForms.isAnyDirty()).toBe(false)
})

test('what is on its way is not given up: the answer closes the window', async () => {
  let sent = () => {}
  const submit = vi.fn(() => new Promise<void>((resolve) => (sent = resolve)))
  const close = show(submit, true)
  type('found again')
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }))
  await waitFor(() => expect(submit).toHaveBeenCalled())
  pressEscape()
  const asked = screen.findAllByText('已填写或修改的内容不会保存。', {}, { timeout: 200 })
  await expect(asked).rejects.toThrow()
  expect(close).not.toHaveBeenCalled()
  sent()
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
})

test('nor is it by whoever was asked just before', async () => {
  const submit = vi.fn(() => Promise.reject(NOT_FROZEN))
  let refuse = () => {}
  submit.mockReturnValueOnce(new Promise((_, reject) => (refuse = () => reject(NOT_FROZEN))))
  const close = show(submit, true)
  type('found again')
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }))
  pressEscape()
  await waitFor(() => expect(submit).toHaveBeenCalled())
  press((await screen.findAllByText('放 弃')).at(-1))
  refuse()
  expect((await screen.findByRole('alert')).textContent).toContain('会员没有冻结')
  expect(close).not.toHaveBeenCalled()
})

test('the question is gone with its window, such as one that was sent meanwhile', async () => {
  let sent = () => {}
  const close = show(() => new Promise<void>((resolve) => (sent = resolve)), true)
  type('found again')
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }))
  pressEscape()
  await screen.findAllByText('已填写或修改的内容不会保存。')
  sent()
  await waitFor(() => expect(close).toHaveBeenCalledOnce())
  await waitFor(() => expect(screen.queryByText('已填写或修改的内容不会保存。')).toBeNull())
})
