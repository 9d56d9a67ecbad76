// Generates the wrappers of the AssemblyScript kernels and compiles them to one module, held as text so
// that every bundle carries it. With --check it only says whether the generated files are current.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folder, generatedFiles } from './kernel-descriptions.mjs'
import { root } from './run.mjs'

const output = join(root, 'src/engine/kernels/kernels.wasm.ts')

if (process.argv.includes('--check')) {
  const stale = staleFiles().map(([path]) => path)
  if (stale.length > 0) console.error(`run scripts/kernels.mjs: not current: ${stale.join(', ')}`)
  process.exit(stale.length)
}
if (!existsSync(output) || !readFileSync(output, 'utf8').startsWith(stamp())) {
  for (const [path, text] of staleFiles()) writeFileSync(join(root, path), text)
  const compiled = await compile()
  writeFileSync(output, `${stamp()}\nexport const kernelsModule =\n  '${compiled}'\n`)
}

/** The generated files that are not what the kernels say, with what they should be. */
function staleFiles() {
  return Object.entries(generatedFiles()).filter(([path, text]) => {
    const file = join(root, path)
    return !existsSync(file) || readFileSync(file, 'utf8') !== text
  })
}

/** Changes with every file that the module or the wrappers are made from, and with the wrappers. */
function stamp() {
  const hash = createHash('sha256')
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  for (const name of sources.sort()) hash.update(readFileSync(join(folder, name)))
  const others = [
    'scripts/kernels.mjs',
    'scripts/kernel-descriptions.mjs',
    'src/engine/kernels/kernels.ts',
  ]
  for (const path of others) hash.update(readFileSync(join(root, path)))
  return `// ${hash.digest('hex')}`
}

async function compile() {
  const target = join(root, 'build/kernels.wasm')
  mkdirSync(dirname(target), { recursive: true })
  const options = [
    ...'-O3 --enable simd --enable threads --runtime stub --noAssert'.split(' '),
    ...'--importMemory --sharedMemory --maximumMemory 65536'.split(' '),
  ]
  const { default: asc } = await import('assemblyscript/asc')
  const { error, stderr } = await asc.main([join(folder, 'index.ts'), ...options, '-o', target])
  if (error) {
    console.error(stderr.toString() || error.message)
    process.exit(1)
  }
  return readFileSync(target).toString('base64')
}
