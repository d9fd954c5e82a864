// A receipt as it is printed: of a sale that was just settled, or once more of an order that is
// kept. Only the first knows what was handed over, what the member has now and the return code.

import type { Order, Receipt } from '@huitong/api'

export interface ReceiptLine {
  key: string
  name: string
  quantity: number
  unitPrice: number
  gross: number
  discount: number
  returned: number
}

export interface ReceiptView {
  orderNo: string
  storeId: string
  storeName: string
  settledAt: string
  tillId?: string | null | undefined
  cashier?: { name: string } | { id: string } | undefined
  guideId?: string | null | undefined
  memberId?: string | null | undefined
  lines: ReceiptLine[]
  units: number
  gross: number
  discount: number
  total: number
  returnedTotal: number
  tenders: { key: string; kind: string; amount: number; points: number }[]
  pointsEarned: number
  isReprint: boolean
  cash?: { received: number; change: number }
  balances?: Receipt['balances']
  code?: string | null | undefined
}

/** What the counter knows of a sale beside its answer. */
interface AtCounter {
  storeName: string
  tillId: string | undefined
  guideId: string | undefined
  cashierName: string
  received: number
  change: number
}

export function receiptOfSale(receipt: Receipt, at: AtCounter): ReceiptView {
  const { lines, tenders, received, change } = { ...receipt, ...at }
  return {
    orderNo: receipt.order_no,
    storeId: receipt.store_id,
    storeName: at.storeName,
    settledAt: receipt.settled_at,
    tillId: at.tillId,
    cashier: { name: at.cashierName },
    guideId: at.guideId,
    memberId: receipt.member_id,
    lines: lines.map((line) => lineOf(line, 0)),
    units: unitsOf(lines),
    gross: receipt.gross,
    discount: receipt.discount,
    total: receipt.total,
    returnedTotal: 0,
    tenders: tenders.map(tenderOf),
    pointsEarned: receipt.points_earned,
    isReprint: false,
    ...(received > 0 ? { cash: { received, change } } : {}),
    balances: receipt.balances,
    code: receipt.receipt_code,
  }
}

export function receiptOfOrder(order: Order): ReceiptView {
  const { lines, tenders } = order
  return {
    orderNo: order.order_no,
    storeId: order.store_id,
    storeName: order.store_name,
    settledAt: order.settled_at,
    tillId: order.till_id,
    cashier: order.settled_by ? { id: order.settled_by } : undefined,
    guideId: order.guide_id,
    memberId: order.member_id,
    lines: lines.map((line) => lineOf(line, line.returned_quantity)),
    units: order.units,
    gross: order.gross,
    discount: order.discount,
    total: order.total,
    returnedTotal: order.returned_total,
    tenders: tenders.map(tenderOf),
    pointsEarned: order.points_earned,
    isReprint: true,
  }
}

type Line = Pick<
  Receipt['lines'][number],
  'line_id' | 'name' | 'quantity' | 'unit_price' | 'gross' | 'discount'
>

function lineOf(line: Line, returned: number): ReceiptLine {
  const { line_id, name, quantity, unit_price, gross, discount } = line
  return { key: line_id, name, quantity, unitPrice: unit_price, gross, discount, returned }
}

type Tender = Pick<Receipt['tenders'][number], 'tender_id' | 'kind' | 'amount' | 'points'>

function tenderOf({ tender_id, kind, amount, points }: Tender) {
  return { key: tender_id, kind, amount, points }
}

function unitsOf(lines: readonly Pick<Line, 'quantity'>[]): number {
  return lines.reduce((units, { quantity }) => units + quantity, 0)
}
