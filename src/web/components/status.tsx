import { StatusLight, type StatusLightProps } from '@react-spectrum/s2/StatusLight'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

/** How something is, in a word or two that stay on one line. */
export const Status = (props: Pick<StatusLightProps, 'variant' | 'children'>) => (
  <StatusLight size="S" styles={style({ width: 'max' })} {...props} />
)
