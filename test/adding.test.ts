import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/**
 * Adding a thing is one file and one line (CONTRIBUTING: Where things are). A copy of the sources gets
 * one more of each kind – the copy of a short one – and one line in its index; everything compiles, and
 * the registry knows it.
 */
interface Addition {
  /** The thing that is copied, without its ending; for things without a file of their own, null. */
  readonly copied: {
    readonly file: string
    readonly renamed: readonly (readonly [RegExp, string])[]
  } | null
  readonly index: string
  /** The line, and what it stands behind. */
  readonly line: readonly [after: RegExp, line: string]
  /** Where it is imported; the import is part of the line. */
  readonly imports?: string
  readonly registry: string
  readonly name: string
}

const additions: Readonly<Record<string, Addition>> = {
  'an attribution model': {
    copied: { file: 'engine/attribution/linear.ts', renamed: [[/\blinear\b/g, 'dummy']] },
    index: 'engine/attribution/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const attributionModels = \{/, '  dummy,'],
    registry: 'attributionModels',
    name: 'dummy',
  },
  'an allocation': {
    copied: { file: 'engine/persistence/original.ts', renamed: [[/\boriginal\b/g, 'dummy']] },
    index: 'engine/persistence/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const allocations = \{/, '  dummy,'],
    registry: 'allocations',
    name: 'dummy',
  },
  'an operator': {
    copied: {
      file: 'engine/operators/event-time.ts',
      renamed: [
        [/event-time/g, 'dummy'],
        [/eventTime/g, 'dummy'],
        [/EventTimeNode/g, 'DummyNode'],
      ],
    },
    index: 'engine/operators/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const operators = \{/, '  dummy,'],
    registry: 'operators',
    name: 'dummy',
  },
  'a derived-field function': {
    copied: {
      file: 'query/derived-fields/functions/lowercase.ts',
      renamed: [[/\blowercase\b/g, 'dummy']],
    },
    index: 'query/derived-fields/functions/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const derivedFieldFunctions = \{/, '  dummy,'],
    registry: 'derivedFieldFunctions',
    name: 'dummy',
  },
  'a report kind': {
    copied: {
      file: 'query/reports/people',
      renamed: [
        [/export const peopleReport = /g, 'export const dummy = '],
        [/(z\.literal\(|"kind": )(['"])people/g, '$1$2dummy'],
      ],
    },
    index: 'query/reports/index.ts',
    imports: "import { dummy } from './dummy/index.ts'",
    line: [/export const reportKinds = byKind\(\{/, '  dummy,'],
    registry: 'reportKinds',
    name: 'dummy',
  },
  'a formula function': {
    copied: {
      file: 'query/formula/functions/floor.ts',
      renamed: [[/const floor\b/, 'const dummy']],
    },
    index: 'query/formula/functions/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const formulaFunctions = \{/, '  dummy,'],
    registry: 'formulaFunctions',
    name: 'dummy',
  },
  'a derived-field template': {
    copied: {
      file: 'query/derived-fields/templates/bounces.ts',
      renamed: [[/\bbounces\b/g, 'dummy']],
    },
    index: 'query/derived-fields/templates/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const derivedFieldTemplates[^=]*= \{/, '  dummy,'],
    registry: 'derivedFieldTemplates',
    name: 'dummy',
  },
  'a file format': {
    copied: { file: 'ingest/formats/tsv.ts', renamed: [[/\btsv\b/g, 'dummy']] },
    index: 'ingest/formats/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const formats[^=]*= \[/, '  dummy,'],
    registry: 'formats',
    name: 'dummy',
  },
  'an endpoint': {
    copied: {
      file: 'api/routes/status.ts',
      renamed: [[/\bstatusResource: Resource\b/g, 'dummy: Resource']],
    },
    index: 'api/routes/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const resources[^=]*= \[/, '  dummy,'],
    registry: 'resources',
    name: 'dummy',
  },
  'a command': {
    copied: {
      file: 'cli/commands/refresh.ts',
      renamed: [[/\brefresh: Command\b/g, 'dummy: Command']],
    },
    index: 'cli/commands/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const commands = \{/, '  dummy,'],
    registry: 'commands',
    name: 'dummy',
  },
  'a destination': {
    copied: {
      file: 'destinations/tiktok.ts',
      renamed: [[/\btiktok: DestinationType\b/g, 'dummy: DestinationType']],
    },
    index: 'destinations/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const destinationTypes[^=]*= \{/, '  dummy,'],
    registry: 'destinationTypes',
    name: 'dummy',
  },
  'a section of the reference': {
    copied: {
      file: 'query/reference/allocations.ts',
      renamed: [[/\ballocationSection\b/g, 'dummy']],
    },
    index: 'query/reference/index.ts',
    imports: "import { dummy } from './dummy.ts'",
    line: [/export const querySections[^=]*= \[/, '  dummy,'],
    registry: 'querySections',
    name: 'dummy',
  },
  'a visualization': {
    copied: {
      file: 'web/visualizations/paths.tsx',
      renamed: [[/\bconst pathsVisualization\b/g, 'const dummy']],
    },
    index: 'web/visualizations/index.ts',
    imports: "import { dummy } from './dummy.tsx'",
    line: [/export const visualizations[^=]*= \[/, '  dummy,'],
    registry: 'visualizations',
    name: 'dummy',
  },
  'an error code': {
    copied: null,
    index: 'model/errors.ts',
    line: [
      /export const errors = \{/,
      "  'dummy/wrong': { status: 400, message: () => 'a dummy is wrong' },",
    ],
    registry: 'errors',
    name: 'dummy/wrong',
  },
}

const root = join(import.meta.dirname, '..')
/** Inside the repository, so that the copy finds the installed packages. */
const scratch = join(root, 'build/adding')

function addTo(source: string, { copied, index, line, imports, name }: Addition): void {
  if (copied) addCopy(source, copied, name)
  const path = join(source, index)
  const [after, text] = line
  const before = readFileSync(path, 'utf8')
  if (!after.test(before)) throw new Error(`${index} has no ${after}`)
  const listed = before.replace(after, (found) => `${found}\n${text}`)
  writeFileSync(path, imports === undefined ? listed : `${imports}\n${listed}`)
}

/** A file, or a folder with all that is in it, under the name of the new thing. */
function addCopy(
  source: string,
  { file, renamed }: Exclude<Addition['copied'], null>,
  name: string,
) {
  const ending = /\.\w+$/.exec(file)?.[0] ?? ''
  const target = join(source, dirname(file), `${name}${ending}`)
  cpSync(join(source, file), target, { recursive: true })
  const paths = ending === '' ? filesIn(target) : [target]
  for (const path of paths) {
    const text = renamed.reduce(
      (all, [pattern, word]) => all.replace(pattern, word),
      readFileSync(path, 'utf8'),
    )
    writeFileSync(path, text)
  }
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name))

/** What the compiler says of the copy; empty when all is well. */
function problemsOf(config: string): string {
  const tsc = join(root, 'node_modules/.bin/tsc')
  return spawnSync(tsc, ['-p', join(scratch, config), '--pretty', 'false'], { encoding: 'utf8' })
    .stdout
}

describe('adding a thing is one file and one line:', () => {
  beforeAll(() => {
    rmSync(scratch, { recursive: true, force: true })
    mkdirSync(scratch, { recursive: true })
    const isSource = (path: string) => !/\.test\.tsx?$/.test(path)
    cpSync(join(root, 'src'), join(scratch, 'src'), { recursive: true, filter: isSource })
    for (const addition of Object.values(additions)) addTo(join(scratch, 'src'), addition)
    const { include: _all, ...config } = JSON.parse(
      readFileSync(join(root, 'tsconfig.json'), 'utf8'),
    ) as { include: readonly string[] }
    writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify({ ...config, include: ['src'] }))
  })
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  it.each(Object.entries(additions).filter(isRunInNode))(
    '%s is known by its registry',
    async (_, addition) => {
      const { index, registry, name } = addition
      const module = (await import(join(scratch, 'src', index))) as Record<string, unknown>
      const known = module[registry]
      if (Array.isArray(known)) expect(known).toContain(await dummyOf(addition))
      else expect(known).toHaveProperty([name])
    },
  )

  it('everything compiles', () => {
    expect(problemsOf('tsconfig.json')).toBe('')
    expect(problemsOf('src/web/tsconfig.json')).toBe('')
  })
})

/** The pages' styles are made when they are built: of these the compiler says whether all is well. */
const isRunInNode = ([, { index }]: [string, Addition]): boolean => !index.startsWith('web/')

async function dummyOf({ index }: Addition): Promise<unknown> {
  const module = (await import(join(scratch, 'src', dirname(index), 'dummy.ts'))) as {
    dummy: unknown
  }
  return module.dummy
}
