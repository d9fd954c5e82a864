// The console's first line.
import { firstWords } from '@huitong/words/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/App'
import '@/app/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has a #root')
void firstWords().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
)
