// What a first visit of the member list loads, and how long it takes from a click in the navigation
// until the next page's heading stands there, and until all of the page does. `cargo xtask bench
// console` runs this and keeps the figures.

import { writeFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { logIn } from './log_in'
import { menuOf, openGroup } from './navigate'

const GROUPS = ['会员', '门店', '商品', '交易']
const ROUNDS = 3
/** The page comes to rest before the next click, as under a person's hand. */
const REST_MILLIS = 700
/** Lines to come, a ring that turns, rows of the question before. */
const UNDER_WAY = '.loading, .ant-skeleton-active, .ant-spin-spinning, [aria-busy="true"]'

test('what the console costs', async ({ page }) => {
  const first_visit_bytes = await firstVisit(page)
  const paths = await openGroups(page)
  const rounds: Change[][] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const one: Change[] = []
    for (const path of paths) one.push(await change(page, path))
    rounds.push(one)
  }
  const [first = [], ...others] = rounds
  const later = others.flat()
  const found = {
    first_visit_bytes,
    first: first.map(({ heading }) => heading),
    later: later.map(({ heading }) => heading),
    later_whole: later.map(({ whole }) => whole),
  }
  writeFileSync(process.env.HUITONG_E2E_MEASURED ?? 'measured.json', JSON.stringify(found))
})

/** Everything that came over the line until the rows stand there, as it was compressed. */
async function firstVisit(on: Page): Promise<number> {
  const line = await on.context().newCDPSession(on)
  let bytes = 0
  await line.send('Network.enable')
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await on.goto('/console/members')
  await logIn(on, 'owner')
  await expect(on.locator('tbody tr.ant-table-row').first()).toBeVisible()
  await on.waitForLoadState('networkidle')
  return bytes
}

async function openGroups(on: Page): Promise<string[]> {
  for (const group of GROUPS) await openGroup(on, group)
  await on.waitForTimeout(REST_MILLIS)
  return menuOf(on)
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
}

interface Change {
  /** From the click to the next frame in which the page's heading is a new one. */
  heading: number
  /** To the frame in which nothing is under way any more and the menu shows where one is. */
  whole: number
}

async function change(on: Page, path: string): Promise<Change> {
  const took = await on.evaluate(
    ([href, underWay]) =>
      new Promise<Change>((done) => {
        const link = document.querySelector<HTMLElement>(`aside a[href="${href}"]`)
        const content = document.querySelector('#content')
        const before = document.querySelector('h1')
        if (!link || !content) throw new Error(`nothing leads to ${href}`)
        const start = performance.now()
        const atNextFrame = (then: (millis: number) => void) =>
          requestAnimationFrame(() => setTimeout(() => then(performance.now() - start)))
        const isHeaded = () => {
          const now = document.querySelector('h1')
          return location.pathname.startsWith(href) && now !== null && now !== before
        }
        const isWhole = () =>
          !content.matches(underWay) &&
          content.querySelector(underWay) === null &&
          [...content.querySelectorAll('.ant-table-tbody')].every(
            (rows) => rows.querySelector('.ant-table-row, .ant-table-placeholder') !== null,
          ) &&
          link.closest('.ant-menu-item-selected') !== null
        const until = (is: () => boolean, then: () => void) => {
          const look = () => {
            if (!is()) return
            observer.disconnect()
            then()
          }
          const observer = new MutationObserver(look)
          const all = { subtree: true, childList: true, characterData: true, attributes: true }
          observer.observe(document.body, all)
          look()
        }
        until(isHeaded, () =>
          atNextFrame((heading) =>
            until(isWhole, () => atNextFrame((whole) => done({ heading, whole }))),
          ),
        )
        link.click()
      }),
    [path, UNDER_WAY] as const,
  )
  await on.waitForTimeout(REST_MILLIS)
  return took
}
