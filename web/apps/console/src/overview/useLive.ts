// News of the overview while somebody looks at it: the server tells when its numbers have moved on,
// and they are read again. A page that nobody sees gives its connection back, for a browser has few.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const LIVE = '/api/v1/overview/live'

/** Asked again after so long when the server refuses, as while it starts anew. */
const AGAIN_MILLIS = 15_000

export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    let source: EventSource | undefined
    let again: number | undefined
    let told: string | undefined

    function listen() {
      if (document.hidden || source) return
      source = new EventSource(LIVE)
      source.onmessage = ({ data }: MessageEvent<string>) => {
        if (told !== undefined && data !== told) {
          void client.invalidateQueries({ queryKey: ['overview'] })
        }
        told = data
      }
      source.onerror = () => {
        // A stream that ended is taken up again by the browser; one that was refused is not.
        if (source?.readyState !== EventSource.CLOSED) return
        hangUp()
        again = window.setTimeout(listen, AGAIN_MILLIS)
      }
    }

    function hangUp() {
      window.clearTimeout(again)
      source?.close()
      source = undefined
    }

    function seenOrNot() {
      if (document.hidden) hangUp()
      else listen()
    }

    listen()
    document.addEventListener('visibilitychange', seenOrNot)
    return () => {
      document.removeEventListener('visibilitychange', seenOrNot)
      hangUp()
    }
  }, [client])
}
