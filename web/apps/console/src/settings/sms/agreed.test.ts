import type { SmsSettings } from '@huitong/api'
import { expect, test } from 'vitest'
import { purposesWith, timesOfDay, toSmsEdit, toSmsValues } from './agreed'

const settings: SmsSettings = {
  is_set_up: true,
  provider: 'tencent',
  key_id: 'AKID1',
  app_id: '1400006666',
  sign: '会通咖啡',
  templates: [],
  notices: { from: 480, until: 1260 },
  reports_path: null,
  replies_path: null,
}

test('the secret that is kept stays when none is typed', () => {
  const edit = toSmsEdit(toSmsValues(settings), '')
  expect(edit).not.toHaveProperty('key_secret')
  expect(edit.app_id).toBe('1400006666')
  expect(toSmsEdit(toSmsValues(settings), ' s3cret ').key_secret).toBe('s3cret')
})

test('an application number goes to the provider that asks for it', () => {
  const values = { ...toSmsValues(settings), provider: 'aliyun' as const }
  expect(toSmsEdit(values, '')).not.toHaveProperty('app_id')
})

test('times stand half an hour apart, with an odd one that is kept', () => {
  expect(timesOfDay(0, 60, 45).map(({ label }) => label)).toEqual([
    '00:00',
    '00:30',
    '00:45',
    '01:00',
  ])
  expect(timesOfDay(1_410, 2_000, undefined).at(-1)).toEqual({ value: 1_440, label: '24:00' })
})

test('a template of a purpose that the house does not know keeps its purpose', () => {
  expect(purposesWith([])).toEqual(['join_code'])
  const kept = { purpose: 'birthday', kind: 'marketing', template_id: 'SMS_1', text: '' } as const
  expect(purposesWith([kept])).toEqual(['join_code', 'birthday'])
})
