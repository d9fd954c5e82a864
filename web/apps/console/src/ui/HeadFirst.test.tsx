// @vitest-environment happy-dom
// A click shows where it led before what stands there; "back" shows all of it at once.
import { WordsProvider } from '@huitong/words/react'
import { cleanup, render } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { NavigationType, type Navigator, Router } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { HeadFirst } from './HeadFirst'

afterEach(cleanup)

const NOWHERE: Navigator = {
  createHref: () => '/',
  go: () => {},
  push: () => {},
  replace: () => {},
}

const after = (navigationType: NavigationType) => (
  <WordsProvider>
    <Router location="/" navigator={NOWHERE} navigationType={navigationType}>
      <HeadFirst>fifty rows</HeadFirst>
    </Router>
  </WordsProvider>
)

test('the first pass after a click is without what takes long', () => {
  const first = renderToString(after(NavigationType.Push))
  expect(first).toContain('aria-busy="true"')
  expect(first).not.toContain('fifty rows')
})

test('it follows by itself', () => {
  const { container } = render(after(NavigationType.Push))
  expect(container.textContent).toBe('fifty rows')
})

test('back shows all of it at once', () => {
  expect(renderToString(after(NavigationType.Pop))).toContain('fifty rows')
})
