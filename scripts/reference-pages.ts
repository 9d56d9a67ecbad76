import { buildReference } from '../src/api/reference/index.ts'
import type { ReferenceEntry, ReferenceSection } from '../src/model/answers/reference.ts'

type Json = Readonly<Record<string, unknown>>

/** The pages of docs/reference by their file names, as they are generated from the definitions. */
export function referencePages(): ReadonlyMap<string, string> {
  const sections = buildReference()
  const pages = sections.map((section) => [`${section.id}.md`, pageOf(section)] as const)
  return new Map([['README.md', overview(sections)], ...pages])
}

const note =
  '<!-- Made by scripts/reference.mjs from the definitions: change these, not this page. -->'

const overview = (sections: readonly ReferenceSection[]): string =>
  `${note}

# Reference

The same is answered by \`GET /api/v1/reference\` and printed by \`throughline reference\`.

${sections.map(({ id, label, entries }) => `- [${label}](${id}.md): ${entries.length}`).join('\n')}
`

const pageOf = ({ label, description, entries }: ReferenceSection): string =>
  `${note}

# ${label}

${description}

${entries.map(entryText).join('\n')}`

function entryText(entry: ReferenceEntry): string {
  const { id, label, description, hint, status, examples } = entry
  const parts = [
    `## \`${id}\``,
    `**${label}.** ${description}${status === undefined ? '' : ` HTTP status ${status}.`}`,
    ...(hint === undefined ? [] : [`What to do: ${hint}.`]),
    ...(entry.arguments ? [argumentTable(entry.arguments)] : []),
    ...(entry.skipsZeros ? ['Rows of zero are left out unless `includeZeros` is set.'] : []),
    ...(entry.settings ? [settingTable(entry.settings)] : []),
    ...(examples.length === 0 ? [] : [codeOf(examples)]),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

type Arguments = NonNullable<ReferenceEntry['arguments']>

function argumentTable(all: Arguments): string {
  const rows = all.map(({ name, kind, description, default: given, repeated }) => {
    const more = [given === undefined ? '' : `${given} when left out`, repeated ? 'any number' : '']
    return [`\`${name}\``, kind, [description, ...more].filter(Boolean).join('; ')]
  })
  return table(['argument', 'kind', ''], rows)
}

/** The settings at the top of a JSON Schema; what is deeper is in the OpenAPI document. */
function settingTable({ properties = {}, required = [] }: Json): string {
  const rows = Object.entries(properties as Readonly<Record<string, Json>>)
    .filter(([name]) => name !== 'kind')
    .map(([name, schema]) => {
      const isRequired = (required as readonly string[]).includes(name)
      const given = schema['default'] === undefined ? '' : `\`${oneLine(schema['default'])}\``
      return [`\`${name}\``, isRequired ? 'required' : given, typeText(schema)]
    })
  return rows.length === 0 ? '' : table(['setting', 'default', ''], rows)
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** What a setting takes, in a few words. */
function typeText(schema: Json): string {
  const { description, type, enum: values, items, anyOf } = schema
  if (typeof description === 'string') return description
  if (Array.isArray(values)) return values.map((value) => `\`${value}\``).join(', ')
  if ('const' in schema) return `\`${oneLine(schema['const'])}\``
  if (type === 'array') return isObject(items) ? `list of: ${typeText(items)}` : 'list'
  if (Array.isArray(anyOf))
    return [...new Set(anyOf.map((one) => typeText(one as Json)))].join(' or ')
  return typeof type === 'string' ? type : 'object'
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const codeOf = (examples: readonly unknown[]): string =>
  `\`\`\`json\n${examples.map((example) => printed(example)).join('\n')}\n\`\`\``

const WIDTH = 100

/** JSON whose parts stand on one line where they fit. */
function printed(value: unknown, indent = ''): string {
  const line = oneLine(value)
  if (line.length + indent.length <= WIDTH || typeof value !== 'object' || value === null)
    return line
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((each) => printed(each, inner))
    : Object.entries(value).map(([key, each]) => `"${key}": ${printed(each, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).map(([key, each]) => `"${key}": ${oneLine(each)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}
