// The log-in over a page whose session ended: it cannot be closed, and what lies behind it cannot
// be read, since somebody else may have come to the screen.

import type { LogIn, Session } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Modal } from 'antd'
import { useSyncExternalStore } from 'react'
import { LogInForm } from './LogInForm'
import { sessionEnd } from './over'
import { useLogInAgain } from './queries'

/** Above drawers and windows, whatever is open; below messages. */
const ABOVE_ALL = 1500

export function LogInAgain({ session }: { session: Session }) {
  const { t } = useWords()
  const [form] = Form.useForm<LogIn>()
  const logIn = useLogInAgain(session)
  const isOver = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.isOver)
  const expected = { brand: session.brand.code, login: session.staff.login }
  return (
    <Modal
      open={isOver}
      title={t('session.over')}
      width={400}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
      zIndex={ABOVE_ALL}
      afterOpenChange={(isOpen) => isOpen && form.focusField('password')}
      styles={{ mask: { backdropFilter: 'blur(12px)' } }}
    >
      <p>{t('session.over_hint', { name: session.staff.name })}</p>
      <LogInForm form={form} expected={expected} submit={logIn.mutateAsync} />
    </Modal>
  )
}
