// What the file holds and what its columns mean: proposed by the server, corrected here. Saved
// over the state that was shown only, and then tried without keeping anything.

import type { Import, ImportKind } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, App, Card } from 'antd'
import { useState } from 'react'
import { taggedByVersion } from '@/ui/answer'
import { sayError } from '@/ui/problems'
import { Loading } from '@/ui/states'
import { KindChoice } from './KindChoice'
import { MappingForm } from './MappingForm'
import { keptFor, type MappingValues, toBody, toValues } from './mapping'
import { useImport, useMapImport } from './queries'

interface MappingStepProps {
  of: Import
  /** Called when the rows are being looked at. */
  tried: () => void
}

export function MappingStep({ of, tried }: MappingStepProps) {
  const { t } = useWords()
  const { changeKind, isChanging } = useChangeKind(of)
  return (
    <Card size="small" title={t('import.columns')}>
      <KindNotice of={of} />
      {isChanging && <Loading />}
      {!isChanging && of.kind === null && (
        <KindChoice kind={null} choose={(kind) => void changeKind(kind, toValues(of))} />
      )}
      {!isChanging && of.kind !== null && (
        <MappingForm key={of.kind} of={of} kind={of.kind} changeKind={changeKind} tried={tried} />
      )}
    </Card>
  )
}

/** Why nothing was proposed, or that it cannot be taken in as it is. */
function KindNotice({ of }: { of: Import }) {
  const { t } = useWords()
  const { subject } = of
  if (subject === 'statement' || subject === 'store_report') {
    return <Notice type="warning" text={t(`import.kind_${subject}`)} />
  }
  return of.kind === null ? <Notice type="info" text={t('import.kind_unknown')} /> : null
}

function Notice({ type, text }: { type: 'warning' | 'info'; text: string }) {
  return <Alert type={type} showIcon title={text} style={{ marginBottom: 16 }} />
}

/**
 * Says that the file is of another kind, and whether that was taken. The server tells which fields
 * that kind takes; what it has in common with the kind before stays.
 */
function useChangeKind(of: Import) {
  const words = useWords()
  const { message } = App.useApp()
  const map = useMapImport(of.id)
  const { refetch } = useImport(of.id)
  const [isChanging, setChanging] = useState(false)

  async function changeKind(kind: ImportKind, values: MappingValues): Promise<boolean> {
    setChanging(true)
    try {
      const bare = await map.mutateAsync({
        etag: taggedByVersion(of).etag,
        body: toBody(kind, keptFor([], values)),
      })
      await map.mutateAsync({
        etag: taggedByVersion(bare).etag,
        body: toBody(kind, keptFor(bare.fields, values)),
      })
      return true
    } catch (error) {
      message.error(sayError(words, error))
      await refetch()
      return false
    } finally {
      setChanging(false)
    }
  }

  return { changeKind, isChanging }
}
