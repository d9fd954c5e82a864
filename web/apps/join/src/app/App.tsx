// The page around the door: language, and nothing that could fail before the door is asked for.

import { WordsProvider } from '@huitong/words/react'
import { DoorScreen } from '@/door/DoorScreen'

/** `/j/{code}`: the code of the link that somebody came by. */
function codeOf(path: string): string {
  return path.split('/')[2] ?? ''
}

export function App() {
  return (
    <WordsProvider>
      <DoorScreen code={codeOf(location.pathname)} />
    </WordsProvider>
  )
}
