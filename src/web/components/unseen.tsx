import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

/** What is heard beside what is seen. */
export const Unseen = ({ children }: { readonly children: ReactNode }) => (
  <span className={hidden}>{children}</span>
)

const hidden = style({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
})
