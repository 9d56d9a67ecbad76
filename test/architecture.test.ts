import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errors } from '../src/model/errors.ts'

const source = join(import.meta.dirname, '..', 'src')

/** The shapes of a report's request and answer: what the workspace knows of it. */
const SHAPES = 'query/reports/*/request.ts'

/** Which folders of src each folder may import besides itself, types included. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  model: [],
  calendar: [],
  statistics: [],
  formula: ['model'],
  engine: [],
  lake: ['model'],
  identity: ['model', 'lake'],
  outgoing: ['model'],
  collect: ['model'],
  ingest: ['model', 'lake', 'outgoing'],
  hosts: ['model', 'engine', 'lake'],
  [SHAPES]: ['model'],
  query: ['model', SHAPES, 'calendar', 'statistics', 'formula', 'engine'],
  store: ['model'],
  governance: ['model'],
  profile: ['model', 'lake', 'identity', 'store'],
  destinations: ['model', 'lake', 'outgoing', 'store', 'profile'],
  timing: ['model', 'query'],
  audiences: ['model', 'query', 'store', 'profile', 'destinations', 'timing'],
  notices: ['model', 'store', 'timing', 'destinations'],
  alerts: ['model', 'calendar', SHAPES, 'query', 'destinations', 'notices'],
  schedules: ['model', 'query', 'timing', 'destinations', 'notices'],
  backup: ['model', 'lake', 'outgoing', 'store'],
  demo: ['model'],
  api: [
    'model',
    'calendar',
    'statistics',
    'formula',
    'engine',
    'lake',
    'identity',
    'outgoing',
    'collect',
    'ingest',
    'hosts',
    SHAPES,
    'query',
    'store',
    'governance',
    'profile',
    'destinations',
    'timing',
    'audiences',
    'notices',
    'alerts',
    'schedules',
    'backup',
    'demo',
  ],
  cli: ['', 'model', SHAPES, 'query', 'lake', 'demo', 'api'],
  web: ['model', 'formula', SHAPES],
}

/**
 * The rooms of query in the order in which a request goes through them: each imports only rooms before
 * it. The shapes of requests come before all.
 */
const queryRooms: readonly string[] = [
  'requests',
  'texts',
  'compilation',
  'operators',
  'standard',
  'derived-fields',
  'components',
  'segments',
  'summary',
  'attribution',
  'formula',
  'freeform',
  'explain',
  'reports',
  'lift',
  'differences',
  'vocabularies',
  'reference',
  'members',
  'previews',
]

interface SourceFile {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)|(?:^|\n)import\s*['"](\.[^'"]+)['"]/g

const importsOf = (path: string, text: string): readonly string[] =>
  [...text.matchAll(importPattern)].map(([, from, dynamic, bare]) =>
    join(dirname(path), from ?? dynamic ?? bare ?? ''),
  )

/** Paths are relative to src, such as `model/ids.ts`. The kernels are AssemblyScript, checked by asc. */
const files: readonly SourceFile[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('engine/kernels/assembly/'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(source, path), 'utf8')
    return { path, text, imports: importsOf(path, text) }
  })

const isTest = (file: SourceFile): boolean => /\.test\.tsx?$/.test(file.path)
const folderOf = (path: string): string =>
  path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
const folders = readdirSync(source, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(source, entry.name)).length > 0)
  .map((entry) => entry.name)

/** The row of the table that a file belongs to; that of a file beside the folders is empty. */
const rowOf = (path: string): string => (isShape(path) ? SHAPES : folderOf(path))
const isShape = (path: string): boolean =>
  /^query\/reports\/([^/]+\/request|parts\/[\w-]+-request)\.ts$/.test(path)

const forbiddenImports = (file: SourceFile): readonly string[] => {
  const from = rowOf(file.path)
  const mayImport =
    from === ''
      ? Object.keys(allowedImports).filter((name) => name !== 'web')
      : allowedImports[from]
  return file.imports
    .filter((path) => !path.startsWith('..'))
    .filter((path) => rowOf(path) !== from && !mayImport?.includes(rowOf(path)))
    .map((path) => `${file.path} imports ${path}`)
}

/** The room of a file of query; that of a file beside the rooms is empty, they are the doors. */
const roomOf = (path: string): string | undefined => {
  if (isShape(path)) return 'requests'
  return path.startsWith('query/') ? folderOf(path.slice('query/'.length)) : undefined
}

const importsOfLaterRooms = (file: SourceFile): readonly string[] => {
  const place = (path: string): number => queryRooms.indexOf(roomOf(path) ?? '')
  if (place(file.path) < 0) return []
  return file.imports
    .filter((path) => place(path) > place(file.path))
    .map((path) => `${file.path} imports ${path}`)
}

/** Groups of files that import each other, types included, by any way around. */
const importCircles = (): readonly (readonly string[])[] => {
  const imports = new Map(files.map((file) => [file.path, file.imports]))
  const reachable = new Map(files.map(({ path }) => [path, reachableFrom(imports, path)]))
  const circles = files.map(({ path }) =>
    files.flatMap(({ path: other }) =>
      reachable.get(path)!.has(other) && reachable.get(other)!.has(path) ? [other] : [],
    ),
  )
  return circles.filter(([first], i) => first === files[i]!.path)
}

const reachableFrom = (
  imports: ReadonlyMap<string, readonly string[]>,
  path: string,
): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (from: string): void => {
    for (const next of imports.get(from) ?? []) {
      if (found.has(next)) continue
      found.add(next)
      visit(next)
    }
  }
  visit(path)
  return found
}

describe('the folders of src', () => {
  it('are those of the import table', () => {
    const rows = Object.keys(allowedImports).filter((name) => name !== SHAPES)
    expect(folders.toSorted()).toEqual(rows.toSorted())
  })

  it('import only what the table allows', () => {
    expect(files.filter((file) => !isTest(file)).flatMap(forbiddenImports)).toEqual([])
  })

  it('have rooms of query that are all in order', () => {
    const rooms = files.map((file) => roomOf(file.path)).filter((room) => room)
    expect([...new Set(rooms)].filter((room) => !queryRooms.includes(room!))).toEqual([])
  })

  it('have rooms of query that import only rooms before them', () => {
    expect(files.filter((file) => !isTest(file)).flatMap(importsOfLaterRooms)).toEqual([])
  })

  it('import files that exist', () => {
    const missing = files.flatMap((file) =>
      file.imports
        .filter((path) => !existsSync(join(source, path)))
        .map((path) => `${file.path} imports ${path}`),
    )
    expect(missing).toEqual([])
  })

  it('have files that import each other in no circle, not even types', () => {
    expect(importCircles()).toEqual([])
  })

  it('have a page each', () => {
    expect(folders.filter((name) => !existsSync(join(source, name, 'README.md')))).toEqual([])
  })
})

describe('folders', () => {
  it('are made by makeFolder alone: Node’s own recursive way does not end below /proc', () => {
    const others = files.filter(
      ({ path, text }) =>
        path !== 'model/make-folder.ts' && /mkdir(Sync)?\([^;()]*recursive/.test(text),
    )
    expect(others.filter((file) => !isTest(file)).map(({ path }) => path)).toEqual([])
  })
})

describe('the error codes', () => {
  it('are all thrown somewhere', () => {
    const texts = files
      .filter((file) => !isTest(file) && file.path !== 'model/errors.ts')
      .map((file) => file.text)
    const unused = Object.keys(errors).filter(
      (code) => !texts.some((text) => text.includes(`'${code}'`)),
    )
    expect(unused).toEqual([])
  })
})
