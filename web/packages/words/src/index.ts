// Words and formats that all apps share; `@huitong/words/react` has the hook for React.
export type { FieldCode } from './field_codes'
export {
  formatCount,
  formatMoney,
  formatShare,
  formatTime,
  type Lang,
  parseMoney,
} from './format'
export type { ProblemCode } from './problem_codes'
export {
  hasWords,
  isFieldCode,
  isProblemCode,
  isWordKey,
  loadWords,
  type Params,
  translate,
  translateCode,
  type WordKey,
} from './words'
