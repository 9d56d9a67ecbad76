import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import macros from 'unplugin-parcel-macros'
import { defineConfig } from 'vite'

const webFolder = fileURLToPath(new URL('src/web', import.meta.url))
const output = fileURLToPath(new URL('dist/web', import.meta.url))

export default defineConfig({
  root: webFolder,
  plugins: [macros.vite(), react()],
  build: { outDir: output, emptyOutDir: true, target: 'es2022', cssMinify: 'lightningcss' },
  server: { proxy: { '/api': 'http://127.0.0.1:4300' } },
})
