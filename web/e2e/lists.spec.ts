// A list of many pages, as a store's manager goes through it: in another order, from page to page,
// and taken along as a file.

import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { logIn } from './log_in'
import { goTo } from './navigate'
import { lookAt, watchLog } from './watch'

/** What the rows came to, in fen, in the order of the page. */
async function totalsOf(page: Page): Promise<number[]> {
  const head = page.getByRole('columnheader')
  const place = (await head.allInnerTexts()).findIndex((text) => text.trim() === '应付')
  const cells = await page
    .locator('tbody tr.ant-table-row')
    .evaluateAll((rows, at) => rows.map((row) => row.children[at]?.textContent ?? ''), place)
  // A sale of which something came back tells that below.
  return cells.map((text) =>
    Math.round(Number(/[\d,]+\.\d\d/.exec(text)?.[0].replace(/,/g, '')) * 100),
  )
}

const isRising = (sums: number[]) => sums.every((sum, at) => at === 0 || sum >= (sums[at - 1] ?? 0))
const busy = (page: Page): Locator => page.locator('.ant-spin-spinning, [aria-busy="true"]')

test('a manager orders a list, turns its pages and takes it along', async ({ page }) => {
  const log = watchLog(page)
  const head = page.getByRole('columnheader', { name: '应付' })
  let last = 0

  await test.step('the smallest sales come first', async () => {
    await page.goto('/console/')
    await logIn(page, 'manager')
    await goTo(page, '订单', '交易')
    await expect(page.locator('tbody tr.ant-table-row').first()).toBeVisible()
    await head.click()
    await expect(page).toHaveURL(/sort=amount/)
    await expect(head).toHaveAttribute('aria-sort', 'ascending')
    await expect.poll(async () => isRising(await totalsOf(page))).toBe(true)
    await lookAt(page, 'orders-by-amount')
    last = (await totalsOf(page)).at(-1) ?? 0
  })

  await test.step('the next page goes on where this one ended', async () => {
    await page.getByRole('button', { name: '下一页' }).click()
    await expect(page).toHaveURL(/cursor=/)
    await expect(busy(page)).toHaveCount(0)
    const next = await totalsOf(page)
    expect(isRising(next)).toBe(true)
    expect(next[0]).toBeGreaterThanOrEqual(last)
  })

  await test.step('another order begins at the first page', async () => {
    await head.click()
    await expect(page).toHaveURL(/sort=-amount/)
    await expect(page).not.toHaveURL(/cursor=/)
    await expect.poll(async () => isRising((await totalsOf(page)).reverse())).toBe(true)
  })

  await test.step('the file is made in the background and found in the job centre', async () => {
    await page.getByRole('button', { name: /(^| )导出$/ }).click()
    const form = page.getByRole('dialog')
    await form.getByText('CSV').click()
    await lookAt(page, 'export-orders')
    await form.getByRole('button', { name: '开始导出' }).click()
    await expect(form).toBeHidden()
    await page.getByRole('button', { name: /任务/ }).click()
    const download = page.getByRole('button', { name: /下载/ }).first()
    await expect(download).toBeVisible({ timeout: 60_000 })
    await lookAt(page, 'job-centre-of-manager')
    const begun = page.waitForEvent('download')
    await download.click()
    const path = await (await begun).path()
    const rows = readFileSync(path, 'utf8').trim().split('\n')
    expect(rows.length).toBeGreaterThan(100)
    // A manager of two stores has the sales of these and no others.
    const stores = new Set(rows.slice(2).map((row) => row.split(',')[2]))
    expect([...stores].sort()).toEqual(['中山路店', '人民广场店'].sort())
  })

  expect(log).toEqual([])
})
