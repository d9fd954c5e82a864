// Something that changes data: sent under a key of its own (see Attempt), then what it made stale
// is read again. `stale` names path beginnings of the queries.

import { Attempt } from '@huitong/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { readAgain } from './readAgain'

export function useAct<In, Out>(
  act: (input: In, key: string) => Promise<{ data?: Out }>,
  stale: readonly (readonly unknown[])[],
) {
  const client = useQueryClient()
  const attempt = useRef(new Attempt())
  return useMutation({
    mutationFn: async (input: In): Promise<Out> => {
      const { data } = await attempt.current.run(input, (key) => act(input, key))
      if (data === undefined) throw new Error('the answer has no body')
      return data
    },
    onSuccess: () => readAgain(client, stale),
  })
}
