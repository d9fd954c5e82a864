// 设置: the way to every page of settings that the person may see.

import { useWords } from '@huitong/words/react'
import { LeadCards } from '@/ui/LeadCards'
import { Page } from '@/ui/Page'
import { SETTINGS_SECTIONS } from './pages'

export function SettingsHomeScreen() {
  const { t } = useWords()
  return (
    <Page title={t('nav.settings')}>
      {SETTINGS_SECTIONS.map(({ word, places }) => (
        <LeadCards key={word} word={word} leads={places} />
      ))}
    </Page>
  )
}
