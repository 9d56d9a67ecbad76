import { spawnSync } from 'node:child_process'
import { root } from './run.mjs'

/** What git says of the working tree, with the changes themselves; undefined where there is no git. */
export function gitState() {
  const status = git('status', '--porcelain', '--untracked-files=all')
  const changes = git('diff', 'HEAD')
  return status === undefined || changes === undefined ? undefined : { status, changes }
}

/** The lines of `git status` that tell how the working tree differs from an earlier state of it. */
export function changedSince(before) {
  const now = gitState()
  if (now === undefined || (now.status === before.status && now.changes === before.changes))
    return []
  const known = new Set(before.status.split('\n'))
  const news = now.status.split('\n').filter((line) => line !== '' && !known.has(line))
  return news.length > 0 ? news : ['files that were changed before are changed further']
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  return status === 0 ? stdout : undefined
}
