// 查看明文: the phone number in clear, for a reason that is written down. It stands there for a
// while only, so that it does not stay on a screen that somebody walked away from.

import { useWords } from '@huitong/words/react'
import { Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ActModal } from '@/ui/ActModal'
import { ReasonField } from '@/ui/ReasonField'
import { Window } from '@/ui/Window'
import { useUnmaskPhone } from './acts'
import type { MemberActProps } from './MemberActs'
import { spaced } from './phone'

const SHOWN_SECONDS = 30

export function UnmaskPhone({ member, close }: MemberActProps) {
  const { t } = useWords()
  const { mutateAsync: unmask } = useUnmaskPhone(member.id)
  const [seen, setSeen] = useState<{ phone: string | null }>()
  const isSeen = useRef(false)
  if (seen) return <PhoneInClear phone={seen.phone} close={close} />
  return (
    <ActModal<{ reason: string }>
      name="unmask_phone"
      title={t('member.unmask')}
      submitText={t('member.unmask_submit')}
      doneText={t('member.unmask_logged')}
      // The window that asks gives way to the one that shows.
      close={() => {
        if (!isSeen.current) close()
      }}
      submit={async (body) => {
        const { phone } = await unmask(body)
        isSeen.current = true
        setSeen({ phone })
      }}
    >
      <p>{t('member.unmask_means')}</p>
      <ReasonField />
    </ActModal>
  )
}

function PhoneInClear({ phone, close }: { phone: string | null; close: () => void }) {
  const { t } = useWords()
  const [left, setLeft] = useState(SHOWN_SECONDS)
  useEffect(() => {
    const tick = setInterval(() => setLeft((seconds) => seconds - 1), 1_000)
    return () => clearInterval(tick)
  }, [])
  useEffect(() => {
    if (left <= 0) close()
  }, [left, close])
  return (
    <Window title={t('member.phone')} width={420} footer={null} onCancel={close}>
      <div className="num" style={{ fontSize: 28, fontWeight: 600, textAlign: 'center' }}>
        {phone ? spaced(phone) : t('member.no_phone')}
      </div>
      <Progress
        aria-hidden="true"
        percent={(100 * left) / SHOWN_SECONDS}
        showInfo={false}
        size="small"
      />
      <div className="quiet" style={{ textAlign: 'center' }}>
        {t('member.unmask_hides', { seconds: left })}
      </div>
    </Window>
  )
}
