// 两步验证: whether one has a second factor; set it up, take it away.

import { useWords } from '@huitong/words/react'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Card, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { ActModal } from '@/ui/ActModal'
import { Page } from '@/ui/Page'
import { Answered } from '@/ui/states'
import { SetUpSecondFactor } from './SetUpSecondFactor'
import {
  type RemoveSecondFactor,
  SECOND_FACTOR_KEY,
  useRemoveSecondFactor,
  useSecondFactor,
} from './secondFactor'

export function SecondFactorScreen() {
  const { t } = useWords()
  const client = useQueryClient()
  const state = useSecondFactor()
  const [isRemoving, setIsRemoving] = useState(false)
  const readAnew = () => void client.invalidateQueries({ queryKey: SECOND_FACTOR_KEY })
  return (
    <Page title={t('second_factor.title')}>
      <Answered query={state}>
        {({ is_in_use, recovery_codes }) => (
          <Card
            title={<Tag>{t(is_in_use ? 'second_factor.in_use' : 'second_factor.none')}</Tag>}
            extra={
              is_in_use && (
                <Button danger onClick={() => setIsRemoving(true)}>
                  {t('second_factor.remove')}
                </Button>
              )
            }
            style={{ maxWidth: 560 }}
          >
            {is_in_use ? (
              t('second_factor.codes_left', { count: recovery_codes })
            ) : (
              <SetUpSecondFactor done={readAnew} />
            )}
          </Card>
        )}
      </Answered>
      {isRemoving && <Remove close={() => setIsRemoving(false)} />}
    </Page>
  )
}

/** With the password and a code: neither alone is enough. */
function Remove({ close }: { close: () => void }) {
  const { t } = useWords()
  const remove = useRemoveSecondFactor()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <ActModal<RemoveSecondFactor>
      name="remove_second_factor"
      title={t('second_factor.remove')}
      submitText={t('second_factor.remove')}
      isDanger
      doneText={t('second_factor.remove_done')}
      close={close}
      submit={(values) => remove.mutateAsync(values)}
    >
      <Form.Item name="password" label={t('session.password')} rules={required}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('session.code')}
        extra={t('session.code_hint')}
        rules={required}
      >
        <Input autoComplete="one-time-code" maxLength={40} />
      </Form.Item>
    </ActModal>
  )
}
