import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { NumberField } from '@react-spectrum/s2/NumberField'
import ChevronUp from '@react-spectrum/s2/icons/ChevronUp'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { IdentityRulesDocument } from '../../api/index.ts'
import { DataTable } from '../../components/data-table.tsx'
import { texts } from '../../texts/index.ts'
import { changeNamespace, raiseNamespace } from './tried-rules.ts'

interface SimulationRulesProps {
  readonly rules: IdentityRulesDocument
  readonly onChange: (rules: IdentityRulesDocument) => void
}

/** The rules that are tried: namespaces by priority, and what a person may have of each. */
export function SimulationRules({ rules, onChange }: SimulationRulesProps) {
  const { namespace, unique, device, most } = texts.identity
  const { isUnique, isDevice, mostOf, daysOf, inDays, raise } = texts.simulation
  const change = (id: string, more: Partial<IdentityRulesDocument['namespaces'][number]>) =>
    onChange(changeNamespace(rules, id, more))
  const ranked = rules.namespaces.map((each, place) => ({ ...each, place }))
  return (
    <DataTable
      label={texts.simulation.rules}
      rows={ranked}
      keyOf={({ id }) => id}
      columns={[
        {
          name: namespace,
          cell: ({ id, place }) => (
            <span className={cell}>
              <ActionButton
                size="XS"
                isQuiet
                aria-label={raise(id)}
                isDisabled={place === 0}
                onPress={() => onChange(raiseNamespace(rules, place))}
              >
                <ChevronUp />
              </ActionButton>
              {`${place + 1}. ${id}`}
            </span>
          ),
        },
        {
          name: unique,
          cell: ({ id, unique: isOn = false }) => (
            <Checkbox
              size="S"
              aria-label={isUnique(id)}
              isSelected={isOn}
              onChange={(value) => change(id, { unique: value })}
            />
          ),
        },
        {
          name: device,
          cell: ({ id, device: isOn = false }) => (
            <Checkbox
              size="S"
              aria-label={isDevice(id)}
              isSelected={isOn}
              onChange={(value) => change(id, { device: value })}
            />
          ),
        },
        {
          name: most,
          cell: ({ id, limit }) => (
            <span className={cell}>
              <Count
                label={mostOf(id)}
                value={limit?.count}
                onChange={(count) =>
                  change(id, { limit: count === undefined ? undefined : { ...limit, count } })
                }
              />
              {inDays}
              <Count
                label={daysOf(id)}
                value={limit?.days}
                isDisabled={limit === undefined}
                onChange={(days) => limit && change(id, { limit: { ...limit, days } })}
              />
            </span>
          ),
        },
      ]}
    />
  )
}

interface CountProps {
  readonly label: string
  readonly value: number | undefined
  readonly isDisabled?: boolean
  readonly onChange: (count: number | undefined) => void
}

/** A whole number from 1 on, or none. */
const Count = ({ label, value, isDisabled = false, onChange }: CountProps) => (
  <NumberField
    aria-label={label}
    size="S"
    hideStepper
    minValue={1}
    value={value ?? Number.NaN}
    isDisabled={isDisabled}
    onChange={(count) => onChange(Number.isNaN(count) ? undefined : count)}
    styles={style({ width: 48 })}
  />
)

const cell = style({ display: 'flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap' })
