import { Switch } from '@react-spectrum/s2/Switch'
import { TextField } from '@react-spectrum/s2/TextField'
import { Card } from '../../../components/card.tsx'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { Remark } from '../remark.tsx'
import { RuleRows } from './rule-rows.tsx'
import {
  namespaceIds,
  orNone,
  patternsIn,
  type RulesProps,
  withPatterns,
  withPreset,
} from './rules-of.ts'

const ANY = ''

/** Values that name nobody: ready presets, and patterns of one's own. */
export function BlockedCard({ document, change }: RulesProps) {
  const { blocked = [] } = document
  const t = texts.identityRules
  const named = namespaceIds(document)
  const choices = { [ANY]: t.anyNamespace, ...Object.fromEntries(named.map((id) => [id, id])) }
  const set = (next: typeof blocked) => change({ blocked: orNone(next) })
  return (
    <Card title={t.blocked}>
      <Remark>{t.blockedHint}</Remark>
      {Object.entries(texts.identity.presets).map(([id, name]) => {
        const preset = id as keyof typeof texts.identity.presets
        return (
          <Switch
            key={id}
            size="S"
            isSelected={blocked.some((each) => 'preset' in each && each.preset === preset)}
            onChange={(isOn) => set(withPreset(blocked, preset, isOn))}
          >
            {name}
          </Switch>
        )
      })}
      <RuleRows
        one={t.pattern}
        nth={t.nthPattern}
        rows={patternsIn(blocked)}
        begin={{ matches: '' }}
        onChange={(patterns) => set(withPatterns(blocked, patterns))}
      >
        {({ namespace, matches }, onChange) => (
          <>
            <ChoicePicker
              label={t.ofNamespace}
              value={namespace ?? ANY}
              choices={choices}
              onChange={(next) => onChange({ matches, ...(next !== ANY && { namespace: next }) })}
            />
            <TextField
              label={t.pattern}
              placeholder={t.patternHint}
              size="S"
              value={matches}
              isInvalid={matches === ''}
              onChange={(next) =>
                onChange({ ...(namespace !== undefined && { namespace }), matches: next })
              }
            />
          </>
        )}
      </RuleRows>
    </Card>
  )
}
