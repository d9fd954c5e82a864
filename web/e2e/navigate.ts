// Going somewhere by the navigation, as a person does.

import type { Page } from '@playwright/test'

/** Opens a page by its entry; the group first, where the entry stands in one that is shut. */
export async function goTo(page: Page, place: string, group?: string): Promise<void> {
  // The name of an entry at the top begins with that of its icon.
  const named = (word: string) => page.getByRole('menuitem', { name: new RegExp(`(^| )${word}$`) })
  const entry = named(place).getByRole('link')
  if (group && !(await entry.isVisible())) await named(group).click()
  await entry.click()
}
