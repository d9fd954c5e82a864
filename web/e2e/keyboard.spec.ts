// A day's work without a mouse: log in, find somebody, correct the name, go on by the navigation.

import { expect, type Page, test } from '@playwright/test'
import { BRAND, PASSWORD } from './log_in'
import { watchLog } from './watch'

/** Presses Tab until what is wanted has the focus, as people do. */
async function tabTo(page: Page, what: ReturnType<Page['locator']>): Promise<void> {
  await expect(what).toBeVisible()
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

// As most people have it, with windows that slide and questions that fade: the focus goes with them.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('a day without a mouse', async ({ page }) => {
  const log = watchLog(page)
  await page.goto('/console/')

  await test.step('log in', async () => {
    await tabTo(page, page.getByLabel('品牌代码'))
    await page.keyboard.type(BRAND)
    await page.keyboard.press('Tab')
    await page.keyboard.type('owner')
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  })

  await test.step('the first stop leads past the navigation', async () => {
    const skip = page.getByRole('link', { name: '跳到正文' })
    await page.keyboard.press('Tab')
    await expect(skip).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.locator('#content')).toBeFocused()
  })

  await test.step('find a page by the search', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('会员列表')
    await expect(page.getByRole('option').first()).toContainText('会员列表')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: '会员' })).toBeVisible()
  })

  await test.step('open somebody', async () => {
    await tabTo(page, page.locator('tbody tr.ant-table-row').first().getByRole('link').first())
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: '余额' })).toBeVisible()
  })

  await test.step('leave a form by Escape and come back to its button', async () => {
    const edit = page.getByRole('button', { name: '修改资料' })
    await tabTo(page, edit)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(edit).toBeFocused()
  })

  await test.step('correct the name', async () => {
    await page.keyboard.press('Enter')
    const form = page.getByRole('dialog')
    await tabTo(page, form.getByLabel('姓名'))
    await page.keyboard.press('Control+a')
    await page.keyboard.type('键盘会员')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: '键盘会员' })).toBeVisible()
  })

  await test.step('go through the tabs and on by the navigation', async () => {
    const tabs = page.getByRole('main').getByRole('tab')
    await tabTo(page, tabs.first())
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('订单')
    await expect(page.getByRole('option').first()).toContainText('订单')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: '订单' })).toBeVisible()
  })

  expect(log).toEqual([])
})
