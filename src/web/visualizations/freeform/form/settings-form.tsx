import { Disclosure, DisclosurePanel, DisclosureTitle } from '@react-spectrum/s2/Disclosure'
import { Switch } from '@react-spectrum/s2/Switch'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { Controls } from '../../../components/controls.tsx'
import { texts } from '../../../texts/index.ts'
import type { SettingsProps } from '../../visualization.ts'
import { type FreeformSettings, rowDimensions } from '../settings.ts'
import { BreakdownsForm } from './breakdowns-form.tsx'
import { ColumnAdder, ColumnsForm } from './columns-form.tsx'
import { RowsForm } from './rows-form.tsx'
import { SearchRules, TypedSearch } from './search-form.tsx'

type Props = SettingsProps<FreeformSettings>

/** Everything that a freeform table can be told; what is told less often is folded up. */
export function FreeformSettingsForm(props: Props) {
  const haveItems = rowDimensions(props.settings.rows).length > 0
  return (
    <div className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
      <Controls>
        <RowsForm {...props} />
        <ColumnAdder {...props} />
        {haveItems && <TypedSearch {...props} />}
        <FiguresForm {...props} />
      </Controls>
      <Folded title={texts.freeform.columnSettings}>
        <ColumnsForm {...props} />
      </Folded>
      <Folded title={texts.freeform.moreSettings}>
        {haveItems && <SearchRules {...props} />}
        <RowsShown {...props} haveItems={haveItems} />
        <BreakdownsForm {...props} />
      </Folded>
    </div>
  )
}

const Folded = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Disclosure size="S" density="compact" isQuiet>
    <DisclosureTitle level={4}>{title}</DisclosureTitle>
    <DisclosurePanel>
      <Controls>{children}</Controls>
    </DisclosurePanel>
  </Disclosure>
)

const FiguresForm = ({ settings, onChange }: Props) => (
  <>
    <ChoicePicker
      label={texts.freeform.percent}
      value={settings.percent}
      choices={texts.freeform.percents}
      onChange={(percent) => onChange({ ...settings, percent })}
    />
    <Switch
      size="S"
      isSelected={settings.bars}
      onChange={(bars) => onChange({ ...settings, bars })}
    >
      {texts.freeform.bars}
    </Switch>
  </>
)

const RowsShown = ({ settings, onChange, haveItems }: Props & { readonly haveItems: boolean }) => (
  <>
    {haveItems && (
      <Switch
        size="S"
        isSelected={settings.noValue}
        onChange={(noValue) => onChange({ ...settings, noValue })}
      >
        {texts.freeform.noValue}
      </Switch>
    )}
    <ChoicePicker
      label={texts.freeform.total}
      value={settings.totals}
      choices={texts.freeform.totalChoices}
      onChange={(totals) => onChange({ ...settings, totals })}
    />
    <ChoicePicker
      label={texts.freeform.density}
      value={settings.density}
      choices={texts.freeform.densities}
      onChange={(density) => onChange({ ...settings, density })}
    />
  </>
)
