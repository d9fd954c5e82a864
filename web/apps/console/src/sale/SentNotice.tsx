// A sale was sent and no answer came. Until that is known nothing else is sold at this desk, so
// that nobody is charged twice.

import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, App, Button, Card, Flex } from 'antd'
import { Page } from '@/ui/Page'
import { sayError } from '@/ui/problems'
import type { Sent } from './sent'

interface SentNoticeProps {
  sent: Sent
  error: unknown
  isAsking: boolean
  askAgain: () => void
  drop: () => void
}

export function SentNotice({ sent, error, isAsking, askAgain, drop }: SentNoticeProps) {
  const words = useWords()
  const { t } = words
  const { modal } = App.useApp()
  const total = formatMoney(sent.body.expected_total)
  return (
    <Page title={t('sale.title')}>
      <Card size="small">
        <Flex vertical gap={16}>
          <Alert
            type="warning"
            showIcon
            role="alert"
            title={`${t('sale.sent_title')} · ${total}`}
            description={t('sale.sent_text')}
          />
          {error ? <span className="quiet">{sayError(words, error)}</span> : null}
          <Flex gap={8} wrap>
            <Button type="primary" autoFocus loading={isAsking} onClick={askAgain}>
              {t('sale.sent_again')}
            </Button>
            <Button
              disabled={isAsking}
              onClick={() =>
                modal.confirm({
                  title: t('sale.sent_drop'),
                  content: t('sale.sent_drop_means', { total }),
                  okText: t('sale.sent_drop'),
                  okButtonProps: { danger: true },
                  cancelText: t('act.cancel'),
                  onOk: drop,
                })
              }
            >
              {t('sale.sent_drop')}
            </Button>
          </Flex>
        </Flex>
      </Card>
    </Page>
  )
}
