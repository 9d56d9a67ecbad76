import { Disclosure, DisclosurePanel, DisclosureTitle } from '@react-spectrum/s2/Disclosure'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../texts/index.ts'
import type { ListName } from './component-list.ts'
import { SettingFields } from './fields/setting-fields.tsx'
import { readKey } from './forms/edit-object.ts'
import { sections } from './forms/sections.ts'
import type { Form } from './forms/setting.ts'

interface SettingsProps {
  /** The settings as far as they are said. */
  readonly value: object
  /** What holds where nothing is said. */
  readonly inherited: object | undefined
  readonly onChange: (value: Readonly<Record<string, unknown>>) => void
}

interface SettingSectionsProps extends SettingsProps {
  readonly list: ListName
  /** A setting that is not asked for. */
  readonly without?: string
}

/** Every setting of a component, in sections; those that say something are open. */
export const SettingSections = ({ list, without, ...settings }: SettingSectionsProps) =>
  Object.entries(sections[list]).map(([title, form], index) => (
    <Section
      key={title}
      {...settings}
      title={title}
      form={Object.fromEntries(Object.entries(form).filter(([key]) => key !== without))}
      isOpen={index === 0}
    />
  ))

interface SectionProps extends SettingsProps {
  readonly title: string
  readonly form: Form
  readonly isOpen: boolean
}

function Section({ title, form, isOpen, value, inherited, onChange }: SectionProps) {
  const count = Object.keys(form).filter((key) => readKey(value, key) !== undefined).length
  return (
    <Disclosure size="S" density="compact" defaultExpanded={isOpen || count > 0}>
      <DisclosureTitle level={3}>
        {isOpen || count === 0 ? title : texts.dataViewPage.sectionSet(title, count)}
      </DisclosureTitle>
      <DisclosurePanel>
        <div className={style({ paddingY: 8 })}>
          <SettingFields
            form={form}
            value={value}
            {...(inherited !== undefined && { inherited })}
            onChange={onChange}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}
