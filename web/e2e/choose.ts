// Choosing from a list that drops down.

import { expect, type Locator, type Page } from '@playwright/test'

/**
 * Opens the list of a field and takes the option at a place in it. The list lets go of a choice
 * that comes while it still opens, and stays there; a person then chooses again, and so does this.
 */
export async function choose(page: Page, field: Locator, place: number): Promise<void> {
  const option = page.locator('.ant-select-item-option:visible').nth(place)
  await field.click()
  await expect(option).toBeVisible()
  await expect(async () => {
    if (await option.isVisible()) await option.click({ timeout: 2_000 })
    await expect(option).toBeHidden({ timeout: 2_000 })
  }).toPass()
}
