import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errors } from '../src/model/errors.ts'

const source = join(import.meta.dirname, '..', 'src')

/**
 * Which folders of src each folder may import, besides itself (design: Folders). `requests` are the shapes
 * of requests and results of all kinds of reports.
 */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  model: [],
  calendar: [],
  statistics: [],
  formula: ['model'],
  engine: [],
  lake: ['model'],
  identity: ['model', 'lake'],
  ingest: ['model', 'lake', 'identity'],
  hosts: ['model', 'engine', 'lake'],
  query: ['model', 'calendar', 'statistics', 'formula', 'engine'],
  store: ['model'],
  audiences: ['model', 'query', 'hosts', 'store'],
  destinations: ['model', 'query', 'hosts', 'store'],
  api: [
    'model',
    'engine',
    'lake',
    'identity',
    'ingest',
    'hosts',
    'query',
    'store',
    'audiences',
    'destinations',
    'demo',
  ],
  cli: ['', 'model', 'lake', 'query', 'api'],
  demo: [],
  web: ['model', 'requests'],
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
  'components',
  'segments',
  'summary',
  'attribution',
  'formula',
]

type SourceFile = {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
  /** Without `import type` and `export type`, which are gone when the code runs. */
  readonly runtimeImports: readonly string[]
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)|(?:^|\n)import\s*['"](\.[^'"]+)['"]/g

const importsOf = (path: string, text: string): readonly string[] =>
  [...text.matchAll(importPattern)].map(([, from, dynamic, bare]) =>
    join(dirname(path), from ?? dynamic ?? bare ?? ''),
  )

const withoutTypeImports = (text: string): string =>
  text.replace(/(^|\n)\s*(import|export) type\s[^'"`;]*?from\s*['"][^'"]+['"]/g, '')

/** Paths are relative to src, such as `model/ids.ts`. The kernels are AssemblyScript, checked by asc. */
const files: readonly SourceFile[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('engine/kernels/assembly/'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(source, path), 'utf8')
    const runtimeImports = importsOf(path, withoutTypeImports(text))
    return { path, text, imports: importsOf(path, text), runtimeImports }
  })

const isTest = (file: SourceFile): boolean => /\.test\.tsx?$/.test(file.path)
const folderOf = (path: string): string =>
  path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
const folders = readdirSync(source, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(source, entry.name)).length > 0)
  .map((entry) => entry.name)

const isRequestShape = (path: string): boolean => /^query\/reports\/[^/]+\/request\.ts$/.test(path)

const forbiddenImports = (file: SourceFile): readonly string[] => {
  const from = folderOf(file.path)
  const mayImport =
    from === ''
      ? Object.keys(allowedImports).filter((name) => name !== 'web')
      : allowedImports[from]
  return file.imports
    .filter((path) => !path.startsWith('..'))
    .filter((path) => folderOf(path) !== from && !mayImport?.includes(folderOf(path)))
    .filter((path) => !(isRequestShape(path) && mayImport?.includes('requests')))
    .map((path) => `${file.path} imports ${path}`)
}

/** The room of a file of query; that of a file beside the rooms is empty, they are the doors. */
const roomOf = (path: string): string | undefined => {
  if (isRequestShape(path)) return 'requests'
  return path.startsWith('query/') ? folderOf(path.slice('query/'.length)) : undefined
}

const importsOfLaterRooms = (file: SourceFile): readonly string[] => {
  const place = (path: string): number => queryRooms.indexOf(roomOf(path) ?? '')
  if (place(file.path) < 0) return []
  return file.imports
    .filter((path) => place(path) > place(file.path))
    .map((path) => `${file.path} imports ${path}`)
}

/** The first cycle found from each file, as `a → b → a`. */
const importCycles = (): readonly string[] => {
  const imports = new Map(files.map((file) => [file.path, file.runtimeImports]))
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) cycles.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const next of imports.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of imports.keys()) visit(path, [])
  return cycles
}

describe('the folders of src', () => {
  it('are all in the import table', () => {
    expect(folders.filter((name) => !(name in allowedImports))).toEqual([])
  })

  it('import only what the table allows', () => {
    expect(files.filter((file) => !isTest(file)).flatMap(forbiddenImports)).toEqual([])
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

  it('have no import cycles', () => {
    expect(importCycles()).toEqual([])
  })

  it('have a page each', () => {
    expect(folders.filter((name) => !existsSync(join(source, name, 'README.md')))).toEqual([])
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
