import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Kernels } from './kernels.ts'

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')

/** Kernels and their files, as the generated index lists them. */
const kernels = [
  ...read('assembly/index.ts').matchAll(/^(?:im|ex)port \{([^}]*)\} from '.\/(.*)'$/gm),
].flatMap(([, names, file]) => (names!.match(/\w+/g) ?? []).map((name) => ({ name, file: file! })))

describe('what is generated from the kernels', () => {
  it('is current', () => {
    execFileSync(process.execPath, ['scripts/kernels.mjs', '--check'], { stdio: 'pipe' })
  })
})

describe('every kernel', () => {
  it('is a method', () => {
    const [, ...methods] = Object.getOwnPropertyNames(Kernels.prototype)
    expect(methods.sort()).toEqual(kernels.map(({ name }) => name).sort())
  })

  it('is tried beside a plain twin in the test of its file', () => {
    const isTried = ({ name, file }: (typeof kernels)[number]) =>
      new RegExp(`\\b${name}\\b`).test(read(`${file}.test.ts`))
    expect(kernels.filter((kernel) => !isTried(kernel))).toEqual([])
  })
})
