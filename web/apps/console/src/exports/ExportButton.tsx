// The button of a list that exports it as it is filtered: what its address asks for is proposed.

import { ExportOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '@/session/context'
import { useChosenStore } from '@/stores/chosen'
import { filterOf, hasText, type Subject, withChosenStore } from './filter'
import { NewExport } from './NewExport'
import { hasDays, subjectsFor } from './wanted'

export function ExportButton({ subject }: { subject: Subject }) {
  const { t } = useWords()
  const may = useMay()
  const [search] = useSearchParams()
  const { storeId } = useChosenStore()
  const [isOpen, setOpen] = useState(false)
  if (!may('exports.run') || !subjectsFor(may).includes(subject)) return null
  const [from, to] = [search.get('from'), search.get('to')]
  const days = hasDays(subject) && from && to ? { days: [from, to] as const } : {}
  const filter = withChosenStore(subject, filterOf(subject, search), storeId)
  return (
    <>
      <Button icon={<ExportOutlined />} onClick={() => setOpen(true)}>
        {t('export.act')}
      </Button>
      {isOpen && (
        <NewExport
          initial={{ subject, filter, ...days }}
          isOfText={hasText(search)}
          close={() => setOpen(false)}
        />
      )}
    </>
  )
}
