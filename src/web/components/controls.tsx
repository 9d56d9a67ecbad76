import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

/** Fields side by side, aligned at their lower ends, that wrap where there is no room. */
export function Controls({ children }: { readonly children: ReactNode }) {
  return (
    <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 12 })}>
      {children}
    </div>
  )
}
