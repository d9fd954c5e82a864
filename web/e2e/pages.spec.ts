// Every page that the navigation leads to, and one record of each kind: each is looked at at desk
// and phone width, axe finds nothing, and the browser has nothing to complain about.

import { expect, type Locator, type Page, test } from '@playwright/test'
import { logIn } from './log_in'
import { lookAt, watchLog } from './watch'

interface Place {
  path: string
  /** The group that it stands in, where it stands in one. */
  group: string | undefined
}

const menuOf = (page: Page) => page.getByRole('complementary').first()

/** Opens a group of the navigation, if it is shut. */
async function open(page: Page, group: string): Promise<void> {
  const title = menuOf(page).locator('.ant-menu-submenu-title').filter({ hasText: group })
  if ((await title.getAttribute('aria-expanded')) !== 'true') await title.click()
  await expect(title).toHaveAttribute('aria-expanded', 'true')
}

/** Where the entries of the navigation lead, those in groups with their group. */
async function placesOf(page: Page): Promise<Place[]> {
  const menu = menuOf(page)
  const leading = (links: Locator) =>
    links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const places = (await leading(menu.getByRole('link'))).map((path) => ({ path, group: undefined }))
  const all: Place[] = [...places]
  for (const group of await menu.locator('.ant-menu-submenu-title').allInnerTexts()) {
    await open(page, group)
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
      if (group) await open(page, group)
      await menuOf(page).locator(`a[href="${path}"]`).first().click()
      await expect(page).toHaveURL(new RegExp(`${path}([/?]|$)`))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await lookAt(page, nameOf(path))
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
      const first = page.locator('tbody tr.ant-table-row').first()
      await first.locator(`a[href*="/console/${list}/"]`).first().click()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      for (const tab of await page.getByRole('main').getByRole('tab').all()) {
        await tab.click()
        await lookAt(page, `one-${list}-${await tab.innerText()}`)
      }
      await lookAt(page, `one-${list}`)
    })
  }
  expect(log).toEqual([])
})
