// What a product group is, for those who may not change it.

import type { GoodsGroup } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex } from 'antd'
import { Summary } from '@/ui/Summary'
import { GroupState } from './GroupState'
import { PicksTable } from './PicksTable'

export function GroupFacts({ group }: { group: GoodsGroup }) {
  const { t } = useWords()
  const { note, is_active, include, exclude } = group
  return (
    <>
      <Summary
        items={[
          {
            key: 'state',
            label: t('goods_group.state'),
            children: <GroupState isActive={is_active} />,
          },
          { key: 'note', label: t('goods_group.note'), children: note },
        ]}
      />
      <div className="group-sides">
        <Flex vertical gap={8}>
          <strong>{t('goods_group.include')}</strong>
          <PicksTable picks={include} />
        </Flex>
        <Flex vertical gap={8}>
          <strong>{t('goods_group.exclude')}</strong>
          <PicksTable picks={exclude} />
        </Flex>
      </div>
    </>
  )
}
