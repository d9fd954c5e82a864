// 我的账号: who one is here, and what one logs in with.

import { useWords } from '@huitong/words/react'
import { Button, Card, Flex } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { ScopeNames } from '@/staff/ScopeText'
import { Page } from '@/ui/Page'
import { SummaryCard } from '@/ui/Summary'
import { ChangePassword } from './ChangePassword'
import { useSession } from './context'
import { SetOwnPin } from './SetOwnPin'

export function AccountScreen() {
  const { t, code } = useWords()
  const { staff, scope, brand } = useSession()
  return (
    <Page title={t('session.account')}>
      <SummaryCard
        title={t('account.facts')}
        items={[
          { key: 'name', label: t('staff.name'), children: staff.name },
          { key: 'login', label: t('session.login'), children: staff.login },
          { key: 'brand', label: t('brand.title'), children: brand.name },
          { key: 'role', label: t('staff.role'), children: code('role', staff.role) },
          {
            key: 'scope',
            label: t('staff.scope'),
            children: <ScopeNames scope={scope} />,
            isWide: true,
          },
        ]}
      />
      <Security />
    </Page>
  )
}

function Security() {
  const { t } = useWords()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'password' | 'pin'>()
  const close = () => setOpen(undefined)
  return (
    <Card size="small" title={t('account.security')}>
      <Flex vertical gap={16}>
        <Row title={t('session.password')} hint={t('account.password_hint')}>
          <Button onClick={() => setOpen('password')}>{t('account.change_password')}</Button>
        </Row>
        <Row title={t('staff.pin')} hint={t('account.pin_hint')}>
          <Button onClick={() => setOpen('pin')}>{t('staff.set_pin')}</Button>
        </Row>
        <Row title={t('second_factor.title')} hint={t('account.second_factor_hint')}>
          <Button
            aria-label={`${t('account.second_factor_open')} ${t('second_factor.title')}`}
            onClick={() => void navigate('/account/second-factor')}
          >
            {t('account.second_factor_open')}
          </Button>
        </Row>
      </Flex>
      {open === 'password' && <ChangePassword close={close} />}
      {open === 'pin' && <SetOwnPin close={close} />}
    </Card>
  )
}

interface RowProps {
  title: string
  hint: string
  children: ReactNode
}

function Row({ title, hint, children }: RowProps) {
  return (
    <Flex justify="space-between" align="center" gap={12}>
      <div>
        <div>{title}</div>
        <div className="quiet">{hint}</div>
      </div>
      {children}
    </Flex>
  )
}
