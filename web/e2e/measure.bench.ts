// What a first visit of the member list loads, and how long it takes from a click in the navigation
// until the next page stands there. `cargo xtask bench console` runs this and keeps the figures.

import { writeFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { logIn } from './log_in'
import { menuOf, openGroup } from './navigate'

const GROUPS = ['会员', '门店', '商品', '交易']
const ROUNDS = 3
/** The page comes to rest before the next click, as under a person's hand. */
const REST_MILLIS = 700

test('what the console costs', async ({ page }) => {
  const first_visit_bytes = await firstVisit(page)
  const paths = await openGroups(page)
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const one: number[] = []
    for (const path of paths) one.push(await change(page, path))
    rounds.push(one)
  }
  const [first = [], ...later] = rounds
  const found = JSON.stringify({ first_visit_bytes, first, later: later.flat() })
  writeFileSync(process.env.HUITONG_E2E_MEASURED ?? 'measured.json', found)
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

/** From the click to the next frame in which the page's heading is a new one. */
async function change(on: Page, path: string): Promise<number> {
  const took = await on.evaluate(
    (href) =>
      new Promise<number>((done) => {
        const link = document.querySelector<HTMLElement>(`aside a[href="${href}"]`)
        const before = document.querySelector('h1')
        if (!link) throw new Error(`nothing leads to ${href}`)
        const start = performance.now()
        const look = () => {
          const now = document.querySelector('h1')
          const isThere = location.pathname.startsWith(href) && now !== null && now !== before
          if (!isThere) return
          observer.disconnect()
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
        }
        const observer = new MutationObserver(look)
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
        link.click()
      }),
    path,
  )
  await on.waitForTimeout(REST_MILLIS)
  return took
}
