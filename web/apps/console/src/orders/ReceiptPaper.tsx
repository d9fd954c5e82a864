// A receipt on paper of 80 mm. When the page is printed it is all that is printed.

import { useWords } from '@huitong/words/react'
import { useEffect, useRef, useState } from 'react'
import { useMember } from '@/members/queries'
import { useMay, useSession } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { Line, Paid, Row, Standing, Sums } from './ReceiptParts'
import type { ReceiptView } from './receipt'
import { TillName } from './TillName'
import './receipt.css'

export function ReceiptPaper({ of }: { of: ReceiptView }) {
  const { t } = useWords()
  const { brand } = useSession()
  const { paper, page } = usePageOfPaper()
  return (
    <article ref={paper} className="receipt" aria-label={t('paper.label')}>
      <style>{page}</style>
      <h2>{brand.name}</h2>
      {of.isReprint && <Reprinted />}
      <Head of={of} />
      <hr />
      {of.lines.map((line) => (
        <Line key={line.key} line={line} />
      ))}
      <hr />
      <Sums of={of} />
      <hr />
      <Paid of={of} />
      <Standing of={of} />
      <p className="receipt-foot">{t('paper.thanks')}</p>
    </article>
  )
}

const MM_PER_PIXEL = 25.4 / 96
/** Left blank below, for the cutter. */
const TAIL_MM = 8

/** A roll has no pages: the page is as long as what is printed on it. */
function usePageOfPaper() {
  const paper = useRef<HTMLElement>(null)
  const [pixels, setPixels] = useState(0)
  useEffect(() => {
    if (!paper.current) return
    const observer = new ResizeObserver(([entry]) =>
      setPixels((before) => Math.max(before, entry?.borderBoxSize[0]?.blockSize ?? 0)),
    )
    observer.observe(paper.current)
    return () => observer.disconnect()
  }, [])
  const length = Math.ceil(pixels * MM_PER_PIXEL) + TAIL_MM
  return { paper, page: `@page { size: 80mm ${length}mm; margin: 0; }` }
}

function Reprinted() {
  const { t } = useWords()
  const time = useStoreTime()
  return (
    <p className="receipt-foot">
      <strong>{t('paper.reprint')}</strong>{' '}
      {t('paper.reprinted_at', { time: time(new Date().toISOString()) })}
    </p>
  )
}

function Head({ of }: { of: ReceiptView }) {
  const { t } = useWords()
  const may = useMay()
  const time = useStoreTime()
  const { cashier } = of
  return (
    <dl>
      <Row name={t('paper.store')}>{of.storeName}</Row>
      {of.tillId && (
        <Row name={t('paper.till')}>
          <TillName storeId={of.storeId} id={of.tillId} />
        </Row>
      )}
      <Row name={t('paper.order_no')}>{of.orderNo}</Row>
      <Row name={t('paper.time')}>{time(of.settledAt, of.storeId)}</Row>
      {cashier && (
        <Row name={t('paper.cashier')}>
          {'name' in cashier ? cashier.name : <StaffName id={cashier.id} isPlain />}
        </Row>
      )}
      {of.guideId && (
        <Row name={t('paper.guide')}>
          <StaffName id={of.guideId} isPlain />
        </Row>
      )}
      {of.memberId && may('members.read') && <Member id={of.memberId} />}
    </dl>
  )
}

/** Paper is left lying about: the number and the masked phone, not the name. */
function Member({ id }: { id: string }) {
  const { t } = useWords()
  const { data } = useMember(id)
  if (!data) return null
  return (
    <Row name={t('paper.member')}>
      {data.member_no} {data.phone}
    </Row>
  )
}
