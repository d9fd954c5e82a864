// 设置: the way to every page of settings that the person may see.

import type { WordKey } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { Link } from 'react-router'
import { useMay } from '@/session/context'
import { Page } from '@/ui/Page'
import { SETTINGS_SECTIONS, type SettingsPlace } from './pages'
import './settings.css'

export function SettingsHomeScreen() {
  const { t } = useWords()
  const may = useMay()
  return (
    <Page title={t('nav.settings')}>
      {SETTINGS_SECTIONS.map(({ word, places }) => (
        <Section
          key={word}
          word={word}
          places={places.filter(({ permission }) => !permission || may(permission))}
        />
      ))}
    </Page>
  )
}

function Section({ word, places }: { word: WordKey; places: readonly SettingsPlace[] }) {
  const { t } = useWords()
  if (places.length === 0) return null
  return (
    <section aria-label={t(word)}>
      <h2 className="settings-section">{t(word)}</h2>
      <div className="settings-cards">
        {places.map((place) => (
          <Link key={place.path} to={place.path} className="settings-card">
            <Card size="small" hoverable>
              <strong>{t(place.word)}</strong>
              <div className="quiet">{t(place.hint)}</div>
            </Card>
          </Link>
        ))}
      </div>
    </section>
  )
}
