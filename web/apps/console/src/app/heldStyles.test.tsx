// @vitest-environment happy-dom
// Styles are worked out and put into the document once; a theme's values stay below its own name.
import { StyleProvider } from '@ant-design/cssinjs'
import { cleanup, render } from '@testing-library/react'
import { Button, ConfigProvider } from 'antd'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { heldStyles } from './heldStyles'

beforeEach(() => document.head.replaceChildren())
afterEach(cleanup)

function shown(cache: ReturnType<typeof heldStyles>, name: string, colorPrimary: string) {
  return (
    <StyleProvider cache={cache}>
      <ConfigProvider theme={{ cssVar: { key: name }, token: { colorPrimary } }}>
        <Button type="primary" />
      </ConfigProvider>
    </StyleProvider>
  )
}

function kindsOfButtons(cache: ReturnType<typeof heldStyles>) {
  const ofButtons = [...cache.cache.keys()].filter((path) => path.includes('Button'))
  return new Set(ofButtons.map((path) => path.split('%')[0]))
}

const inTheHead = () => [...document.head.querySelectorAll('style')].map((one) => one.innerHTML)

test('the styles of a component outlive it, and a named theme with it', () => {
  const cache = heldStyles(['light'])
  const { unmount } = render(shown(cache, 'light', '#112233'))
  const stood = inTheHead()
  expect(stood.join()).toContain('#112233')
  unmount()
  expect(kindsOfButtons(cache)).toEqual(new Set(['style', 'cssVar']))
  expect(inTheHead()).toEqual(stood)
  const put = vi.spyOn(document.head, 'insertBefore')
  render(shown(cache, 'light', '#112233'))
  expect(inTheHead()).toEqual(stood)
  expect(put).not.toHaveBeenCalled()
})

test('the values below any other name go with what is shown', () => {
  const cache = heldStyles(['light'])
  const { unmount } = render(shown(cache, 'other', '#445566'))
  unmount()
  expect(kindsOfButtons(cache)).toEqual(new Set(['style']))
  expect(inTheHead().join()).not.toContain('#445566')
})

test('a theme finds its values again after another', () => {
  const cache = heldStyles(['light', 'dark'])
  const { rerender } = render(shown(cache, 'light', '#112233'))
  rerender(shown(cache, 'dark', '#445566'))
  rerender(shown(cache, 'light', '#112233'))
  expect(inTheHead().join()).toContain('#112233')
  expect(inTheHead().join()).toContain('#445566')
})
