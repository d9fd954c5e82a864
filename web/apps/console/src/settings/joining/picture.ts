// A QR code as a picture that every phone and every print shop takes.

const SIZE = 1_024

/** What an image shows, as a PNG in a data URL; undefined where the browser cannot paint. */
export function paint(image: HTMLImageElement): string | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE
  canvas.height = SIZE
  const brush = canvas.getContext('2d')
  if (!brush) return undefined
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, SIZE, SIZE)
  brush.imageSmoothingEnabled = false
  brush.drawImage(image, 0, 0, SIZE, SIZE)
  return canvas.toDataURL('image/png')
}
