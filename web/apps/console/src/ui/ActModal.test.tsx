// @vitest-environment happy-dom
// A window that does one thing: refusals are told where they belong, and it stays open till then.
import { ProblemError } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { App, Form, Input } from 'antd'
import { afterEach, expect, test, vi } from 'vitest'
import { ActModal } from './ActModal'

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

function show(submit: (values: { reason: string }) => Promise<unknown>) {
  const close = vi.fn()
  render(
    <WordsProvider>
      <App>
        <ActModal<{ reason: string }>
          name="unfreeze"
          title="Unfreeze"
          submitText="Do it"
          doneText="Done"
          close={close}
          submit={submit}
        >
          <Form.Item name="reason" label="Reason">
            <Input />
          </Form.Item>
        </ActModal>
      </App>
    </WordsProvider>,
  )
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'found again' } })
  fireEvent.click(screen.getByRole('button', { name: 'Do it' }))
  return close
}

test('a wrong field is told at the field', async () => {
  const close = show(() => Promise.reject(WRONG_REASON))
  expect(await screen.findByText('最多 200 个字')).toBeTruthy()
  expect(close).not.toHaveBeenCalled()
})

test('a refusal is told above the form', async () => {
  const close = show(() => Promise.reject(NOT_FROZEN))
  expect((await screen.findByRole('alert')).textContent).toContain('会员没有冻结')
  expect(close).not.toHaveBeenCalled()
})

test('what is done closes the window', async () => {
  const submit = vi.fn(() => Promise.resolve())
  const close = show(submit)
  await waitFor(() => expect(close).toHaveBeenCalled())
  expect(submit).toHaveBeenCalledWith({ reason: 'found again' })
})
