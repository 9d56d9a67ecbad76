import type { IdentityChange } from '../../../model/answers/identity.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { sayReason } from './say-reason.ts'

/** What became of people, in words. */
export function sayChange(detail: IdentityChange['detail']): string {
  const say = texts.identity.changes
  switch (detail.kind) {
    case 'merged':
      return say.merged(detail.person, list(detail.from))
    case 'split':
      return say.split(detail.person, list(detail.into))
    case 'renamed':
      return say.renamed(detail.from, detail.person)
    case 'link-lost':
      return say.lost(detail.link.join(' – '), sayReason(detail.reason))
    case 'quarantined':
      return say.quarantined(detail.id, printFigure(detail.people))
    case 'released':
      return say.released(detail.id)
    case 'rebuilt':
      return say.rebuilt
    default:
      return detail satisfies never
  }
}

const mostNamed = 4

function list(ids: readonly string[]): string {
  const more = ids.length - mostNamed
  return [...ids.slice(0, mostNamed), ...(more > 0 ? [texts.identity.more(more)] : [])].join(', ')
}
