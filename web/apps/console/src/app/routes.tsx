// Which address shows which screen. Each feature has the list of its own; screens are loaded when
// they are first shown, and one that breaks leaves the navigation standing.

import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { approvalRoutes } from '@/approvals/routes'
import { auditRoutes } from '@/audit/routes'
import { exportRoutes } from '@/exports/routes'
import { Frame } from '@/frame/Frame'
import { Guard } from '@/frame/Guard'
import { placesFor } from '@/frame/navigation'
import { PLACES } from '@/frame/places'
import { goodsRoutes } from '@/goods/routes'
import { importRoutes } from '@/imports/routes'
import { memberRoutes } from '@/members/routes'
import { mergeRoutes } from '@/merges/routes'
import { offerRoutes } from '@/offers/routes'
import { orderRoutes } from '@/orders/routes'
import { overviewRoutes } from '@/overview/routes'
import { permissionRoutes } from '@/permissions/routes'
import { privacyRoutes } from '@/privacy/routes'
import { regionRoutes } from '@/regions/routes'
import { saleRoutes } from '@/sale/routes'
import { useSession } from '@/session/context'
import { LogInScreen } from '@/session/LogInScreen'
import { accountRoutes } from '@/session/routes'
import { settingsRoutes } from '@/settings/routes'
import { staffRoutes } from '@/staff/routes'
import { storeRoutes } from '@/stores/routes'
import { NotFound, NotPermitted } from '@/ui/states'
import { Crashed } from './Crashed'

const features: RouteObject[] = [
  ...overviewRoutes,
  ...approvalRoutes,
  ...memberRoutes,
  ...mergeRoutes,
  ...privacyRoutes,
  ...storeRoutes,
  ...regionRoutes,
  ...staffRoutes,
  ...permissionRoutes,
  ...goodsRoutes,
  ...saleRoutes,
  ...orderRoutes,
  ...offerRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...settingsRoutes,
  ...auditRoutes,
  ...accountRoutes,
]

export const router = createBrowserRouter(
  [
    { path: '/login', element: <LogInScreen />, errorElement: <Crashed /> },
    {
      path: '/setup',
      lazy: async () => ({
        Component: (await import('@/setup/SetupScreen')).SetupScreen,
      }),
      errorElement: <Crashed />,
      hydrateFallbackElement: <div />,
    },
    {
      element: (
        <Guard>
          <Frame />
        </Guard>
      ),
      errorElement: <Crashed />,
      hydrateFallbackElement: <div />,
      children: [
        {
          errorElement: <Crashed />,
          children: [
            { index: true, element: <Start /> },
            ...features,
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
)

/** The first page that the person may see. */
function Start() {
  const { permissions } = useSession()
  const [place] = placesFor(PLACES, permissions)
  return place ? <Navigate to={place.path} replace /> : <NotPermitted />
}
