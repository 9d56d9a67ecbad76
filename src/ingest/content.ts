import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { LakeClient } from '../lake/client.ts'
import { type Content, findBatchesOf } from '../lake/datasets/index.ts'
import { sql } from '../lake/sql.ts'
import { reading } from './broken-file.ts'
import type { SourceFile } from './source.ts'

/** What a file is recognised by; its hash is made when it is asked for. */
interface Identity {
  readonly bytes: number
  readonly hash: () => Promise<string>
}

/** A file, and the batches of a dataset that came of the same content, the first in front. */
export interface Recognition {
  readonly batches: readonly number[]
  /** What to remember of the file. */
  readonly content?: (() => Promise<Content>) | undefined
}

/** Of what is not to be recognised. */
export const neverSeen: Recognition = { batches: [] }

/**
 * Looks for a file among what a dataset has. A file of this machine is only read when one of the
 * same size is there; an address is read once more.
 *
 * @throws ThroughlineError `import/unreadable`
 */
export async function recognise(
  lake: LakeClient,
  dataset: string,
  file: SourceFile,
): Promise<Recognition> {
  const { bytes, hash } = await identify(lake, file)
  let hashed: Promise<string> | undefined
  const content = async () => ({ bytes, content: await (hashed ??= hash()) })
  const ofSize = await findBatchesOf(lake, dataset, { bytes })
  const batches = ofSize.length === 0 ? [] : await findBatchesOf(lake, dataset, await content())
  return { batches, content }
}

async function identify(lake: LakeClient, file: SourceFile): Promise<Identity> {
  const { path } = file
  if (path !== undefined) return { bytes: (await stat(path)).size, hash: () => hashFile(path) }
  return reading(file, () => identifyRemote(lake, file))
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer)
  }
  return `sha256:${hash.digest('hex')}`
}

/** By its lines with their numbers, in any order in which ClickHouse reads them. */
async function identifyRemote(lake: LakeClient, file: SourceFile): Promise<Identity> {
  const [found] = await lake.query<{ bytes: number; hash: string }>(sql`
    SELECT toFloat64(sum(length(line) + 1)) AS bytes,
      hex(groupBitXor(reinterpretAsUInt128(sipHash128(line, _row_number)))) AS hash
    FROM ${file.table('LineAsString')}`)
  return { bytes: found?.bytes ?? 0, hash: async () => `lines:${found?.hash ?? ''}` }
}
