// Where a file goes in. Nothing is kept of its rows until somebody has looked at what was
// recognised, so choosing it is enough.

import { InboxOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Card, Flex, Spin, Upload } from 'antd'
import { toCsv } from '@/ui/csv'
import { downloadText } from '@/ui/download'
import { sayError } from '@/ui/problems'
import { KINDS, templateOf } from './fields'
import { toKeep, useKeepFile } from './queries'

export function UploadCard({ kept }: { kept: (importId: string) => void }) {
  const words = useWords()
  const { t } = words
  const keepFile = useKeepFile()
  return (
    <Card size="small" title={t('import.new')}>
      <Flex vertical gap={12}>
        {keepFile.isError && (
          <Alert type="error" showIcon role="alert" title={sayError(words, keepFile.error)} />
        )}
        <Upload.Dragger
          accept=".csv,.xlsx,text/csv"
          showUploadList={false}
          disabled={keepFile.isPending}
          beforeUpload={(file) => {
            keepFile.mutate(toKeep(file), { onSuccess: ({ id }) => kept(id) })
            return false
          }}
        >
          <Flex vertical gap={4} align="center" aria-live="polite">
            {keepFile.isPending ? <Spin /> : <InboxOutlined style={{ fontSize: 32 }} />}
            <span>{t(keepFile.isPending ? 'import.uploading' : 'import.drop')}</span>
            <span className="quiet">{t('import.drop_hint')}</span>
          </Flex>
        </Upload.Dragger>
        <Templates />
      </Flex>
    </Card>
  )
}

function Templates() {
  const words = useWords()
  const { t, code } = words
  return (
    <Flex gap="4px 16px" wrap align="center">
      <span className="quiet">{t('import.template')}</span>
      {KINDS.map((kind) => {
        const name = t('import.template_of', { kind: code('import_kind', kind) })
        return (
          <Button
            key={kind}
            size="small"
            type="link"
            style={{ paddingInline: 0 }}
            onClick={() => downloadText(`${name}.csv`, toCsv([templateOf(words, kind)]))}
          >
            {name}
          </Button>
        )
      })}
    </Flex>
  )
}
