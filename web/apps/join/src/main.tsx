// The joining page's first line.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/App'
import '@/app/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has a #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
