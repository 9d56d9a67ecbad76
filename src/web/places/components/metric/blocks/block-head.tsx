import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type {
  Formula,
  FormulaCall,
  FormulaMetric,
  FormulaOperation,
} from '../../../../../model/formula.ts'
import { ChoicePicker } from '../../../../components/choice-picker.tsx'
import { dimensionGroups, metricGroups } from '../../../../components/component-groups.ts'
import { ComponentPicker } from '../../../../components/component-picker.tsx'
import { texts } from '../../../../texts/index.ts'
import { BlockAttribution } from './block-attribution.tsx'
import { useBlocks } from './blocks-context.ts'
import { changeFunction } from './call-args.ts'
import type { BlockPath } from './formula-tree.ts'

const t = texts.metric.blocks

interface HeadProps<N extends Formula> {
  readonly node: N
  readonly path: BlockPath
}

/** What a block is, to be chosen. */
export function BlockHead({ node, path }: HeadProps<Formula>) {
  const { replace, components } = useBlocks()
  if (typeof node === 'number') return <NumberHead node={node} path={path} />
  if ('number' in node) return <NumberHead node={node.number} path={path} />
  if ('metric' in node) return <MetricHead node={node} path={path} />
  if ('op' in node) return <OperationHead node={node} path={path} />
  if ('function' in node) return <CallHead node={node} path={path} />
  return (
    <ComponentPicker
      label={t.dimension}
      isLabelHidden
      groups={dimensionGroups(components)}
      value={node.dimension}
      onChange={(dimension) => replace(path, { dimension })}
    />
  )
}

function NumberHead({ node, path }: HeadProps<number>) {
  const { replace } = useBlocks()
  return (
    <NumberField
      aria-label={t.number}
      size="S"
      value={node}
      formatOptions={digits}
      onChange={(value) => {
        // Leaving the field tells the number as it is shown, which may be a little less of it.
        if (Number.isFinite(value) && shown(value) !== shown(node)) replace(path, value + 0)
      }}
      styles={style({ width: 128 })}
    />
  )
}

const digits = { maximumSignificantDigits: 15, useGrouping: false } as const
const shown = (value: number): string => new Intl.NumberFormat('en', digits).format(value)

function MetricHead({ node, path }: HeadProps<FormulaMetric>) {
  const { replace, components } = useBlocks()
  const { attribution: _, total: __, ...plain } = node
  const { attribution, total = false } = node
  const shared = attribution === undefined ? plain : { ...plain, attribution }
  return (
    <>
      <ComponentPicker
        label={t.metric}
        isLabelHidden
        groups={metricGroups(components)}
        value={node.metric}
        onChange={(metric) => replace(path, { ...node, metric })}
      />
      <Checkbox
        size="S"
        isSelected={total}
        onChange={(isTotal) => replace(path, isTotal ? { ...shared, total: true } : shared)}
      >
        {t.total}
      </Checkbox>
      <BlockAttribution
        value={attribution}
        onChange={(next) => {
          const narrowed = next === undefined ? plain : { ...plain, attribution: next }
          replace(path, total ? { ...narrowed, total } : narrowed)
        }}
      />
    </>
  )
}

function OperationHead({ node, path }: HeadProps<FormulaOperation>) {
  const { replace } = useBlocks()
  const { '+': plus, '-': minus, ...others } = t.operators
  const signs = { '+': plus, '-': minus }
  return (
    <ChoicePicker
      label={t.operation}
      isLabelHidden
      value={node.op}
      choices={node.args.length === 1 ? signs : { ...signs, ...others }}
      onChange={(op) => replace(path, { ...node, op })}
    />
  )
}

function CallHead({ node, path }: HeadProps<FormulaCall>) {
  const { replace, functions, components } = useBlocks()
  const chosen = functions.find(({ id }) => id === node.function)
  const { includeZeros: _, ...without } = node
  return (
    <>
      <ComponentPicker
        label={t.function}
        isLabelHidden
        groups={[
          {
            name: t.functions,
            choices: functions.map(({ id, label, description }) => ({
              id,
              name: label,
              description,
            })),
          },
        ]}
        value={node.function}
        onChange={(id) => {
          const next = functions.find((each) => each.id === id)
          if (next === undefined || id === node.function) return
          replace(path, changeFunction(next, node, components.dimensions[0]?.id ?? ''))
        }}
      />
      {(chosen?.skipsZeros === true || node.includeZeros === true) && (
        <Checkbox
          size="S"
          isSelected={node.includeZeros === true}
          onChange={(isOn) => replace(path, isOn ? { ...node, includeZeros: true } : without)}
        >
          {t.includeZeros}
        </Checkbox>
      )}
    </>
  )
}
