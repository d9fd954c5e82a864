// The person at work, for screens inside the frame: there always is one.

import type { Permission, Session } from '@huitong/api'
import { createContext, useContext } from 'react'

export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs the guard above')
  return session
}

export type May = (permission: Permission) => boolean

/** Whether the person may do something; the server decides again. */
export function useMay(): May {
  const { permissions } = useSession()
  return (permission) => permissions.includes(permission)
}
