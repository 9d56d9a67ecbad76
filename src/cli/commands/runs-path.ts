import type { CommandContext } from '../command.ts'

export const runsOptions = {
  limit: 'N     how many at most (100)',
  after: 'NEXT  `next` of the page before',
  format: 'F    json or table (default on a terminal)',
}

/** The path of what came of an alert or a schedule, with the options that were given. */
export function readRunsPath({ input }: CommandContext, of: 'alerts' | 'schedules'): string {
  const after = input.text('after')
  const query = new URLSearchParams({
    limit: input.text('limit') ?? '100',
    ...(after !== undefined && { after }),
  })
  return `/${of}/${encodeURIComponent(input.positionals[0]!)}/runs?${query.toString()}`
}
