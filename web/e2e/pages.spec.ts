// Every page that the navigation leads to, and one record of each kind: each is looked at at desk
// and phone width, axe finds nothing, and the browser has nothing to complain about.

import { expect, type Locator, type Page, test } from '@playwright/test'
import { logIn } from './log_in'
import { menuOf, openGroup } from './navigate'
import { lookAt, watchLog } from './watch'

interface Place {
  path: string
  /** The group that it stands in, where it stands in one. */
  group: string | undefined
}

/** Where the entries of the navigation lead, those in groups with their group. */
async function placesOf(page: Page): Promise<Place[]> {
  const menu = menuOf(page)
  const leading = (links: Locator) =>
    links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const places = (await leading(menu.getByRole('link'))).map((path) => ({ path, group: undefined }))
  const all: Place[] = [...places]
  for (const group of await menu.locator('.ant-menu-submenu-title').allInnerTexts()) {
    await openGroup(page, group)
    const own = menu.locator('.ant-menu-submenu').filter({ hasText: group }).getByRole('link')
    await expect(own.first()).toBeVisible()
    all.push(...(await leading(own)).map((path) => ({ path, group })))
  }
  return all.filter(({ path }, at) => all.findIndex((other) => other.path === path) === at)
}

function nameOf(path: string): string {
  return `page${path.replace(/^\/console/, '').replaceAll('/', '-')}`
}

test('every page of the navigation', async ({ page }) => {
  const log = watchLog(page)
  await page.goto('/console/')
  await logIn(page, 'owner')
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  const places = await placesOf(page)
  expect(places.length, 'places in the navigation').toBeGreaterThan(25)
  for (const { path, group } of places) {
    await test.step(path, async () => {
      const heading = page.getByRole('heading', { level: 1 })
      const ofLast = await heading.innerText()
      if (group) await openGroup(page, group)
      await menuOf(page).locator(`a[href="${path}"]`).first().click()
      await expect(page).toHaveURL(new RegExp(`${path}([/?]|$)`))
      // The last page stays until this one is there; the first entry is the page one is on.
      if (path !== places[0]?.path) await expect(heading).not.toHaveText(ofLast)
      await lookAt(page, nameOf(path), { alsoOnPhone: true })
    })
  }
  expect(log).toEqual([])
})

test('one record of each kind', async ({ page }) => {
  const log = watchLog(page)
  await page.goto('/console/')
  await logIn(page, 'owner')
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  for (const list of ['members', 'orders', 'goods', 'stores', 'staff']) {
    await test.step(list, async () => {
      await page.goto(`/console/${list}`)
      const heading = page.getByRole('heading', { level: 1 })
      const first = page.locator('tbody tr.ant-table-row').first()
      await expect(first).toBeVisible()
      const ofList = await heading.innerText()
      await first.locator(`a[href*="/console/${list}/"]`).first().click()
      // The list stays until the record is there.
      await expect(heading).not.toHaveText(ofList)
      const tabs = await page.getByRole('main').getByRole('tab').all()
      if (tabs.length === 0) await lookAt(page, `one-${list}`, { alsoOnPhone: true })
      for (const tab of tabs) {
        await tab.click()
        await lookAt(page, `one-${list}-${await tab.innerText()}`, { alsoOnPhone: true })
      }
    })
  }
  expect(log).toEqual([])
})
