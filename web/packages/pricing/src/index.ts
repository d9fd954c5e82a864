// 试算 in the browser: the server's own engine, for the till without a line and the member app.
export { loadPricing, PricingEngine } from './engine'
export { EngineFault } from './memory.mjs'
export type * from './types'
