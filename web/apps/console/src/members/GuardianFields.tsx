// Who answers for a child: name, phone, what the person is to it.

import type { SetGuardian } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { ProFormRadio, ProFormText } from '@/ui/pro'

const RELATIONS: readonly SetGuardian['relation'][] = ['mother', 'father', 'grandparent', 'other']

/** At the top of a form, or under a name in it. */
export function GuardianFields({ under }: { under?: string }) {
  const { t, code } = useWords()
  const at = (field: string) => (under === undefined ? field : [under, field])
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <>
      <ProFormText name={at('name')} label={t('guardian.name')} rules={required} />
      <ProFormText
        name={at('phone')}
        label={t('guardian.phone')}
        rules={required}
        fieldProps={{ inputMode: 'tel', autoComplete: 'off' }}
      />
      <ProFormRadio.Group
        name={at('relation')}
        label={t('guardian.relation')}
        rules={[{ required: true, message: t('form.required') }]}
        options={RELATIONS.map((value) => ({ value, label: code('relation', value) }))}
      />
    </>
  )
}
