import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ActingPlace } from '../../act/acting-place.tsx'
import { dataViewsQuery, projectsQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { type AskSearch, readIntendedPanel } from './ask-search.ts'
import { Asked } from './asked.tsx'
import type { Question } from './question.ts'
import { questions } from './questions/index.ts'
import { readScope } from './scope.ts'
import { useAskedData } from './use-asked-data.ts'

/** Guided analyses: a question as a sentence, and its answer. */
export function AskPlace() {
  const { question: id } = useParams({ from: '/ask/$question' })
  const search = useSearch({ from: '/ask/$question' })
  const question = questions.find((each) => each.id === id) ?? questions[0]!
  const views = useQuery(dataViewsQuery)
  const last = useQuery(projectsQuery)
  const firstView =
    views.data?.find((view) => view.id === last.data?.[0]?.dataView) ?? views.data?.[0]
  return (
    <div className={page}>
      <PlaceHeader title={texts.ask.titleOf(question.label)}>
        <strong className={style({ font: 'ui', fontWeight: 'bold', color: 'neutral' })}>
          {texts.ask.title}
        </strong>
      </PlaceHeader>
      <ActingPlace>
        <div className={column}>
          <h1 className={style({ font: 'heading', margin: 0 })}>{texts.ask.title}</h1>
          <QuestionLinks current={question} search={search} />
          {views.error && (
            <ProblemNotice error={views.error} onRetry={() => void views.refetch()} />
          )}
          {views.data?.length === 0 && (
            <EmptyState title={texts.ask.needsData}>{texts.ask.needsDataHint}</EmptyState>
          )}
          {firstView !== undefined && !last.isPending && (
            <QuestionBody question={question} search={search} firstView={firstView.id} />
          )}
        </div>
      </ActingPlace>
    </div>
  )
}

interface QuestionLinksProps {
  readonly current: Question
  readonly search: AskSearch
}

/** Every question; what is asked of whom stays when one goes to another. */
function QuestionLinks({ current, search }: QuestionLinksProps) {
  const { view, range, who, project, panel } = search
  const kept = Object.entries({ view, range, who, project, panel })
  const shared = Object.fromEntries(kept.filter(([, value]) => value !== undefined))
  return (
    <nav aria-label={texts.ask.questionNames} className={links}>
      {questions.map(({ id, label, about }) => (
        <Link
          key={id}
          to="/ask/$question"
          params={{ question: id }}
          search={shared}
          title={about}
          className={link({ isCurrent: id === current.id })}
          {...(id === current.id && { 'aria-current': 'page' as const })}
          activeOptions={{ exact: true }}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}

interface QuestionProps extends Omit<QuestionLinksProps, 'current'> {
  readonly question: Question
  readonly firstView: string
}

function QuestionBody({ question, search, firstView }: QuestionProps) {
  const navigate = useNavigate()
  const scope = readScope(search, firstView)
  const state = useAskedData(scope)
  switch (state.kind) {
    case 'loading':
      return <SkeletonRows />
    case 'failed':
      return <ProblemNotice error={state.error} onRetry={state.retry} />
    case 'no-view':
      return (
        <EmptyState title={texts.ask.noSuchView(scope.view)}>
          {state.views.map(({ id, name = id }) => (
            <Link
              key={id}
              to="/ask/$question"
              params={{ question: question.id }}
              search={{ view: id }}
              className={style({ color: 'neutral', display: 'block' })}
            >
              {name}
            </Link>
          ))}
        </EmptyState>
      )
    case 'not-built':
      return (
        <EmptyState title={texts.panel.notBuilt}>
          {state.status.problem ?? texts.panel.notBuiltHint}
        </EmptyState>
      )
    case 'ready':
      return (
        <Asked
          // Another question, and another data view, have other slots and another answer.
          key={`${question.id} ${scope.view}`}
          question={question}
          scope={scope}
          data={state.data}
          values={question.read(search, state.data)}
          stored={search}
          intended={readIntendedPanel(search)}
          onChange={(values, replace) =>
            void navigate({
              to: '/ask/$question',
              params: { question: question.id },
              search: (before) => ({ ...before, ...values }),
              replace,
              resetScroll: false,
            })
          }
        />
      )
    default:
      return state satisfies never
  }
}

const page = style({ display: 'flex', height: 'full', minHeight: 0, minWidth: 0 })
const column = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  flexGrow: 1,
  minWidth: 0,
  overflowY: 'auto',
  padding: { default: 16, md: 24 },
})
/** Its first name stands below the title, not its shape. */
const links = style({ display: 'flex', flexWrap: 'wrap', gap: 4, marginStart: -12 })
const link = style({
  font: 'ui',
  color: { default: 'neutral', isCurrent: 'blue-1000' },
  fontWeight: { default: 'normal', isCurrent: 'bold' },
  backgroundColor: { default: 'transparent', ':hover': 'gray-100', isCurrent: 'blue-100' },
  paddingX: 12,
  paddingY: 4,
  borderRadius: 'full',
  textDecoration: 'none',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
