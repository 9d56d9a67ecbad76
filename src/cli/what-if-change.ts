import { isDeepStrictEqual } from 'node:util'
import type { Connection } from '../model/definitions/index.ts'
import { cutText } from '../model/show.ts'
import type { CommandContext } from './command.ts'
import { readValue } from './documents.ts'
import { UsageError } from './terminal.ts'

type Document = Readonly<Record<string, unknown>>

/**
 * What a file changes of a connection's stitching: as the API takes it, or as definitions that could be applied.
 * Errors: usage, file/…, definition/invalid.
 */
export async function readChange(
  context: CommandContext,
  connection: string,
  file: string,
): Promise<Document> {
  const change = new Map<string, unknown>()
  for (const document of [await readValue(file, context.stdin)].flat()) {
    if (!isDocument(document)) throw new UsageError(`${file} has to hold objects`)
    for (const [key, value] of Object.entries(await asChange(context, connection, document))) {
      if (change.has(key)) throw new UsageError(`${file} says twice what ${cutText(key, 40)} is`)
      change.set(key, value)
    }
  }
  return Object.fromEntries(change)
}

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function asChange(
  { client }: CommandContext,
  connection: string,
  document: Document,
): Promise<Document> {
  if (document['kind'] === 'identity-space') return { space: document }
  if (document['kind'] !== 'connection') return document
  const { parseDefinitionAs } = await import('../model/definitions/index.ts')
  const path = `/definitions/connection/${encodeURIComponent(connection)}`
  const present = await (await client()).json<Document>('GET', path)
  return {
    datasets: compare(
      parseDefinitionAs('connection', present),
      parseDefinitionAs('connection', document),
    ),
  }
}

type Part = Connection['datasets'][number]

/** The stitching of each dataset as it would be. Errors: usage, where more than stitching changes. */
function compare(present: Connection, next: Connection): Document {
  if (next.id !== present.id) throw notCompared(`it defines connection ${next.id}`)
  const partsOf = ({ datasets }: Connection) =>
    new Map(datasets.map((part) => [part.dataset, part]))
  const [before, after] = [partsOf(present), partsOf(next)]
  const gone = [...before.keys()].find((dataset) => !after.has(dataset))
  if (gone !== undefined) throw notCompared(`it takes dataset ${gone} away`)
  for (const [dataset, part] of after) {
    const other = before.get(dataset)
    if (other === undefined) throw notCompared(`it adds dataset ${dataset}`)
    if (!isDeepStrictEqual(restOf(part), restOf(other))) {
      throw notCompared(`it changes more of dataset ${dataset}`)
    }
  }
  return Object.fromEntries([...after].map(([dataset, part]) => [dataset, stitchingOf(part)]))
}

const notCompared = (reason: string): UsageError =>
  new UsageError(`only stitching can be compared, and the file does more: ${reason}`)

const STITCHING = ['personId', 'namespace', 'identities', 'space', 'stitch'] as const

/** What a definition does not say is not so. */
const stitchingOf = (part: Part): Document =>
  Object.fromEntries(STITCHING.map((setting) => [setting, part[setting] ?? null]))

const restOf = (part: Part): Document =>
  Object.fromEntries(
    Object.entries(part).filter(([setting]) => !STITCHING.some((own) => own === setting)),
  )
