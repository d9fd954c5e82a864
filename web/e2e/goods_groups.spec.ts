// A product group: made, filled with categories and goods, looked into; two people who edit it at
// once lose nothing; whoever leaves it unsaved is asked.

import { expect, test } from '@playwright/test'
import { choose } from './choose'
import { logIn } from './log_in'
import { lookAt, watchLog } from './watch'

test('goods are put together', async ({ page, context }) => {
  const log = watchLog(page)
  const name = `会员日 ${Date.now()}`
  await page.goto('/console/goods-groups')
  await logIn(page, 'owner')
  await page.getByRole('button', { name: '新建分组' }).first().click()
  const window = page.getByRole('dialog')
  await window.getByLabel('分组名称').fill(name)
  await window.getByRole('button', { name: '新建分组' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const heldBy = page.locator('.ant-card').filter({ hasText: '分组内的规格' })
  const rows = heldBy.locator('tbody tr.ant-table-row')
  const save = page.getByRole('button', { name: /^保\s?存$/ })

  await test.step('a category is in, a SKU of it is out', async () => {
    await choose(page, page.getByRole('combobox', { name: '包含：添加类目' }), 0)
    await save.click()
    await expect(rows.first()).toBeVisible()
    const code = await rows.first().locator('.num').first().innerText()
    const search = page.getByRole('combobox', { name: /^排除.*搜索/ })
    await search.fill(code)
    const option = page.locator('.ant-select-item-option:visible').filter({ hasText: code })
    await expect(option.first()).toBeVisible()
    await option.first().click()
    await save.click()
    await expect(rows.filter({ hasText: code })).toHaveCount(0)
    await lookAt(page, 'goods-group')
  })

  await test.step('two people at once lose nothing', async () => {
    const other = await context.newPage()
    await other.goto(page.url())
    await other.getByLabel('备注').fill('每月十八日')
    await other.getByRole('button', { name: /^保\s?存$/ }).click()
    await expect(other.getByText('已保存')).toBeVisible()
    await other.close()
    await page.getByLabel('分组名称').fill(`${name} 二`)
    await save.click()
    await expect(page.getByRole('alert')).toContainText('每月十八日')
    await page.getByRole('button', { name: '保留我的并保存' }).click()
    await expect(page.getByRole('heading', { level: 1, name: `${name} 二` })).toBeVisible()
    await expect(page.getByLabel('备注')).toHaveValue('每月十八日')
  })

  await test.step('what is not saved is asked about', async () => {
    await page.getByLabel('备注').fill('未保存')
    await page.getByRole('link', { name: '商品类目' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  // The edit that came too late was refused, and browsers tell that too.
  expect(log.filter((line) => !line.includes('412'))).toEqual([])
})
