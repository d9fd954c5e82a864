// A form that everybody here may read, and only some may change: for the others it stands still,
// and says why.

import type { Permission } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { useTheme } from '@/app/theme'
import { useMay } from '@/session/context'
import './settings.css'

interface EditableProps {
  /** What one needs to change it. */
  permission: Permission
  children: ReactNode
}

export function Editable({ permission, children }: EditableProps) {
  const { t } = useWords()
  const may = useMay()
  const { isDark } = useTheme()
  if (may(permission)) return <div className="settings-form">{children}</div>
  // What stands still is still read, so it is not as faint as what is merely not to be used now.
  const colorTextDisabled = isDark ? 'rgb(255 255 255 / 75%)' : 'rgb(0 0 0 / 70%)'
  return (
    <div className="settings-form">
      <Alert type="info" showIcon title={t('settings.read_only')} style={{ marginBottom: 16 }} />
      <ConfigProvider componentDisabled theme={{ token: { colorTextDisabled } }}>
        {children}
      </ConfigProvider>
    </div>
  )
}

/** What a page of settings is for, below its heading. */
export function PageHint({ children }: { children: ReactNode }) {
  return <p className="settings-hint quiet">{children}</p>
}
