import type { AudienceMembers } from '../../../model/answers/audiences.ts'
import { showControls } from '../../../model/show-controls.ts'
import type { Command } from '../../command.ts'

const PAGE = 10_000

export const exportMembers: Command = {
  usage: 'AUDIENCE',
  summary: 'The ids of all members, one a line.',
  options: {},
  arguments: [1, 1],
  async run({ input, stdout, client: open }) {
    const client = await open()
    const path = `/audiences/${encodeURIComponent(input.positionals[0]!)}/members`
    let after: string | null = null
    do {
      const query = new URLSearchParams({
        limit: String(PAGE),
        purpose: 'export',
        ...(after !== null && { after }),
      })
      const page: AudienceMembers = await client.json('GET', `${path}?${query.toString()}`)
      for (const { person } of page.rows) {
        stdout.write(`${stdout.isTTY ? showControls(person) : person}\n`)
      }
      after = page.next
    } while (after !== null)
  },
}
