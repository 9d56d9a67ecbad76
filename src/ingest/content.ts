import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { LakeClient } from '../lake/client.ts'
import { type Content, findBatchesOf } from '../lake/datasets/index.ts'
import type { SourceFile } from './source.ts'

/** A file, and the batches of a dataset that came of the same content, the first in front. */
export interface Recognition {
  readonly batches: readonly number[]
  /** What to remember of the file. */
  readonly content?: (() => Promise<Content>) | undefined
}

/** Of what is not to be recognised. */
export const neverSeen: Recognition = { batches: [] }

/** Looks for a file among what a dataset has. It is only read when one of the same size is there. */
export async function recognise(
  lake: LakeClient,
  dataset: string,
  file: SourceFile,
): Promise<Recognition> {
  const bytes = (await stat(file.path)).size
  let hashed: Promise<string> | undefined
  const content = async () => ({ bytes, content: await (hashed ??= hashFile(file.path)) })
  const ofSize = await findBatchesOf(lake, dataset, { bytes })
  const batches = ofSize.length === 0 ? [] : await findBatchesOf(lake, dataset, await content())
  return { batches, content }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer)
  }
  return `sha256:${hash.digest('hex')}`
}
