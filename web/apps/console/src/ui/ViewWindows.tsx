// The windows of saved views: one to name a view, one to rename and delete them.

import { useWords } from '@huitong/words/react'
import { App, Button, Flex, Form, Input } from 'antd'
import { EmptyState } from './EmptyState'
import { renamed, type SavedView, withoutView } from './savedViews'
import { useTypedGuard } from './useTypedGuard'
import { Window } from './Window'

export function SaveView({ close, save }: { close: () => void; save: (name: string) => void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ view: string }>()
  const { giveUp } = useTypedGuard(form, {}, close)
  return (
    <Window
      title={t('view.save')}
      okText={t('act.save')}
      cancelText={t('act.cancel')}
      onCancel={giveUp}
      onOk={form.submit}
      destroyOnHidden
    >
      <Form
        form={form}
        name="save_view"
        layout="vertical"
        onFinish={({ view }) => {
          save(view.trim())
          message.success(t('view.saved'))
          close()
        }}
      >
        <Form.Item
          name="view"
          label={t('view.name')}
          extra={t('view.here_only')}
          rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        >
          <Input maxLength={30} autoFocus />
        </Form.Item>
      </Form>
    </Window>
  )
}

interface ManageViewsProps {
  views: readonly SavedView[]
  change: (views: SavedView[]) => void
  close: () => void
}

export function ManageViews({ views, change, close }: ManageViewsProps) {
  const { t } = useWords()
  return (
    <Window title={t('view.title')} footer={null} onCancel={close} destroyOnHidden>
      {views.length === 0 && <EmptyState text={t('view.none')} />}
      <Flex vertical gap={8}>
        {views.map(({ name }) => (
          <Flex key={name} gap={8}>
            <Input
              defaultValue={name}
              maxLength={30}
              aria-label={t('view.rename', { name })}
              onBlur={({ target }) => change(renamed(views, name, target.value))}
              onPressEnter={({ currentTarget }) => currentTarget.blur()}
            />
            <Button
              danger
              aria-label={t('view.delete', { name })}
              onClick={() => change(withoutView(views, name))}
            >
              {t('act.delete')}
            </Button>
          </Flex>
        ))}
      </Flex>
      <p className="quiet">{t('view.here_only')}</p>
    </Window>
  )
}
