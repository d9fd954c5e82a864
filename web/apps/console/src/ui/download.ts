// Offers something as a file.

import { fileName } from './fileName'

export function downloadText(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  downloadBlob(name, new Blob([text], { type }))
}

/** A file that the server answered, by the name that it says. */
export function downloadAnswer(
  { data, response }: { data?: unknown; response: Response },
  otherName: string,
): void {
  if (!(data instanceof Blob)) throw new Error('the answer has no body')
  downloadBlob(fileName(response.headers.get('content-disposition')) ?? otherName, data)
}

function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  downloadUrl(name, url)
  URL.revokeObjectURL(url)
}

/** Offers what an address, such as a data URL, leads to. */
export function downloadUrl(name: string, url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
