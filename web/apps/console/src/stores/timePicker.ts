// How times of the day are picked: typed or chosen, and taken as soon as the field is left.

import type { KeyboardEvent } from 'react'

export const TIME = 'HH:mm'

export const TIME_PICKER = {
  format: TIME,
  needConfirm: false,
  allowClear: false,
  // Enter takes the time; it would also send the form, before the time is in it.
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key === 'Enter') event.preventDefault()
  },
} as const
