import { parseArgs } from 'node:util'
import { fuzz, openExamples } from './fuzz.ts'

/** The long form: says where it is, what it found, and how much memory it has taken. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { requests: { type: 'string' }, seed: { type: 'string' } },
  })
  const requests = Number(values.requests ?? 50_000)
  const seed = Number(values.seed ?? 1)
  const workspace = await openExamples()
  const memory: number[] = []
  const every = Math.ceil(requests / 20)
  const begun = performance.now()
  const finds = await fuzz(workspace, {
    requests,
    seed,
    onFind({ what, request: { method, path, body = '' }, answer }) {
      console.log(`\n${what}: ${method} ${cut(path)}\n  ${cut(answer)}\n  ${cut(body)}`)
    },
    onProgress(done) {
      if (done % every !== 0) return
      globalThis.gc?.()
      memory.push(process.memoryUsage().heapUsed / 2 ** 20)
      const seconds = Math.round((performance.now() - begun) / 1000)
      const residentMb = Math.round(process.memoryUsage().rss / 2 ** 20)
      const heapMb = Math.round(memory.at(-1)!)
      console.error(`${done} requests, ${seconds} s, heap ${heapMb} MB, resident ${residentMb} MB`)
    },
  })
  const settled = memory[Math.floor(memory.length / 4)] ?? 0
  const grown = (memory.at(-1) ?? 0) - settled
  console.log(`seed ${seed}: ${finds.length} finds; the heap grew by ${Math.round(grown)} MB`)
  await workspace.close()
  process.exit(finds.length > 0 || grown > MOST_GROWTH_MB ? 1 : 0)
}

/** Long texts of one letter say nothing. */
const cut = (text: string): string => text.replaceAll(/(.)\1{100,}/g, '$1…').slice(0, 2000)

const MOST_GROWTH_MB = 100

await main()
