import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWorkspace, type Workspace } from './workspace.ts'

const examples = join(import.meta.dirname, '../../examples')
const files = {
  web: 'web.csv',
  calls: 'calls.jsonl',
  customers: 'customers.csv',
  channels: 'channels.csv',
  ads: 'ads.csv',
}

/** The kinds of which there are definitions among the examples. */
export const exampleKinds: readonly string[] = readdirSync(join(examples, 'definitions')).map(
  (name) => name.replace(/\.json$/, ''),
)

/** A workspace with the definitions and data of `examples/`. */
export async function openExamples(): Promise<Workspace> {
  const workspace = await openWorkspace({ allowsLocalFiles: true })
  const definitions = exampleKinds.flatMap(
    (kind) =>
      JSON.parse(readFileSync(join(examples, 'definitions', `${kind}.json`), 'utf8')) as unknown[],
  )
  await workspace.post('apply', definitions)
  for (const [dataset, file] of Object.entries(files)) {
    const sources = [join(examples, 'data', file)]
    await workspace.post(`datasets/${dataset}/import`, { sources })
  }
  return workspace
}
