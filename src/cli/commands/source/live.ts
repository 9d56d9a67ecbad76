import type { LiveItem } from '../../../model/answers/sources.ts'
import { showControls } from '../../../model/show-controls.ts'
import { getOwn } from '../../../model/own.ts'
import type { Command } from '../../command.ts'
import { chooseFormat } from '../../output.ts'
import { UsageError } from '../../terminal.ts'
import { describeBeyond } from './describe-beyond.ts'

export const live: Command = {
  usage: 'SOURCE [--count N]',
  summary: 'What arrives now, one line each, until it is interrupted.',
  options: {
    count: 'N    ends after so many',
    format: 'F   json (a line each) or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const { input, stdout } = context
    const format = chooseFormat(context, ['json', 'table'])
    const [source] = input.positionals
    const count = readCount(input.text('count'))
    const client = await context.client()
    if (client.readsLocalFiles) {
      throw new UsageError(
        'SDKs send to a server, and none has this folder open: throughline serve',
      )
    }
    let seen = 0
    await client.watch<LiveItem>(`/sources/${encodeURIComponent(source!)}/live`, (item) => {
      stdout.write(`${showControls(format === 'json' ? JSON.stringify(item) : lineOf(item))}\n`)
      seen += 1
      return seen < count
    })
  },
}

function readCount(given: string | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new UsageError(`--count is a whole number above 0, not ${given}`)
}

function lineOf({ at, protocol, row, reject, beyond, leftOut }: LiveItem): string {
  if (leftOut !== undefined) return `${at}  ${leftOut} more came too fast to be shown`
  if (beyond) return `${at}  ${describeBeyond(beyond)}`
  if (reject) return `${at}  ${protocol}  kept aside: ${reject.detail}`
  const told = (name: string) => {
    const value = getOwn(row ?? {}, name)
    return typeof value === 'string' ? value : undefined
  }
  const who = told('user_id') ?? told('anonymous_id') ?? told('device_id') ?? 'nobody'
  const bot = row?.['is_bot'] === true ? '  (a bot)' : ''
  return `${at}  ${protocol}  ${told('event')}  ${told('name') ?? ''}  ${who}${bot}`
}
