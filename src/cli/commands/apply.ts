import type { Applied } from '../../model/answers/definitions.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Command } from '../command.ts'
import { type FileDocument, readDocuments } from '../documents.ts'
import { chooseFormat, print } from '../output.ts'
import { ServerProblem } from '../server-problem.ts'

export const apply: Command = {
  usage: 'PATH…',
  summary: 'Writes definitions from files and folders, all or none, in any order.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, Number.POSITIVE_INFINITY],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const documents = await readDocuments(context.input.positionals, context.stdin)
    if (documents.length === 0) {
      throw new ThroughlineError('definition/invalid', { reason: 'there are no definitions' })
    }
    const client = await context.client()
    const body = documents.map(({ document }) => document)
    const applied = await client
      .json<Applied>('POST', '/apply', body)
      .catch((error: unknown) => Promise.reject(inFile(error, documents)))
    print(context, format, applied, () => [changeTable(applied)])
    for (const refreshed of applied.refreshed) {
      if (!('error' in refreshed)) continue
      const { connection, error } = refreshed
      throw new ServerProblem(error.code, `connection ${connection}: ${error.message}`)
    }
  },
}

/** The path of a problem with the file in the place of the document’s number. */
function inFile(error: unknown, documents: readonly FileDocument[]): unknown {
  if (!(error instanceof ServerProblem)) return error
  const found = /^\[(\d+)\]\.?(.*)$/s.exec(error.path)
  const place = found && documents[Number(found[1])]?.place
  if (!found || place === null || place === undefined) return error
  const path = found[2] === '' ? place : `${place}: ${found[2]}`
  return new ServerProblem(error.code, error.message, path, error.hint)
}

function changeTable({ changes }: Applied) {
  return {
    columns: ['kind', 'id', 'version', 'change'],
    rows: changes.map(({ kind, id, version, change }) => [kind, id, version, change]),
  }
}
