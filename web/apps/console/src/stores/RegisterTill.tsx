// 注册码: what is typed, or scanned, at a device so that it becomes this till. It is shown once and
// good for a quarter of an hour; the window waits until the device is there.

import type { Till } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Flex } from 'antd'
import { useState } from 'react'
import { sayError } from '@/ui/problems'
import { Window } from '@/ui/Window'
import { TillCodeCard } from './TillCodeCard'
import { useDevice, useOfferCode } from './tills'

export function RegisterTill({ till, close }: { till: Till; close: () => void }) {
  const words = useWords()
  const { t } = words
  const offer = useOfferCode(till.id)
  const { data: device } = useDevice(till.id, { isAwaited: offer.isSuccess })
  const [before, setBefore] = useState<string>()
  const { data: code } = offer
  const registered = code && device && device.id !== before ? device : undefined

  function makeCode() {
    setBefore(device?.id)
    offer.mutate(undefined)
  }

  return (
    <Window
      title={t('till.register_of', { name: till.name })}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <>
          <Button type={registered ? 'primary' : 'default'} onClick={close}>
            {t('act.close')}
          </Button>
          {!registered && (
            <Button
              type={code ? 'default' : 'primary'}
              loading={offer.isPending}
              disabled={device === undefined}
              onClick={makeCode}
            >
              {t(code ? 'till.another_code' : 'till.make_code')}
            </Button>
          )}
        </>
      }
    >
      <Flex vertical gap={16}>
        {offer.isError && (
          <Alert type="error" showIcon role="alert" title={sayError(words, offer.error)} />
        )}
        {registered ? (
          <Alert
            type="success"
            showIcon
            role="status"
            title={t('till.registered', { device: registered.name })}
          />
        ) : (
          <>
            <p style={{ margin: 0 }}>{t('till.register_means')}</p>
            {device && <Alert type="warning" showIcon title={t('till.register_replaces')} />}
            {code && <TillCodeCard code={code} />}
          </>
        )}
      </Flex>
    </Window>
  )
}
