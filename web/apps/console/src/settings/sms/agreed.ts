// The settings of SMS as a form holds them. The secret is not among them: what is typed there is
// kept as a draft in the browser, and a secret has no business in it.

import type { ReplaceSmsSettings, SmsSettings, SmsTemplate } from '@huitong/api'
import { timeOf } from '@/stores/clock'
import { chosen } from '@/ui/answer'

export interface SmsValues {
  provider: ReplaceSmsSettings['provider']
  key_id: string
  /** Whether a new secret was typed. */
  key_secret: boolean
  app_id: string | undefined
  sign: string
  templates: SmsSettings['templates']
  notices: SmsSettings['notices']
}

export function toSmsValues(settings: SmsSettings): SmsValues {
  return {
    provider: settings.provider ?? 'aliyun',
    key_id: settings.key_id ?? '',
    key_secret: false,
    app_id: settings.app_id ?? undefined,
    sign: settings.sign ?? '',
    templates: settings.templates,
    notices: settings.notices,
  }
}

/** What the house sends messages for. */
const PURPOSES: readonly string[] = ['join_code']

/** The purposes to choose from: those of the house, and others that templates were kept for. */
export function purposesWith(templates: readonly SmsTemplate[]): string[] {
  return [...new Set([...PURPOSES, ...templates.map(({ purpose }) => purpose)])]
}

/** An application number is asked for by one of the two providers only. */
export function needsAppId(provider: SmsValues['provider'] | undefined): boolean {
  return provider === 'tencent'
}

export function toSmsEdit(values: SmsValues, secret: string): ReplaceSmsSettings {
  const { provider, key_id, app_id, sign, templates, notices } = values
  return {
    ...chosen({
      key_secret: secret.trim(),
      app_id: needsAppId(provider) ? app_id?.trim() : undefined,
    }),
    provider,
    key_id,
    sign,
    templates,
    notices,
  }
}

const STEP = 30
const DAY = 1_440

/** Times of the day to choose from, half an hour apart, with the one that is kept. */
export function timesOfDay(from: number, until: number, kept: number | undefined) {
  const minutes = new Set(kept === undefined ? [] : [kept])
  for (let minute = from; minute <= Math.min(until, DAY); minute += STEP) minutes.add(minute)
  return [...minutes].sort((a, b) => a - b).map((value) => ({ value, label: timeOf(value) }))
}
