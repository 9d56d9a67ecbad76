import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { IdentityGraph } from '../../../model/answers/identity.ts'
import { printFigure, printInstant } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { Facts } from './facts.tsx'
import { useEditing } from './use-editing.ts'

type Link = IdentityGraph['links'][number]

/** A link with what it is known by. */
export function LinkDetails({ link }: { readonly link: Link }) {
  const begin = useEditing()
  const { ids, first, last, count, evidence } = link
  return (
    <>
      <strong className={style({ font: 'title-sm' })}>{ids.join(' – ')}</strong>
      <Facts
        label={ids.join(' – ')}
        facts={[
          [texts.identity.count, printFigure(count)],
          [texts.identity.since, printInstant(first)],
          [texts.identity.last, printInstant(last)],
        ]}
      />
      <div>
        <ActionButton size="S" onPress={() => begin({ kind: 'unlink', link: link.link, ids })}>
          {texts.identity.edits.unlink.open}
        </ActionButton>
      </div>
      <span>{texts.identity.evidence(evidence.length, count)}</span>
      <ol className={list}>
        {evidence.map((each) => (
          <li key={`${each.time} ${each.dataset} ${each.row} ${each.byHand?.change}`}>
            {printInstant(each.time)} · {sayEvidence(each)}
          </li>
        ))}
      </ol>
    </>
  )
}

function sayEvidence({ dataset, batch, row, byHand }: Link['evidence'][number]): string {
  if (byHand !== null) return texts.identity.byHand(byHand.author, byHand.note)
  return texts.identity.ofRow(dataset ?? '', row ?? '', batch ?? 0)
}

const list = style({ display: 'grid', gap: 4, margin: 0, padding: 0, listStyleType: 'none' })
