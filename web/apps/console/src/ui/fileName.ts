// What the server calls a file that it sends.

/** `attachment; filename="x.csv"; filename*=UTF-8''%E4%BC%9A.csv` → `会.csv`. */
export function fileName(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1]
}
