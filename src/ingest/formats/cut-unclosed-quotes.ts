import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
import { tableFunction } from '../table-function.ts'
import type { RepairedFile, SourceFile, UnreadableRow } from '../source.ts'
import type { Dialect } from './dialect.ts'
import { type Line, quoteFilter } from './unclosed-quotes.ts'

/** A copy of a delimited file without the lines whose quotes are not closed. */
export async function cutUnclosedQuotes(
  lake: LakeClient,
  file: SourceFile,
  dialect: Dialect,
): Promise<RepairedFile> {
  const plain = join(lake.scratchDir, `${randomUUID()}.lines`)
  const path = join(lake.scratchDir, `${randomUUID()}.csv`)
  const remove = () => rm(path, { force: true })
  const cut: Line[] = []
  try {
    await writePlainLines(lake, file, plain)
    await pipeline(soundLines(plain, dialect, cut), createWriteStream(path))
  } catch (error) {
    await remove()
    throw error
  } finally {
    await rm(plain, { force: true })
  }
  const { compression: _, ...rest } = file
  const table = tableFunction(path, 'none')
  const takenOut = cut.map((line) => asUnreadable(line, dialect))
  return { file: { ...rest, table, path, takenOut }, remove }
}

async function writePlainLines(lake: LakeClient, file: SourceFile, path: string): Promise<void> {
  await lake.command(sql`
    INSERT INTO FUNCTION file(${value(path, 'String')}, 'TSVRaw', 'line String')
    SELECT line FROM ${file.table('LineAsString')}
    SETTINGS max_threads = 1, max_insert_threads = 1, input_format_parallel_parsing = 0`)
}

function asUnreadable({ number, text }: Line, { linesBefore }: Dialect): UnreadableRow {
  const problem = `the quote opened in line ${number} is never closed`
  return { rowNumber: number - linesBefore, raw: text, reason: 'unclosed-quote', problem }
}

/** Bytes go through as they are: each is one character of Latin 1. */
async function* soundLines(path: string, { delimiter, quote }: Dialect, cut: Line[]) {
  const aside = ({ number, text }: Line) =>
    cut.push({ number, text: Buffer.from(text, 'latin1').toString() })
  const filter = quoteFilter(delimiter, aside, quote)
  const whole = (lines: readonly string[]) =>
    Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1')
  let rest = ''
  let number = 0
  for await (const chunk of createReadStream(path, 'latin1') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield whole(lines.flatMap((text) => filter.feed({ number: ++number, text })))
  }
  if (rest !== '') yield whole(filter.feed({ number: ++number, text: rest }))
  yield whole(filter.end())
}
