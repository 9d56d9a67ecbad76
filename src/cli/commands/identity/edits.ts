import { UsageError } from '../../terminal.ts'
import { editCommand } from './edit.ts'

const encode = encodeURIComponent

export const merge = editCommand(
  {
    usage: 'SPACE ID ID [--note TEXT] [--preview]',
    summary: 'Makes one person of two, each named by one of its ids: email:ann@x.io.',
    arguments: [3, 3],
  },
  (ids, note) => ({ method: 'POST', path: '/merge', body: { ids, note } }),
)

export const split = editCommand(
  {
    usage: 'SPACE ID… [--note TEXT] [--preview]',
    summary: 'Makes a person of their own of some ids of a person.',
    arguments: [2, 10_000],
  },
  (ids, note) => ({ method: 'POST', path: '/split', body: { ids, note } }),
)

export const link = editCommand(
  {
    usage: 'SPACE ID ID [--note TEXT] [--preview]',
    summary: 'Links two ids by hand.',
    arguments: [3, 3],
  },
  (ids, note) => ({ method: 'POST', path: '/links', body: [{ ids, note }] }),
)

export const unlink = editCommand(
  {
    usage: 'SPACE LINK [--preview]',
    summary: 'Takes a link back, of rows or by hand; `look` names the links.',
    arguments: [2, 2],
  },
  ([name]) => ({ method: 'DELETE', path: `/links/${encode(name!)}` }),
)

export const undo = editCommand(
  {
    usage: 'SPACE CHANGE [--preview]',
    summary: 'Takes a change by hand back, an undo too.',
    arguments: [2, 2],
  },
  ([change]) => ({ method: 'POST', path: `/changes/${encode(change!)}/undo` }),
)

export const judge = editCommand(
  {
    usage: 'SPACE release|block ID [--note TEXT] [--preview]',
    summary: 'Lets an id link again that was held back, or keeps one from linking for good.',
    arguments: [3, 3],
  },
  ([verdict, id], note) => {
    if (verdict !== 'release' && verdict !== 'block') {
      throw new UsageError(`the verdict is release or block, not ${verdict}`)
    }
    return { method: 'POST', path: `/quarantine/${encode(id!)}/${verdict}`, body: { note } }
  },
)
