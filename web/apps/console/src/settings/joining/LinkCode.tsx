// What goes onto paper, tags and chats: the QR code, the address, the bytes of an NFC tag.

import type { JoiningLink } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Collapse, Flex, Typography } from 'antd'
import { useState } from 'react'
import { downloadUrl } from '@/ui/download'
import { Loading } from '@/ui/states'
import { Window } from '@/ui/Window'
import { paint } from './picture'
import { qrAddress, useJoiningTag } from './queries'

export function LinkCode({ link, close }: { link: JoiningLink; close: () => void }) {
  const { t } = useWords()
  const tag = useJoiningTag(link.id)
  return (
    <Window title={link.name} footer={null} onCancel={close} destroyOnHidden>
      <Flex vertical gap={16} align="center">
        <QrCode link={link} />
        {tag.data ? (
          <Typography.Text copyable style={{ wordBreak: 'break-all' }}>
            {tag.data.uri}
          </Typography.Text>
        ) : (
          tag.isPending && <Loading />
        )}
        {link.kind === 'wechat_code' && (
          <Alert
            type="info"
            showIcon
            title={t('joining.scene')}
            description={<Typography.Text copyable>{link.code}</Typography.Text>}
          />
        )}
      </Flex>
      {tag.data && (
        <Collapse
          style={{ marginTop: 16 }}
          items={[
            {
              key: 'tag',
              label: t('joining.tag'),
              children: (
                <Flex vertical gap={8}>
                  <span>
                    {t('joining.tag_hint', {
                      bytes: tag.data.bytes,
                      tag: tag.data.smallest_tag ?? '–',
                    })}
                  </span>
                  <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
                    {tag.data.ndef_hex}
                  </Typography.Text>
                </Flex>
              ),
            },
          ]}
        />
      )}
    </Window>
  )
}

function QrCode({ link }: { link: JoiningLink }) {
  const { t } = useWords()
  const [hasFailed, setFailed] = useState(false)
  const [picture, setPicture] = useState<string>()
  const address = qrAddress(link.id)
  if (hasFailed)
    return <Alert type="error" showIcon role="alert" title={t('joining.code_failed')} />
  return (
    <>
      <img
        src={address}
        alt={t('joining.code_one', { name: link.name })}
        width={240}
        height={240}
        style={{ background: '#fff', borderRadius: 8 }}
        onLoad={({ currentTarget }) => setPicture(paint(currentTarget))}
        onError={() => setFailed(true)}
      />
      <Flex gap={8}>
        <Button
          disabled={picture === undefined}
          onClick={() => picture && downloadUrl(`${link.name}.png`, picture)}
        >
          {t('joining.png')}
        </Button>
        <Button onClick={() => downloadUrl(`${link.name}.svg`, address)}>{t('joining.svg')}</Button>
      </Flex>
    </>
  )
}
