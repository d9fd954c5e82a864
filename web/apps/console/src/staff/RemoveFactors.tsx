// What is taken away from somebody: the PIN, or the second factor of a lost telephone.

import { useWords } from '@huitong/words/react'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { useRemovePin, useRemoveSecondFactor } from './queries'
import type { StaffActProps } from './StaffActs'

export function RemovePin({ record, close }: StaffActProps) {
  const { t } = useWords()
  const { id, name } = record.data
  const remove = useRemovePin(id)
  return (
    <ConfirmAct
      name="remove_pin"
      title={t('staff.remove_pin_of', { name })}
      text={t('staff.remove_pin_means')}
      submitText={t('staff.remove_pin')}
      doneText={t('staff.remove_pin_done')}
      isDanger
      close={close}
      act={() => remove.mutateAsync(undefined)}
    />
  )
}

export function RemoveSecondFactor({ record, close }: StaffActProps) {
  const { t } = useWords()
  const { id, name } = record.data
  const remove = useRemoveSecondFactor(id)
  return (
    <ConfirmAct
      name="remove_second_factor"
      title={t('staff.remove_second_factor_of', { name })}
      text={t('staff.remove_second_factor_means')}
      submitText={t('staff.remove_second_factor')}
      doneText={t('staff.remove_second_factor_done')}
      isDanger
      close={close}
      act={() => remove.mutateAsync(undefined)}
    />
  )
}
