// The engine from outside: bytes in, bytes out. What a call borrows of its memory is given back
// before the call is over. Plain JavaScript, so that Node runs it as it is.

/**
 * What `crates/pricing-wasm` exports. An answer is its address in the upper 32 bits and its length
 * in the lower.
 *
 * @typedef {object} Exports
 * @property {{ readonly buffer: ArrayBuffer }} memory
 * @property {(length: number) => number} alloc
 * @property {(at: number, length: number) => void} dealloc
 * @property {(at: number, length: number) => bigint} quote
 * @property {(at: number, length: number) => bigint} check_offer
 * @property {() => bigint} version
 */

/** The engine failed: a fault of ours. What was asked is not answered; what is asked next will be. */
export class EngineFault extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super('the pricing engine failed', { cause })
    this.name = 'EngineFault'
  }
}

/** One engine and its memory. */
export class Memory {
  #exports
  #again

  /**
   * @param {Exports} exports
   * @param {() => Exports} again makes a new one in place of one that has failed
   */
  constructor(exports, again) {
    this.#exports = exports
    this.#again = again
  }

  /** The engine of compiled code. @param {WebAssembly.Module} module */
  static async of(module) {
    // Older browsers make no instance of this size at once on the page's own thread.
    const first = await WebAssembly.instantiate(module)
    return new Memory(exportsOf(first), () => exportsOf(new WebAssembly.Instance(module)))
  }

  /** How much it holds, in bytes. */
  get size() {
    return this.#exports.memory.buffer.byteLength
  }

  /** The hash of the sources that it was built from. */
  version() {
    return this.#borrow(() => this.#taken(this.#exports.version()))
  }

  /** @param {Uint8Array} input */
  quote(input) {
    return this.#ask(input, (at) => this.#exports.quote(at, input.length))
  }

  /** @param {Uint8Array} offer */
  checkOffer(offer) {
    return this.#ask(offer, (at) => this.#exports.check_offer(at, offer.length))
  }

  /**
   * @param {Uint8Array} input
   * @param {(at: number) => bigint} ask
   */
  #ask(input, ask) {
    return this.#borrow(() => {
      const at = this.#exports.alloc(input.length) >>> 0
      if (at === 0) throw new RangeError(`no memory for ${input.length} bytes`)
      this.#bytes(at, input.length).set(input)
      const answer = ask(at)
      this.#exports.dealloc(at, input.length)
      return this.#taken(answer)
    })
  }

  /**
   * The bytes of an answer, copied, as the next call may write over them.
   *
   * @param {bigint} answer
   */
  #taken(answer) {
    const at = Number(BigInt.asUintN(64, answer) >> 32n)
    const length = Number(BigInt.asUintN(32, answer))
    const copy = this.#bytes(at, length).slice()
    this.#exports.dealloc(at, length)
    return copy
  }

  /**
   * A view of the memory, made anew each time: when the memory grows, older ones are cut off.
   *
   * @param {number} at
   * @param {number} length
   */
  #bytes(at, length) {
    return new Uint8Array(this.#exports.memory.buffer, at, length)
  }

  /**
   * An engine that has failed may have left its memory half written, so it is replaced.
   *
   * @template T
   * @param {() => T} call
   */
  #borrow(call) {
    try {
      return call()
    } catch (cause) {
      this.#exports = this.#again()
      throw new EngineFault(cause)
    }
  }
}

/** @param {WebAssembly.Instance} instance */
function exportsOf(instance) {
  return /** @type {Exports} */ (/** @type {unknown} */ (instance.exports))
}
