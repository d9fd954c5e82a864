// A new joining link: what staff call it, whose it is, how it reaches people.

import type { CreateJoiningLink as CreateJoiningLinkBody, JoiningLink } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input, Select } from 'antd'
import { useSession } from '@/session/context'
import { StaffSelect } from '@/staff/StaffSelect'
import { kindOf } from '@/staff/scope'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { required, textUpTo } from '../rules'
import { CHANNELS, isTarget, KINDS, type LinkKind, targetStart } from './kinds'
import { useCreateJoiningLink } from './queries'

interface CreateJoiningLinkProps {
  close: () => void
  created: (link: JoiningLink) => void
}

export function CreateJoiningLink({ close, created }: CreateJoiningLinkProps) {
  const words = useWords()
  const { t, code } = words
  const create = useCreateJoiningLink()
  const home = useHomeStore()
  const { scope } = useSession()
  const isWholeBrand = kindOf(scope) === 'brand'
  return (
    <ActModal<CreateJoiningLinkBody>
      name="create_joining_link"
      title={t('joining.create')}
      submitText={t('joining.create')}
      doneText={t('joining.created')}
      initialValues={chosen({
        kind: 'web' as const,
        channel: 'store_code' as const,
        store_id: home,
      })}
      close={close}
      submit={async (values) => created(await create.mutateAsync(chosen(values)))}
    >
      <Form.Item
        name="name"
        label={t('joining.name')}
        extra={t('joining.name_hint')}
        rules={textUpTo(words, 60)}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="store_id"
        label={t('word.store')}
        extra={t(isWholeBrand ? 'joining.store_hint' : 'joining.own_store_hint')}
        rules={isWholeBrand ? [] : required(words)}
      >
        <StoreSelect allowClear={isWholeBrand} noneText={t('joining.whole_brand')} />
      </Form.Item>
      <Form.Item name="guide_id" label={t('joining.guide')} extra={t('joining.guide_hint')}>
        <StaffSelect />
      </Form.Item>
      <Form.Item name="channel" label={t('joining.channel')} extra={t('joining.channel_hint')}>
        <Select options={CHANNELS.map((value) => ({ value, label: code('channel', value) }))} />
      </Form.Item>
      <KindFields />
    </ActModal>
  )
}

/** Two kinds lead on to an address that WeChat has given out. */
function KindFields() {
  const words = useWords()
  const { t, code } = words
  const kind: LinkKind | undefined = Form.useWatch('kind')
  const start = targetStart(kind)
  return (
    <>
      <Form.Item name="kind" label={t('joining.kind')} extra={kind && code('link_kind_hint', kind)}>
        <Select options={KINDS.map((value) => ({ value, label: code('link_kind', value) }))} />
      </Form.Item>
      {start && (
        <Form.Item
          name="target"
          label={t('joining.target')}
          extra={t('joining.target_hint', { start })}
          preserve={false}
          rules={[
            ...textUpTo(words, 90),
            {
              validator: (_, value: string | undefined) =>
                !value || isTarget(kind, value)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('joining.target_wrong', { start }))),
            },
          ]}
        >
          <Input autoComplete="off" placeholder={start} />
        </Form.Item>
      )}
    </>
  )
}
