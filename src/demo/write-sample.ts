import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateSample, type SampleFile, type SampleOptions } from './generate.ts'

/** A written file: import `path` into `dataset`, of kind `type`. */
export type WrittenFile = Omit<SampleFile, 'text'> & { readonly path: string }

/** Writes the files of the sample into a folder, in the order in which they are to be imported. */
export async function writeSample(dir: string, options: SampleOptions): Promise<WrittenFile[]> {
  await mkdir(dir, { recursive: true })
  const written: WrittenFile[] = []
  for (const { text, ...file } of generateSample(options)) {
    const path = join(dir, file.name)
    await writeFile(path, text)
    written.push({ ...file, path })
  }
  return written
}
