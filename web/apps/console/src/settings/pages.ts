// The pages of settings: where each is, what it is for, who may see it. The navigation and the
// page that leads to all of them show the same list.

import type { WordKey } from '@huitong/words'
import type { Place } from '@/frame/places'

export interface SettingsPlace extends Place {
  /** What one does there, in a sentence. */
  hint: WordKey
}

export interface SettingsSection {
  word: WordKey
  places: readonly SettingsPlace[]
}

export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  {
    word: 'settings.trade',
    places: [
      {
        path: '/settings/brand',
        word: 'brand.title',
        hint: 'brand.page_hint',
        permission: 'settings.read',
      },
      {
        path: '/settings/checkout',
        word: 'terms.title',
        hint: 'terms.page_hint',
        permission: 'settings.read',
      },
      {
        path: '/settings/tiers',
        word: 'tier.title',
        hint: 'tier.page_hint',
        permission: 'settings.read',
      },
    ],
  },
  {
    word: 'settings.members',
    places: [
      {
        path: '/joining-links',
        word: 'joining.title',
        hint: 'joining.page_hint',
        permission: 'members.read',
      },
      {
        path: '/settings/member-fields',
        word: 'own_field.title',
        hint: 'own_field.page_hint',
        permission: 'settings.read',
      },
      {
        path: '/settings/policies',
        word: 'policy.title',
        hint: 'policy.page_hint',
        permission: 'settings.read',
      },
      {
        path: '/settings/sms',
        word: 'sms.title',
        hint: 'sms.page_hint',
        permission: 'settings.read',
      },
    ],
  },
  {
    word: 'settings.security',
    places: [
      {
        path: '/settings/access-policy',
        word: 'access_policy.title',
        hint: 'access_policy.page_hint',
        permission: 'settings.read',
      },
      {
        path: '/settings/api-keys',
        word: 'api_key.title',
        hint: 'api_key.page_hint',
        permission: 'api_keys.write',
      },
      { path: '/audit', word: 'audit.title', hint: 'audit.page_hint', permission: 'audit.read' },
    ],
  },
  {
    word: 'settings.system',
    places: [
      {
        path: '/settings/backups',
        word: 'backup.title',
        hint: 'backup.page_hint',
        permission: 'backups.run',
      },
      {
        path: '/settings/about',
        word: 'about.title',
        hint: 'about.page_hint',
        permission: 'settings.read',
      },
    ],
  },
]

/** In the navigation; the joining links stand with the members, where stores look for them. */
export const SETTINGS_PLACES: readonly Place[] = [
  { path: '/settings', word: 'settings.home', permission: 'settings.read' },
  ...SETTINGS_SECTIONS.flatMap(({ places }) => places).filter(
    ({ path }) => path !== '/joining-links',
  ),
]
