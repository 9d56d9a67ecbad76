import type { Kysely, Transaction } from 'kysely'
import { findReferences, parseDefinition } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { FormulaReader } from '../model/formula.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import { writeReferences } from './definition-writes.ts'
import type { Tables } from './tables.ts'

/** Rises with the rules that find references: 1 also finds what visualizations and annotations name. */
const RULES = 1

/** References that were found by earlier rules are found again, by one of several servers that start. */
export const refreshReferences = async (
  db: Kysely<Tables>,
  readFormula: FormulaReader,
): Promise<void> => {
  const state = await db
    .selectFrom('store_state')
    .select('reference_rules')
    .executeTakeFirstOrThrow()
  if (state.reference_rules >= RULES) return
  await db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('store_state')
      .set({ reference_rules: RULES })
      .where('reference_rules', '<', RULES)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await findAgain(transaction, readFormula)
  })
}

async function findAgain(transaction: Transaction<Tables>, readFormula: FormulaReader) {
  const rows = await transaction.selectFrom('definitions').select(['kind', 'id']).execute()
  for (const { kind, id } of rows) {
    await letOthersIn()
    const { document } = await transaction
      .selectFrom('definitions')
      .select('document')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const definition = readStored(document)
    if (definition === undefined) continue
    await writeReferences(transaction, definition, findReferences(definition, readFormula))
  }
}

/** What is no definition any more is told wherever it is used. */
function readStored(document: string) {
  try {
    return parseDefinition(JSON.parse(document))
  } catch (error) {
    if (error instanceof ThroughlineError) return undefined
    throw error
  }
}
