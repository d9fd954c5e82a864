// Lets an import go on, or looks at its rows once more.

import type { Import } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { App, Button } from 'antd'
import { sayError } from '@/ui/problems'
import { useRunImport } from './queries'

interface RunButtonProps {
  of: Import
  text: string
  isDryRun: boolean
}

export function RunButton({ of, text, isDryRun }: RunButtonProps) {
  const words = useWords()
  const { message } = App.useApp()
  const run = useRunImport(of.id)
  return (
    <Button
      type="primary"
      loading={run.isPending}
      onClick={() =>
        run.mutate(
          { is_dry_run: isDryRun, mode: of.mode },
          { onError: (error) => message.error(sayError(words, error)) },
        )
      }
    >
      {text}
    </Button>
  )
}
