import { ActionButton } from '@react-spectrum/s2/ActionButton'
import SettingsIcon from '@react-spectrum/s2/icons/Settings'
import {
  Header,
  Heading,
  Keyboard,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Text,
} from '@react-spectrum/s2/Menu'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { sessionQuery, signOut } from '../api/index.ts'
import { texts } from '../texts/index.ts'
import { colorScheme } from './color-scheme.ts'
import { density } from './density.ts'
import type { StoredChoice } from './stored-choice.ts'

/** How the page looks in this browser, its keys, and the way out. */
export function AppMenu({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const leave = async () => {
    await signOut()
    await client.resetQueries()
  }
  return (
    <MenuTrigger>
      <ActionButton isQuiet aria-label={texts.app.settings}>
        <SettingsIcon />
      </ActionButton>
      <Menu
        onAction={(key) => {
          if (key === 'keys') onShowKeys()
          if (key === 'sign-out') void leave()
        }}
      >
        <ChoiceSection
          name={texts.app.appearance}
          choice={colorScheme}
          labels={texts.app.schemes}
        />
        <ChoiceSection name={texts.app.density} choice={density} labels={texts.app.densities} />
        <MenuSection>
          <MenuItem id="keys" textValue={texts.keys.show}>
            <Text slot="label">{texts.keys.show}</Text>
            <Keyboard>?</Keyboard>
          </MenuItem>
          {session?.needsToken && session.isSignedIn && (
            <MenuItem id="sign-out">{texts.signIn.signOut}</MenuItem>
          )}
        </MenuSection>
      </Menu>
    </MenuTrigger>
  )
}

interface ChoiceSectionProps<T extends string> {
  readonly name: string
  readonly choice: StoredChoice<T>
  readonly labels: Readonly<Record<T, string>>
}

function ChoiceSection<T extends string>({ name, choice, labels }: ChoiceSectionProps<T>) {
  const [chosen, choose] = choice.use()
  const take = (id: string) => {
    const found = choice.choices.find((each) => each === id)
    if (found !== undefined) choose(found)
  }
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => keys !== 'all' && take(String([...keys][0]))}
    >
      <Header>
        <Heading>{name}</Heading>
      </Header>
      {choice.choices.map((id) => (
        <MenuItem key={id} id={id}>
          {labels[id]}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
