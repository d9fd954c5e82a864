// 会员合并: members who may be the same person, and what was merged before.

import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { AddressTabs } from '@/ui/AddressTabs'
import { Page } from '@/ui/Page'
import { DuplicatesTab } from './DuplicatesTab'
import { PastMergesTab } from './PastMergesTab'

export function MergesScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  return (
    <Page
      title={t('nav.merges')}
      acts={
        <Button type="primary" onClick={() => navigate('/merges/new')}>
          {t('merge.choose_two')}
        </Button>
      }
    >
      <AddressTabs
        tabs={[
          { key: 'duplicates', label: t('merge.duplicates'), children: <DuplicatesTab /> },
          { key: 'past', label: t('merge.past'), children: <PastMergesTab /> },
        ]}
      />
    </Page>
  )
}
