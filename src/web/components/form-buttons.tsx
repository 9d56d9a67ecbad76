import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../texts/index.ts'

interface FormButtonsProps {
  /** What the form does. */
  readonly submit: string
  readonly isDisabled?: boolean
  readonly onCancel: () => void
}

/** How a form is sent or left. */
export function FormButtons({ submit, isDisabled = false, onCancel }: FormButtonsProps) {
  return (
    <div className={style({ display: 'flex', gap: 8 })}>
      <Button type="submit" variant="accent" isDisabled={isDisabled}>
        {submit}
      </Button>
      <Button variant="secondary" onPress={onCancel}>
        {texts.import.cancel}
      </Button>
    </div>
  )
}
