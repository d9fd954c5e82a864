// A new till in a store.

import type { CreateTill } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { ActModal } from '@/ui/ActModal'
import { ProFormText } from '@/ui/pro'
import { useCodeRules } from './codeRules'
import { useCreateTill } from './tills'

export function AddTill({ storeId, close }: { storeId: string; close: () => void }) {
  const { t } = useWords()
  const create = useCreateTill(storeId)
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <ActModal<CreateTill>
      name="add_till"
      title={t('till.add')}
      submitText={t('till.add')}
      doneText={t('till.added')}
      close={close}
      submit={(values) => create.mutateAsync(values)}
    >
      <ProFormText
        name="code"
        label={t('till.code')}
        extra={t('till.code_hint')}
        rules={useCodeRules()}
        fieldProps={{ maxLength: 40, autoComplete: 'off' }}
      />
      <ProFormText
        name="name"
        label={t('till.name')}
        rules={required}
        fieldProps={{ maxLength: 120, autoComplete: 'off' }}
      />
    </ActModal>
  )
}
