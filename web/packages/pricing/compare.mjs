// Prices with pricing.wasm what the files of a folder ask and compares the answers byte for byte
// with those that stand below the questions. Run by `cargo test -p pricing-wasm`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Memory } from './src/memory.mjs'

const [, , folder] = process.argv
if (!folder) throw new Error('which folder?')
const wasm = new WebAssembly.Module(readFileSync(new URL('./pricing.wasm', import.meta.url)))
const memory = await Memory.of(wasm)

compare('quotes.jsonl', (input) => memory.quote(input))
compare('offers.jsonl', (offer) => memory.checkOffer(offer))

/**
 * @param {string} name
 * @param {(input: Uint8Array) => Uint8Array} ask
 */
function compare(name, ask) {
  const started = performance.now()
  let count = 0
  const lines = linesOf(readFileSync(join(String(folder), name)))
  for (const input of lines) {
    const expected = lines.next().value ?? new Uint8Array()
    const found = ask(input)
    count += 1
    if (Buffer.compare(found, expected) !== 0) {
      const texts = [input, expected, found].map((bytes) => Buffer.from(bytes).toString())
      console.log(`${name}, case ${count}\nasked    %s\nexpected %s\nfound    %s`, ...texts)
      process.exit(1)
    }
  }
  console.log(`${name}: ${count} alike, ${Math.round(performance.now() - started)} ms`)
}

/** @param {Buffer} bytes */
function* linesOf(bytes) {
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf('\n', from)
    yield bytes.subarray(from, to)
    from = to + 1
  }
}
