import type {
  DerivedFieldTemplateList,
  FilledTemplate,
} from '../../model/answers/derived-field-templates.ts'
import type { Command } from '../command.ts'
import { UsageError } from '../terminal.ts'
import { chooseFormat, print, printJson } from '../output.ts'

export const template: Command = {
  usage: '[ID NAME=FIELD…]',
  summary: 'Ready derived fields: lists them, or prints one that reads the fields.',
  options: {
    id: 'ID       of the derived field (default: the template’s)',
    format: 'F   of the list: json or table (default on a terminal)',
  },
  arguments: [0, Number.POSITIVE_INFINITY],
  async run(context) {
    const { input, stdout } = context
    const [name, ...fields] = input.positionals
    const client = await context.client()
    if (name === undefined) {
      const format = chooseFormat(context, ['json', 'table'])
      const all = await client.json<DerivedFieldTemplateList>('GET', '/derived-field-templates')
      print(context, format, all, () => [templateTable(all)])
      return
    }
    const id = input.text('id')
    const body = { inputs: Object.fromEntries(fields.map(inputOf)), ...(id && { id }) }
    const path = `/derived-field-templates/${encodeURIComponent(name)}`
    const filled = await client.json<FilledTemplate>('POST', path, body)
    stdout.write(`${printJson(filled)}\n`)
  },
}

function inputOf(argument: string): readonly [name: string, field: string] {
  const place = argument.indexOf('=')
  if (place > 0) return [argument.slice(0, place), argument.slice(place + 1)]
  throw new UsageError(`${JSON.stringify(argument)} is not NAME=FIELD, such as page=web.page`)
}

const templateTable = (all: DerivedFieldTemplateList) => ({
  columns: ['template', 'what', 'inputs'],
  rows: all.map(({ id, description, inputs }) => [id, description, Object.keys(inputs).join(', ')]),
})
