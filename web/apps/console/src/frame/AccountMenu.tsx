// The person at work: who and where, the own account, the way out. On a phone the switches of the
// header are in here too.

import {
  IdcardOutlined,
  LogoutOutlined,
  MoonOutlined,
  SafetyOutlined,
  SunOutlined,
  TranslationOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useNavigate } from 'react-router'
import { useTheme } from '@/app/theme'
import { useSession } from '@/session/context'
import { useLogOut } from '@/session/queries'
import { useStores } from '@/stores/queries'
import { useSwitchLang } from './switches'

export function AccountMenu({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useWords()
  const { staff } = useSession()
  const { mutate: logOut } = useLogOut()
  const navigate = useNavigate()
  const switches = useSwitchItems()
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: <WhoAmI /> },
    { type: 'divider' },
    ...(isNarrow ? switches : []),
    {
      key: 'account',
      icon: <IdcardOutlined />,
      label: t('session.account'),
      onClick: () => void navigate('/account'),
    },
    {
      key: 'second_factor',
      icon: <SafetyOutlined />,
      label: t('second_factor.title'),
      onClick: () => void navigate('/account/second-factor'),
    },
    {
      key: 'out',
      icon: <LogoutOutlined />,
      label: t('session.log_out'),
      onClick: () => logOut(),
    },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button type="text" icon={<UserOutlined />}>
        <span className="unseen">{t('session.account')}</span>
        <span className="wide-only">{staff.name}</span>
      </Button>
    </Dropdown>
  )
}

function useSwitchItems(): NonNullable<MenuProps['items']> {
  const { t, lang } = useWords()
  const switchLang = useSwitchLang()
  const { isDark, toggle } = useTheme()
  return [
    {
      key: 'lang',
      icon: <TranslationOutlined />,
      label: (
        <span lang={lang === 'zh' ? 'en' : 'zh-CN'}>{lang === 'zh' ? 'English' : '中文'}</span>
      ),
      onClick: () => void switchLang(),
    },
    {
      key: 'theme',
      icon: isDark ? <SunOutlined /> : <MoonOutlined />,
      label: t(isDark ? 'theme.to_light' : 'theme.to_dark'),
      onClick: toggle,
    },
    { type: 'divider' },
  ]
}

/** Who it is, and where the person works. */
function WhoAmI() {
  const { code } = useWords()
  const { staff } = useSession()
  return (
    <>
      <div>
        <strong>{staff.name}</strong> · {code('role', staff.role)}
      </div>
      <div>
        {staff.login} · <Reach />
      </div>
    </>
  )
}

/** All stores, one by its name, or how many. */
function Reach() {
  const { t } = useWords()
  const { scope } = useSession()
  const stores = useStores()
  const [only] = stores.values()
  if (!scope.region_ids && !scope.store_ids) return t('store.all')
  return stores.size === 1 ? only?.name : t('store.some', { count: stores.size })
}
