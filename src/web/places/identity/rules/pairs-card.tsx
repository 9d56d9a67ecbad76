import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Card } from '../../../components/card.tsx'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { Remark } from '../remark.tsx'
import { RuleRows } from './rule-rows.tsx'
import { namespaceIds, orNone, type RulesProps } from './rules-of.ts'

/** How many ids of one namespace an id of another is linked with. */
export function PairsCard({ document, change }: RulesProps) {
  const { pairs = [] } = document
  const t = texts.identityRules
  const named = namespaceIds(document)
  const choices = Object.fromEntries(
    [...named, ...pairs.flatMap(({ from, to }) => [from, to])].map((id) => [id, id]),
  )
  const [from = '', to = from] = named
  return (
    <Card title={t.pairs}>
      <Remark>{t.pairsHint}</Remark>
      <RuleRows
        one={t.pair}
        nth={t.nthPair}
        rows={pairs}
        begin={{ from, to }}
        onChange={(next) => change({ pairs: orNone(next) })}
      >
        {(pair, onChange) => (
          <>
            <ChoicePicker
              label={t.pairFrom}
              value={pair.from}
              choices={choices}
              onChange={(next) => onChange({ ...pair, from: next })}
            />
            <NumberField
              label={t.pairMost}
              size="S"
              minValue={1}
              value={pair.max ?? 1}
              onChange={(max) => Number.isFinite(max) && onChange({ ...pair, max })}
              styles={style({ width: 96 })}
            />
            <ChoicePicker
              label={t.pairTo}
              value={pair.to}
              choices={choices}
              onChange={(next) => onChange({ ...pair, to: next })}
            />
          </>
        )}
      </RuleRows>
    </Card>
  )
}
