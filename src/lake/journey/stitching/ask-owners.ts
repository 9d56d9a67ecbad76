import type { LakeClient } from '../../client.ts'
import { areChosen, hasRows } from '../../datasets/index.ts'
import { join, type Sql, sql } from '../../sql.ts'
import type { Journey } from '../journey.ts'
import type { StitchingGraph } from './graph.ts'
import { selectFieldOwners } from './field-owners.ts'
import { keepFieldOwners, keepOwnersOf } from './kept-owners.ts'
import { rowsWithOwnIds, selectIdsOf } from './own-ids.ts'
import { selectSeen } from './owners.ts'
import type { StitchingPlan } from './plan.ts'

type Plans = readonly (StitchingPlan | null)[]

/** One graph, the namespace that stands for persons, and the plans that follow it so. */
interface Question {
  readonly graph: StitchingGraph
  readonly target: string
  readonly plans: Set<StitchingPlan>
}

/**
 * Asks once whose the rows are that arrive and that are stitched again: each graph, of all datasets together, and each
 * dataset that is stitched by its own rows. Gives the plans with the answers; `forgetOwners` gives the memory back.
 */
export async function askOwners(lake: LakeClient, journey: Journey, plans: Plans): Promise<Plans> {
  const answers = new Map<StitchingPlan, Sql>()
  const questions = listQuestions(plans)
  for (const [number, { graph, target, plans: own }] of questions.entries()) {
    const among = joinIds([...own].map((plan) => listAsked(journey, plan)))
    const owners = await keepOwnersOf(lake, journey, graph, { target, among }, number)
    for (const plan of own) answers.set(plan, owners)
  }
  for (const [nth, plan] of listAskedTwice(journey, plans).entries()) {
    const { knowledge } = plan
    const seen = selectSeen(knowledge, joinIds([listAsked(journey, plan)]), true)
    const owners = selectFieldOwners(seen, knowledge.mostSwitches)
    answers.set(plan, await keepFieldOwners(lake, journey, owners, questions.length + nth))
  }
  return plans.map((plan) => {
    const owners = plan && answers.get(plan)
    return plan && owners ? { ...plan, knowledge: { ...plan.knowledge, owners } } : plan
  })
}

function listQuestions(plans: Plans): readonly Question[] {
  const questions = new Map<string, Question>()
  for (const plan of plans) {
    if (plan === null || (plan.scope === null && !hasRows(plan.knowledge.arriving))) continue
    const { graph, stitching } = plan.knowledge
    if (graph === null) continue
    const { space, target } = stitching.graph!
    const key = JSON.stringify([space, target])
    const question = questions.get(key) ?? { graph, target, plans: new Set() }
    questions.set(key, question)
    question.plans.add(plan)
  }
  return [...questions.values()]
}

/** Plans whose own rows are asked the same for those that arrive and for those that are stitched again. */
const listAskedTwice = (journey: Journey, plans: Plans): readonly StitchingPlan[] =>
  plans.filter((plan): plan is StitchingPlan => {
    if (plan === null || plan.knowledge.graph !== null) return false
    const { arriving, stitching } = plan.knowledge
    const touched = plan.scope?.(journey).touched ?? null
    return stitching.replay === null && touched !== null && hasRows(arriving)
  })

/** The ids that a plan needs to know the owners of, as queries; null: all. */
function listAsked(journey: Journey, { knowledge, scope }: StitchingPlan): readonly Sql[] | null {
  const { arriving, batches } = knowledge
  const isFirst = batches.length === 0
  const touched = scope?.(journey).touched
  if (touched === null || (isFirst && hasRows(arriving))) return null
  return [
    ...(touched ? [touched.texts] : []),
    ...(hasRows(arriving) ? [selectIdsOf(rowsWithOwnIds(knowledge, areChosen(arriving)))] : []),
  ]
}

function joinIds(asked: readonly (readonly Sql[] | null)[]): Sql | null {
  if (asked.includes(null)) return null
  return join(
    asked.flatMap((each) => each ?? []).map((ids) => sql`SELECT id FROM (${ids})`),
    sql` UNION ALL `,
  )
}
