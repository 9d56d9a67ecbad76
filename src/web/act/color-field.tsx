import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { type AnnotationColor, annotationColors } from '../../model/annotation-colors.ts'
import { categoryColor } from '../charts/palette.ts'
import { texts } from '../texts/index.ts'

interface ColorFieldProps {
  readonly value: AnnotationColor
  readonly onChange: (color: AnnotationColor) => void
}

/** A colour of the categorical palette. */
export const ColorField = ({ value, onChange }: ColorFieldProps) => (
  <RadioGroup
    value={value}
    onChange={(color) => onChange(color as AnnotationColor)}
    orientation="horizontal"
    className={style({ display: 'grid', gap: 4 })}
  >
    <Label className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
      {texts.annotation.color}
    </Label>
    <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 8 })}>
      {annotationColors.map((color, index) => (
        <Radio
          key={color}
          value={color}
          aria-label={texts.annotation.colors[color]}
          className={swatch}
          style={{ backgroundColor: categoryColor(index) }}
        />
      ))}
    </div>
  </RadioGroup>
)

const swatch = style({
  size: 24,
  borderRadius: 'full',
  outlineStyle: { default: 'none', isSelected: 'solid', isFocusVisible: 'solid' },
  outlineColor: { default: 'gray-800', isFocusVisible: 'focus-ring' },
  outlineWidth: 2,
  outlineOffset: 2,
  cursor: 'default',
})
