import {
  ComboBox,
  ComboBoxItem,
  ComboBoxSection,
  Header,
  Heading,
} from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo } from 'react'
import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { Condition } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import { dimensionGroups } from '../../../components/component-groups.ts'
import { useEmptied } from '../../../components/use-emptied.ts'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import { addTo } from './edit-tree.ts'
import { listsIn } from './lists-in.ts'
import { nameContainer } from './say-rule.ts'

interface RuleAdderProps {
  /** Of the group or condition that it adds to. */
  readonly path: Path
  readonly label: string
}

/** Adds a rule by its name; the next one can be typed at once. */
export function RuleAdder({ path, label }: RuleAdderProps) {
  const { components, root, edit } = useBuilder()
  const emptied = useEmptied()
  const groups = useMemo(() => choicesIn(components), [components])
  // The same as long as there is nothing new to choose: the box reads its whole list anew otherwise, at each key.
  const sections = useMemo(() => groups.map(section), [groups])
  return (
    <ComboBox
      key={emptied.key}
      menuTrigger={emptied.props.menuTrigger}
      onBlur={emptied.props.onBlur}
      aria-label={label}
      size="S"
      placeholder={texts.builder.addPlaceholder}
      onSelectionChange={(key) => {
        const found = groups.flatMap(({ choices }) => choices).find(({ id }) => id === key)
        if (found === undefined) return
        emptied.empty()
        edit(addTo(root, path, found.condition))
      }}
      styles={style({ width: { default: 176, sm: 240 } })}
    >
      {sections}
    </ComboBox>
  )
}

const section = ({ name, choices }: Choices) => (
  <ComboBoxSection key={name} id={name}>
    <Header>
      <Heading>{name}</Heading>
    </Header>
    {choices.map((choice) => (
      <ComboBoxItem key={choice.id} id={choice.id}>
        {choice.name}
      </ComboBoxItem>
    ))}
  </ComboBoxSection>
)

interface Choice {
  readonly id: string
  readonly name: string
  readonly condition: Condition
}

interface Choices {
  readonly name: string
  readonly choices: readonly Choice[]
}

const hole: Condition = { and: [] }

function choicesIn(components: ComponentList): readonly Choices[] {
  const { adding, scopes } = texts.builder
  const dimensions = dimensionGroups(components).flatMap(({ choices }) => choices)
  const metrics = components.metrics.filter(({ isHidden }) => isHidden !== true)
  const groups: Choices[] = [
    {
      name: adding.dimensions,
      choices: dimensions.map(({ id, name }) => ({
        id: `d ${id}`,
        name,
        condition: { dimension: id, op: 'exists' },
      })),
    },
    {
      name: adding.metrics,
      choices: metrics.map(({ id, name }) => ({
        id: `m ${id}`,
        name,
        condition: { metric: id, op: 'gte', value: 1 },
      })),
    },
    {
      name: adding.segments,
      choices: components.segments.map(({ id, name }) => ({
        id: `s ${id}`,
        name,
        condition: { segment: id },
      })),
    },
    {
      name: adding.others,
      choices: [
        ...(['person', 'session', 'event'] as const).map((container) => ({
          id: `c ${container}`,
          name: adding.container(scopes[container]),
          condition: { container, where: hole },
        })),
        ...listsIn(components).map((list) => ({
          id: `l ${list}`,
          name: adding.container(nameContainer(list)),
          condition: { container: list, where: hole },
        })),
        { id: 'sequence', name: adding.sequence, condition: { sequence: [] } },
        { id: 'or', name: adding.or, condition: { or: [] } },
        { id: 'dates', name: adding.dates, condition: { dateRange: 'last-30-days' } },
      ],
    },
    {
      name: adding.distinct,
      choices: dimensions.map(({ id, name }) => ({
        id: `n ${id}`,
        name: adding.distinctOf(name),
        condition: { dimension: id, distinctCount: { op: 'gte', value: 2 } },
      })),
    },
  ]
  return groups.filter(({ choices }) => choices.length > 0)
}
