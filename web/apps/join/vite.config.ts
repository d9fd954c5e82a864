// Build of the joining page, served by the server below /j/. In development the API of a running
// server is passed through.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: '/j/',
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  server: {
    host: '127.0.0.1',
    port: 5174,
    strictPort: true,
    proxy: { '/api': 'http://127.0.0.1:8080' },
  },
  build: { target: 'es2020', sourcemap: false },
  test: { restoreMocks: true },
})
