import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo } from 'react'
import type { TriedRules } from '../../api/index.ts'
import { useStable } from '../../components/use-stable.ts'
import { texts } from '../../texts/index.ts'
import { CardAdder } from './card-adder.tsx'
import { Staleness } from './card-context.ts'
import { type CardActs, CardSlot, headsOf } from './card-slot.tsx'
import type { FieldDocument } from './field-document.ts'
import { AnySetting } from './form/any-setting.ts'
import { beginSettings } from './form/beginnings.ts'
import { readSettings } from './form/read-settings.ts'
import { SettingField } from './form/setting-field.tsx'
import type { Surroundings } from './list-inputs.ts'
import {
  copyRule,
  type EditedRules,
  freeRuleId,
  moveRule,
  nameReadRules,
  removeRule,
  renameRule,
  type Rules,
} from './rules.ts'
import { useFocusPlace } from './use-focus-place.ts'

interface CardListProps {
  readonly around: Surroundings
  readonly field: FieldDocument
  readonly tried: TriedRules | undefined
  readonly isStale: boolean
  /** `isStep`: a step of its own to undo. */
  readonly onChange: (rules: FieldDocument['rules'], isStep?: boolean) => void
}

/** The rules of a field as cards, in order, with what each does. */
export function CardList({ around, field, tried, isStale, onChange }: CardListProps) {
  const { rules } = field
  const focusPlace = useFocusPlace()
  const change = (next: Rules, isStep?: boolean) => onChange([...nameReadRules(next)], isStep)
  const edit = (edited: EditedRules | null) => {
    if (edited === null) return
    change(edited.rules, true)
    if (edited.at >= 0) focusPlace([edited.at])
  }
  const add = (name: string) => {
    const { settings = {} } = around.functions.find(({ id }) => id === name) ?? {}
    const begun = beginSettings(readSettings(settings))
    const added = { function: name, id: freeRuleId(rules, name), ...begun }
    edit({ rules: [...rules, added], at: rules.length })
  }
  const acts = useCardActs({
    change: (at, rule) => change(rules.with(at, rule)),
    rename: (at, id) => change(renameRule(rules, at, id)),
    up: (at) => edit(moveRule(rules, at, -1)),
    down: (at) => edit(moveRule(rules, at, 1)),
    copy: (at) => edit(copyRule(rules, at)),
    remove: (at) => edit(removeRule(rules, at)),
  })
  const heads = headsOf(rules)
  return (
    <AnySetting value={SettingField}>
      <Staleness value={isStale}>
        <div className={style({ display: 'grid', gap: 12, minWidth: 0 })}>
          {rules.map((rule, at) => (
            <CardSlot
              // Cards have nothing of their own but their place and function.
              key={`${at} ${rule.function}`}
              around={around}
              fieldId={field.id}
              heads={heads}
              rule={rule}
              at={at}
              tried={tried}
              acts={acts}
            />
          ))}
          {rules.length > 1 && <p className={quiet}>{texts.derivedFields.cardsHint}</p>}
          <CardAdder functions={around.functions} onAdd={add} />
        </div>
      </Staleness>
    </AnySetting>
  )
}

/** The same acts at every drawing. */
function useCardActs(given: CardActs): CardActs {
  const change = useStable(given.change)
  const rename = useStable(given.rename)
  const up = useStable(given.up)
  const down = useStable(given.down)
  const copy = useStable(given.copy)
  const remove = useStable(given.remove)
  return useMemo(
    () => ({ change, rename, up, down, copy, remove }),
    [change, rename, up, down, copy, remove],
  )
}

const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
