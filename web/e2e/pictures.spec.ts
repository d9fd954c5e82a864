// Pictures of goods: sent, one of them put first, one taken away; the list shows the first, and a
// file that is no picture is refused in words.

import { expect, type Page, test } from '@playwright/test'
import { logIn } from './log_in'
import { lookAt, watchLog } from './watch'

/** A picture of one colour, painted by the browser. */
async function painted(page: Page, colour: string): Promise<Buffer> {
  const url = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    const brush = canvas.getContext('2d')
    if (!brush) throw new Error('no brush')
    brush.fillStyle = fill
    brush.fillRect(0, 0, canvas.width, canvas.height)
    return canvas.toDataURL('image/png')
  }, colour)
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

test('goods get pictures', async ({ page }) => {
  const log = watchLog(page)
  await page.goto('/console/goods')
  await logIn(page, 'owner')
  const row = page.locator('tbody tr.ant-table-row').first()
  const name = await row.getByRole('link').first().innerText()
  await row.getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const file = page.locator('input[type=file]')
  const pictures = page.locator('.pictures').getByRole('img')

  await test.step('two are sent', async () => {
    const [red, blue] = [await painted(page, '#c0392b'), await painted(page, '#2471a3')]
    await file.setInputFiles([
      { name: '正面.png', mimeType: 'image/png', buffer: red },
      { name: '背面.png', mimeType: 'image/png', buffer: blue },
    ])
    await expect(pictures).toHaveCount(2)
    await lookAt(page, 'goods-pictures')
  })

  await test.step('what is no picture is refused', async () => {
    const text = Buffer.from('no picture')
    await file.setInputFiles({ name: '说明.png', mimeType: 'image/png', buffer: text })
    await expect(page.getByRole('alert').filter({ hasText: '说明.png' })).toBeVisible()
    await expect(pictures).toHaveCount(2)
  })

  await test.step('the second becomes the first, and then goes', async () => {
    await page.getByRole('button', { name: /^设为主图/ }).click()
    await expect(page.getByText('已设为主图')).toBeVisible()
    await page.getByRole('button', { name: /^删除 .*图片 1$/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await expect(pictures).toHaveCount(1)
  })

  await test.step('the list shows it', async () => {
    await page.goto('/console/goods')
    const thumbnail = page
      .locator('tbody tr.ant-table-row')
      .filter({ hasText: name })
      .locator('img')
    await expect(thumbnail.first()).toBeVisible()
    await lookAt(page, 'goods-with-picture')
  })

  // The refused file is in the log as what it is; nothing else may be.
  expect(log.filter((line) => !/status of 4(15|22)/.test(line))).toEqual([])
})
