import type { ListedDefinition } from '../../model/answers/definitions.ts'
import type { FilePreview, ImportOutcome, ImportPreview } from '../../model/answers/imports.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Client } from '../client.ts'
import type { Command, CommandContext } from '../command.ts'
import { readValue } from '../documents.ts'
import {
  fileFlags,
  chooseFileFormat,
  fileOptions,
  listFileParameters,
  repeatedFileOptions,
} from '../file-options.ts'
import { tabulateImport, tabulatePreview } from '../import-tables.ts'
import { chooseFormat, print } from '../output.ts'
import { sendFiles } from '../send-files.ts'
import { readProblem } from '../server-problem.ts'
import { UsageError } from '../terminal.ts'

export const importCommand: Command = {
  usage: 'DATASET FILE… [--kind event|profile|lookup|summary] [--schema FILE] [OPTIONS]',
  summary: 'Loads files (paths, globs, http and s3 addresses) into a dataset.',
  options: {
    kind: 'K          event (default of a new dataset), profile, lookup or summary',
    schema: 'FILE     a dataset definition, or only its fields; inferred otherwise',
    ...fileOptions,
    again: '         adds files that are there already',
    replace: '       puts files in the place of the batches with the same content',
    'dry-run': '     shows what would be read, guessed and put aside; adds nothing',
    format: 'F        json or table (default on a terminal); any other is a --file-format',
  },
  flags: [...fileFlags, 'again', 'replace', 'dry-run'],
  repeated: repeatedFileOptions,
  arguments: [2, Number.POSITIVE_INFINITY],
  async run(context) {
    const [dataset, ...files] = context.input.positionals
    const path = `/datasets/${encodeURIComponent(dataset!)}`
    if (context.input.has('dry-run')) await preview(context, path, files)
    else await importAll(context, dataset!, path, files)
  },
}

async function importAll(
  context: CommandContext,
  dataset: string,
  path: string,
  files: readonly string[],
): Promise<void> {
  const format = chooseAnswerFormat(context)
  const client = await context.client()
  await declareSchema(context, client, dataset)
  const outcomes = await sendFiles<ImportOutcome>(
    context,
    client,
    `${path}/import`,
    listParameters(context),
    files,
  )
  const outcome = outcomes.length === 1 ? outcomes[0] : outcomes
  print(context, format, outcome, () => outcomes.flatMap(tabulateImport))
  warn(
    context,
    outcomes.flatMap(({ warnings }) => warnings),
  )
  await sayWhatIsNext(context, client, outcomes)
}

/** Shows what an import would do. Errors: what the import would be refused for. */
async function preview(
  context: CommandContext,
  path: string,
  files: readonly string[],
): Promise<void> {
  if (context.input.text('schema') !== undefined) {
    throw new UsageError('--dry-run changes nothing, and --schema declares a dataset; use --type')
  }
  const format = chooseAnswerFormat(context)
  const client = await context.client()
  const parameters = listParameters(context)
  const address = `${path}/preview`
  const answers = await sendFiles<ImportPreview>(context, client, address, parameters, files)
  const previews = answers.length === 1 ? answers[0] : answers
  print(context, format, previews, () => answers.flatMap(tabulatePreview))
  const seen = answers.flatMap((answer) => answer.files)
  warn(context, seen.flatMap(listWarnings))
  const refused = seen.find(({ problem }) => problem !== undefined)?.problem
  if (refused !== undefined) throw readProblem(refused)
}

function listWarnings({ source, warnings, guessed, knownAs }: FilePreview): readonly string[] {
  const known =
    knownAs === undefined
      ? []
      : [`${source}: it is there already, as batch ${knownAs}: it would not be added again`]
  return [...known, ...warnings.map((text) => `${source}: ${text}`), ...guessed.warnings]
}

function warn({ stderr }: CommandContext, warnings: readonly string[]): void {
  for (const text of new Set(warnings)) stderr.write(`warning: ${text}\n`)
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

function listParameters({ input }: CommandContext): readonly (readonly [string, string])[] {
  const kind = input.text('kind')
  const own = kind === undefined ? [] : [['kind', kind] as const]
  const flags = ['again', 'replace'].filter((name) => input.has(name))
  return [...own, ...flags.map((name) => [name, 'true'] as const), ...listFileParameters(input)]
}

/** `--format` of the answer, unless it names that of the files. */
function chooseAnswerFormat(context: CommandContext): 'json' | 'table' {
  const { input, stdout } = context
  if (chooseFileFormat(input) === undefined || input.text('file-format') !== undefined) {
    return chooseFormat(context, ['json', 'table'])
  }
  return stdout.isTTY ? 'table' : 'json'
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
  const { dataset, guessed } = outcomes[0] ?? {}
  for (const line of [
    'next: say who the persons are, in a file:',
    `  [{"kind":"connection","id":"all","datasets":[{"dataset":"${dataset}","personId":"${guessed?.personId ?? '…'}"}]},`,
    '   {"kind":"data-view","id":"main","connection":"all"}]',
    'then: throughline apply FILE',
  ]) {
    stderr.write(`${line}\n`)
  }
}
