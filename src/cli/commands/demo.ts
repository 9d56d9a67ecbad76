import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WrittenDemo } from '../../demo/index.ts'
import { demoSettings } from '../../model/demo-settings.ts'
import { parseAs } from '../../model/errors.ts'
import type { DemoOutcome, DemoProgress } from '../../model/answers/demo.ts'
import type { Command, CommandContext } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import { startProgressBar } from '../progress.ts'

export const demo: Command = {
  usage: '[--people N] [--seed N] [--day DATE] [--files DIR]',
  summary:
    'Creates the demo company: an outdoor shop on the web, in an app, in stores and on the phone.',
  options: {
    people: 'N   about fifty events each (default 20000)',
    seed: 'N     another company of the same kind',
    day: 'DATE  the data ends before it (default today)',
    files: 'DIR  writes its files, definitions and truth.json there; imports nothing',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [0, 0],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const folder = context.input.text('files')
    if (folder === undefined) {
      const made = await importDemo(context)
      print(context, format, made, () => [demoTable(made)])
    } else {
      const written = await writeFiles(context, folder)
      print(context, format, written, () => [filesTable(written.files)])
    }
  },
}

const settingNames = ['people', 'seed', 'day'] as const

async function importDemo(context: CommandContext): Promise<DemoOutcome> {
  const query = new URLSearchParams()
  for (const name of settingNames) {
    const given = context.input.text(name)
    if (given !== undefined) query.set(name, given)
  }
  const bar = startProgressBar(context.stderr)
  const client = await context.client()
  return client
    .withProgress<DemoOutcome, DemoProgress>(`/demo?${query}`, undefined, ({ share, words }) =>
      bar.show(share, words),
    )
    .finally(() => bar.clear())
}

async function writeFiles({ input, stderr }: CommandContext, folder: string): Promise<WrittenDemo> {
  const given = settingNames.map((name) => [name, input.text(name)] as const)
  const told = Object.fromEntries(given.filter(([, text]) => text !== undefined))
  const settings = parseAs(demoSettings, told, 'request/invalid')
  const { demoDefinitions, writeDemo } = await import('../../demo/index.ts')
  const bar = startProgressBar(stderr)
  const onShare = (share: number) => bar.show(share, 'making the data')
  const written = await writeDemo(folder, { ...settings, onShare }).finally(() => bar.clear())
  const definitions = `${JSON.stringify(demoDefinitions, null, 2)}\n`
  await writeFile(join(folder, 'definitions.json'), definitions)
  return written
}

const filesTable = (files: WrittenDemo['files']) => ({
  columns: ['dataset', 'type', 'file'],
  rows: files.flatMap(({ dataset, type, paths }) => paths.map((path) => [dataset, type, path])),
})

function demoTable({ imported }: DemoOutcome) {
  return {
    columns: ['dataset', 'rows added', 'put aside'],
    rows: imported.map(({ dataset, added, read }) => [dataset, added, read - added]),
  }
}
