// A request is met or refused, once. An erasure has no words for the person, and cannot be undone.

import type { PrivacyRequest } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { ProFormTextArea } from '@/ui/pro'
import { useFulfil, useRefuseRequest } from './queries'

interface AnswerProps {
  request: PrivacyRequest
  close: () => void
}

/** What meeting it is called, by what is asked for. */
const FULFIL: Record<PrivacyRequest['kind'], { word: WordKey; means: WordKey; done: WordKey }> = {
  export: {
    word: 'privacy.fulfil_export',
    means: 'privacy.fulfil_export_means',
    done: 'privacy.fulfil_export_done',
  },
  correction: {
    word: 'privacy.fulfil_correction',
    means: 'privacy.fulfil_correction_means',
    done: 'privacy.fulfil_correction_done',
  },
  erasure: {
    word: 'privacy.fulfil_erasure',
    means: 'privacy.fulfil_erasure_means',
    done: 'privacy.fulfil_erasure_done',
  },
}

export function RequestActs({ request }: { request: PrivacyRequest }) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState<'fulfil' | 'refuse'>()
  const isWaiting = request.state === 'open' && request.approved_at === null
  if (!isWaiting || !may('privacy.answer')) return null
  const close = () => setOpen(undefined)
  const isErasure = request.kind === 'erasure'
  return (
    <>
      <Button type="primary" danger={isErasure} onClick={() => setOpen('fulfil')}>
        {t(FULFIL[request.kind].word)}
      </Button>
      <Button onClick={() => setOpen('refuse')}>{t('privacy.refuse')}</Button>
      {open === 'fulfil' &&
        (isErasure ? (
          <Erase request={request} close={close} />
        ) : (
          <Fulfil request={request} close={close} />
        ))}
      {open === 'refuse' && <Refuse request={request} close={close} />}
    </>
  )
}

function Fulfil({ request, close }: AnswerProps) {
  const { t } = useWords()
  const fulfil = useFulfil(request.id)
  const { word, means, done } = FULFIL[request.kind]
  return (
    <ActModal<{ answer?: string }>
      name="fulfil"
      title={t(word)}
      submitText={t(word)}
      doneText={t(done)}
      close={close}
      submit={(values) => fulfil.mutateAsync(chosen(values))}
    >
      <p>{t(means)}</p>
      <AnswerField />
    </ActModal>
  )
}

function Erase({ request, close }: AnswerProps) {
  const { t } = useWords()
  const fulfil = useFulfil(request.id)
  const { word, means, done } = FULFIL.erasure
  return (
    <ConfirmAct
      name="erase"
      title={t(word)}
      text={t(means)}
      submitText={t(word)}
      doneText={t(done)}
      isDanger
      close={close}
      act={() => fulfil.mutateAsync({})}
    />
  )
}

function Refuse({ request, close }: AnswerProps) {
  const { t } = useWords()
  const refuse = useRefuseRequest(request.id)
  return (
    <ActModal<{ answer: string }>
      name="refuse_request"
      title={t('privacy.refuse')}
      submitText={t('privacy.refuse')}
      doneText={t('privacy.refuse_done')}
      isDanger
      close={close}
      submit={(values) => refuse.mutateAsync(values)}
    >
      <p>{t('privacy.refuse_means')}</p>
      <AnswerField isRequired />
    </ActModal>
  )
}

function AnswerField({ isRequired = false }: { isRequired?: boolean }) {
  const { t } = useWords()
  return (
    <ProFormTextArea
      name="answer"
      label={t('privacy.answer')}
      rules={
        isRequired
          ? [{ required: true, whitespace: true, message: t('privacy.answer_required') }]
          : []
      }
      fieldProps={{ maxLength: 500, showCount: true, autoSize: { minRows: 2, maxRows: 6 } }}
    />
  )
}
