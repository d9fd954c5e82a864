// A chart in a card: what it shows of which period and store, beside the period before, as picture
// or as table, and both to take away. ECharts is loaded when the first chart is shown.

import { DownloadOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Card, Dropdown, Segmented } from 'antd'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import type { ChartProps, Picture } from './Chart'
import { ChartTitle, Compared, type Comparison } from './ChartHead'
import { toCsv } from './csv'
import { downloadText, downloadUrl } from './download'
import { EmptyState } from './EmptyState'
import { type ChartTable, FigureTable } from './FigureTable'
import { Loading } from './states'
import './patterns.css'

const Chart = lazy(async () => ({ default: (await import('./Chart')).Chart }))

interface ChartCardProps extends Omit<ChartProps, 'picture'> {
  title: string
  /** How the figures are worked out, told at the title. */
  formula?: string
  /** Pickers of period, store and the like. */
  pickers?: ReactNode
  comparison?: Comparison
  table: ChartTable
  /** The file's name without its ending; the title where there is none. */
  fileName?: string
  emptyText: string
}

export function ChartCard(props: ChartCardProps) {
  const { t } = useWords()
  const [isTable, setTable] = useState(false)
  const picture = useRef<Picture>(undefined)
  const { title, table, fileName = title } = props

  function download(key: string) {
    if (key === 'csv') {
      downloadText(`${fileName}.csv`, toCsv([table.columns.map((c) => c.title), ...table.rows]))
    } else if (picture.current) {
      downloadUrl(`${fileName}.png`, picture.current())
    }
  }

  const isEmpty = table.rows.length === 0
  const acts = (
    <>
      {props.pickers}
      <Segmented
        aria-label={t('chart.view', { title })}
        value={isTable ? 'table' : 'chart'}
        options={[
          { value: 'chart', label: t('chart.chart') },
          { value: 'table', label: t('chart.table') },
        ]}
        onChange={(view) => setTable(view === 'table')}
      />
      <Dropdown
        trigger={['click']}
        disabled={isEmpty}
        menu={{
          items: [
            // What is not drawn cannot be taken.
            { key: 'png', label: t('chart.png'), disabled: isTable },
            { key: 'csv', label: t('chart.csv') },
          ],
          onClick: ({ key }) => download(key),
        }}
      >
        <Button aria-label={t('chart.download', { title })} icon={<DownloadOutlined />} />
      </Dropdown>
    </>
  )
  return (
    <Card size="small">
      <div className="list-bar">
        <ChartTitle title={title} {...(props.formula ? { formula: props.formula } : {})} />
        {props.comparison && <Compared {...props.comparison} />}
        <div className="list-bar-end">{acts}</div>
      </div>
      {isEmpty && <EmptyState text={props.emptyText} />}
      {!isEmpty && isTable && <FigureTable table={table} />}
      {!isEmpty && !isTable && (
        <Suspense fallback={<Loading />}>
          <Chart
            option={props.option}
            height={props.height}
            label={props.label}
            picture={picture}
          />
        </Suspense>
      )}
    </Card>
  )
}
