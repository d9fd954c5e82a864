// Which acts are offered for a member: by what the person may do and how the account stands.

import type { Member, Permission } from '@huitong/api'
import type { WordKey } from '@huitong/words'

type State = Member['state']

export interface ActRule {
  key: string
  word: WordKey
  permission: Permission
  /** How the account stands when it is offered. */
  states: readonly State[]
  /** Shown then, but not to be used. */
  isDisabledWhen?: State
  /** A button of its own where there is room; the others are in the menu. */
  isUpFront?: boolean
  isDanger?: boolean
}

const OPEN: readonly State[] = ['active', 'frozen']

const ACT_RULES = [
  {
    key: 'top_up',
    word: 'member.top_up',
    permission: 'top_ups.write',
    states: OPEN,
    isDisabledWhen: 'frozen',
    isUpFront: true,
  },
  {
    key: 'edit',
    word: 'member.edit',
    permission: 'members.write',
    states: OPEN,
    isUpFront: true,
  },
  {
    key: 'adjust_points',
    word: 'member.adjust',
    permission: 'members.adjust',
    states: OPEN,
    isUpFront: true,
  },
  {
    key: 'set_tier',
    word: 'member.set_tier',
    permission: 'members.tier',
    states: OPEN,
    isUpFront: true,
  },
  {
    key: 'freeze',
    word: 'member.freeze',
    permission: 'members.freeze',
    states: ['active'],
    isUpFront: true,
    isDanger: true,
  },
  {
    key: 'unfreeze',
    word: 'member.unfreeze',
    permission: 'members.freeze',
    states: ['frozen'],
    isUpFront: true,
  },
  {
    key: 'reopen',
    word: 'member.reopen',
    permission: 'members.freeze',
    states: ['closed'],
    isUpFront: true,
  },
  { key: 'adjust_value', word: 'member.adjust_value', permission: 'members.adjust', states: OPEN },
  { key: 'unmask', word: 'member.unmask', permission: 'members.unmask', states: OPEN },
  { key: 'merge', word: 'merge.start', permission: 'members.merge', states: ['active'] },
  {
    key: 'request',
    word: 'privacy.file',
    permission: 'members.write',
    states: ['active', 'frozen', 'closed'],
  },
  {
    key: 'close',
    word: 'member.close',
    permission: 'members.freeze',
    states: ['active'],
    isDanger: true,
  },
] as const satisfies readonly ActRule[]

export type ActKey = (typeof ACT_RULES)[number]['key']
export type Act = ActRule & { key: ActKey }

/** The acts that are offered, the main one first. */
export function actsFor(state: State, may: (permission: Permission) => boolean): Act[] {
  const all: readonly Act[] = ACT_RULES
  return all.filter(({ permission, states }) => may(permission) && states.includes(state))
}

/** Buttons and menu: on a narrow screen the main act alone is a button. */
export function arranged(acts: readonly Act[], isNarrow: boolean): { up: Act[]; more: Act[] } {
  const up = acts.filter(({ isUpFront }, place) => (isNarrow ? place === 0 : isUpFront === true))
  return { up, more: acts.filter((act) => !up.includes(act)) }
}
