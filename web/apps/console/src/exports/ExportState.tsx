// How far an export is.

import type { Export } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Progress } from 'antd'
import { ofExport } from '@/jobs/standing'
import { WentWrong } from '@/jobs/WentWrong'
import { StateTag } from '@/ui/StateTag'

export function ExportState({ of }: { of: Export }) {
  const { t, code } = useWords()
  const { tone, state, isRunning, percent, error } = ofExport(of, new Date())
  return (
    <Flex vertical gap={4} style={{ minWidth: 120 }}>
      <span>
        <StateTag tone={tone}>{code(state.group, state.code)}</StateTag>
      </span>
      {isRunning && (
        <Progress
          aria-label={t('jobs.progress', { name: code('export_subject', of.subject) })}
          percent={percent ?? 0}
          showInfo={percent !== undefined}
          status="active"
          size="small"
        />
      )}
      {error && <WentWrong detail={error} />}
    </Flex>
  )
}
