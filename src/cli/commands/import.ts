import { basename } from 'node:path'
import type { ListedDefinition } from '../../model/answers/definitions.ts'
import type { ImportOutcome, ImportProgress } from '../../model/answers/imports.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Client } from '../client.ts'
import type { Command, CommandContext } from '../command.ts'
import { readValue } from '../documents.ts'
import { findLocalFiles } from '../local-files.ts'
import {
  fileFlags,
  chooseFileFormat,
  fileOptions,
  listFileParameters,
  repeatedFileOptions,
} from '../file-options.ts'
import { chooseFormat, print } from '../output.ts'
import { startProgressBar } from '../progress.ts'

export const importCommand: Command = {
  usage: 'DATASET FILE… [--kind event|profile|lookup|summary] [--schema FILE] [OPTIONS]',
  summary: 'Loads files (paths, globs, http and s3 addresses) into a dataset.',
  options: {
    kind: 'K          event (default of a new dataset), profile, lookup or summary',
    schema: 'FILE     a dataset definition, or only its fields; inferred otherwise',
    ...fileOptions,
    format: 'F        json or table (default on a terminal); any other is a --file-format',
  },
  flags: fileFlags,
  repeated: repeatedFileOptions,
  arguments: [2, Number.POSITIVE_INFINITY],
  async run(context) {
    const format = chooseAnswerFormat(context)
    const [dataset, ...files] = context.input.positionals
    const client = await context.client()
    await declareSchema(context, client, dataset!)
    const outcomes = await importAll(context, client, dataset!, files)
    const outcome = outcomes.length === 1 ? outcomes[0] : outcomes
    print(context, format, outcome, () => outcomes.map(importTable))
    await sayWhatIsNext(context, client, outcomes)
  },
}

/** A schema is a dataset's definition, written before its rows. */
async function declareSchema(
  { input, stdin }: CommandContext,
  client: Client,
  id: string,
): Promise<void> {
  const path = input.text('schema')
  if (path === undefined) return
  const value = await readValue(path, stdin)
  if (typeof value !== 'object' || value === null) {
    throw new ThroughlineError('import/unreadable', { source: path, reason: 'it is no schema' })
  }
  const given = 'fields' in value ? value : { fields: value }
  const timeZone = input.text('time-zone')
  const type = input.text('kind')
  await client.json('PUT', `/definitions/dataset/${encodeURIComponent(id)}`, {
    type: 'event',
    ...given,
    ...(type === undefined ? {} : { type }),
    ...(timeZone === undefined ? {} : { timeZone }),
  })
}

async function importAll(
  context: CommandContext,
  client: Client,
  dataset: string,
  files: readonly string[],
): Promise<readonly ImportOutcome[]> {
  const path = `/datasets/${encodeURIComponent(dataset)}/import`
  const query = settingsOf(context)
  const bar = startProgressBar(context.stderr)
  bar.show(0, 'reading')
  const onProgress = (progress: ImportProgress) => bar.show(progress.share, wordsOf(progress))
  try {
    const isLocal = (file: string) => !client.readsLocalFiles && !/^(https?|s3):\/\//.test(file)
    const outcomes: ImportOutcome[] = []
    for (const file of await findLocalFiles(files.filter(isLocal))) {
      const name = basename(file)
      const address = `${path}?${new URLSearchParams([...query, ['name', name]])}`
      const onSent = (share: number) => bar.show(share, `${percent(share)} of ${name} sent`)
      outcomes.push(
        await client.upload<ImportOutcome, ImportProgress>(address, file, { onSent, onProgress }),
      )
    }
    const sources = files.filter((file) => !isLocal(file))
    if (sources.length === 0) return outcomes
    const address = `${path}?${new URLSearchParams([...query])}`
    return [...outcomes, await client.withProgress(address, { sources }, onProgress)]
  } finally {
    bar.clear()
  }
}

const percent = (share: number): string => `${Math.floor(share * 100)} %`

const wordsOf = ({ source, share, read }: ImportProgress): string =>
  `${percent(share)}, ${source}${read > 0 ? `: ${read} rows read` : ''}`

function settingsOf({ input }: CommandContext): [string, string][] {
  const kind = input.text('kind')
  const own = kind === undefined ? [] : [['kind', kind] as const]
  return [...own, ...listFileParameters(input)].map(([name, given]) => [name, given])
}

/** `--format` of the answer, unless it names that of the files. */
function chooseAnswerFormat(context: CommandContext): 'json' | 'table' {
  const { input, stdout } = context
  if (chooseFileFormat(input) === undefined || input.text('file-format') !== undefined) {
    return chooseFormat(context, ['json', 'table'])
  }
  return stdout.isTTY ? 'table' : 'json'
}

function importTable({ dataset, batches, ...total }: ImportOutcome) {
  const counts = (of: Omit<ImportOutcome, 'dataset' | 'batches' | 'connections'>) => [
    of.read,
    of.added,
    of.duplicates,
    Object.entries(of.skipped)
      .map(([reason, rows]) => `${rows} ${reason}`)
      .join(', ') || '0',
  ]
  const files = batches.length > 1 ? batches.map((file) => [file.source, ...counts(file)]) : []
  return {
    columns: [dataset, 'read', 'added', 'duplicates', 'skipped'],
    rows: [...files, [batches.length === 1 ? batches[0]!.source : 'all', ...counts(total)]],
  }
}

/** Events that no connection uses are not in any report yet. */
async function sayWhatIsNext(
  { stderr }: CommandContext,
  client: Client,
  outcomes: readonly ImportOutcome[],
): Promise<void> {
  for (const refreshed of outcomes.flatMap(({ connections }) => connections)) {
    if (!('error' in refreshed)) continue
    const { connection, error } = refreshed
    stderr.write(`warning ${error.code}: connection ${connection}: ${error.message}\n`)
  }
  const connections = await client.json<readonly ListedDefinition[]>(
    'GET',
    '/definitions/connection',
  )
  if (connections.length > 0 || !stderr.isTTY) return
  const dataset = outcomes[0]?.dataset
  stderr.write(
    `next: say who the persons are, in a file:\n` +
      `  [{"kind":"connection","id":"all","datasets":[{"dataset":"${dataset}","personId":"…"}]},\n` +
      `   {"kind":"data-view","id":"main","connection":"all"}]\n` +
      `then: throughline apply FILE\n`,
  )
}
