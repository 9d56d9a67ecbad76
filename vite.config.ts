import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import macros from 'unplugin-parcel-macros'
import { defineConfig, type Plugin } from 'vite'
import { compressFiles } from './scripts/compress-files.mjs'

const webFolder = fileURLToPath(new URL('src/web', import.meta.url))
const output = fileURLToPath(new URL('dist/web', import.meta.url))

/** The design system carries its texts in some thirty languages; the workspace speaks English. */
const englishOnly: Plugin = {
  name: 'english-only',
  enforce: 'pre',
  load: (id) => (/\/(?!en-US)[a-z]{2}-[A-Z]{2}\.(mjs|js)$/.test(id) ? 'export default {}' : null),
}

/** The design system would fetch its fonts from their maker; the browser's own serve as well. */
const ownFonts: Plugin = {
  name: 'own-fonts',
  enforce: 'pre',
  transform: (code, id) => {
    if (!/s2\/dist\/private\/Fonts\.mjs$/.test(id)) return null
    const name = /export \{\s*(\S+) as (\S+?)\s*[,}]/.exec(code)?.[2]
    if (name === undefined) throw new Error('the design system loads its fonts in another way now')
    return `export { none as ${name} }; const none = () => null`
  },
}

/** Styles of one class per property overlap so much that all together are smaller than those of each place. */
const atomicStyles = { name: 'styles', test: /macro-[^/]*\.css$|@react-spectrum\/s2\/.*\.css$/ }

/** What every page begins with: one file instead of twenty that are asked for in turn. */
const frame = { name: 'frame', tags: ['$initial'] }

/** What most places need. */
const ofMost = { name: 'of-most', minShareCount: 20 }

/** What several places need, by those that do; little pieces go with what is needed nearly together. */
const shared = {
  name: 'shared',
  minShareCount: 2,
  entriesAware: true,
  entriesAwareMergeThreshold: 1500,
}

export default defineConfig({
  root: webFolder,
  plugins: [englishOnly, ownFonts, macros.vite(), react(), compressFiles()],
  build: {
    outDir: output,
    emptyOutDir: true,
    target: 'es2022',
    cssMinify: 'lightningcss',
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [atomicStyles, frame, ofMost, shared] },
        // Not by all the places that share it.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
      },
    },
  },
  // The server compares the page's origin with the host that it is asked under.
  server: { proxy: { '/api': { target: 'http://127.0.0.1:4300', changeOrigin: false } } },
})
