import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../model/make-folder.ts'
import type { ListedDefinition } from '../../model/answers/definitions.ts'
import { definitionKindNames } from '../../model/definitions/kind.ts'
import type { Command } from '../command.ts'

export const pull: Command = {
  usage: 'DIR',
  summary: 'Writes every definition to a file: DIR/KIND/ID.json.',
  options: {},
  arguments: [1, 1],
  async run({ input, client, stdout }) {
    const dir = input.positionals[0]!
    const api = await client()
    let count = 0
    for (const kind of definitionKindNames) {
      const all = await api.json<readonly ListedDefinition[]>('GET', `/definitions/${kind}`)
      if (all.length > 0) await makeFolder(join(dir, kind))
      for (const { version: _, updatedAt: __, ...document } of all) {
        const path = join(dir, kind, `${document.id}.json`)
        await writeFile(path, `${JSON.stringify(document, null, 2)}\n`)
        count += 1
      }
    }
    stdout.write(`wrote ${count} definitions to ${dir}\n`)
  },
}
