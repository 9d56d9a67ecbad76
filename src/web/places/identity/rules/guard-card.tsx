import { Radio, RadioGroup } from '@react-spectrum/s2/RadioGroup'
import type { AnonymousOwner } from '../../../../model/definitions/identity-space.ts'
import { Card } from '../../../components/card.tsx'
import { Controls } from '../../../components/controls.tsx'
import { WholeNumberField } from '../../../components/whole-number-field.tsx'
import { texts } from '../../../texts/index.ts'
import { Remark } from '../remark.tsx'
import type { RulesProps } from './rules-of.ts'

/** What may not happen by itself. */
export function GuardCard({ document, change }: RulesProps) {
  const { guard = {} } = document
  const t = texts.identityRules
  const set = (part: typeof guard) => {
    const { people, idsPerMinute } = { ...guard, ...part }
    const isGiven = people !== undefined || idsPerMinute !== undefined
    change({ guard: isGiven ? { people, idsPerMinute } : undefined })
  }
  return (
    <Card title={t.guard}>
      <Remark>{t.guardHint}</Remark>
      <Controls>
        <WholeNumberField
          label={t.guardPeople}
          value={guard.people}
          onChange={(people) => set({ people })}
        />
        <WholeNumberField
          label={t.guardIds}
          value={guard.idsPerMinute}
          onChange={(idsPerMinute) => set({ idsPerMinute })}
        />
      </Controls>
    </Card>
  )
}

/** Whose the rows of a device are on which nobody is known. */
export function AnonymousCard({ document, change }: RulesProps) {
  const t = texts.identityRules
  return (
    <Card title={t.anonymous}>
      <RadioGroup
        size="S"
        label={t.anonymousHint}
        value={document.anonymous ?? 'device-split'}
        onChange={(anonymous) => change({ anonymous: anonymous as AnonymousOwner })}
      >
        {Object.entries(t.owners).map(([id, name]) => (
          <Radio key={id} value={id}>
            {name}
          </Radio>
        ))}
      </RadioGroup>
    </Card>
  )
}
