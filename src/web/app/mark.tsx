import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

/** A line through three touchpoints. */
export const Mark = () => (
  <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" className={mark}>
    <path d="M2 16 C 7 16, 6 6, 11 6 S 15 12, 20 5" fill="none" strokeWidth="2" />
    <circle cx="2.5" cy="16" r="2.2" />
    <circle cx="11" cy="6" r="2.2" />
    <circle cx="19.5" cy="5.5" r="2.2" />
  </svg>
)

const mark = style({ stroke: 'blue-900', fill: 'blue-900' })
