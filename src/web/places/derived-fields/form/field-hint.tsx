import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

interface FieldHintProps {
  readonly problem: string | undefined
  readonly description?: string | undefined
}

/** What is wrong with what stands here, or else what it is for. */
export const FieldHint = ({ problem, description }: FieldHintProps) =>
  (problem ?? description) === undefined ? null : (
    <span className={hint({ isWrong: problem !== undefined })}>{problem ?? description}</span>
  )

const hint = style({
  font: 'ui-xs',
  color: { default: 'neutral-subdued', isWrong: 'negative' },
  maxWidth: 560,
})
