// A plugin of the build: what is worth it lies there compressed, for the server to send as it is. Of files that
// only the server reads there is nothing else: it unpacks them for who does not read Brotli.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const worthwhile = /\.(css|html|ico|js|json|svg|wasm)$/
const LEAST_BYTES = 1024

/** @returns {import('vite').Plugin} */
export function compressFiles() {
  let folder = ''
  return {
    name: 'compress-files',
    apply: 'build',
    configResolved: ({ build }) => void (folder = build.outDir),
    closeBundle: () => {
      for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (worthwhile.test(entry)) compress(join(folder, entry))
      }
    },
  }
}

function compress(path) {
  const bytes = readFileSync(path)
  if (bytes.length < LEAST_BYTES) return
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
  if (dirname(path).endsWith('assets')) rmSync(path)
}
