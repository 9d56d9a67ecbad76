import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Step } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { DistanceField } from './distance-field.tsx'
import { changeStep, type StepChange } from './edit-tree.ts'
import { getAt, isWritten } from './tree.ts'

interface StepHeadProps {
  readonly path: Path
  readonly isFirst: boolean
}

/** How a step follows the one before: whether it must happen, and how soon or late. */
export function StepHead({ path, isFirst }: StepHeadProps) {
  const { root, change } = useBuilder()
  const step = getAt(root, path) as Step
  const { exclude, within, after } = isWritten(step) ? step : {}
  const put = (next: StepChange) =>
    change(changeStep(root, path, { exclude, within, after, ...next }).root)
  const limits = { within, after }
  return (
    <div className={head}>
      <span className={style({ font: 'ui-sm', fontWeight: 'bold', color: 'neutral-subdued' })}>
        {isFirst ? texts.builder.first : texts.builder.then}
      </span>
      <ChoicePicker
        label={texts.builder.step}
        isLabelHidden
        value={exclude === true ? 'exclude' : 'include'}
        choices={texts.builder.steps}
        onChange={(next) => put({ exclude: next === 'exclude' })}
      />
      {(['within', 'after'] as const).map((limit) => {
        const distance = limits[limit]
        if (distance === undefined) {
          return isFirst ? null : (
            <ActionButton key={limit} size="XS" isQuiet onPress={() => put({ [limit]: first })}>
              {texts.builder.addLimit[limit]}
            </ActionButton>
          )
        }
        return (
          <span key={limit} className={pill}>
            {texts.builder.limits[limit]}
            <DistanceField
              label={texts.builder.limits[limit]}
              value={distance}
              onChange={(next) => put({ [limit]: next })}
            />
            <ActionButton
              size="XS"
              isQuiet
              aria-label={texts.builder.removeLimit[limit]}
              onPress={() => put({ [limit]: undefined })}
            >
              <Close />
            </ActionButton>
          </span>
        )
      })}
    </div>
  )
}

const first = { days: 7 }

const head = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  paddingStart: 8,
})
const pill = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 4,
  font: 'ui-sm',
  color: 'neutral',
  paddingX: 8,
  paddingY: 2,
  borderRadius: 'lg',
  backgroundColor: 'blue-100',
})
