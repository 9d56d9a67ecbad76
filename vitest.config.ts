import { defineConfig } from 'vitest/config'

/** Tests that leave nothing behind, mostly of pure code: their files share what they import. */
const sharing = [
  'src/{api,audiences,calendar,collect,demo,destinations,engine,formula,governance,hosts,identity,ingest,lake,model,outgoing,profile,query,statistics,store,web}/**/*.test.ts',
  'test/{reference,reports,semantics,vectors}/**/*.test.ts',
]

/** Tests of whole workspaces that they close again, and that neither set the process's environment nor start others. */
const sharingWorkspaces = [
  'test/{audiences,laws,profiles}/**/*.test.ts',
  'test/alerts/{evaluate,jobs,schedules}.test.ts',
  'test/delivery/{api,outbox,profile-changes}.test.ts',
  'test/{audience,destination,identity,import,source,stitching}-command.test.ts',
  'test/{audit,closing,collect-page,data-view-forms,derived-field-cards,destination-forms,destinations-page}.test.ts',
  'test/{folders,forgetting,formula-blocks,freeform-marks,governance,identity-page,large-dictionaries}.test.ts',
  'test/{memberships,merge-definitions,openapi,persons-across-batches,project-pages,projects,reference-pages}.test.ts',
  'test/{shop,storage,template-files}.test.ts',
]

/** It tells by the clock when others were let in; `countTurns` lets that clock run ahead in the files that share. */
const byTheClock = 'src/model/let-others-in.test.ts'

export default defineConfig({
  test: {
    setupFiles: ['test/support/unwritten-columns.ts'],
    // Of tests alone: nobody's own key is read, or made.
    env: { THROUGHLINE_SECRET_KEY: Buffer.alloc(32, 1).toString('base64') },
    testTimeout: 300_000,
    // A page on a busy machine may take longer than a second to follow a click.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 300_000,
    pool: 'forks',
    // One more than the processors of a small machine: browsers and servers are waited for.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'sharing', include: sharing, exclude: [byTheClock], isolate: false } },
      {
        extends: true,
        test: { name: 'sharing workspaces', include: sharingWorkspaces, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...sharing, ...sharingWorkspaces],
        },
      },
      {
        extends: true,
        test: { name: 'by the clock', include: [byTheClock] },
      },
    ],
  },
})
