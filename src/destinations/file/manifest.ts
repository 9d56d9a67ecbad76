import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { DeliveryBatch } from '../destination.ts'
import { DestinationError } from '../destination-error.ts'
import type { FilePlace } from './file-place.ts'

const manifest = z.object({
  audience: z.object({ id: z.string(), name: z.string() }),
  run: z.string(),
  rows: z.number(),
  parts: z.array(
    z.object({
      name: z.string(),
      batch: z.string(),
      rows: z.number(),
      bytes: z.number(),
      sha256: z.string(),
    }),
  ),
})

const asJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('no JSON')
    return z.NEVER
  }
})

type Manifest = z.infer<typeof manifest>

export interface Part {
  readonly bytes: Uint8Array
  readonly ending: string
  /** The name for a part's number, or for `manifest`. */
  readonly nameOf: (part: string) => string
}

/**
 * Writes a batch as the next part of its run, then the manifest that names it. A batch that is there already is
 * written over; a part that no manifest names, because the process was killed, too.
 */
export async function addPart(
  place: FilePlace,
  { audience, run, idempotencyKey, changes }: DeliveryBatch,
  { bytes, ending, nameOf }: Part,
  signal: AbortSignal,
): Promise<void> {
  const manifestName = `${nameOf('manifest')}.json`
  const parts = [...readParts(await place.read(manifestName, signal), manifestName)]
  const found = parts.findIndex(({ batch }) => batch === idempotencyKey)
  const index = found < 0 ? parts.length : found
  const name = `${nameOf(String(index + 1).padStart(4, '0'))}.${ending}`
  await place.write(name, bytes, signal)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const size = { rows: changes.length, bytes: bytes.length, sha256 }
  parts[index] = { name, batch: idempotencyKey, ...size }
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const { id, name: called } = audience
  const written: Manifest = { audience: { id, name: called }, run, rows, parts }
  await place.write(manifestName, Buffer.from(`${JSON.stringify(written, null, 2)}\n`), signal)
}

function readParts(text: string | undefined, name: string): Manifest['parts'] {
  if (text === undefined) return []
  const parsed = asJson.pipe(manifest).safeParse(text)
  if (parsed.success) return parsed.data.parts
  const message = `${name} is no manifest that was written here: move it away`
  throw new DestinationError(message, 'after-user-action')
}
