// Logging in to the demo chain, as every story but the first day's does.

import type { Page } from '@playwright/test'

export const BRAND = 'demo'
export const PASSWORD = 'huitong-demo-1'

export async function logIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('品牌代码').fill(BRAND)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
}
