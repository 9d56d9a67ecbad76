import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Path } from '../../../../model/path.ts'
import { printFigure } from '../../../components/figures.ts'
import { texts } from '../../../texts/index.ts'
import { pathKey, useBuilder } from './builder-context.ts'

/** How many people the condition at a path fits by itself. */
export function RuleCount({ path }: { readonly path: Path }) {
  const { figures, isStale } = useBuilder()
  const found = figures.get(pathKey(path))
  if (found === undefined) return null
  const [people, sessions, events] = [found.people, found.sessions, found.events].map((figure) =>
    printFigure(figure),
  ) as [string, string, string]
  return (
    <span className={count({ isStale })} title={texts.builder.countsOf(people, sessions, events)}>
      {texts.builder.people(people)}
    </span>
  )
}

const count = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  opacity: { default: 1, isStale: 0.5 },
})
