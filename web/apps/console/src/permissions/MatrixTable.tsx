// The table of permissions: a row for each, a column for each role, the routes behind each row. It
// scrolls in its own card, under a head that stays. A phone has no room for the columns.

import { CheckOutlined } from '@ant-design/icons'
import type { Role } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Card, Grid, type TableProps } from 'antd'
import { EmptyState } from '@/ui/EmptyState'
import { Table } from '@/ui/Table'
import type { MatrixGroup, MatrixRow } from './matrix'
import { OperationList } from './OperationList'
import { PermissionCell } from './PermissionCell'

interface MatrixTableProps {
  roles: readonly Role[]
  groups: readonly MatrixGroup[]
}

/** A line is the heading of an area, or one of its permissions. */
type Line = { key: string; heading: string } | (MatrixRow & { key: string; heading?: undefined })

/** The narrowest that the columns are: names break at words, not between letters. */
const EXPANDER_PX = 40
const PERMISSION_PX = 240
const ROLE_PX = 96

type Columns = NonNullable<TableProps<Line>['columns']>

export function MatrixTable({ roles, groups }: MatrixTableProps) {
  const words = useWords()
  const isWide = Grid.useBreakpoint().md ?? true
  return (
    <Card size="small">
      <Table<Line>
        size="small"
        dataSource={linesOf(groups, words)}
        columns={isWide ? columnsOf(roles, words) : [permissionColumn(words, roles, 1)]}
        pagination={false}
        scroll={{
          y: 'max(320px, 100vh - 400px)',
          ...(isWide && { x: EXPANDER_PX + PERMISSION_PX + roles.length * ROLE_PX }),
        }}
        expandable={{
          columnWidth: EXPANDER_PX,
          rowExpandable: (line) => line.heading === undefined,
          expandedRowRender: (line) =>
            line.heading === undefined && <OperationList operations={line.operations} />,
        }}
        locale={{ emptyText: <EmptyState text={words.t('matrix.none')} /> }}
      />
    </Card>
  )
}

function linesOf(groups: readonly MatrixGroup[], { code }: Words): Line[] {
  return groups.flatMap(({ area, rows }) => [
    { key: area, heading: code('permission_area', area) },
    ...rows.map((row) => ({ ...row, key: row.permission })),
  ])
}

function columnsOf(roles: readonly Role[], words: Words): Columns {
  return [
    permissionColumn(words, [], roles.length + 1),
    ...roles.map((role) => ({
      key: role,
      title: words.code('role', role),
      align: 'center' as const,
      width: ROLE_PX,
      onCell: (line: Line) => (line.heading === undefined ? {} : { colSpan: 0 }),
      render: (_: unknown, line: Line) =>
        line.heading === undefined && <Has has={line.roles.has(role)} />,
    })),
  ]
}

/** `told` are the roles of which the cell itself tells. */
function permissionColumn({ t }: Words, told: readonly Role[], headingSpan: number): Columns[0] {
  return {
    key: 'permission',
    title: t('matrix.permission'),
    onCell: (line) => (line.heading === undefined ? {} : { colSpan: headingSpan }),
    render: (_, line) =>
      line.heading === undefined ? (
        <PermissionCell row={line} roles={told} />
      ) : (
        <strong>{line.heading}</strong>
      ),
  }
}

function Has({ has }: { has: boolean }) {
  const { t } = useWords()
  return has ? (
    <CheckOutlined className="given" aria-label={t('matrix.has')} />
  ) : (
    <span className="quiet">
      –<span className="unseen">{t('matrix.has_not')}</span>
    </span>
  )
}
