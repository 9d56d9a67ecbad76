import { Button } from '@react-spectrum/s2/Button'
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import { namespaceId } from '../../../../model/definitions/identity-space.ts'
import { Card } from '../../../components/card.tsx'
import { Controls } from '../../../components/controls.tsx'
import { HelpButton } from '../../../help/help-button.tsx'
import { texts } from '../../../texts/index.ts'
import { NamespaceTable } from '../namespace-table.tsx'
import { Remark } from '../remark.tsx'
import { namespaceIds, type RulesProps } from './rules-of.ts'

/** The namespaces of a space by priority, and a field that adds one. */
export function NamespacesCard({ document, change }: RulesProps) {
  const { namespaces } = document
  return (
    <Card title={texts.identity.namespaces} actions={<HelpButton page="identities" />}>
      <Remark>{texts.identityRules.namespacesHint}</Remark>
      {namespaces.length > 0 && (
        <NamespaceTable
          label={texts.identity.namespaces}
          namespaces={namespaces}
          allowsRemoving
          onChange={(next) => change({ namespaces: next })}
        />
      )}
      <Adder
        taken={namespaceIds(document)}
        onAdd={(id) => change({ namespaces: [...namespaces, { id }] })}
      />
    </Card>
  )
}

interface AdderProps {
  readonly taken: readonly string[]
  readonly onAdd: (id: string) => void
}

function Adder({ taken, onAdd }: AdderProps) {
  const [name, setName] = useState('')
  const t = texts.identityRules
  const isTaken = taken.includes(name)
  const canAdd = !isTaken && namespaceId.safeParse(name).success
  const add = () => {
    if (!canAdd) return
    onAdd(name)
    setName('')
  }
  return (
    <Controls>
      <TextField
        label={t.newNamespace}
        size="S"
        value={name}
        onChange={setName}
        isInvalid={name !== '' && !canAdd}
        errorMessage={isTaken ? t.isTaken : t.newNamespaceHint}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <Button size="S" variant="secondary" isDisabled={!canAdd} onPress={add}>
        {t.addNamespace}
      </Button>
    </Controls>
  )
}
