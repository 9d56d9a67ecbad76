import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { NumberField } from '@react-spectrum/s2/NumberField'
import ChevronUp from '@react-spectrum/s2/icons/ChevronUp'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { IdentityRulesDocument } from '../../api/index.ts'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { stayNear } from '../../components/stay-near.ts'
import { texts } from '../../texts/index.ts'
import { changeNamespace, raiseNamespace } from './tried-rules.ts'

type Namespaces = IdentityRulesDocument['namespaces']

interface NamespaceTableProps {
  readonly label: string
  readonly namespaces: Namespaces
  readonly onChange: (namespaces: Namespaces) => void
  /** Whether one can be taken out. */
  readonly allowsRemoving?: boolean
}

/** Namespaces by priority, and what a person may have of each. */
export function NamespaceTable(props: NamespaceTableProps) {
  const { label, namespaces, onChange, allowsRemoving = false } = props
  const { namespace, unique, device, most } = texts.identity
  const { isUnique, isDevice, mostOf, daysOf, inDays, raise } = texts.simulation
  const change = (id: string, more: Partial<Namespaces[number]>) =>
    onChange(changeNamespace(namespaces, id, more))
  const ranked = namespaces.map((each, place) => ({ ...each, place }))
  return (
    <DataTable
      label={label}
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
                onPress={() => onChange(raiseNamespace(namespaces, place))}
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
        ...(allowsRemoving ? [removing(namespaces, onChange)] : []),
      ]}
    />
  )
}

const removing = (
  namespaces: Namespaces,
  onChange: NamespaceTableProps['onChange'],
): DataColumn<Namespaces[number]> => ({
  name: texts.connection.remove,
  cell: ({ id }) => (
    <ActionButton
      size="XS"
      isQuiet
      aria-label={texts.connection.removeOf(id)}
      isDisabled={namespaces.length === 1}
      onPress={({ target }) =>
        stayNear(target, () => onChange(namespaces.filter((each) => each.id !== id)))
      }
    >
      ✕
    </ActionButton>
  ),
})

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
