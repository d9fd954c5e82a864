// What a merge would do: both profiles side by side, a choice where they differ, what moves, and
// what is in the way.

import type { MergePreview } from '@huitong/api'
import { isProblemCode } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Card, Flex } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { nameOf } from '@/members/names'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { Answered } from '@/ui/states'
import { type FieldName, takenOf } from './choices'
import { Moves } from './Moves'
import { useMergeMembers, useMergePreview } from './queries'
import { SideBySide } from './SideBySide'

interface ComparisonProps {
  survivorId: string
  absorbedId: string
}

export function Comparison({ survivorId, absorbedId }: ComparisonProps) {
  const preview = useMergePreview(survivorId, absorbedId)
  return <Answered query={preview}>{(known) => <Compared preview={known} />}</Answered>
}

function Compared({ preview }: { preview: MergePreview }) {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const merge = useMergeMembers()
  const [take, setTake] = useState<readonly FieldName[]>([])
  const [isConfirming, setConfirming] = useState(false)
  const { survivor, absorbed, fields, obstacle, undo_days } = preview
  return (
    <>
      {obstacle !== null && (
        <Alert
          type="error"
          showIcon
          title={isProblemCode(obstacle) ? t(`problem.${obstacle}`) : obstacle}
        />
      )}
      <Card size="small">
        <SideBySide preview={preview} take={take} choose={setTake} />
      </Card>
      <Card size="small" title={t('merge.moves')}>
        <Moves moves={preview.moves} />
        <Flex gap={12} align="center" wrap style={{ marginTop: 16 }}>
          <Button
            type="primary"
            danger
            disabled={obstacle !== null}
            onClick={() => setConfirming(true)}
          >
            {t('merge.submit')}
          </Button>
          <span className="quiet">{t('merge.undo_days', { days: undo_days })}</span>
        </Flex>
      </Card>
      {isConfirming && (
        <ConfirmAct
          name="merge_members"
          title={t('merge.submit')}
          text={t('merge.means', {
            absorbed: `${nameOf(words, absorbed)} ${absorbed.member_no}`,
            survivor: `${nameOf(words, survivor)} ${survivor.member_no}`,
            days: undo_days,
          })}
          submitText={t('merge.submit')}
          doneText={t('merge.done')}
          isDanger
          needsReason
          close={() => setConfirming(false)}
          act={async (reason) => {
            const done = await merge.mutateAsync({
              survivor_id: survivor.id,
              absorbed_id: absorbed.id,
              take: takenOf(fields, take),
              reason,
            })
            void navigate(`/merges/${done.id}`)
          }}
        />
      )}
    </>
  )
}
