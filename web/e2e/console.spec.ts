// The console's main story over the demo chain: log in, look at the day, find a member, top up,
// see it in the ledger, take goods back, import a file with a bad row, switch language, log out.

import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { choose } from './choose'
import { BRAND, logIn, PASSWORD } from './log_in'
import { goTo } from './navigate'
import { lookAt, watchLog } from './watch'

/** The figure under a title, such as 销售额. */
function figure(page: Page, title: string) {
  return page
    .getByRole('region', { name: '关键指标' })
    .getByText(title, { exact: true })
    .locator('xpath=../..')
}

test('head office runs the demo chain', async ({ page }) => {
  const log = watchLog(page)

  await test.step('log in', async () => {
    await page.goto('/console/')
    await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
    await lookAt(page, 'log-in')
    await logIn(page, 'owner')
  })

  await test.step('the overview shows the demo figures', async () => {
    await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
    await expect(figure(page, '销售额')).toContainText(/[1-9][\d,]*\.\d\d/)
    await expect(figure(page, '订单数')).toContainText(/[1-9]/)
    await expect(page.getByRole('img', { name: /近 30 天/ })).toBeVisible()
    await lookAt(page, 'overview')
  })

  await test.step('find a member', async () => {
    await goTo(page, '会员列表', '会员')
    await expect(page.getByRole('heading', { name: '会员' })).toBeVisible()
    await expect(page.locator('tbody tr.ant-table-row').first()).toBeVisible()
    await lookAt(page, 'members')
    const memberNo = await page
      .locator('tbody tr.ant-table-row')
      .first()
      .locator('.quiet')
      .first()
      .innerText()
    await page.getByLabel('查找会员').fill(memberNo)
    await page.getByRole('button', { name: '查询' }).click()
    await expect(page.locator('tbody tr.ant-table-row')).toHaveCount(1)
    await page.locator('tbody tr.ant-table-row').getByRole('link').first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await lookAt(page, 'member')
  })

  await test.step('top up and see it in the ledger', async () => {
    const principal = page
      .getByRole('region', { name: '余额' })
      .getByText('储值本金')
      .locator('xpath=..')
    const before = await principal.locator('.num').first().innerText()
    await page.getByRole('button', { name: '充值' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('充值金额（元）').fill('100')
    await lookAt(page, 'top-up')
    await form.getByRole('button', { name: '充值' }).last().click()
    await expect(page.getByText('充值成功')).toBeVisible()
    await expect(form).toBeHidden()
    await expect(principal.locator('.num').first()).not.toHaveText(before)
    const entry = page
      .getByRole('row')
      .filter({ hasText: '储值本金' })
      .filter({ hasText: '+100.00' })
    await expect(entry.first()).toContainText('充值')
  })

  await test.step('lots and orders of the member', async () => {
    await page.getByRole('tab', { name: '批次' }).click()
    await expect(page.getByRole('row').filter({ hasText: '储值本金' }).first()).toBeVisible()
    await lookAt(page, 'member-lots')
    await page.getByRole('tab', { name: '订单' }).click()
    await expect(page.getByRole('tabpanel').locator('tbody tr.ant-table-row').first()).toBeVisible()
  })

  await test.step('take a line of an order back', async () => {
    await goTo(page, '订单', '交易')
    await expect(page.getByRole('heading', { name: '订单' })).toBeVisible()
    await expect(page.locator('tbody tr.ant-table-row').first()).toBeVisible()
    await lookAt(page, 'orders')
    await page.locator('tbody tr.ant-table-row').first().getByRole('link').first().click()
    await expect(page.getByRole('heading', { name: /^订单/ })).toBeVisible()
    await lookAt(page, 'order')
    await page.getByRole('button', { name: '退货' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('spinbutton').first().fill('1')
    await drawer.getByLabel('原因').fill('包装破损')
    await lookAt(page, 'return')
    await drawer.getByRole('button', { name: '确认退货' }).click()
    await page
      .getByRole('dialog', { name: /确认退货？/ })
      .getByRole('button', { name: '确认退货' })
      .click()
    await expect(page.getByText(/退货完成/)).toBeVisible()
    await expect(page.getByRole('cell', { name: '包装破损' }).last()).toBeVisible()
    await expect(page.getByText('有退货')).toBeVisible()
    await lookAt(page, 'order-returned')
  })

  await test.step('import a file with a bad row', async () => {
    await goTo(page, '导入', '导入导出')
    await expect(page.getByRole('heading', { name: '导入' })).toBeVisible()
    await lookAt(page, 'imports')
    const stamp = Date.now().toString().slice(-8)
    const csv = `name,phone\n测试甲,138${stamp}\n测试乙,12\n`
    await page.locator('input[type=file]').setInputFiles({
      name: 'members.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    })
    await expect(page.getByRole('radio', { name: '会员' })).toBeChecked()
    await lookAt(page, 'import-mapping')
    await page.getByRole('button', { name: '下一步：试运行' }).click()
    const rejects = page.getByRole('region', { name: '被拒绝的行' })
    await expect(rejects.locator('tbody tr.ant-table-row').first()).toContainText('3')
    await expect(page.getByText('控制合计')).toBeVisible()
    const saving = page.waitForEvent('download')
    await rejects.getByRole('button', { name: '下载为 CSV' }).click()
    const saved = await readFile(await (await saving).path(), 'utf8')
    expect(saved).toMatch(/行号,列,原因,原因代码,内容,需复核\r?\n3,/)
    await lookAt(page, 'import-rejects')
    await page.getByRole('button', { name: '导入 1 行' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '导入 1 行' }).click()
    await expect(page.getByText('导入完成：写入 1 行，1 行未写入')).toBeVisible()
  })

  await test.step('switch the language and log out', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await goTo(page, 'Overview')
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
    await lookAt(page, 'overview-english')
    await page.getByRole('button', { name: 'Switch to dark' }).click()
    await lookAt(page, 'overview-dark')
    await goTo(page, 'Member list', 'Members')
    await expect(page.getByRole('heading', { name: 'Members' })).toBeVisible()
    await expect(page.locator('tbody tr.ant-table-row').first()).toBeVisible()
    await lookAt(page, 'members-dark')
    await page.getByRole('button', { name: 'Switch to light' }).click()
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('button', { name: /我的账号/ }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  })

  expect(log, 'the browser has nothing to complain about').toEqual([])
})

test('a session that ends is begun again over the same page', async ({ page, context }) => {
  await page.goto('/console/members?q=1')
  await logIn(page, 'owner')
  await expect(page).toHaveURL(/\/console\/members\?q=1$/)
  await expect(page.getByRole('table')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await context.clearCookies()
  await goTo(page, '订单', '交易')
  // The log-in comes over the page, which stays as it was.
  const again = page.getByRole('dialog')
  await expect(again.getByRole('button', { name: '登录' })).toBeVisible()
  await again.getByLabel('密码').fill(PASSWORD)
  await again.getByRole('button', { name: '登录' }).click()
  await expect(again).toBeHidden()
  await expect(page).toHaveURL(/\/console\/orders$/)
  await expect(page.locator('tbody tr.ant-table-row').first()).toBeVisible()
})

test('a wrong password is refused in words', async ({ page }) => {
  await page.goto('/console/login')
  await page.getByLabel('品牌代码').fill(BRAND)
  await page.getByLabel('账号').fill('owner')
  await page.getByLabel('密码').fill('wrong-password-1')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert')).toContainText('品牌、账号或密码不对')
})

test('a lost line is told, and work goes on when it is back', async ({ page, context }) => {
  await page.goto('/console/')
  await logIn(page, 'owner')
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByText('网络已断开')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('网络已断开')).toBeHidden()
})

test('a cashier sees only what the role allows', async ({ page }) => {
  await page.goto('/console/')
  await logIn(page, 'cashier')
  await expect(page.getByRole('menuitem', { name: /会员$/ })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: /导入/ })).toHaveCount(0)
  await page.goto('/console/imports')
  await expect(page.getByText('没有权限')).toBeVisible()
  await lookAt(page, 'not-permitted')
})

test('what may be done for a member', async ({ page }) => {
  const log = watchLog(page)
  await page.goto('/console/members')
  await logIn(page, 'owner')

  await test.step('enrol, with a phone number that is none at first', async () => {
    await page.getByRole('button', { name: '新会员入会' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('姓名').fill('测试会员')
    await form.getByLabel('手机号').fill('12345')
    await choose(page, form.getByLabel('所属门店'), 0)
    await form.getByRole('button', { name: '新会员入会' }).click()
    await expect(form.getByText('格式不对')).toBeVisible()
    await lookAt(page, 'enrol')
    await form.getByLabel('手机号').fill(`139${Date.now().toString().slice(-8)}`)
    await form.getByRole('button', { name: '新会员入会' }).click()
    await expect(page.getByRole('heading', { name: '测试会员' })).toBeVisible()
  })

  await test.step('adjust points', async () => {
    await page.getByRole('button', { name: '调整积分' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('增减积分').fill('120')
    await form.getByLabel('原因').fill('补录')
    await lookAt(page, 'adjust')
    await form.getByRole('button', { name: '保存' }).click()
    const points = page.getByRole('region', { name: '余额' }).getByText('积分').locator('xpath=..')
    await expect(points).toContainText('120')
    await expect(page.getByRole('row').filter({ hasText: '补录' })).toContainText('+120')
  })

  await test.step('set a tier', async () => {
    await page.getByRole('button', { name: '设置等级' }).click()
    const form = page.getByRole('dialog')
    await choose(page, form.getByLabel('等级'), 2)
    await form.getByLabel('原因').fill('老客户')
    await form.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('等级已设置')).toBeVisible()
  })

  await test.step('freeze and unfreeze', async () => {
    await page.getByRole('button', { name: '冻结会员' }).click()
    await page.getByRole('dialog').getByLabel('原因').fill('手机遗失')
    await page.getByRole('dialog').getByRole('button', { name: '冻结会员' }).click()
    await expect(page.getByText('已冻结：手机遗失')).toBeVisible()
    await expect(page.getByRole('button', { name: '充值' })).toBeDisabled()
    await lookAt(page, 'member-frozen')
    await page.getByRole('button', { name: '解冻会员' }).click()
    await page.getByRole('dialog').getByLabel('原因').fill('已找回')
    await page.getByRole('dialog').getByRole('button', { name: '解冻会员' }).click()
    await expect(page.getByText('已冻结：手机遗失')).toBeHidden()
  })

  // The refused enrolment is in the log as what it is; nothing else may be.
  expect(log.filter((line) => !line.includes('status of 422'))).toEqual([])
})

test('what is not there is told', async ({ page }) => {
  await page.goto('/console/members/mem_0000000000000')
  await logIn(page, 'owner')
  await expect(page.getByText('没有找到')).toBeVisible()
  await lookAt(page, 'not-found')
  await page.goto('/console/no-such-page')
  await expect(page.getByText('没有找到')).toBeVisible()
})
