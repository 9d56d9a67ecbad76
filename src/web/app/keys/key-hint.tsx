import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { printKeys } from './print-keys.ts'

/** The keys of a command, as they stand on the keyboard. */
export const KeyHint = ({ keys }: { readonly keys: string }) => (
  <span className={style({ display: 'inline-flex', gap: 2, whiteSpace: 'nowrap' })}>
    {printKeys(keys).map((key, index) => (
      <kbd key={index} className={box}>
        {key}
      </kbd>
    ))}
  </span>
)

const box = style({
  font: 'ui-xs',
  color: '[inherit]',
  opacity: 0.75,
  paddingX: 4,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: '[currentColor]',
  borderRadius: 'sm',
})
