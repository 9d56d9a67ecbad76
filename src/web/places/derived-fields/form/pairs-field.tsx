import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Add from '@react-spectrum/s2/icons/Add'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Text } from '@react-spectrum/s2/Text'
import { type ClipboardEvent, useState } from 'react'
import { fileName, saveFile } from '../../../download/save-file.ts'
import { texts } from '../../../texts/index.ts'
import { useProblem } from '../card-context.ts'
import { CaseCount, NoCaseCount } from '../case-count.tsx'
import { FieldHint } from './field-hint.tsx'
import { type Pair, parsePasted, printPairs, toPairs, toRecord } from './pairs.ts'
import type { SettingFieldProps } from './any-setting.ts'

/** Texts, and what stands in the place of each. */
export function PairsField({ setting, value, path, onChange }: SettingFieldProps) {
  const [rows, setRows] = useState<readonly Pair[]>(() => toPairs(value))
  const isSame = JSON.stringify(toRecord(rows)) === JSON.stringify(toRecord(toPairs(value)))
  const shown = isSame ? rows : toPairs(value)
  const problem = useProblem(path)
  const write = (next: readonly Pair[]) => {
    setRows(next)
    onChange(toRecord(next))
  }
  const paste = (at: number, event: ClipboardEvent) => {
    const pasted = parsePasted(event.clipboardData.getData('text'))
    if (pasted.length === 0) return
    event.preventDefault()
    write(shown.toSpliced(at, shown[at]![0] === '' ? 1 : 0, ...pasted))
  }
  // Rows that say nothing yet, or the same again, are not counted.
  const places = Object.keys(toRecord(shown))
  return (
    <div role="group" aria-label={setting.label} className={list}>
      <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{setting.label}</span>
      <FieldHint
        problem={problem}
        description={[setting.description, texts.derivedFields.pairPaste]
          .filter(Boolean)
          .join('. ')}
      />
      {shown.map(([from, to], at) => {
        const isTwice = from !== '' && shown.findIndex(([other]) => other === from) < at
        return (
          // Lines have nothing of their own but their place.
          <div key={at} className={style({ display: 'flex', alignItems: 'center', gap: 8 })}>
            <input
              aria-label={texts.derivedFields.pairFind(at + 1)}
              aria-invalid={isTwice}
              value={from}
              className={cell({ isInvalid: isTwice })}
              onPaste={(event) => paste(at, event)}
              onChange={(event) => write(shown.with(at, [event.currentTarget.value, to]))}
            />
            <span aria-hidden="true" className={style({ font: 'ui', color: 'neutral-subdued' })}>
              →
            </span>
            <input
              aria-label={texts.derivedFields.pairReplace(from)}
              value={to}
              className={cell({})}
              onChange={(event) => write(shown.with(at, [from, event.currentTarget.value]))}
            />
            {isTwice ? (
              <FieldHint problem={texts.derivedFields.pairTwice} />
            ) : (
              from !== '' && <CaseCount of={setting.name} at={places.indexOf(from)} />
            )}
            <ActionButton
              size="XS"
              isQuiet
              aria-label={texts.derivedFields.pairRemove(from)}
              onPress={() => write(shown.toSpliced(at, 1))}
            >
              <Close />
            </ActionButton>
          </div>
        )
      })}
      <div className={style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })}>
        <ActionButton size="S" onPress={() => setRows([...shown, ['', '']])}>
          <Add />
          <Text>{texts.derivedFields.pairAdd}</Text>
        </ActionButton>
        <ActionButton
          size="S"
          isDisabled={places.length === 0}
          onPress={() => downloadPairs(setting.label, toRecord(shown))}
        >
          {texts.derivedFields.pairDownload}
        </ActionButton>
        <NoCaseCount of={setting.name} />
      </div>
    </div>
  )
}

const downloadPairs = (name: string, pairs: Readonly<Record<string, string>>): void =>
  saveFile(fileName(name, 'csv'), new Blob([printPairs(pairs)], { type: 'text/csv' }))

const list = style({ display: 'grid', gap: 4, minWidth: 0, width: 'full' })
const cell = style({
  font: 'ui-sm',
  color: 'neutral',
  backgroundColor: 'layer-2',
  minHeight: 24,
  width: 'full',
  maxWidth: 240,
  minWidth: 0,
  paddingX: 8,
  paddingY: 2,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: { default: 'gray-300', isInvalid: 'negative' },
  borderRadius: 'default',
  outlineStyle: { default: 'none', ':focus': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
