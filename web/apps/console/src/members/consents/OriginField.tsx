// Where something was said that staff write down; what people say by themselves elsewhere is
// written down there.

import type { RecordConsent } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { ProFormSelect } from '@/ui/pro'

const ORIGINS: readonly RecordConsent['origin'][] = ['till', 'paper', 'call', 'console']

export function OriginField() {
  const { t, code } = useWords()
  return (
    <ProFormSelect
      name="origin"
      label={t('consent.origin')}
      allowClear={false}
      options={ORIGINS.map((value) => ({ value, label: code('consent_origin', value) }))}
    />
  )
}
