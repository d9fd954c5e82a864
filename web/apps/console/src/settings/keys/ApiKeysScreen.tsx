// API 密钥: with which programs of others call in the name of whoever made the key. All are listed,
// also those that are over: what they did stays in the audit log.

import type { ApiKey, ApiKeyFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useStoreTime } from '@/stores/time'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { ListPage } from '@/ui/ListPage'
import { ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { PageHint } from '../Editable'
import { keyColumns } from './columns'
import { MakeApiKey } from './MakeApiKey'
import { useApiKeys, useRevokeApiKey } from './queries'
import { ShownOnce } from './ShownOnce'

export function ApiKeysScreen() {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<{ token: string | null }>()
  const [revoking, setRevoking] = useState<ApiKey>()
  const keys = useApiKeys(useAsked<ApiKeyFilter>([]))
  const make = (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t('api_key.make')}
    </Button>
  )
  return (
    <ListPage name="api_keys" title={t('api_key.title')} acts={make}>
      <PageHint>{t('api_key.page_hint')}</PageHint>
      <ListTable<ApiKey>
        name="api_keys"
        query={keys}
        rowKey={({ id }) => id}
        columns={keyColumns(words, time, setRevoking)}
        emptyText={t('api_key.none')}
        emptyHint={t('api_key.none_hint')}
        emptyAct={make}
      />
      {isMaking && <MakeApiKey close={() => setMaking(false)} made={setMade} />}
      {made && <ShownOnce token={made.token} close={() => setMade(undefined)} />}
      {revoking && <RevokeApiKey apiKey={revoking} close={() => setRevoking(undefined)} />}
    </ListPage>
  )
}

function RevokeApiKey({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const { t } = useWords()
  const revoke = useRevokeApiKey()
  return (
    <ConfirmAct
      name="revoke_api_key"
      title={t('api_key.revoke_one', { name: apiKey.name })}
      text={t('api_key.revoke_means')}
      submitText={t('api_key.revoke')}
      doneText={t('api_key.revoked')}
      isDanger
      close={close}
      act={() => revoke.mutateAsync(apiKey.id)}
    />
  )
}
