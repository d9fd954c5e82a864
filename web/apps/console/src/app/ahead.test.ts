// @vitest-environment happy-dom
// A link that is pointed at brings the script of its page, any other thing nothing.
import { createMemoryRouter } from 'react-router'
import { expect, test, vi } from 'vitest'
import { loadAhead } from './ahead'

test('what a link leads to is loaded when it is pointed at', () => {
  const thing = vi.fn(async () => ({ Component: () => null }))
  const other = vi.fn(async () => ({ Component: () => null }))
  const none = vi.fn(() => Promise.reject(new Error('a new version')))
  const routes = [
    { path: '/things/:id', lazy: thing },
    { path: '/others', lazy: other },
    { path: '/gone', lazy: none },
    { path: '/', element: null },
  ]
  loadAhead(createMemoryRouter(routes, { basename: '/console', initialEntries: ['/console/'] }))
  document.body.innerHTML =
    '<a href="/console/things/1"><i></i></a><a href="/console/gone"></a><b></b>'
  const point = (at: string) =>
    document.querySelector(at)?.dispatchEvent(new Event('pointerover', { bubbles: true }))
  point('b')
  expect(thing).not.toHaveBeenCalled()
  point('i')
  point('a')
  expect(thing).toHaveBeenCalledOnce()
  point('a[href="/console/gone"]')
  expect(none).toHaveBeenCalledOnce()
  expect(other).not.toHaveBeenCalled()
})
