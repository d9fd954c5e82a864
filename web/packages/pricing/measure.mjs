// Prices with pricing.wasm each line of a file once, after a hundred that do not count because the
// code is still being compiled, and prints how long it took in ms. Run by `cargo xtask bench quote`.
import { readFileSync } from 'node:fs'
import { Memory } from './src/memory.mjs'

const WARM_UP = 100

const [, , file] = process.argv
if (!file) throw new Error('which file?')
const wasm = new WebAssembly.Module(readFileSync(new URL('./pricing.wasm', import.meta.url)))
const memory = await Memory.of(wasm)
const encoder = new TextEncoder()
const questions = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => encoder.encode(line))

for (const question of questions.slice(0, WARM_UP)) memory.quote(question)
const took = questions.map((question) => {
  const started = performance.now()
  memory.quote(question)
  return performance.now() - started
})
took.sort((a, b) => a - b)

/** @param {number} part of a hundred */
const at = (part) => took[Math.min(Math.floor((took.length * part) / 100), took.length - 1)]
console.log(JSON.stringify({ p50_ms: at(50), p99_ms: at(99) }))
