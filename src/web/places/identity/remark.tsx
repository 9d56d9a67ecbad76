import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

/** A line of less weight, such as what to do or that there is nothing. */
export const Remark = ({ children }: { readonly children: ReactNode }) => (
  <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>{children}</p>
)
