import type { AudiencePublished } from '../../../model/answers/audiences.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'

export const publish: Command = {
  usage: 'AUDIENCE [--preview]',
  summary: 'Evaluates an audience now, and tells destinations who entered and who left.',
  options: {
    preview: '   says what would be done, and does nothing',
    format: 'F   json or table (default on a terminal)',
  },
  flags: ['preview'],
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const [id] = context.input.positionals
    const query = context.input.has('preview') ? '?preview=true' : ''
    const client = await context.client()
    const path = `/audiences/${encodeURIComponent(id!)}/publish${query}`
    const done = await client.json<AudiencePublished>('POST', path)
    print(context, format, done, () => [
      {
        columns: ['members', 'entered', 'left', 'stay', 'moved', 'held out'],
        rows: [[done.members, done.entered, done.left, done.stays, done.moved, done.heldOut]],
      },
      ...Object.entries(done.wanted).map(([destination, wanted]) => ({
        columns: [destination],
        rows: [[`${wanted.in} to be added, ${wanted.out} to be taken out`]],
      })),
      ...Object.entries(done.payloads ?? {}).flatMap(([destination, shown]) => [
        ...shown.messages.map(({ to, body }) => ({
          columns: [`${destination} would get: ${to}`],
          rows: [[body]],
        })),
        ...shown.notSent.map(({ person, reason }) => ({
          columns: [`${destination} would not get`, 'reason'],
          rows: [[person, reason]],
        })),
        ...(shown.problem === null
          ? []
          : [{ columns: [`${destination} takes nobody`], rows: [[shown.problem]] }]),
      ]),
    ])
  },
}
