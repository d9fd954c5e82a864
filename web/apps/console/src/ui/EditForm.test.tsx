// @vitest-environment happy-dom
// Two people edit one record: the second is told, loses nothing that was typed, and decides.
import { ProblemError } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { App, Form, Input } from 'antd'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EditForm } from './EditForm'

interface Values {
  name: string
  city: string
}
const MINE = { etag: '"1"', data: { name: 'Wang', city: 'Xian' } }
const THEIRS = { etag: '"2"', data: { name: 'Wang', city: 'Chengdu' } }
const STALE = new ProblemError(412, 'edit.stale', '', {}, [], 'req_1')

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

function show(save: (edit: { etag: string; changed: object }) => Promise<unknown>) {
  render(
    <WordsProvider>
      <App>
        <EditForm<Values, Values>
          name="edit"
          id="sto_1"
          record={MINE}
          reread={() => Promise.resolve(THEIRS)}
          toValues={(store) => store}
          save={save}
          submitText="Save"
          fields={{ name: { label: 'Name' }, city: { label: 'City' } }}
        >
          <Form.Item name="name" label="Name">
            <Input />
          </Form.Item>
          <Form.Item name="city" label="City">
            <Input />
          </Form.Item>
        </EditForm>
      </App>
    </WordsProvider>,
  )
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } })
const press = (name: string) =>
  fireEvent.click(screen.getByText(name).closest('button') ?? document.body)

test('only what was changed is sent, over the state that was read', async () => {
  const save = vi.fn(() => Promise.resolve())
  show(save)
  type('Name', 'Li')
  press('Save')
  await waitFor(() =>
    expect(save).toHaveBeenCalledWith({
      etag: '"1"',
      values: { name: 'Li', city: 'Xian' },
      changed: { name: 'Li' },
    }),
  )
})

test('mine is kept over the new state, with what only they changed', async () => {
  const save = vi.fn().mockRejectedValueOnce(STALE).mockResolvedValue(undefined)
  show(save)
  type('Name', 'Li')
  press('Save')
  const notice = await screen.findByRole('alert')
  expect(notice.textContent).toContain('Chengdu')
  expect(document.activeElement?.contains(notice), 'the notice is led to').toBe(true)
  expect(field('Name').value).toBe('Li')
  press('保留我的并保存')
  await waitFor(() =>
    expect(save).toHaveBeenLastCalledWith({
      etag: '"2"',
      values: { name: 'Li', city: 'Chengdu' },
      changed: { name: 'Li' },
    }),
  )
})

test('theirs is taken', async () => {
  show(() => Promise.reject(STALE))
  type('Name', 'Li')
  press('Save')
  await screen.findByRole('alert')
  press('采用对方的内容')
  await waitFor(() => expect(field('City').value).toBe('Chengdu'))
  expect(field('Name').value).toBe('Wang')
})

test('what was typed comes back, and can be given up', async () => {
  show(() => Promise.resolve())
  type('Name', 'Li')
  cleanup()
  show(() => Promise.resolve())
  expect(field('Name').value).toBe('Li')
  press('放弃并重新填写')
  await waitFor(() => expect(field('Name').value).toBe('Wang'))
})

test('what is wrong below a field is told at the field', async () => {
  const wrong = { pointer: '/city/0/name', code: 'value.missing', params: {} }
  show(() => Promise.reject(new ProblemError(422, 'request.invalid', '', {}, [wrong], 'req_1')))
  type('Name', 'Li')
  press('Save')
  await waitFor(() => expect(field('City').getAttribute('aria-invalid')).toBe('true'))
  expect(screen.queryByRole('alert')?.textContent ?? '').not.toContain('city')
})
