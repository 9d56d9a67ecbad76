import { Button } from '@react-spectrum/s2/Button'
import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ReactNode, useMemo } from 'react'
import { useCommands } from '../../app/commands/command-registry.ts'
import { ComponentPages } from '../../app/component-pages.tsx'
import { PlaceHeader } from '../../app/place-header.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { listPage } from '../definitions/page-styles.ts'

interface JobListProps<T> {
  readonly page: 'alerts' | 'schedules'
  readonly words: {
    readonly title: string
    readonly new: string
    readonly search: string
    readonly none: string
    readonly noneFound: string
    readonly noneFoundHint: string
  }
  /** All there are; undefined until they are known. */
  readonly rows: readonly T[] | undefined
  /** Those that are found. */
  readonly found: readonly T[]
  readonly error: Error | null
  readonly onRetry: () => void
  readonly find: string
  readonly onFind: (text: string) => void
  readonly canMake: boolean
  readonly onNew: () => void
  /** What is said where there is none. */
  readonly noneHint: ReactNode
  readonly table: (rows: readonly T[]) => ReactNode
}

/** Every alert, or every schedule: found by typing, and the way to a new one. */
export function JobList<T>(props: JobListProps<T>) {
  const { page, words, rows, found, error, onRetry, find, onFind, noneHint, table } = props
  return (
    <div className={listPage}>
      <PlaceHeader title={words.title} />
      <ComponentPages current={page} />
      <div className={head}>
        <h1 className={style({ font: 'heading', margin: 0, flexGrow: 1 })}>{words.title}</h1>
        <SearchField aria-label={words.search} size="S" value={find} onChange={onFind} />
        <NewButton {...props} />
      </div>
      <Card title={words.title}>
        {error && <ProblemNotice error={error} onRetry={onRetry} />}
        {!error && rows === undefined && <SkeletonRows />}
        {rows?.length === 0 && <EmptyState title={words.none}>{noneHint}</EmptyState>}
        {rows && rows.length > 0 && found.length === 0 && (
          <EmptyState title={words.noneFound}>{words.noneFoundHint}</EmptyState>
        )}
        {found.length > 0 && table(found)}
      </Card>
    </div>
  )
}

/** The way to a new one, also from the palette. */
function NewButton<T>({ page, words, canMake, onNew }: JobListProps<T>) {
  useCommands(
    useMemo(
      () => [
        {
          id: `new-${page}`,
          name: words.new,
          group: words.title,
          keys: 'n',
          isDisabled: !canMake,
          run: onNew,
        },
      ],
      [page, words, canMake, onNew],
    ),
  )
  return (
    <Button variant="accent" size="S" isDisabled={!canMake} onPress={onNew}>
      {words.new}
    </Button>
  )
}

const head = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
