import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCommands } from '../../../app/commands/command-registry.ts'
import { texts } from '../../../texts/index.ts'

interface CompareButtonProps {
  readonly dataView: string
  readonly person: string
}

/** Leads to where somebody is compared with somebody else. */
export function CompareButton({ dataView, person }: CompareButtonProps) {
  const navigate = useNavigate()
  const open = useMemo(
    () => () =>
      void navigate({ to: '/people/$dataView/$person/compare', params: { dataView, person } }),
    [navigate, dataView, person],
  )
  useCommands(
    useMemo(
      () => [
        {
          id: 'compare-person',
          name: texts.people.compare.open,
          group: texts.people.person,
          run: open,
        },
      ],
      [open],
    ),
  )
  return (
    <ActionButton size="S" onPress={open}>
      {texts.people.compare.open}
    </ActionButton>
  )
}
