// What the member says in the fields of the brand's own; no block for a brand that has none.

import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { Summary } from '@/ui/Summary'
import { Part } from '../Part'
import { EditOwnFields } from './EditOwnFields'
import { useMemberFields } from './queries'
import { labelOf, sayValue, valuesOf } from './values'

export function OwnFields({ member }: { member: Member }) {
  const words = useWords()
  const { t, lang } = words
  const may = useMay()
  const { data } = useMemberFields()
  const [isEditing, setEditing] = useState(false)
  const fields = data?.items.filter(({ is_active }) => is_active) ?? []
  if (fields.length === 0) return null
  const values = valuesOf(member, fields)
  const canEdit = may('members.write') && ['active', 'frozen'].includes(member.state)
  return (
    <Part
      title={t('member.own_fields')}
      acts={
        canEdit && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('member.edit_own_fields')}
          </Button>
        )
      }
    >
      <Summary
        items={fields.map((field) => ({
          key: field.key,
          label: labelOf(field, lang),
          children: sayValue(words, field, values[field.key]),
        }))}
      />
      {isEditing && (
        <EditOwnFields member={member} fields={fields} close={() => setEditing(false)} />
      )}
    </Part>
  )
}
