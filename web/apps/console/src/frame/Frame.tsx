// Navigation on the side, the person and the switches above, the screen in the middle.

import {
  LogoutOutlined,
  MoonOutlined,
  SafetyOutlined,
  SunOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Dropdown, Flex, Grid } from 'antd'
import { Link, Outlet, useLocation, useNavigate } from 'react-router'
import { useTheme } from '@/app/theme'
import { useSession } from '@/session/context'
import { useLogOut } from '@/session/queries'
import { useStores } from '@/stores/queries'
import { ProLayout } from '@/ui/pro'
import { placesOf } from './places'

export function Frame() {
  const { t } = useWords()
  const { permissions, brand } = useSession()
  const { pathname } = useLocation()
  const screens = Grid.useBreakpoint()
  const places = placesOf(permissions).map(({ path, word, icon }) => ({
    path,
    name: t(word),
    icon,
  }))
  return (
    <>
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <ProLayout
        layout="mix"
        fixSiderbar
        fixedHeader
        siderWidth={208}
        title={t('app.short')}
        location={{ pathname }}
        menuDataRender={() => places}
        menuItemRender={(item, dom) => <Link to={item.path ?? '/'}>{dom}</Link>}
        // The layout's own title would be a second h1 on every page.
        headerTitleRender={() => <Title name={brand.name} />}
        // On a phone the layout has its own place for the title.
        menuHeaderRender={screens.md ? false : () => <Title name={brand.name} />}
        collapsedButtonRender={false}
        actionsRender={() => [<Switches key="switches" />]}
        pageTitleRender={false}
        breadcrumbRender={false}
        contentStyle={{ padding: 'clamp(12px, 2vw, 24px)' }}
      >
        <div id="content" tabIndex={-1} style={{ outline: 'none' }}>
          <Outlet />
        </div>
      </ProLayout>
    </>
  )
}

function Title({ name }: { name: string }) {
  const { t } = useWords()
  return (
    <Link to="/" style={{ color: 'inherit', display: 'flex', alignItems: 'center', gap: 10 }}>
      <img src="/console/logo.svg" alt="" width={28} height={28} />
      <strong style={{ fontSize: 16, whiteSpace: 'nowrap' }}>
        {t('app.short')}
        <span className="wide-only"> · {name}</span>
      </strong>
    </Link>
  )
}

function Switches() {
  const { t } = useWords()
  const { staff } = useSession()
  const { mutate: logOut } = useLogOut()
  const navigate = useNavigate()
  return (
    <Flex align="center" gap={4}>
      <LangSwitch />
      <ThemeSwitch />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', label: <WhoAmI />, disabled: true },
            { type: 'divider' },
            { key: 'second_factor', icon: <SafetyOutlined />, label: t('second_factor.title') },
            { key: 'out', icon: <LogoutOutlined />, label: t('session.log_out') },
          ],
          onClick: ({ key }) => {
            if (key === 'out') logOut()
            if (key === 'second_factor') void navigate('/account/second-factor')
          },
        }}
      >
        <Button type="text" icon={<UserOutlined />}>
          <span className="unseen">{t('session.account')}</span>
          <span className="wide-only">
            {staff.name} <Reach />
          </span>
        </Button>
      </Dropdown>
    </Flex>
  )
}

/** Where the person works: all stores, one by its name, or how many. */
function Reach() {
  const { t } = useWords()
  const { scope } = useSession()
  const stores = useStores()
  const [only] = stores.values()
  const isWholeBrand = !scope.region_ids && !scope.store_ids
  const reach = isWholeBrand
    ? t('store.all')
    : stores.size === 1
      ? only?.name
      : t('store.some', { count: stores.size })
  return <span className="quiet">{reach}</span>
}

function WhoAmI() {
  const { code } = useWords()
  const { staff } = useSession()
  return `${staff.login} · ${code('role', staff.role)}`
}

export function LangSwitch() {
  const { lang, setLang } = useWords()
  return (
    <Button
      type="text"
      lang={lang === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
    >
      {lang === 'zh' ? 'English' : '中文'}
    </Button>
  )
}

export function ThemeSwitch() {
  const { t } = useWords()
  const { isDark, toggle } = useTheme()
  return (
    <Button
      type="text"
      aria-label={t(isDark ? 'theme.to_light' : 'theme.to_dark')}
      icon={isDark ? <SunOutlined /> : <MoonOutlined />}
      onClick={toggle}
    />
  )
}
