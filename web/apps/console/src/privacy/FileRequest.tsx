// A member asks something of their data – to see it, to correct it, to be forgotten – and somebody
// here takes the request.

import type { FilePrivacyRequest, PrivacyRequest } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import type { MemberActProps } from '@/members/MemberActs'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { ProFormRadio, ProFormSelect, ProFormTextArea } from '@/ui/pro'
import { useFileRequest } from './queries'

type Values = Pick<FilePrivacyRequest, 'kind' | 'origin'> & { store_id?: string; wish?: string }

const KINDS: readonly FilePrivacyRequest['kind'][] = ['export', 'correction', 'erasure']
/** How a request comes to somebody who works here; the others come in by themselves. */
const ORIGINS: readonly FilePrivacyRequest['origin'][] = ['console', 'call', 'paper', 'till']

export function FileRequest({ member, close }: MemberActProps) {
  const { t, code } = useWords()
  const file = useFileRequest(member.id)
  const store_id = useHomeStore()
  return (
    <ActModal<Values, PrivacyRequest>
      name="file_request"
      title={t('privacy.file')}
      submitText={t('privacy.file_submit')}
      doneText={({ due_on }) => t('privacy.filed', { due: due_on })}
      initialValues={chosen({ kind: 'export' as const, origin: 'console' as const, store_id })}
      close={close}
      submit={(values) => file.mutateAsync(chosen(values))}
    >
      <ProFormRadio.Group
        name="kind"
        label={t('privacy.kind')}
        options={KINDS.map((value) => ({ value, label: code('request_kind', value) }))}
      />
      <ProFormSelect
        name="origin"
        label={t('privacy.origin')}
        allowClear={false}
        options={ORIGINS.map((value) => ({ value, label: code('request_origin', value) }))}
      />
      <Form.Item name="store_id" label={t('word.store')}>
        <StoreSelect />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) => (
          <ProFormTextArea
            name="wish"
            label={t('privacy.wish')}
            rules={
              getFieldValue('kind') === 'correction'
                ? [{ required: true, whitespace: true, message: t('privacy.wish_required') }]
                : []
            }
            fieldProps={{ maxLength: 500, showCount: true, autoSize: { minRows: 2, maxRows: 6 } }}
          />
        )}
      </Form.Item>
    </ActModal>
  )
}
