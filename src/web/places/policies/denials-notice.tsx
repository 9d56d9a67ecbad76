import { Content, Heading, InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ComponentProps } from 'react'
import { DenialTable, type ShownDenial } from './denial-table.tsx'

interface DenialsNoticeProps<T extends ShownDenial>
  extends Omit<ComponentProps<typeof DenialTable<T>>, 'label'> {
  readonly title: string
  /** What can be done about it. */
  readonly hint: string
}

/** Why something would be refused, before anybody tries; nothing where it would not. */
export function DenialsNotice<T extends ShownDenial>(props: DenialsNoticeProps<T>) {
  const { title, hint, ...table } = props
  if (table.denials.length === 0) return null
  return (
    <section aria-label={title} className={style({ display: 'grid', gap: 8, minWidth: 0 })}>
      <div className={style({ maxWidth: 720 })}>
        <InlineAlert variant="negative">
          <Heading level={2}>{title}</Heading>
          <Content>{hint}</Content>
        </InlineAlert>
      </div>
      <DenialTable label={title} {...table} />
    </section>
  )
}
