// The engine as the apps call it: what the server prices with, in the same build of the same code.

import { Memory } from './memory.mjs'
import type { Offer, OfferAnswer, QuoteAnswer, QuoteInput } from './types'

/** Prices without a server. */
export class PricingEngine {
  constructor(private readonly memory: Memory) {}

  /** What a basket costs, and why; or why it cannot be priced. */
  quote(input: QuoteInput): QuoteAnswer {
    return read(this.memory.quote(written(input)))
  }

  /** What is wrong with an offer, each by the pointer to its field. */
  checkOffer(offer: Offer): OfferAnswer {
    return read(this.memory.checkOffer(written(offer)))
  }

  /** The hash of the sources that it was built from, as in `source.json`. */
  get version(): string {
    return new TextDecoder().decode(this.memory.version())
  }

  /** How much memory it holds, in bytes. */
  get size(): number {
    return this.memory.size
  }
}

/** The engine of `pricing.wasm`: its bytes, or where a browser gets them. */
export async function loadPricing(source: BufferSource | URL | string): Promise<PricingEngine> {
  const isPlace = typeof source === 'string' || source instanceof URL
  const bytes = isPlace ? await fetched(source) : source
  return new PricingEngine(await Memory.of(await WebAssembly.compile(bytes)))
}

async function fetched(place: URL | string): Promise<ArrayBuffer> {
  const response = await fetch(place)
  if (!response.ok) throw new Error(`${response.status} for ${place}`)
  return response.arrayBuffer()
}

function written(what: QuoteInput | Offer): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(what))
}

function read<T>(answer: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(answer)) as T
}
