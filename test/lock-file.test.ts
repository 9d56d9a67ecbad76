import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

interface LockedPackage {
  readonly version: string
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const root = join(import.meta.dirname, '..')
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** The folders in which Node looks for what a package imports, innermost first. */
const foldersAround = (path: string): readonly string[] => {
  const parts = path === '' ? [] : path.split('/node_modules/')
  return [path, ...parts.map((_, i) => parts.slice(0, -1 - i).join('/node_modules/'))]
}

const isLocked = (from: string, name: string): boolean =>
  foldersAround(from).some((folder) => `${folder && `${folder}/`}node_modules/${name}` in packages)

// `npm install` forgets what its registry does not hold, such as the binaries of other platforms.
it('holds the packages of every platform, as npm ci asks of it', () => {
  const missing = Object.entries(packages).flatMap(([path, found]) =>
    Object.keys({ ...found.dependencies, ...found.optionalDependencies })
      .filter((name) => !isLocked(path, name))
      .map((name) => `${name}, which ${path} asks for`),
  )
  expect(missing).toEqual([])
})

it('names no registry: npm asks the one that it is set up for', () => {
  const addresses = Object.values(packages).flatMap(({ resolved }) => resolved ?? [])
  expect(addresses).toEqual([])
})
