import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import macros from 'unplugin-parcel-macros'
import { defineConfig, type Plugin } from 'vite'

const webFolder = fileURLToPath(new URL('src/web', import.meta.url))
const output = fileURLToPath(new URL('dist/web', import.meta.url))

/** The design system carries its texts in some thirty languages; the workspace speaks English. */
const englishOnly: Plugin = {
  name: 'english-only',
  enforce: 'pre',
  load: (id) => (/\/(?!en-US)[a-z]{2}-[A-Z]{2}\.(mjs|js)$/.test(id) ? 'export default {}' : null),
}

export default defineConfig({
  root: webFolder,
  plugins: [englishOnly, macros.vite(), react()],
  build: {
    outDir: output,
    emptyOutDir: true,
    target: 'es2022',
    cssMinify: 'lightningcss',
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4300' } },
})
