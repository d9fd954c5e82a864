// While the server cannot be reached, asks now and then whether it is back, also where the browser
// itself sees nothing wrong with the line; once it is, what is on the screen is read again.

import { connection } from '@huitong/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { SESSION_KEY } from '@/session/queries'

const PROBE_MILLIS = 5_000

export function useReconnect(): void {
  const client = useQueryClient()
  useEffect(() => {
    let probe: ReturnType<typeof setInterval> | undefined
    const follow = () => {
      clearInterval(probe)
      if (connection.isUp()) void client.invalidateQueries({ refetchType: 'active' })
      else probe = setInterval(() => client.refetchQueries({ queryKey: SESSION_KEY }), PROBE_MILLIS)
    }
    const stop = connection.subscribe(follow)
    return () => {
      stop()
      clearInterval(probe)
    }
  }, [client])
}
