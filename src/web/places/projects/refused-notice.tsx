import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { RequestError } from '../../api/index.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { Refusal } from '../../project/project-model.ts'
import { texts } from '../../texts/index.ts'

interface RefusedNoticeProps {
  readonly refused: readonly Refusal[]
  readonly onDismiss: () => void
}

/** Changes that the server does not take, and why. */
export function RefusedNotice({ refused, onDismiss }: RefusedNoticeProps) {
  if (refused.length === 0) return null
  return (
    <section aria-label={texts.project.refused} className={box}>
      <strong>{texts.project.refused}</strong>
      {refused.map(({ problem }, index) => (
        <ProblemNotice key={index} error={new RequestError(problem)} />
      ))}
      <ActionButton size="S" onPress={onDismiss} styles={style({ width: 'fit' })}>
        {texts.project.dismiss}
      </ActionButton>
    </section>
  )
}

const box = style({ display: 'grid', gap: 8, font: 'ui' })
