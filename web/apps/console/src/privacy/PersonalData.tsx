// Everything that is held of the person who asked for it, to be handed out as a file.

import { DownloadOutlined } from '@ant-design/icons'
import type { PrivacyRequest } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { App, Button, Card, Flex } from 'antd'
import { useMay } from '@/session/context'
import { sayError } from '@/ui/problems'
import { usePersonalData } from './queries'

export function PersonalData({ request }: { request: PrivacyRequest }) {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const { message } = App.useApp()
  const { mutate: download, isPending } = usePersonalData(request.id)
  if (!may('privacy.answer')) return null
  const take = (format: 'csv' | 'json') =>
    download(format, { onError: (error) => void message.error(sayError(words, error)) })
  return (
    <Card size="small" title={t('privacy.data')}>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('privacy.data_means')}
      </p>
      <Flex gap={8} wrap>
        <Button icon={<DownloadOutlined />} loading={isPending} onClick={() => take('csv')}>
          {t('privacy.data_csv')}
        </Button>
        <Button icon={<DownloadOutlined />} loading={isPending} onClick={() => take('json')}>
          {t('privacy.data_json')}
        </Button>
      </Flex>
    </Card>
  )
}
