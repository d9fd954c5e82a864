// A program by what it calls itself: the browser and the system, as far as they are told. Nothing
// is decided by it.

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\/([\d.]+)/, '微信'],
  [/Edg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Headless)?(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari\//, 'Safari'],
  [/^curl\/(\d+)/, 'curl'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPad/, 'iPadOS'],
  [/iPhone/, 'iOS'],
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** `Chrome 128 · Windows`; the first word of a program that is no browser. */
export function clientName(agent: string): string | undefined {
  const browser = BROWSERS.map(([shape, name]) => {
    const found = shape.exec(agent)
    return found ? `${name} ${found[1]}` : undefined
  }).find(Boolean)
  const system = SYSTEMS.find(([shape]) => shape.test(agent))?.[1]
  const known = [browser, system].filter(Boolean)
  return known.length > 0 ? known.join(' · ') : agent.trim().split(' ')[0] || undefined
}
