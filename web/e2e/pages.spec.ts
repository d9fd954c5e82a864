// Every page that the navigation leads to, and one record of each kind: each is looked at at desk
// and phone width, axe finds nothing, and the browser has nothing to complain about.

import { expect, type Page, test } from '@playwright/test'
import { logIn } from './log_in'
import { lookAt, watchLog } from './watch'

/** Opens all groups, one after the other, and gathers where their entries lead. */
async function placesOf(page: Page): Promise<string[]> {
  const menu = page.getByRole('complementary').first()
  const groups = menu.locator('.ant-menu-submenu-title')
  for (const group of await groups.all()) {
    if ((await group.getAttribute('aria-expanded')) !== 'true') await group.click()
  }
  const links = menu.getByRole('link')
  await expect(links.first()).toBeVisible()
  const places = await links.evaluateAll((all) =>
    all.map((link) => link.getAttribute('href') ?? '').filter(Boolean),
  )
  return [...new Set(places)]
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
  for (const path of places) {
    await test.step(path, async () => {
      await page.locator(`aside a[href="${path}"]`).first().click()
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
  for (const list of ['members', 'orders', 'returns', 'goods', 'stores', 'staff']) {
    await test.step(list, async () => {
      await page.goto(`/console/${list}`)
      const first = page.locator('tbody tr.ant-table-row').first()
      await first
        .locator(`a[href*="/console/${list === 'returns' ? 'orders' : list}/"]`)
        .first()
        .click()
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
