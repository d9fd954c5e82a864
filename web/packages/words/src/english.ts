// The English sentences, apart so that only those who read them load them. What the compiler holds:
// they have the keys of the Chinese ones and no others.

import en from '../en.json' with { type: 'json' }
import type { Dictionary, WordKey } from './words'

export const english: Dictionary = en satisfies Record<WordKey, string> &
  Record<Exclude<keyof typeof en, WordKey>, never>
