import { ActionButton } from '@react-spectrum/s2/ActionButton'
import StarIcon from '@react-spectrum/s2/icons/Star'
import StarFilledIcon from '@react-spectrum/s2/icons/StarFilled'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ListedProject } from '../../../model/answers/projects.ts'
import { projectsQuery, starProject } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'

type StarButtonProps = Pick<ListedProject, 'id' | 'name' | 'isStarred'>

/** Whether it is among the starred ones of whoever looks. */
export function StarButton({ id, name, isStarred }: StarButtonProps) {
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: () => starProject(id, !isStarred),
    onMutate: () =>
      client.setQueryData(projectsQuery.queryKey, (before) =>
        before?.map((each) => (each.id === id ? { ...each, isStarred: !isStarred } : each)),
      ),
    onSettled: () => client.invalidateQueries(projectsQuery),
  })
  const label = texts.projectList[isStarred ? 'unstar' : 'star'](name ?? id)
  return (
    <ActionButton size="S" isQuiet aria-label={label} onPress={() => mutate()}>
      {isStarred ? <StarFilledIcon /> : <StarIcon />}
    </ActionButton>
  )
}
