// 版本: what was published and by whom; two of them compared sentence by sentence and field by
// field; an earlier one taken as the draft.

import type { OfferDetail, OfferVersion } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Checkbox, Flex } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { actsColumn } from '@/ui/actsColumn'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { EmptyState } from '@/ui/EmptyState'
import { Answered } from '@/ui/states'
import { Table } from '@/ui/Table'
import { Compared } from './Compared'
import { useOfferVersions, useRestoreVersion } from './queries'
import { sentences } from './sentences'
import { useNames } from './useNames'

export function VersionsTab({ offer }: { offer: OfferDetail }) {
  const versions = useOfferVersions(offer.id)
  return (
    <Answered query={versions}>
      {({ items }) => <Versions offer={offer} versions={items} />}
    </Answered>
  )
}

function Versions({ offer, versions }: { offer: OfferDetail; versions: OfferVersion[] }) {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const time = useStoreTime()
  const names = useNames(versions.slice(0, 10).map(({ terms }) => terms))
  const restore = useRestoreVersion(offer.id)
  const [ticked, setTicked] = useState<readonly number[]>([])
  const [restoring, setRestoring] = useState<number>()
  const [a, b] = ticked
    .toSorted((one, other) => one - other)
    .map((version) => versions.find((one) => one.version === version))
  const tick = (version: number, isOn: boolean) =>
    setTicked(isOn ? [...ticked, version].slice(-2) : ticked.filter((one) => one !== version))
  if (versions.length === 0) return <EmptyState text={t('offer.no_versions')} />
  return (
    <Flex vertical gap={16}>
      {versions.length > 1 && <span className="quiet">{t('offer.compare_hint')}</span>}
      <Table<OfferVersion>
        size="small"
        asCards
        rowKey={({ version }) => String(version)}
        dataSource={versions}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            key: 'version',
            title: t('offer.versions'),
            render: (_, { version }) =>
              versions.length > 1 ? (
                <Checkbox
                  checked={ticked.includes(version)}
                  onChange={({ target }) => tick(version, target.checked)}
                >
                  {t('offer.version', { version })}
                </Checkbox>
              ) : (
                t('offer.version', { version })
              ),
          },
          {
            key: 'says',
            title: t('offer.says'),
            onPhone: 'wide',
            render: (_, { terms }) => (
              <span className="offer-line">{sentences(words, terms, names)[0]}</span>
            ),
          },
          {
            key: 'at',
            title: t('offer.published_at'),
            render: (_, { published_at }) => <span className="num">{time(published_at)}</span>,
          },
          {
            key: 'by',
            title: t('offer.published_by'),
            render: (_, { published_by }) =>
              published_by ? <StaffName id={published_by} /> : t('offer.by_system'),
          },
          ...(may('offers.write') && offer.state !== 'ended'
            ? [
                actsColumn<OfferVersion>(words, ({ version }) => (
                  <Button
                    size="small"
                    aria-label={t('offer.restore_of', { version })}
                    onClick={() => setRestoring(version)}
                  >
                    {t('offer.restore')}
                  </Button>
                )),
              ]
            : []),
        ]}
      />
      {a && b && <Compared a={a} b={b} />}
      {restoring !== undefined && (
        <ConfirmAct
          name="restore_version"
          title={t('offer.restore_of', { version: restoring })}
          text={t('offer.restore_means')}
          submitText={t('offer.restore')}
          doneText={t('offer.restored')}
          close={() => setRestoring(undefined)}
          act={() => restore.mutateAsync({ edit: offer.edit, version: restoring })}
        />
      )}
    </Flex>
  )
}
