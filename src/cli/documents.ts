import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ThroughlineError } from '../model/errors.ts'

/** One object of a file. */
export interface FileDocument {
  readonly document: unknown
  /** The file, and the place in it where it holds an array: `views.json[2]`. */
  readonly place: string
}

/** The value of a JSON or YAML file, or of standard input for `-`. Errors: file/…. */
export async function readValue(path: string, stdin: NodeJS.ReadableStream): Promise<unknown> {
  return parseText(path === '-' ? await text(stdin) : await readText(path), path)
}

/** Every object in files and folders, in the order of the paths. */
export async function readDocuments(
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<readonly FileDocument[]> {
  const documents: FileDocument[] = []
  for (const path of await filesOf(paths)) {
    const value = await readValue(path, stdin)
    if (!Array.isArray(value)) documents.push({ document: value, place: path })
    else documents.push(...value.map((document, i) => ({ document, place: `${path}[${i}]` })))
  }
  return documents
}

const ENDINGS = ['.json', '.yaml', '.yml']

async function filesOf(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => ((await isFolder(path)) ? folder(path) : [path])),
  )
  return found.flat()
}

async function folder(path: string): Promise<readonly string[]> {
  const names = await readdir(path, { recursive: true })
  const files = names.filter((name) => ENDINGS.includes(extname(name))).sort()
  if (files.length > 0) return files.map((name) => join(path, name))
  throw unreadable(path, `it holds no ${ENDINGS.join(', ')} file`)
}

async function isFolder(path: string): Promise<boolean> {
  if (path === '-') return false
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new ThroughlineError('import/not-found', { source: path })
  return found.isDirectory()
}

/** The content of a file. Errors: import/…. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new ThroughlineError('import/not-found', { source: path })
    }
    throw unreadable(path, error instanceof Error ? error.message : String(error))
  }
}

/** JSON is YAML too, but JSON's own parser says better what is wrong with it. */
async function parseText(content: string, path: string): Promise<unknown> {
  try {
    if (extname(path) === '.json') return JSON.parse(content) as unknown
    const { parse } = await import('yaml')
    return parse(content) as unknown
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error))
  }
}

function unreadable(source: string, reason: string): ThroughlineError {
  return new ThroughlineError('import/unreadable', { source, reason: reason.split('\n')[0] })
}
