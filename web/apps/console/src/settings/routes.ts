// Addresses of settings.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const settingsRoutes: RouteObject[] = [
  permitted('settings.read', [
    {
      path: 'settings',
      lazy: async () => ({ Component: (await import('./SettingsHomeScreen')).SettingsHomeScreen }),
    },
    {
      path: 'settings/brand',
      lazy: async () => ({ Component: (await import('./brand/BrandScreen')).BrandScreen }),
    },
    {
      path: 'settings/checkout',
      lazy: async () => ({ Component: (await import('./checkout/TermsScreen')).TermsScreen }),
    },
    {
      path: 'settings/tiers',
      lazy: async () => ({ Component: (await import('./tiers/TiersScreen')).TiersScreen }),
    },
    {
      path: 'settings/access-policy',
      lazy: async () => ({
        Component: (await import('./security/AccessPolicyScreen')).AccessPolicyScreen,
      }),
    },
    {
      path: 'settings/sms',
      lazy: async () => ({ Component: (await import('./sms/SmsScreen')).SmsScreen }),
    },
    {
      path: 'settings/policies',
      lazy: async () => ({ Component: (await import('./policies/PoliciesScreen')).PoliciesScreen }),
    },
    {
      path: 'settings/about',
      lazy: async () => ({ Component: (await import('./about/AboutScreen')).AboutScreen }),
    },
  ]),
  permitted('backups.run', [
    {
      path: 'settings/backups',
      lazy: async () => ({ Component: (await import('./backups/BackupsScreen')).BackupsScreen }),
    },
  ]),
  permitted('api_keys.write', [
    {
      path: 'settings/api-keys',
      lazy: async () => ({ Component: (await import('./keys/ApiKeysScreen')).ApiKeysScreen }),
    },
  ]),
  permitted('members.read', [
    {
      path: 'joining-links',
      lazy: async () => ({ Component: (await import('./joining/JoiningScreen')).JoiningScreen }),
    },
  ]),
]
