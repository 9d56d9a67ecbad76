import { afterAll, beforeAll, expect, it } from 'vitest'
import { texts } from '../src/web/texts/index.ts'
import { readTemplateFiles } from './support/template-files.ts'
import { openWorkspace, type Workspace } from './support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace()
  await workspace.post('demo?people=50&day=2026-06-01', undefined)
})
afterAll(() => workspace.close())

const files = readTemplateFiles()

it('there is a file for each job', () => {
  const jobs = Object.values(texts.templates.jobs).map(({ name }) => name)
  expect(files.map(({ name }) => name).sort()).toEqual(jobs.sort())
})

it.each(files)('$name can be applied, and every report of it answers', async (file) => {
  await workspace.post('apply', file)
  const requests = file.panels.flatMap(({ segments = [], visualizations }) =>
    visualizations.flatMap(({ request }) =>
      request === undefined
        ? []
        : [{ ...request, dataView: 'harbor-and-pine', dateRange: 'last-90-days', segments }],
    ),
  )
  expect(requests.length).toBeGreaterThan(0)
  const answers = await workspace.post<readonly { readonly error?: unknown }[]>('reports', requests)
  expect(answers.filter(({ error }) => error !== undefined)).toEqual([])
})
