import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Kernels } from './kernels.ts'

describe('what is generated from the kernels', () => {
  it('is current', () => {
    execFileSync(process.execPath, ['scripts/kernels.mjs', '--check'], { stdio: 'pipe' })
  }, 30_000)
})

describe('every kernel', () => {
  it('is tested beside a plain twin', () => {
    const tests = readdirSync(import.meta.dirname)
      .filter((name) => /^kernels.*\.test\.ts$/.test(name))
      .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
      .join('\n')
    const [, ...names] = Object.getOwnPropertyNames(Kernels.prototype)
    const isTested = (name: string) => new RegExp(`\\b${name}\\b`).test(tests)
    expect(names.filter((name) => !isTested(name))).toEqual([])
  })
})
