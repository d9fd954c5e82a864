// 入会链接: codes on walls, tags and phones that lead to the joining page and tell where from; what
// each has brought.

import type { JoiningLink, JoiningLinkFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { ListPage } from '@/ui/ListPage'
import { ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { PageHint } from '../Editable'
import { CreateJoiningLink } from './CreateJoiningLink'
import { linkColumns } from './columns'
import { LinkCode } from './LinkCode'
import { useDisableJoiningLink, useJoiningLinks } from './queries'

type Open = { what: 'code' | 'disable'; link: JoiningLink } | undefined

export function JoiningScreen() {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const may = useMay()
  const [isCreating, setCreating] = useState(false)
  const [open, setOpen] = useState<Open>()
  const links = useJoiningLinks(useAsked<JoiningLinkFilter>([]))
  const mayWrite = may('joining_links.write')
  const create = mayWrite && (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('joining.create')}
    </Button>
  )
  return (
    <ListPage name="joining_links" title={t('joining.title')} acts={create}>
      <PageHint>{t('joining.page_hint')}</PageHint>
      <ListTable<JoiningLink>
        name="joining_links"
        query={links}
        rowKey={({ id }) => id}
        columns={linkColumns(words, time, {
          showCode: (link) => setOpen({ what: 'code', link }),
          ...(mayWrite
            ? { disable: (link: JoiningLink) => setOpen({ what: 'disable', link }) }
            : {}),
        })}
        emptyText={t('joining.none')}
        emptyHint={t('joining.none_hint')}
        emptyAct={create}
      />
      {isCreating && (
        <CreateJoiningLink
          close={() => setCreating(false)}
          created={(link) => setOpen({ what: 'code', link })}
        />
      )}
      {open?.what === 'code' && <LinkCode link={open.link} close={() => setOpen(undefined)} />}
      {open?.what === 'disable' && (
        <DisableLink link={open.link} close={() => setOpen(undefined)} />
      )}
    </ListPage>
  )
}

function DisableLink({ link, close }: { link: JoiningLink; close: () => void }) {
  const { t } = useWords()
  const disable = useDisableJoiningLink()
  return (
    <ConfirmAct
      name="disable_joining_link"
      title={t('joining.disable_one', { name: link.name })}
      text={t('joining.disable_means')}
      submitText={t('joining.disable')}
      doneText={t('joining.disabled')}
      isDanger
      close={close}
      act={() => disable.mutateAsync(link.id)}
    />
  )
}
