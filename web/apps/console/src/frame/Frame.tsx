// Navigation on the side, what is always at hand above, the screen in the middle.

import { useWords, type Words } from '@huitong/words/react'
import { Grid } from 'antd'
import { Link, Outlet, useLocation, useNavigation } from 'react-router'
import { useSession } from '@/session/context'
import { ChosenStoreProvider } from '@/stores/chosen'
import { StoreSwitcher } from '@/stores/StoreSwitcher'
import { ProLayout } from '@/ui/pro'
import { Actions } from './Actions'
import { groupsFor, placeAt } from './navigation'
import { PLACES, type PlaceGroup } from './places'
import { useReconnect } from './useReconnect'

export function Frame() {
  const { t } = useWords()
  const { permissions, brand } = useSession()
  const { pathname } = useLocation()
  const isPhone = !Grid.useBreakpoint().md
  useReconnect()
  const groups = groupsFor(PLACES, permissions)
  const places = groups.flatMap((group) => group.places)
  return (
    <ChosenStoreProvider>
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <ProLayout
        layout="mix"
        fixSiderbar
        fixedHeader
        siderWidth={208}
        title={t('app.short')}
        location={{ pathname: placeAt(places, pathname)?.path ?? pathname }}
        // By itself the layout takes the start of an address, such as /settings, for its place too.
        selectedKeys={[placeAt(places, pathname)?.path ?? pathname]}
        menuDataRender={() => groups.map((group) => entryOf(group, t))}
        menuItemRender={(item, dom) => <Link to={item.path ?? '/'}>{dom}</Link>}
        // The layout's own title would be a second h1 on every page.
        headerTitleRender={() => <Title name={brand.name} />}
        // On a phone the layout has its own place for the title, and no room for the store above.
        menuHeaderRender={isPhone ? () => <Title name={brand.name} /> : false}
        menuExtraRender={
          isPhone ? () => <StoreSwitcher style={{ width: '100%', marginBlock: 8 }} /> : false
        }
        collapsedButtonRender={false}
        actionsRender={() => <Actions />}
        pageTitleRender={false}
        breadcrumbRender={false}
        contentStyle={{ padding: 'clamp(12px, 2vw, 24px)' }}
      >
        <Content />
      </ProLayout>
    </ChosenStoreProvider>
  )
}

/** Apart, so that a page that is still to be loaded does not draw the layout anew. */
function Content() {
  const isLeaving = useNavigation().state === 'loading'
  return (
    <div id="content" tabIndex={-1} aria-busy={isLeaving} style={{ outline: 'none' }}>
      <Outlet />
    </div>
  )
}

/** A group as the layout knows it; a single place is an entry without others below it. */
function entryOf({ word, icon, places }: PlaceGroup, t: Words['t']) {
  const [first, ...others] = places
  if (first && others.length === 0) return { path: first.path, name: t(first.word), icon }
  return {
    key: word,
    name: t(word),
    icon,
    children: places.map((place) => ({ path: place.path, name: t(place.word) })),
  }
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
