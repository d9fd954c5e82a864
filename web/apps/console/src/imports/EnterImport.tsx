// Asks once more before rows are kept: how many, what stays out, what can be undone.

import type { Import } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import { Checkbox, Form } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { useRunImport } from './queries'

interface Values {
  /** Asked only where a dry run found every row good. */
  is_all_or_nothing?: boolean
}

export function EnterImport({ of, close }: { of: Import; close: () => void }) {
  const words = useWords()
  const { t } = words
  const run = useRunImport(of.id)
  const count = formatCount(of.accepted)
  return (
    <ActModal<Values>
      name="enter_import"
      title={t('import.enter_title')}
      submitText={t('import.enter', { count })}
      doneText={t('import.entering')}
      close={close}
      submit={({ is_all_or_nothing }) =>
        run.mutateAsync({
          is_dry_run: false,
          mode: is_all_or_nothing ? 'all_or_nothing' : 'good_rows',
        })
      }
    >
      <p>
        {t('import.enter_means', { count })}{' '}
        {of.rejected > 0 && t('import.enter_leaves', { count: formatCount(of.rejected) })}{' '}
        {sayUndo(words, of)}
      </p>
      {of.rejected === 0 && (
        <Form.Item
          name="is_all_or_nothing"
          valuePropName="checked"
          extra={t('import.all_or_nothing_means')}
        >
          <Checkbox>{t('import.all_or_nothing')}</Checkbox>
        </Form.Item>
      )}
    </ActModal>
  )
}

/** What of it could be taken back: only what is in the ledger. */
function sayUndo({ t }: Words, { kind }: Import): string {
  if (kind === 'balances') return t('import.enter_undo_all')
  return t(kind === 'members' ? 'import.enter_undo_some' : 'import.enter_undo_none')
}
