// Offers something as a file.

export function downloadText(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
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
