// @vitest-environment happy-dom
// A language whose words do not come is told of, and the one that is shown stays.
import { WordsProvider } from '@huitong/words/react'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { App } from 'antd'
import { afterEach, expect, test, vi } from 'vitest'
import { LangSwitch } from './switches'

const net = vi.hoisted(() => ({ isDown: true }))
vi.mock('../../../../packages/words/src/english', async (original) => {
  if (net.isDown) throw new Error('offline')
  return await original()
})

afterEach(cleanup)

test('words that do not come leave the language as it is, and are asked for again', async () => {
  render(
    <WordsProvider>
      <App>
        <LangSwitch />
      </App>
    </WordsProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'English' }))
  expect(await screen.findByText('语言切换失败，请检查网络后重试')).toBeTruthy()
  expect(document.documentElement.lang).toBe('zh-CN')
  expect(localStorage.getItem('huitong.lang')).toBeNull()
  net.isDown = false
  fireEvent.click(screen.getByRole('button', { name: 'English' }))
  await waitFor(() => expect(document.documentElement.lang).toBe('en'))
  expect(screen.getByRole('button', { name: '中文' })).toBeTruthy()
})
