import type {
  ReferenceAnswer,
  ReferenceEntry,
  ReferenceSection,
} from '../../model/answers/reference.ts'
import { show } from '../../model/show.ts'
import { sayAllowed } from '../../model/nearest.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import type { TextTable } from '../table.ts'
import { UsageError } from '../terminal.ts'

export const reference: Command = {
  usage: '[SECTION [NAME]]',
  summary: 'What can be written in definitions and requests, and what errors mean.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [0, 2],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const [sectionName, name] = context.input.positionals
    const client = await context.client()
    const all = await client.json<ReferenceAnswer>('GET', '/reference')
    const sections = sectionName === undefined ? all : [named('section', sectionName, all)]
    if (name === undefined) {
      print(context, format, sections, () => sections.map(sectionTable))
      return
    }
    const entry = named('entry', name, sections[0]!.entries)
    print(context, format, entry, () => [entryTable(entry)])
  },
}

function named<T extends { readonly id: string }>(what: string, id: string, all: readonly T[]): T {
  const found = all.find((one) => one.id === id)
  if (found) return found
  const known = all.map((one) => one.id)
  throw new UsageError(`there is no ${what} ${show(id)}${sayAllowed(id, known)}`)
}

const sectionTable = ({ id, label, entries }: ReferenceSection): TextTable => ({
  title: `${label} (${id})`,
  columns: ['name', 'what'],
  rows: entries.map((entry) => [entry.id, entry.description]),
})

const entryTable = (entry: ReferenceEntry): TextTable => ({
  columns: [entry.id, entry.label],
  rows: [
    ['what', entry.description],
    ...(entry.status === undefined ? [] : [['status', entry.status]]),
    ...(entry.hint === undefined ? [] : [['hint', entry.hint]]),
    ...(entry.arguments ?? []).map((argument) => [argument.name, argument.description]),
    ...Object.keys((entry.settings?.['properties'] ?? {}) as object).map((key) => ['setting', key]),
    ...entry.examples.map((example) => ['example', JSON.stringify(example)]),
  ],
})
