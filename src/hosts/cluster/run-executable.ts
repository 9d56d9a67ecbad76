import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../model/make-folder.ts'
import { listColumns, mergePartials, type Plan } from '../../engine/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  blockColumn,
  nameColumn,
  columnsQuery,
  isCoded,
  type Journey,
} from '../../lake/journey/index.ts'
import { sql, value } from '../../lake/sql.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { findNeededColumns } from '../threads/needed-columns.ts'
import type { HostResult } from '../threads/thread-host.ts'
import type { StreamedColumn } from './assemble.ts'
import { packTask, unpackAnswer } from './envelope.ts'

const SCRIPT = 'throughline-engine.mjs'

/**
 * Puts the engine's bundle (`executable.ts` with all it imports, as one ES module) among the
 * scripts of a ClickHouse: `user_scripts` in its data directory, unless configured otherwise.
 */
export async function installEngine(scriptsDir: string, bundle: string): Promise<void> {
  const file = join(scriptsDir, SCRIPT)
  await makeFolder(scriptsDir)
  await writeFile(file, `#!${process.execPath}\n${await readFile(bundle, 'utf8')}`)
  await chmod(file, 0o755)
}

/**
 * Runs a plan in a process that ClickHouse starts beside the data and streams the columns to.
 * Fields of profiles cannot be read this way.
 */
export async function runExecutable(
  lake: LakeClient,
  journey: Journey,
  plan: Plan,
): Promise<HostResult> {
  const { names, shapes } = columnsFor(journey, plan)
  const rows = columnsQuery(journey, [ownColumns.person, ownColumns.time, ...names])
  const task = packTask({ plan, columns: shapes })
  const answers = await lake.query<{ partial: string }>(sql`
    SELECT partial FROM executable('throughline-engine.mjs', 'Native', 'partial String',
      (${rows}), (SELECT ${value(task, 'String')} AS task),
      SETTINGS command_read_timeout = 3600000, command_write_timeout = 3600000)`)
  const found = answers.map(({ partial }) => unpackAnswer(partial))
  return {
    partials: mergePartials(
      plan,
      found.map(({ partials }) => partials),
    ),
    batches: found.reduce((sum, { batches }) => sum + batches, 0),
  }
}

/** The columns to stream, and what each is in the engine. */
function columnsFor(journey: Journey, plan: Plan) {
  const { fields, hasDataset, profiles } = findNeededColumns(journey, listColumns(plan))
  if (profiles.length > 0) throw new Error('profile fields cannot be streamed to an engine')
  const dataset = {
    column: blockColumn(ownColumns.dataset),
    name: ownColumns.dataset,
    isCodes: true,
    lists: [],
  }
  const shapes: StreamedColumn[] = fields.map((field) => ({
    column: blockColumn(field.path),
    name: nameColumn(field),
    isCodes: isCoded(field),
    lists: field.lists,
  }))
  const names = fields.map(({ path }) => path)
  if (!hasDataset) return { names, shapes }
  return { names: [...names, ownColumns.dataset], shapes: [...shapes, dataset] }
}
