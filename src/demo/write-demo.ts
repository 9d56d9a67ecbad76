import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../model/make-folder.ts'
import { CompanyFiles, type WrittenFiles } from './files/company-files.ts'
import { observeLives } from './truth/observe.ts'
import type { Truth } from './truth/truth.ts'
import { live } from './world/life.ts'
import { dayOf, periodBefore } from './world/period.ts'

export interface DemoOptions {
  /** About fifty events each. 20,000 unless told. */
  readonly people?: number | undefined
  readonly seed?: number | undefined
  /** `2026-01-31`: the data is of the 90 days before this day (UTC). Today unless told. */
  readonly day?: string | undefined
  /** How many of the people are written, 0 to 1. */
  readonly onShare?: (share: number) => void
}

export interface WrittenDemo {
  /** In the order in which they are to be imported: what arrives late comes last. */
  readonly files: readonly WrittenFiles[]
  readonly truth: Truth
}

/** So many people are held in memory at most. */
const peoplePerFlush = 200

/**
 * Writes Harbor & Pine into a folder, person by person: its files, and beside them `truth.json`, which says
 * what can be found in them. The same options give the same bytes. Errors: of the file system.
 */
export async function writeDemo(folder: string, options: DemoOptions): Promise<WrittenDemo> {
  const { people = 20_000, seed = 7, day = dayOf(Date.now()), onShare } = options
  await makeFolder(join(folder, 'truth'))
  const period = periodBefore(day)
  const company = new CompanyFiles(folder, period)
  const lives = observeLives(period, company.truthFiles)
  for (let number = 1; number <= people; number++) {
    const life = live(seed, number, period)
    lives.see(life)
    company.add(life)
    if (number % peoplePerFlush !== 0) continue
    await company.flush()
    onShare?.(number / people)
  }
  const files = await company.close()
  const truth: Truth = {
    madeFrom: { people, seed, day },
    dateRange: { start: dayOf(period.startMs), end: day },
    ...lives.tell(),
    rows: company.rows,
  }
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`)
  return { files, truth }
}
