import { Disclosure, DisclosurePanel, DisclosureTitle } from '@react-spectrum/s2/Disclosure'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { TitleField } from './title-field.tsx'

interface AboutHeadProps {
  /** What the name is called, also where there is none yet. */
  readonly label: string
  readonly name: string
  readonly onName: (name: string) => void
  /** What opens what else is said. */
  readonly about: string
  readonly children: ReactNode
}

/** The head of an editor: what is edited is called, and what else is said about it, to be opened. */
export const AboutHead = ({ label, name, onName, about, children }: AboutHeadProps) => (
  <div className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
    <h1 className={style({ margin: 0, font: 'title', minWidth: 0 })}>
      <TitleField label={label} size="L" value={name} placeholder={label} onChange={onName} />
    </h1>
    <Disclosure size="S" density="compact" isQuiet>
      <DisclosureTitle level={2}>{about}</DisclosureTitle>
      <DisclosurePanel>
        <div className={style({ display: 'grid', gap: 12, maxWidth: 480, paddingY: 8 })}>
          {children}
        </div>
      </DisclosurePanel>
    </Disclosure>
  </div>
)
