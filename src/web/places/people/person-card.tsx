import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode, Ref } from 'react'

interface PersonCardProps {
  readonly title: string
  /** Behind the title. */
  readonly facts?: ReactNode
  /** At the right of the title. */
  readonly actions?: ReactNode
  /** Whether it takes the height that is there, and what is in it scrolls by itself. */
  readonly isFull?: boolean
  readonly ref?: Ref<HTMLElement>
  readonly children: ReactNode
}

/** A card of a person's page: denser than elsewhere, with a line under its title. */
export const PersonCard = ({
  title,
  facts,
  actions,
  isFull = false,
  ref,
  children,
}: PersonCardProps) => (
  <section ref={ref} tabIndex={-1} aria-label={title} className={card({ isFull })}>
    <div className={head}>
      <h2 className={style({ font: 'title-sm', margin: 0, overflowWrap: 'anywhere' })}>{title}</h2>
      {facts && (
        <span className={style({ font: 'ui-xs', color: 'neutral-subdued', minWidth: 0 })}>
          {facts}
        </span>
      )}
      <span className={style({ flexGrow: 1 })} />
      {actions}
    </div>
    <div className={body({ isFull })}>{children}</div>
  </section>
)

const card = style({
  display: 'flex',
  flexDirection: 'column',
  minWidth: 0,
  minHeight: 0,
  height: { default: 'auto', isFull: { default: '[75vh]', lg: 'full' } },
  flexShrink: 0,
  outlineStyle: 'none',
  backgroundColor: 'layer-2',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  borderRadius: 'lg',
  overflow: 'hidden',
})
const head = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 8,
  rowGap: 4,
  minHeight: 40,
  boxSizing: 'border-box',
  paddingX: 16,
  paddingY: 4,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const body = style({
  display: 'flex',
  flexDirection: 'column',
  gap: { default: 12, isFull: 0 },
  minWidth: 0,
  minHeight: 0,
  flexGrow: { default: 0, isFull: 1 },
  paddingX: { default: 16, isFull: 0 },
  paddingY: { default: 12, isFull: 0 },
})
