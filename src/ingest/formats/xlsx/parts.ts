import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Entry, ZipFile } from 'yauzl'
import { checkLimits, type UnpackedCount } from '../../containers/limits.ts'

/** The parts of a workbook by their names. */
export interface Parts {
  readonly archive: ZipFile
  readonly entries: ReadonlyMap<string, Entry>
  readonly count: UnpackedCount
}

export async function listParts(archive: ZipFile, source: string): Promise<Parts> {
  const entries = new Map<string, Entry>()
  let packedBytes = 0
  for await (const entry of archive.eachEntry()) {
    entries.set(entry.fileName.replace(/^\//, ''), entry)
    packedBytes += entry.compressedSize
  }
  return { archive, entries, count: { files: 0, bytes: 0, packedBytes, source } }
}

/** What is told of a part while it is read. */
export interface PartReader {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Reads a part from front to end, in pieces; each `yield` is a chance to take what was found. */
export async function* readPart(parts: Parts, name: string, reader: PartReader) {
  const entry = parts.entries.get(name)
  if (entry === undefined) return
  const parser = new SaxesParser()
  parser.on('opentag', ({ name: tag, attributes }: SaxesTagPlain) =>
    reader.open?.(localName(tag), attributes),
  )
  parser.on('closetag', ({ name: tag }) => reader.close?.(localName(tag)))
  parser.on('text', (text) => reader.text?.(text))
  parser.on('error', (error) => {
    throw error
  })
  const decoder = new TextDecoder()
  for await (const piece of await parts.archive.openReadStreamPromise(entry)) {
    parts.count.bytes += (piece as Buffer).length
    checkLimits(parts.count, 0)
    parser.write(decoder.decode(piece as Buffer, { stream: true }))
    yield
  }
  parser.close()
  yield
}

/** Reads all of a part. */
export async function readWholePart(parts: Parts, name: string, reader: PartReader): Promise<void> {
  for await (const _ of readPart(parts, name, reader));
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
