// A new region.

import type { CreateRegion } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useCodeRules } from '@/stores/codeRules'
import { ActModal } from '@/ui/ActModal'
import { ProFormText } from '@/ui/pro'
import { useCreateRegion } from './queries'

export function AddRegion({ close }: { close: () => void }) {
  const { t } = useWords()
  const create = useCreateRegion()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <ActModal<CreateRegion>
      name="add_region"
      title={t('region.add')}
      submitText={t('region.add')}
      doneText={t('region.added')}
      close={close}
      submit={(values) => create.mutateAsync(values)}
    >
      <ProFormText
        name="code"
        label={t('region.code')}
        extra={t('region.code_hint')}
        rules={useCodeRules()}
        fieldProps={{ maxLength: 40, autoComplete: 'off' }}
      />
      <ProFormText
        name="name"
        label={t('region.name')}
        rules={required}
        fieldProps={{ maxLength: 120, autoComplete: 'off' }}
      />
    </ActModal>
  )
}
