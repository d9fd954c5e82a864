// A decision on a request, with a note for who asked.

import type { Approval } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { ProFormTextArea } from '@/ui/pro'
import type { Decision } from './ApprovalCard'
import { useApprove, useRefuse, useWithdraw } from './queries'
import { Wish } from './Wish'

interface DecideProps {
  approval: Approval
  decision: Decision
  close: () => void
}

export function Decide({ approval, decision, close }: DecideProps) {
  return decision === 'withdraw' ? (
    <Withdraw approval={approval} close={close} />
  ) : (
    <WithNote approval={approval} decision={decision} close={close} />
  )
}

const WORDS: Record<'approve' | 'refuse', { submit: WordKey; done: WordKey }> = {
  approve: { submit: 'approval.approve', done: 'approval.approve_done' },
  refuse: { submit: 'approval.refuse', done: 'approval.refuse_done' },
}

function WithNote({ approval, decision, close }: DecideProps & { decision: 'approve' | 'refuse' }) {
  const { t } = useWords()
  const approve = useApprove()
  const refuse = useRefuse()
  const { submit, done } = WORDS[decision]
  const act = decision === 'approve' ? approve : refuse
  return (
    <ActModal<{ note?: string }>
      name="decide"
      title={t(submit)}
      submitText={t(submit)}
      doneText={t(done)}
      isDanger={decision === 'refuse'}
      close={close}
      submit={({ note }) => act.mutateAsync(chosen({ id: approval.id, note: note?.trim() }))}
    >
      <p>
        <Wish approval={approval} />
      </p>
      <p className="quiet">{approval.reason}</p>
      <ProFormTextArea
        name="note"
        label={t('approval.note')}
        fieldProps={{ maxLength: 200, showCount: true, autoSize: { minRows: 2, maxRows: 4 } }}
      />
    </ActModal>
  )
}

function Withdraw({ approval, close }: Omit<DecideProps, 'decision'>) {
  const { t } = useWords()
  const withdraw = useWithdraw()
  return (
    <ConfirmAct
      name="withdraw"
      title={t('approval.withdraw')}
      text={<Wish approval={approval} />}
      submitText={t('approval.withdraw')}
      doneText={t('approval.withdraw_done')}
      isDanger
      close={close}
      act={() => withdraw.mutateAsync(approval.id)}
    />
  )
}
