// Two people edit one record: whoever is second is told, nothing typed is lost, and nothing of the
// first is overwritten unseen.

import { expect, type Page, test } from '@playwright/test'
import { logIn } from './log_in'
import { lookAt, watchLog } from './watch'

/** Opens the first store's page and answers with the form's fields. */
async function openStore(page: Page) {
  await page.goto('/console/stores')
  await logIn(page, 'owner')
  await page.locator('tbody tr.ant-table-row').first().getByRole('link').first().click()
  // The list's head has the name of the field.
  const name = page.getByRole('textbox', { name: '门店名称' })
  const phone = page.getByLabel('电话', { exact: true })
  await expect(name).not.toHaveValue('')
  return { name, phone, save: page.getByRole('button', { name: '保存', exact: true }) }
}

test('the second of two is told what the first has changed', async ({ page, browser }) => {
  const log = watchLog(page)
  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  const mine = await openStore(page)
  const theirs = await openStore(other)
  const before = await mine.name.inputValue()

  await test.step('the first saves a telephone number and a name', async () => {
    await theirs.phone.fill('021-55550101')
    await theirs.name.fill(`${before}旗舰`)
    await theirs.save.click()
    await expect(other.getByText('已保存')).toBeVisible()
  })

  await test.step('the second is told, and what was typed stays', async () => {
    await mine.name.fill(`${before}总店`)
    await mine.save.click()
    const notice = page.getByRole('alert').filter({ hasText: '其他人刚刚修改过此记录' })
    await expect(notice).toBeVisible()
    await expect(notice).toContainText(`${before}旗舰`)
    await expect(notice).toContainText('021-55550101')
    await expect(mine.name).toHaveValue(`${before}总店`)
    await lookAt(page, 'stale')
  })

  await test.step('the name of the second goes, the telephone of the first stays', async () => {
    await page.getByRole('button', { name: '保留我的并保存' }).click()
    await expect(page.getByText('已保存')).toBeVisible()
    await other.reload()
    await expect(theirs.name).toHaveValue(`${before}总店`)
    await expect(theirs.phone).toHaveValue('021-55550101')
  })

  await test.step('the other way round what was typed is given up', async () => {
    await theirs.name.fill(before)
    await theirs.save.click()
    await expect(other.getByText('已保存')).toBeVisible()
    await mine.phone.fill('010-1')
    await mine.save.click()
    await page.getByRole('button', { name: '采用对方的内容' }).click()
    await expect(mine.name).toHaveValue(before)
    await expect(mine.phone).toHaveValue('021-55550101')
  })

  await elsewhere.close()
  // That the edit came too late is in the log as what it is; nothing else may be.
  expect(log.filter((line) => !line.includes('status of 412'))).toEqual([])
})
