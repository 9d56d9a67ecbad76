// Compiles the AssemblyScript kernels to one module, held as text so that every bundle carries it.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = join(root, 'src/engine/kernels')
const output = join(root, 'src/engine/kernels.wasm.ts')

const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'))
const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
for (const name of sources.sort()) hash.update(readFileSync(join(folder, name)))
const stamp = `// ${hash.digest('hex')}`

if (!existsSync(output) || !readFileSync(output, 'utf8').startsWith(stamp)) {
  const target = join(root, 'build/kernels.wasm')
  mkdirSync(dirname(target), { recursive: true })
  const options = [
    ...'-O3 --enable simd --enable threads --runtime stub --noAssert'.split(' '),
    ...'--importMemory --sharedMemory --maximumMemory 65536'.split(' '),
  ]
  const { error, stderr } = await asc.main([join(folder, 'index.ts'), ...options, '-o', target])
  if (error) {
    console.error(stderr.toString() || error.message)
    process.exit(1)
  }
  const text = readFileSync(target).toString('base64')
  writeFileSync(output, `${stamp}\nexport const kernelsModule =\n  '${text}'\n`)
}
