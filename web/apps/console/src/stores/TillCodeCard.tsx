// A registration code, large enough to be read from the till, with the time that it is still good.

import type { TillCode } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Flex, QRCode, Typography } from 'antd'
import { useSession } from '@/session/context'
import { minutesAndSeconds, useSecondsUntil } from './countdown'

export function TillCodeCard({ code: { code, ends_at } }: { code: TillCode }) {
  const { t } = useWords()
  const { brand } = useSession()
  const seconds = useSecondsUntil(ends_at)
  // A repeated answer is without the code.
  if (code === null || code === undefined) {
    return <Alert type="warning" showIcon role="alert" title={t('till.code_lost')} />
  }
  if (seconds === 0) {
    return <Alert type="warning" showIcon role="alert" title={t('till.code_over')} />
  }
  return (
    <Flex vertical gap={12} align="center" component="section" aria-label={t('till.register_code')}>
      <Typography.Text copyable strong className="num" style={{ fontSize: 32 }}>
        {code}
      </Typography.Text>
      <QRCode value={code} aria-label={t('till.code_qr')} color="#000000" bgColor="#ffffff" />
      <span className="quiet">{t('till.code_brand', { brand: brand.code })}</span>
      <span role="timer" className="num">
        {t('till.code_ends', { left: minutesAndSeconds(seconds) })}
      </span>
      <span className="quiet">{t('till.code_waits')}</span>
    </Flex>
  )
}
