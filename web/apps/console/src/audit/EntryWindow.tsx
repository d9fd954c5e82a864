// One entry, with all that it tells.

import type { AuditEntry } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useStoreTime } from '@/stores/time'
import { Summary } from '@/ui/Summary'
import { Window } from '@/ui/Window'
import { FactValue } from './Facts'
import { Named } from './Named'
import { factsOf } from './telling'
import { Who } from './Who'

export function EntryWindow({ entry, close }: { entry: AuditEntry; close: () => void }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  return (
    <Window
      width={720}
      title={`${code('audit_action', entry.action)} #${entry.number}`}
      footer={null}
      onCancel={close}
      destroyOnHidden
    >
      <Summary
        items={[
          { key: 'at', label: t('word.time'), children: time(entry.at) },
          { key: 'who', label: t('audit.who'), children: <Who entry={entry} /> },
          { key: 'subject', label: t('audit.subject'), children: <Named id={entry.subject} /> },
          ...factsOf(entry).map((fact) => ({
            key: `fact.${fact.key}`,
            label: code('audit_field', fact.key),
            children: (
              <div className="audit-details">
                <FactValue fact={fact} />
              </div>
            ),
            isWide: true,
          })),
        ]}
      />
    </Window>
  )
}
