// Two-step log-in: finance sets it up with a telephone, logs in with a code, is let in once by a
// recovery code, and turns it off again. The telephone is RFC 6238 over what the page shows.

import { createHmac } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { logIn, PASSWORD } from './log_in'
import { lookAt, watchLog } from './watch'

const STEP_MILLIS = 30_000

function fromBase32(text: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text.replace(/\s/g, '')].map((letter) =>
    letters.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}

/** What an authenticator app shows at a moment. */
function codeAt(secret: string, millis: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(millis / STEP_MILLIS)))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const place = (hash.at(-1) ?? 0) & 0xf
  const number = hash.readUInt32BE(place) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

async function openMenu(page: Page, item: string): Promise<void> {
  const entry = page.getByRole('menuitem', { name: item })
  // A menu that still opens lets go of a choice and stays; a person then chooses again.
  await expect(async () => {
    if (!(await entry.isVisible())) await page.getByRole('button', { name: '赵文静' }).click()
    await entry.click({ timeout: 2_000 })
    await expect(entry).toBeHidden({ timeout: 2_000 })
  }).toPass()
}

test('finance logs in in two steps', async ({ page }) => {
  const log = watchLog(page)
  await page.goto('/console/')
  await logIn(page, 'finance')
  await openMenu(page, '两步验证')
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '开始设置' }).click()
  const secret = await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/).innerText()
  await lookAt(page, 'second-factor')
  // A code of the step before, so that one of now is left for the log-in.
  await page
    .getByLabel('验证器上的 6 位验证码')
    .fill(codeAt(secret.trim(), Date.now() - STEP_MILLIS))
  await page.getByRole('button', { name: '启用' }).click()
  const codes = page.getByRole('region', { name: '恢复码' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  await lookAt(page, 'recovery-codes')
  const recovery = await codes.first().innerText()
  const another = await codes.last().innerText()
  await page.getByRole('button', { name: '我已保存' }).click()
  await expect(page.getByText('已启用')).toBeVisible()

  await openMenu(page, '退出登录')
  await logIn(page, 'finance')
  await expect(page.getByLabel('验证码或恢复码')).toBeFocused()
  await lookAt(page, 'log-in-code')
  await page.getByLabel('验证码或恢复码').fill(codeAt(secret.trim(), Date.now()))
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('menuitem', { name: /(^| )会员$/ })).toBeVisible()

  await openMenu(page, '退出登录')
  await logIn(page, 'finance')
  await page.getByLabel('验证码或恢复码').fill(recovery)
  await page.getByRole('button', { name: '登录' }).click()
  await openMenu(page, '两步验证')
  await expect(page.getByText('剩余恢复码 9 个')).toBeVisible()
  await page.getByRole('button', { name: '停用' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('密码').fill(PASSWORD)
  await dialog.getByLabel('验证码或恢复码').fill(another)
  await dialog.getByRole('button', { name: '停用' }).click()
  await expect(page.getByText('两步验证已停用')).toBeVisible()
  // The browser itself notes a log-in that was refused for the code.
  expect(log.filter((line) => !line.endsWith('/api/v1/session)'))).toEqual([])
})
