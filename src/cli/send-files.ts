import { basename } from 'node:path'
import type { ImportProgress } from '../model/answers/imports.ts'
import type { Client } from './client.ts'
import type { CommandContext } from './command.ts'
import { findLocalFiles } from './local-files.ts'
import { startProgressBar } from './progress.ts'

/**
 * Has files read at a path of the API: those of this machine are sent when the server does not see
 * them, one request each; all others are one request. Gives the answers.
 */
export async function sendFiles<A>(
  { stderr }: CommandContext,
  client: Client,
  path: string,
  parameters: readonly (readonly [string, string])[],
  files: readonly string[],
): Promise<readonly A[]> {
  const bar = startProgressBar(stderr)
  bar.show(0, 'reading')
  const onProgress = (progress: ImportProgress) => bar.show(progress.share, sayProgress(progress))
  const address = (...more: [string, string][]) =>
    `${path}?${new URLSearchParams([...parameters.map(([name, given]) => [name, given]), ...more])}`
  try {
    const isSent = (file: string) => !client.readsLocalFiles && !/^(https?|s3):\/\//.test(file)
    const answers: A[] = []
    for (const file of await findLocalFiles(files.filter(isSent))) {
      const name = basename(file)
      const onSent = (share: number) => bar.show(share, `${percent(share)} of ${name} sent`)
      answers.push(await client.upload(address(['name', name]), file, { onSent, onProgress }))
    }
    const sources = files.filter((file) => !isSent(file))
    if (sources.length === 0) return answers
    return [...answers, await client.withProgress(address(), { sources }, onProgress)]
  } finally {
    bar.clear()
  }
}

const percent = (share: number): string => `${Math.floor(share * 100)} %`

const sayProgress = ({ source, share, read }: ImportProgress): string =>
  `${percent(share)}, ${source}${read > 0 ? `: ${read} rows read` : ''}`
