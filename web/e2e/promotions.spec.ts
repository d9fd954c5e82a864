// Head office writes a promotion step by step, checks and replays it before publishing, and a coupon
// template; members get coupons, a sale uses both and tells why, and everything that comes back
// brings the coupon back.

import { expect, type Page, test } from '@playwright/test'
import { choose } from './choose'
import { logIn } from './log_in'
import { goTo } from './navigate'
import { lookAt, watchLog } from './watch'

/** Publishes the draft that is saved; before, one is told what the check found. */
async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: '发布', exact: true }).click()
  const asked = page.getByRole('dialog')
  await expect(asked.getByText(/^有 \d+ 项(警告|提示)$/)).toBeVisible()
  await asked.getByLabel('原因').fill('开业')
  await asked.getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByText('已发布', { exact: true })).toBeVisible()
  await expect(asked).toBeHidden()
  await expect(page.getByText('进行中')).toBeVisible()
}

test('a promotion and a coupon from the form to the return', async ({ page }) => {
  const log = watchLog(page)
  await page.goto('/console/')
  await logIn(page, 'owner')
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()

  await test.step('满100减10 is written, previewed and published', async () => {
    await goTo(page, '促销活动', '营销')
    await page.getByRole('button', { name: '新建促销活动' }).first().click()
    await lookAt(page, 'offer-tiles')
    await page.getByRole('button', { name: /^满减/ }).click()
    await page.getByLabel('名称', { exact: true }).fill('开业满减')
    await page.getByLabel('快速录入').fill('100:10')
    await page.getByLabel('快速录入').press('Enter')
    await expect(page.getByLabel('快速录入')).toHaveValue('')
    // Enough of the goods for the threshold: the preview then takes ten off.
    await page.getByLabel(/数量$/).first().fill('300')
    await expect(page.getByText('优惠 10.00', { exact: true })).toBeVisible()
    await lookAt(page, 'offer-form')
  })

  await test.step('the steps lead to what is missing, and to the end', async () => {
    const next = page.getByRole('button', { name: '下一步' })
    await page.getByLabel('名称', { exact: true }).fill('')
    await next.click()
    await expect(page.getByLabel('名称', { exact: true })).toBeFocused()
    await page.getByLabel('名称', { exact: true }).fill('开业满减')
    await page.getByLabel('名称', { exact: true }).press('Enter')
    await expect(page.getByRole('region', { name: '谁、何时、何地' })).toBeVisible()
    await lookAt(page, 'offer-form-who')
    await next.click()
    await page.getByLabel('门店', { exact: true }).fill('50')
    await page.getByRole('button', { name: /确认$/ }).click()
    await page.getByRole('button', { name: '保存并检查' }).click()
    // The parts of the cost do not add up: that is two steps back.
    await expect(page.getByRole('region', { name: '叠加、限额与成本' })).toBeVisible()
    await page.getByLabel('门店', { exact: true }).fill('0')
    await lookAt(page, 'offer-form-limits')
    await next.click()
    await lookAt(page, 'offer-form-confirm')
    await page.getByRole('button', { name: '保存并检查' }).click()
    await expect(page.getByText('草稿已保存，发布后生效')).toBeVisible()
  })

  await test.step('it is checked', async () => {
    await expect(page.getByRole('tab', { name: '检查' })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('region', { name: '没有上限' })).toBeVisible()
    await lookAt(page, 'offer-check')
  })

  await test.step('it is replayed over past orders', async () => {
    await page.getByRole('tab', { name: '回放' }).click()
    await page.getByRole('button', { name: '开始回放' }).click()
    const asked = page.getByRole('dialog')
    await asked.getByRole('button', { name: '常用时间范围' }).click()
    await page.getByRole('menuitem', { name: '近 90 天' }).click()
    await lookAt(page, 'replay-form')
    await asked.getByRole('button', { name: '开始回放' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '回放报告' })).toBeVisible()
    await expect(page.getByText('受影响订单')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('img', { name: /天里，这个优惠共减去/ })).toBeVisible()
    await lookAt(page, 'replay')
    await page.getByRole('link', { name: '开业满减' }).click()
    await page.getByRole('tab', { name: '回放' }).click()
    await expect(page.getByRole('link', { name: /至/ }).first()).toBeVisible()
    await lookAt(page, 'replays')
  })

  await test.step('it is published', async () => {
    await publish(page)
    await page.getByRole('tab', { name: '概况' }).click()
    await expect(page.getByText('满100减10').first()).toBeVisible()
    await lookAt(page, 'offer')
  })

  await test.step('a coupon template is written and published', async () => {
    await goTo(page, '券模板', '营销')
    await page.getByRole('button', { name: '新建券模板' }).first().click()
    await page.getByRole('button', { name: /^立减/ }).click()
    await page.getByLabel('名称', { exact: true }).fill('开业五元券')
    await page.getByLabel('减多少（元）').fill('5')
    await lookAt(page, 'template-form')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await expect(page.getByText('草稿已保存，发布后生效')).toBeVisible()
    await publish(page)
    await lookAt(page, 'template')
  })

  await test.step('it is found by its name', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /^搜索/ }).fill('开业')
    await expect(page.getByRole('option', { name: /开业满减/ })).toBeVisible()
    await page.getByRole('option', { name: /开业五元券/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: '开业五元券' })).toBeVisible()
  })

  await test.step('a basket is tried for another time', async () => {
    await goTo(page, '试算台', '营销')
    await choose(page, page.getByLabel('门店', { exact: true }).first(), 0)
    await page.getByLabel('添加商品').fill('836445')
    await page.locator('.ant-select-item-option:visible', { hasText: 'Wings (iqf)' }).click()
    await page.getByLabel(/数量$/).first().fill('40')
    await page.getByLabel(/数量$/).first().press('Enter')
    const told = page.getByRole('row', { name: '开业满减 整单优惠 优惠 10.00' })
    await expect(told).toBeVisible()
    const next = new Date().getFullYear() + 1
    const quoted = page.waitForRequest(
      (request) =>
        request.url().endsWith('/quotes') && (request.postData() ?? '').includes(`"at":"${next}-`),
    )
    await page.getByLabel('时间').fill(`${next}-06-01 12:30`)
    await page.getByRole('button', { name: /确\s*定|确\s*认/ }).click()
    expect((await (await quoted).response())?.status()).toBe(200)
    await expect(told).toBeVisible()
    await lookAt(page, 'playground')
  })

  await test.step('a member gets one', async () => {
    await goTo(page, '会员列表', '会员')
    const member = page.locator('tbody tr.ant-table-row').first().getByRole('link').first()
    await member.click()
    await page.getByRole('tab', { name: '优惠券' }).click()
    await page.getByRole('button', { name: '给会员发券' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('券', { exact: true }).fill('开业五元券')
    await page.locator('.ant-select-item-option:visible').first().click()
    await form.getByLabel('原因').fill('开业赠送')
    await form.getByRole('button', { name: '给会员发券' }).click()
    await expect(page.getByText('已发放')).toBeVisible()
    await expect(page.getByRole('link', { name: '开业五元券' }).first()).toBeVisible()
    await lookAt(page, 'member-coupons')
  })

  await test.step('others get one by a pasted list', async () => {
    const memberNo = await page.locator('.page-head .num.quiet').first().innerText()
    await goTo(page, '会员列表', '会员')
    const other = page.locator('tbody tr.ant-table-row').nth(1)
    const otherNo = await other
      .getByText(/^\d{10}$/)
      .first()
      .innerText()
    expect(otherNo).not.toBe(memberNo)
    await goTo(page, '券模板', '营销')
    await page.getByRole('link', { name: '开业五元券' }).click()
    await page.getByRole('button', { name: '批量发券' }).click()
    const form = page.getByRole('dialog')
    const pasted = form.getByLabel('手机号或会员号')
    // A window that still opens lets go of a choice; a person then chooses again.
    await expect(async () => {
      await form.getByText('粘贴名单').click()
      await expect(pasted).toBeVisible({ timeout: 2_000 })
    }).toPass()
    await pasted.fill(`${otherNo}\n13800000000`)
    await form.getByRole('button', { name: '查找会员（2）' }).click()
    await expect(form.getByText('找到 1 位会员')).toBeVisible()
    await expect(form.getByText('1 个没有找到，不会发放')).toBeVisible()
    await lookAt(page, 'issue-pasted')
    await form.getByLabel('原因').fill('补发')
    await form.getByRole('button', { name: '批量发券' }).click()
    await expect(page.getByText('已发放 1 张')).toBeVisible()
    // Back to the member, for the sale.
    await goTo(page, '会员列表', '会员')
    await page.locator('tbody tr.ant-table-row').first().getByRole('link').first().click()
    await expect(page.locator('.page-head .num.quiet').first()).toHaveText(memberNo)
  })

  await test.step('a sale uses both', async () => {
    const memberNo = await page.locator('.page-head .num.quiet').first().innerText()
    await goTo(page, '开单', '交易')
    await choose(page, page.getByLabel('门店', { exact: true }).first(), 0)
    const goods = page.getByLabel('商品条码、编码或名称（F2）')
    // Something that the first store of the demo chain has enough of.
    await goods.fill('836445')
    await goods.press('Enter')
    await expect(goods).toHaveValue('')
    await page.getByLabel(/数量$/).first().fill('40')
    await page.getByLabel(/数量$/).first().press('Enter')
    const member = page.getByLabel('会员手机号、卡号或姓名（F4）')
    await member.fill(memberNo)
    await member.press('Enter')
    await page.getByRole('checkbox', { name: '开业五元券' }).first().check()
    await expect(page.getByText('-10.00').first()).toBeVisible()
    await expect(page.getByText('-5.00').first()).toBeVisible()
    await lookAt(page, 'sale-coupon')
    await page.getByRole('button', { name: /^现金.*付清余下金额/ }).click()
    await page.getByRole('button', { name: '结账（F9）' }).click()
    await expect(page.getByText('结账完成')).toBeVisible()
  })

  await test.step('the order tells why', async () => {
    await goTo(page, '订单', '交易')
    await page.locator('tbody tr.ant-table-row').first().getByRole('link').first().click()
    await expect(page.getByText('为何优惠')).toBeVisible()
    await expect(page.getByRole('link', { name: '开业满减' }).first()).toBeVisible()
    await expect(page.getByRole('link', { name: '开业五元券' }).first()).toBeVisible()
    await lookAt(page, 'order-why')
  })

  await test.step('everything comes back, and the coupon with it', async () => {
    await page.getByRole('button', { name: '退货' }).click()
    const drawer = page.getByRole('dialog')
    const quantity = drawer.getByRole('spinbutton').first()
    const broken = drawer.getByText('退货后不再满足「开业满减」的条件')
    await quantity.fill('39')
    await expect(broken).toBeVisible()
    await lookAt(page, 'return-quote')
    await quantity.fill('40')
    await expect(broken).toBeHidden()
    await drawer.getByLabel('原因').fill('不要了')
    await drawer.getByRole('button', { name: '确认退货' }).click()
    await page
      .getByRole('dialog', { name: /确认退货？/ })
      .getByRole('button', { name: '确认退货' })
      .click()
    await expect(page.getByText(/退货完成/)).toBeVisible()
    await expect(page.getByText(/已随退货收回/).first()).toBeVisible()
    await page.getByRole('link', { name: '查看优惠券' }).first().click()
    await expect(page.getByRole('heading', { name: '优惠券 开业五元券' })).toBeVisible()
    await expect(page.getByText('未使用')).toBeVisible()
    await expect(page.getByText('退回').first()).toBeVisible()
    await lookAt(page, 'coupon')
  })

  // A pasted number that nobody has is refused, and browsers tell that too.
  expect(log.filter((line) => !line.includes('404'))).toEqual([])
})
