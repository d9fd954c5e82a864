// 流水: every side of every posting that touched the member, the latest first; of one asset, if
// the address asks for one.

import type { Entry } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Select } from 'antd'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { useAddressChoice } from '@/ui/useAddressChoice'
import { HELD_ASSETS } from './assets'
import { allEntryColumns } from './entryColumns'
import { useEntries } from './queries'

const ALL = ''

export function EntriesTab({ memberId }: { memberId: string }) {
  const words = useWords()
  const { t, code } = words
  const time = useStoreTime()
  const [search, choose] = useAddressChoice<'asset'>()
  const asset = HELD_ASSETS.find((one) => one === search.get('asset'))
  const entries = useEntries(memberId, asset)

  return (
    <Flex vertical gap={12}>
      <Select
        aria-label={t('word.asset')}
        value={asset ?? ALL}
        onChange={(chosen) => choose('asset', chosen)}
        options={[
          { value: ALL, label: t('entry.all_assets') },
          ...HELD_ASSETS.map((value) => ({ value, label: code('asset', value) })),
        ]}
        style={{ width: 160 }}
      />
      <GrowingTable<Entry>
        list={entries}
        rowKey={({ id }) => id}
        emptyText={t(asset ? 'entry.none_of_asset' : 'entry.none')}
        columns={allEntryColumns(words, time)}
      />
    </Flex>
  )
}
