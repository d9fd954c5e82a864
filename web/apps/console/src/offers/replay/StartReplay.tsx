// 开始回放: over which days and where. It writes nothing but its report.

import type { OfferDetail, OfferReplay } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Form, Radio, Select } from 'antd'
import { useNavigate } from 'react-router'
import { RegionSelect } from '@/regions/RegionSelect'
import { useStoreOptions } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { DatesInput } from '@/ui/DateInput'
import { daysOf } from '@/ui/period'
import { useStartReplay } from './queries'
import { askedOf, PLACES, type ReplayValues } from './standing'

interface StartReplayProps {
  offer: Pick<OfferDetail, 'id' | 'has_draft'>
  close: () => void
}

export function StartReplay({ offer, close }: StartReplayProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const start = useStartReplay()
  return (
    <ActModal<ReplayValues, OfferReplay>
      name="start_replay"
      title={t('replay.start')}
      submitText={t('replay.start')}
      doneText={t('replay.begun')}
      initialValues={{ days: daysOf('last_30'), place: 'all' }}
      close={close}
      submit={async (values) => {
        const replay = await start.mutateAsync(askedOf(offer.id, values))
        void navigate(`/offers/${offer.id}/replays/${replay.id}`)
        return replay
      }}
    >
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 16 }}
        title={t(offer.has_draft ? 'replay.of_draft' : 'replay.of_what_holds')}
      />
      <Form.Item
        name="days"
        label={t('replay.days')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <DatesInput allowClear={false} />
      </Form.Item>
      <Place />
    </ActModal>
  )
}

function Place() {
  const { t } = useWords()
  const place = Form.useWatch<ReplayValues['place']>('place')
  const stores = useStoreOptions()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <>
      <Form.Item name="place" label={t('replay.place')}>
        <Radio.Group
          options={PLACES.map((value) => ({ value, label: t(`replay.place_${value}`) }))}
          optionType="button"
        />
      </Form.Item>
      {place === 'region' && (
        <Form.Item name="region_id" label={t('word.region')} rules={required}>
          <RegionSelect />
        </Form.Item>
      )}
      {place === 'stores' && (
        <Form.Item name="store_ids" label={t('word.store')} rules={required}>
          <Select mode="multiple" options={stores} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
    </>
  )
}
