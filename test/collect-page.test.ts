import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createApi } from '../src/api/index.ts'
import { commands } from '../src/cli/commands/index.ts'
import { protocols } from '../src/collect/index.ts'
import { budgets } from '../src/model/budgets/index.ts'
import { parseDefinition } from '../src/model/definitions/index.ts'
import { protocolNames } from '../src/model/definitions/source.ts'
import { openWorkspace } from './support/workspace.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/collect.md'), 'utf8')
const find = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, found]) => found!)

it('shows a source that is valid', () => {
  const [shown] = find(/```json\n([^`]+)```/g)
  expect(parseDefinition(JSON.parse(shown!))).toMatchObject({ kind: 'source', id: 'shop' })
})

it('names commands and limits that exist', () => {
  const named = find(/`throughline ([a-z]+(?: [a-z]+)?)/g).map((words) => words.split(' '))
  expect(named.length).toBeGreaterThan(8)
  for (const [name, next] of named) {
    const command = Object.entries(commands).find(([each]) => each === name)?.[1]
    expect(command, name).toBeDefined()
    if (command && 'commands' in command) expect(Object.keys(command.commands)).toContain(next)
  }
  const limits = find(/`(collect-[a-z-]+)`/g)
  expect(limits.length).toBeGreaterThan(3)
  expect(limits.filter((name) => !Object.hasOwn(budgets, name))).toEqual([])
})

it('names paths that the API has', async () => {
  const workspace = await openWorkspace()
  try {
    const app = createApi(workspace.throughline)
    const routes = new Set(app.routes.map(({ method, path }) => `${method} ${path}`))
    const told = find(/`((?:GET|POST|DELETE) \/[^`?]+)/g)
    expect(told.length).toBeGreaterThan(6)
    const written = told.map((each) => each.replace('/shop', '/:id').replace('/k1', '/:key'))
    expect(written.filter((each) => !routes.has(each))).toEqual([])
  } finally {
    await workspace.close()
  }
})

it('has a row for every protocol, with paths that it has', () => {
  const rows = page.split('\n').filter((line) => /^\| `/.test(line))
  const told = rows.map((row) =>
    row
      .split('|')
      .slice(1, 3)
      .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!)),
  )
  expect(told.map(([names]) => names![0])).toEqual(protocolNames)
  for (const { id, routes } of protocols) {
    const [, paths] = told.find(([names]) => names![0] === id)!
    const own = new Set(routes.map(({ path }) => path))
    expect(
      paths!.filter((path) => !own.has(path)),
      id,
    ).toEqual([])
    expect(paths!.length).toBeGreaterThan(0)
  }
})
