// The secret of a new key, which is in this one answer and nowhere else: the window closes only by
// its button.

import { useWords } from '@huitong/words/react'
import { Alert, Button, Flex, Typography } from 'antd'
import { Window } from '@/ui/Window'

interface ShownOnceProps {
  /** Null when the answer was a repeated one, which is without secrets. */
  token: string | null
  close: () => void
}

export function ShownOnce({ token, close }: ShownOnceProps) {
  const { t } = useWords()
  return (
    <Window
      title={t('api_key.made')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={close}>
          {t(token === null ? 'act.close' : 'api_key.kept')}
        </Button>
      }
    >
      {token === null ? (
        <Alert type="warning" showIcon role="alert" title={t('api_key.lost')} />
      ) : (
        <Flex vertical gap={16}>
          <Alert type="warning" showIcon role="alert" title={t('api_key.once')} />
          <section aria-label={t('api_key.secret')}>
            <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
              {token}
            </Typography.Text>
          </section>
          <span className="quiet">{t('api_key.how')}</span>
        </Flex>
      )}
    </Window>
  )
}
