// Which address shows which screen, and what a person must be allowed to for it. Screens are
// loaded when they are first shown.

import { createBrowserRouter, Navigate } from 'react-router'
import { Frame } from '@/frame/Frame'
import { Guard } from '@/frame/Guard'
import { Permitted } from '@/frame/Permitted'
import { firstPlace } from '@/frame/places'
import { useSession } from '@/session/context'
import { LogInScreen } from '@/session/LogInScreen'
import { NotFound, NotPermitted } from '@/ui/states'
import { Crashed } from './Crashed'

export const router = createBrowserRouter(
  [
    { path: '/login', element: <LogInScreen />, errorElement: <Crashed /> },
    {
      element: (
        <Guard>
          <Frame />
        </Guard>
      ),
      errorElement: <Crashed />,
      hydrateFallbackElement: <div />,
      children: [
        { index: true, element: <Start /> },
        {
          path: 'account/second-factor',
          lazy: async () => ({
            Component: (await import('@/session/SecondFactorScreen')).SecondFactorScreen,
          }),
        },
        {
          element: <Permitted permission="overview.read" />,
          children: [
            {
              path: 'overview',
              lazy: async () => ({
                Component: (await import('@/overview/OverviewScreen')).OverviewScreen,
              }),
            },
          ],
        },
        {
          element: <Permitted permission="members.read" />,
          children: [
            {
              path: 'members',
              lazy: async () => ({
                Component: (await import('@/members/MemberListScreen')).MemberListScreen,
              }),
            },
            {
              path: 'members/:memberId',
              lazy: async () => ({
                Component: (await import('@/members/MemberScreen')).MemberScreen,
              }),
            },
          ],
        },
        {
          element: <Permitted permission="orders.read" />,
          children: [
            {
              path: 'orders',
              lazy: async () => ({
                Component: (await import('@/orders/OrderListScreen')).OrderListScreen,
              }),
            },
            {
              path: 'orders/:orderId',
              lazy: async () => ({
                Component: (await import('@/orders/OrderScreen')).OrderScreen,
              }),
            },
          ],
        },
        {
          element: <Permitted permission="imports.run" />,
          children: [
            {
              path: 'imports/:importId?',
              lazy: async () => ({
                Component: (await import('@/imports/ImportScreen')).ImportScreen,
              }),
            },
          ],
        },
        { path: '*', element: <NotFound /> },
      ],
    },
  ],
  { basename: '/console' },
)

/** The first page that the person may see. */
function Start() {
  const { permissions } = useSession()
  const place = firstPlace(permissions)
  return place ? <Navigate to={place.path} replace /> : <NotPermitted />
}
