import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { HelpButton } from '../../../help/help-button.tsx'
import { texts } from '../../../texts/index.ts'
import { pathKey, useBuilder } from './builder-context.ts'
import { ContainerHead } from './container-head.tsx'
import { RuleCount } from './rule-count.tsx'
import { ContainerBody } from './rule-view.tsx'

/** The segment’s own container with all rules. */
export function RootView() {
  const { root } = useBuilder()
  const { container } = root
  const scope =
    container === 'event' || container === 'session' || container === 'person' ? container : 'list'
  return (
    <section aria-label={texts.builder.rules} className={frame({ scope })}>
      <div className={head}>
        <span tabIndex={-1} data-rule={pathKey([])} className={style({ outlineStyle: 'none' })} />
        <ContainerHead path={[]} />
        <span className={style({ flexGrow: 1 })} />
        <HelpButton page="segments" />
        <RuleCount path={[]} />
      </div>
      <ContainerBody container={root} path={[]} />
    </section>
  )
}

const frame = style({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  padding: 12,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
  borderStyle: 'solid',
  borderWidth: 1,
  borderStartWidth: 4,
  borderColor: {
    scope: {
      event: 'orange-700',
      session: 'green-700',
      person: 'blue-700',
      list: 'purple-700',
    },
  },
})
const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })
