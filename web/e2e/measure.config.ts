// The measurement of the console, which is no story and has no opinion on what it finds.
import stories from './playwright.config'

export default { ...stories, testMatch: 'measure.bench.ts', testIgnore: [] }
