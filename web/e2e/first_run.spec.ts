// The first day with an empty server: whoever has never seen it founds a brand with two stores,
// brings members and goods along from a workbook, enrols somebody, sells, takes a line back and
// finds it all in that member's ledger. Runs by itself, on a server without a brand.

import { expect, type Page, test } from '@playwright/test'
import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { choose } from './choose'
import { goTo } from './navigate'
import { lookAt, watchLog } from './watch'

const PASSWORD = 'xinlian-Kaidian8'
const MEMBERS = 100
const GOODS = 50

type Cell = string | number

function workbook(rows: Cell[][]): Promise<Buffer> {
  const sheet: SheetData = rows.map((row) => row.map((value) => ({ value })))
  return writeExcelFile(sheet).toBuffer()
}

function members(): Cell[][] {
  const rows = Array.from({ length: MEMBERS }, (_, place): Cell[] => [
    `会员${place + 1}`,
    `1370000${(1000 + place).toString()}`,
    place % 2 === 0 ? '女' : '男',
    `C${1000 + place}`,
  ])
  return [['姓名', '手机号', '性别', '会员卡号'], ...rows]
}

function goods(): Cell[][] {
  const rows = Array.from({ length: GOODS }, (_, place): Cell[] => [
    `SP${100 + place}`,
    `商品${place + 1}`,
    `6900000${(10000 + place).toString()}`,
    '饮品',
    10 + place,
    9 + place,
  ])
  return [['商品编码', '商品名称', '条码', '分类', '零售价', '会员价'], ...rows]
}

/** Sends a file, tries it, enters it; all by the steps that the screen shows. */
async function bringIn(page: Page, name: string, kind: string, rows: Cell[][]): Promise<void> {
  await goTo(page, '导入', '导入导出')
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await workbook(rows),
  })
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await expect(page.getByRole('radio', { name: kind })).toBeChecked()
  await lookAt(page, `first-import-${name.replace('.xlsx', '')}`)
  await page.getByRole('button', { name: '下一步：试运行' }).click()
  await expect(page.getByText(`全部 ${rows.length - 1} 行都可以导入`)).toBeVisible()
  await page.getByRole('button', { name: `导入 ${rows.length - 1} 行` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `导入 ${rows.length - 1} 行` })
    .click()
  await expect(page.getByText(`导入完成：写入 ${rows.length - 1} 行`)).toBeVisible()
}

test('a newcomer founds a chain and sells on the first day', async ({ page }) => {
  const log = watchLog(page)

  await test.step('the server without a brand begins with the first setup', async () => {
    await page.goto('/console/')
    await expect(page.getByRole('heading', { name: '首次设置' })).toBeVisible()
    await lookAt(page, 'setup-token')
    await page.getByLabel('设置口令').fill('0'.repeat(32))
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByRole('alert')).toContainText('设置口令不对')
    // The address that the server prints has the token.
    await page.goto('/console/login')
    // The page finds out by itself; to go on before it has would race with where it goes.
    await expect(page.getByRole('heading', { name: '首次设置' })).toBeVisible()
    await page.goto(`/console/setup#${process.env.HUITONG_E2E_SETUP_TOKEN}`)
    await expect(page.getByRole('button', { name: '开始设置' })).toBeVisible()
    await lookAt(page, 'setup')
    await page.getByRole('button', { name: '开始设置' }).click()
  })

  await test.step('brand, first store, owner', async () => {
    await page.getByLabel('品牌名称').fill('新莲茶饮')
    await page.getByLabel('品牌代码').fill('xinlian')
    await lookAt(page, 'setup-brand')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('门店名称').fill('徐汇店')
    await page.getByLabel('门店编码').fill('XH01')
    await page.getByLabel('区域（可不填）').fill('华东')
    await page.getByLabel('区域编码').fill('EAST')
    await lookAt(page, 'setup-store')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('姓名').fill('沈明远')
    await page.getByLabel('账号').fill('owner')
    await page.getByLabel('密码').fill('12345678')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '建立品牌' }).click()
    // A password that is guessed at once leads back to its field.
    await expect(page.getByLabel('密码')).toBeVisible()
    await page.getByLabel('密码').fill(PASSWORD)
    await page.getByRole('button', { name: '下一步' }).click()
    await lookAt(page, 'setup-summary')
    await page.getByRole('button', { name: '建立品牌' }).click()
    await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
    await lookAt(page, 'first-overview')
  })

  await test.step('the second store', async () => {
    await goTo(page, '门店列表', '门店')
    await page.getByRole('button', { name: '新建门店' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('门店编码').fill('PD01')
    await form.getByLabel('门店名称').fill('浦东店')
    await form.getByRole('button', { name: '新建门店' }).click()
    await expect(page.getByRole('heading', { name: '浦东店' })).toBeVisible()
    await goTo(page, '门店列表', '门店')
    await expect(page.locator('tbody tr.ant-table-row')).toHaveCount(2)
    await lookAt(page, 'first-stores')
  })

  await test.step('members and goods come from a workbook with Chinese headings', async () => {
    await bringIn(page, '会员.xlsx', '会员', members())
    await bringIn(page, '商品.xlsx', '商品', goods())
  })

  await test.step('enrol somebody', async () => {
    await goTo(page, '会员列表', '会员')
    await page.getByRole('button', { name: '新会员入会' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('姓名').fill('李晓梅')
    await form.getByLabel('手机号').fill('13912345678')
    await choose(page, form.getByLabel('所属门店'), 0)
    await form.getByRole('button', { name: '新会员入会' }).click()
    await expect(page.getByRole('heading', { name: '李晓梅' })).toBeVisible()
  })

  await test.step('sell two things to her', async () => {
    await goTo(page, '开单', '交易')
    await choose(page, page.getByLabel('门店', { exact: true }), 0)
    const scan = page.getByLabel('商品条码、编码或名称（F2）')
    for (const code of ['690000010000', '690000010001']) {
      await scan.fill(code)
      await scan.press('Enter')
      await expect(scan).toHaveValue('')
    }
    const member = page.getByLabel('会员手机号、卡号或姓名（F4）')
    await member.fill('13912345678')
    await member.press('Enter')
    await expect(page.getByText('李晓梅').first()).toBeVisible()
    // 9 and 10 yuan at the member's price.
    await expect(page.getByText('19.00').first()).toBeVisible()
    await lookAt(page, 'first-sale')
    await page.getByRole('textbox', { name: '现金（实收）' }).fill('20')
    await page.getByRole('button', { name: '结账（F9）' }).click()
    await expect(page.getByRole('heading', { name: '结账完成' })).toBeVisible()
    await expect(page.getByRole('status')).toContainText('1.00')
    await lookAt(page, 'first-receipt')
  })

  await test.step('take one of them back', async () => {
    await page.getByRole('link', { name: /^订单 / }).click()
    await page.getByRole('button', { name: '退货' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('spinbutton').first().fill('1')
    await drawer.getByLabel('原因').fill('口味不合')
    await drawer.getByRole('button', { name: '确认退货' }).click()
    await page
      .getByRole('dialog', { name: /确认退货？/ })
      .getByRole('button', { name: '确认退货' })
      .click()
    await expect(page.getByText(/退货完成/)).toBeVisible()
  })

  await test.step('her ledger tells of the sale and of the return', async () => {
    await page.getByRole('link', { name: '李晓梅' }).first().click()
    await expect(page.getByRole('heading', { name: '李晓梅' })).toBeVisible()
    await page.getByRole('tab', { name: '流水' }).click()
    const rows = page.getByRole('tabpanel').locator('tbody tr.ant-table-row')
    await expect(rows.filter({ hasText: '消费' }).first()).toContainText('+19')
    const back = rows.filter({ hasText: '退货' }).first()
    await expect(back.getByRole('cell', { name: /^[-−](9|10)$/ })).toBeVisible()
    await lookAt(page, 'first-ledger')
  })

  await test.step('the next sale begins with nothing of the last one', async () => {
    await goTo(page, '开单', '交易')
    await expect(page.getByRole('heading', { name: '结账完成' })).toBeVisible()
    await page.getByRole('button', { name: '下一单' }).click()
    await expect(page.getByText('还没有商品')).toBeVisible()
    await expect(page.getByText('李晓梅')).toHaveCount(0)
  })

  // The refused password is in the log as what it is; nothing else may be.
  expect(log.filter((line) => !line.includes('status of 422'))).toEqual([])
})
