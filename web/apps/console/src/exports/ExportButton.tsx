// The button of a list that exports it; the days that the list shows are proposed.

import { ExportOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '@/session/context'
import { NewExport } from './NewExport'
import { hasDays, type Subject, subjectsFor } from './wanted'

export function ExportButton({ subject }: { subject: Subject }) {
  const { t } = useWords()
  const may = useMay()
  const [search] = useSearchParams()
  const [isOpen, setOpen] = useState(false)
  if (!may('exports.run') || !subjectsFor(may).includes(subject)) return null
  const [from, to] = [search.get('from'), search.get('to')]
  const days = hasDays(subject) && from && to ? { days: [from, to] as const } : {}
  return (
    <>
      <Button icon={<ExportOutlined />} onClick={() => setOpen(true)}>
        {t('export.act')}
      </Button>
      {isOpen && <NewExport initial={{ subject, ...days }} close={() => setOpen(false)} />}
    </>
  )
}
