// A table as CSV that a spreadsheet opens: with a byte order mark for Chinese, and with no cell
// that the spreadsheet would run as a formula. A text that is a number stays one.

const BOM = '\uFEFF'
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^-?[\d,]+(\.\d+)?%?$/

export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return BOM + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: string | number): string {
  const raw = String(value)
  const text = FORMULA.test(raw) && !NUMBER.test(raw) ? `'${raw}` : raw
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
