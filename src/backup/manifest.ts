import { z } from 'zod'
import { keptTable } from '../lake/kept-tables.ts'

/** The last file of a backup to be written: without it there is none. */
export const MANIFEST = 'manifest.json'

const FORMAT = 1

/** A file of a backup, in one piece or in several that follow each other. Names lead nowhere else. */
const keptFile = z.strictObject({
  pieces: z
    .array(
      z.strictObject({
        name: z.string().regex(/^(lake\/)?[a-z0-9_-]+\.(json|tar)(\.\d+)?$/),
        bytes: z.number().int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1),
})

export type KeptFile = z.output<typeof keptFile>
export type Piece = KeptFile['pieces'][number]

const manifest = z.object({
  format: z.literal(FORMAT),
  /** The version of Throughline that has made it, and when. */
  throughline: z.string(),
  made: z.string(),
  store: keptFile,
  tables: z.array(
    z.strictObject({
      name: z.string().regex(keptTable),
      rows: z.number(),
      batches: z.array(z.strictObject({ batch: z.number(), rows: z.number() })),
      file: keptFile,
    }),
  ),
})

/** What a backup consists of, and what it has to hold. */
export type Manifest = z.output<typeof manifest>
export type KeptTable = Manifest['tables'][number]

export const printManifest = (contents: Omit<Manifest, 'format'>): string =>
  `${JSON.stringify({ format: FORMAT, ...contents }, null, 2)}\n`

/** The manifest, or why it is none. */
export function readManifest(text: string): Manifest | string {
  const given = parse(text)
  const { success, data } = manifest.safeParse(given)
  if (success) return data
  const format = z.object({ format: z.number() }).safeParse(given).data?.format ?? 0
  return format > FORMAT
    ? 'a later version of Throughline has made it'
    : `its ${MANIFEST} is damaged`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
