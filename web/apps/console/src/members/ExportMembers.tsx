// 导出会员: the list of members as a file, made in the background. More than one person may take a
// day alone waits for a second one.

import type { Answer, StartExport } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { ActModal } from '@/ui/ActModal'
import { ProFormRadio } from '@/ui/pro'
import { ReasonField } from '@/ui/ReasonField'
import { useStartExport } from './acts'

type Started = Answer<'/api/v1/exports', 'post'>

interface Values {
  format: StartExport['format']
  reason: string
}

const FORMATS: readonly StartExport['format'][] = ['xlsx', 'csv']

export function ExportMembers() {
  const { t } = useWords()
  const start = useStartExport()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('member.export')}</Button>
      {isOpen && (
        <ActModal<Values, Started>
          name="export_members"
          title={t('member.export')}
          submitText={t('member.export_submit')}
          doneText={({ approval }) => t(approval ? 'member.export_waits' : 'member.export_started')}
          initialValues={{ format: 'xlsx' }}
          close={() => setOpen(false)}
          submit={(values) => start.mutateAsync({ subject: 'members', ...values })}
        >
          <p>{t('member.export_means')}</p>
          <ProFormRadio.Group
            name="format"
            label={t('member.export_format')}
            options={FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
          />
          <ReasonField />
        </ActModal>
      )}
    </>
  )
}
