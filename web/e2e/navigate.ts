// Going somewhere by the navigation, as a person does.

import { expect, type Locator, type Page } from '@playwright/test'

export function menuOf(page: Page): Locator {
  return page.getByRole('complementary').first()
}

/** Opens a group of the navigation, if it is shut. */
export async function openGroup(page: Page, group: string): Promise<void> {
  const title = menuOf(page).locator('.ant-menu-submenu-title').filter({ hasText: group })
  if ((await title.getAttribute('aria-expanded')) !== 'true') await title.click()
  await expect(title).toHaveAttribute('aria-expanded', 'true')
}

/** Opens a page by its entry; the group first, where the entry stands in one that is shut. */
export async function goTo(page: Page, place: string, group?: string): Promise<void> {
  // The name of an entry at the top begins with that of its icon, and may end with what waits there.
  const named = (word: string) =>
    page.getByRole('menuitem', { name: new RegExp(`(^| )${word}( ?，.*)?$`) })
  const entry = named(place).getByRole('link')
  if (group && !(await entry.isVisible())) await named(group).click()
  await entry.click()
}
