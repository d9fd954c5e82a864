// An edit without a form of its own: made over the state that is on the screen. If that is old, it
// is read again before the refusal is told, so that the person sees it and may decide anew.

import { type EditStaff, ProblemError } from '@huitong/api'
import { useEditStaff } from './queries'
import type { StaffActProps } from './StaffActs'

export function useStateEdit({ record, reread }: Pick<StaffActProps, 'record' | 'reread'>) {
  const edit = useEditStaff(record.data.id)
  return async (body: EditStaff) => {
    try {
      return await edit.mutateAsync({ etag: record.etag, body })
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) await reread()
      throw error
    }
  }
}
