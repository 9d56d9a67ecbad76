import { z } from 'zod'

/** What is remembered of a job between its moments. Instants are UTC milliseconds. */
const jobState = z.object({
  /** Up to when everything that was due was done. */
  through: z.number().nullable(),
  /** What its moments depended on then. */
  basis: z.string(),
  /** Of working it out, in a row. */
  failures: z.number(),
  /** Not before, after failures. */
  retryAt: z.number().nullable(),
  /** The definition that failed, as a digest: another one need not wait. */
  failedAs: z.string().nullable(),
  /** Runs of which somebody waits to be told. */
  open: z.array(z.string()),
  /** When the first of them may be tried. */
  wakeAt: z.number().nullable(),
  /** The run that was written last. */
  lastRun: z.string().nullable(),
  ranAt: z.number().nullable(),
  /** When it told anybody last, or would have. */
  toldAt: z.number().nullable(),
})

export type JobState = z.infer<typeof jobState>

export const emptyState: JobState = {
  through: null,
  basis: '',
  failures: 0,
  retryAt: null,
  failedAs: null,
  open: [],
  wakeAt: null,
  lastRun: null,
  ranAt: null,
  toldAt: null,
}

export const readState = (document: string | undefined): JobState =>
  document === undefined ? emptyState : jobState.parse(JSON.parse(document))
