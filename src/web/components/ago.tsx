import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { printInstant } from './figures.ts'
import { printAgo } from './print-ago.ts'

/** How long ago an instant (ISO 8601) was; the instant itself on hovering. */
export const Ago = ({ at }: { readonly at: string }) => (
  <time
    className={style({ whiteSpace: 'nowrap' })}
    dateTime={at}
    title={printInstant(Date.parse(at))}
  >
    {printAgo(Date.parse(at))}
  </time>
)
