// One product group: what it includes and excludes, and the SKUs that it holds.

import type { GoodsGroup, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { useParams } from 'react-router'
import { useMay } from '@/session/context'
import { DetailPage } from '@/ui/DetailPage'
import { reread } from '@/ui/reread'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { GroupFacts } from './GroupFacts'
import { GroupForm } from './GroupForm'
import { HeldSkus } from './HeldSkus'
import { useGroup } from './queries'
import './groups.css'

export function GroupScreen() {
  const { groupId = '' } = useParams()
  const group = useGroup(groupId)
  return (
    <Answered query={group}>
      {(known) => <GroupPage key={groupId} record={known} reread={reread(group)} />}
    </Answered>
  )
}

export interface GroupPageProps {
  record: Tagged<GoodsGroup>
  reread: () => Promise<Tagged<GoodsGroup>>
}

function GroupPage(props: GroupPageProps) {
  const { t } = useWords()
  const may = useMay()
  const group = props.record.data
  return (
    <DetailPage
      title={group.name}
      beside={!group.is_active && <StateTag tone="warn">{t('goods_group.off')}</StateTag>}
    >
      <Card size="small">
        {may('goods.write') ? <GroupForm {...props} /> : <GroupFacts group={group} />}
      </Card>
      <HeldSkus group={group} />
    </DetailPage>
  )
}
