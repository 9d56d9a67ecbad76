import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../test/support/workspace.ts'
import type { ImportOutcome, ImportPreview } from '../model/answers/imports.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace({ threads: 1 })
})
afterAll(() => workspace.close())

const csv =
  'ts,user_id,page\n2026-01-01T10:00:00Z,ann,Home\nnever,bob,Cart\n2026-01-01T11:00:00Z,ann,Cart\n'

const send = (dataset: string, what: string, query: string, bytes: string) =>
  workspace.call('POST', `datasets/${dataset}/${what}?name=events.csv${query}`, bytes)

const load = async (dataset: string, query = '', bytes = csv) =>
  (await send(dataset, 'import', query, bytes)).body as unknown as ImportOutcome

const preview = async (dataset: string, query = '', bytes = csv) =>
  (await send(dataset, 'preview', query, bytes)).body as unknown as ImportPreview

const countRows = async (dataset: string) =>
  (await workspace.call('GET', `datasets/${dataset}`)).body['rows']

describe('a preview', () => {
  it('shows what an import would go by and what it would put aside, and writes nothing', async () => {
    const { files, ...about } = await preview('seen')
    expect(about).toEqual({
      dataset: 'seen',
      kind: 'event',
      isNew: true,
      upload: expect.any(String),
    })
    expect(files).toMatchObject([
      {
        source: 'events.csv',
        used: {
          format: 'csv',
          delimiter: ',',
          quote: '"',
          header: true,
          timestamp: 'ts',
          timeZone: 'UTC',
        },
        fields: [
          { path: 'ts', type: 'timestamp', filled: 2 },
          { path: 'user_id', type: 'string', filled: 3, values: 2 },
          { path: 'page', type: 'string', filled: 3, values: 2 },
        ],
        read: 3,
        isWhole: true,
        rows: [
          { rowNumber: 1, reason: '', values: ['2026-01-01T10:00:00.000Z', 'ann', 'Home'] },
          { rowNumber: 2, reason: 'unreadable-time', values: [null, 'bob', 'Cart'] },
          { rowNumber: 3, reason: '' },
        ],
        skipped: { 'unreadable-time': 1 },
        aside: [{ rowNumber: 2, reason: 'unreadable-time', raw: '"never","bob","Cart"' }],
        guessed: { personId: 'user_id', warnings: [] },
        questions: [],
        warnings: [],
      },
    ])
    expect((await workspace.call('GET', 'datasets/seen')).status).toBe(404)
  })

  it('follows every option', async () => {
    const query =
      '&type=page=string&timestamp=page&timeZone=Europe/Berlin&rowId=ts&personId=page&kind=profile'
    const [file] = (await preview('told', query)).files
    expect(file).toMatchObject({
      used: { timeZone: 'Europe/Berlin', rowId: 'ts', personId: 'page' },
      guessed: { personId: 'page' },
    })
  })

  it('says what the import would be refused for, and shows the rows all the same', async () => {
    const [file] = (await preview('timeless', '', 'who,page\nann,Home\n')).files
    expect(file).toMatchObject({
      problem: { code: 'import/missing-field' },
      rows: [{ values: ['ann', 'Home'] }],
    })
  })

  it('asks which encoding is meant, and shows the rows by the first', async () => {
    const text = 'ts,v\n2026-01-01,crème\n2026-01-01,père\n'
    const bytes = Buffer.from(text, 'latin1')
    const answer = await workspace.call('POST', 'datasets/coded/preview?name=a.csv', bytes)
    expect(answer.body['files']).toMatchObject([
      {
        questions: [
          { option: 'encoding', readings: [{ assume: 'windows-1252', means: 'crème' }, {}, {}] },
        ],
        problem: { code: 'import/ambiguous-encoding' },
        rows: [{ values: [expect.anything(), 'crème'] }, {}],
      },
    ])
    const { upload } = answer.body
    const told = { upload, encoding: 'windows-1252' }
    const settled = await workspace.post<ImportPreview>('datasets/coded/preview', told)
    expect(settled.files).toMatchObject([{ questions: [] }])
    expect(settled.files[0]).not.toHaveProperty('problem')
  })

  it('asks where the rows of a document are', async () => {
    const text = JSON.stringify({ a: [{ ts: '2026-01-01' }], b: [{ ts: '2026-01-02' }] })
    const answer = await workspace.call('POST', 'datasets/places/preview?name=a.json', text)
    expect(answer.body['files']).toMatchObject([
      { questions: [{ option: 'rowsAt' }], problem: { code: 'import/ambiguous-rows' } },
    ])
  })

  it('says where the rows of a document were taken from, and where else they might be', async () => {
    const order = '{"id":"o1","ts":"2026-01-01T10:00:00Z","items":[{"due_date":"2026-01-02"}]}'
    const seen = async (query: string) => {
      const { body } = await workspace.call(
        'POST',
        `datasets/doc/preview?name=a.json${query}`,
        order,
      )
      const [file] = body['files'] as ImportPreview['files']
      return [file!.used.rowsAt, file!.suggested?.rowsAt, file!.warnings]
    }
    const warning =
      'it is one JSON document, and was taken for one row; if that is wrong, say --rows-at items'
    expect(await seen('')).toEqual(['.', ['.', 'items'], [warning]])
    expect(await seen('&rowsAt=items')).toEqual(['items', ['.', 'items'], []])
  })

  it('keeps its upload until it is imported', async () => {
    const { upload } = await preview('kept')
    const again = await workspace.post<ImportPreview>('datasets/kept/preview', {
      upload,
      timeZone: 'Europe/Berlin',
      types: { page: 'string' },
    })
    expect(again).toMatchObject({ upload, files: [{ used: { timeZone: 'Europe/Berlin' } }] })
    const outcome = await workspace.post<ImportOutcome>('datasets/kept/import', { upload })
    expect(outcome).toMatchObject({ added: 2, batches: [{ source: 'events.csv' }] })
    const gone = await workspace.call('POST', 'datasets/kept/import', { upload })
    expect(gone.body).toMatchObject({ status: 404, code: 'import/unknown-upload' })
  })

  it('knows a file that is there already', async () => {
    await load('twice')
    expect(await preview('twice')).toMatchObject({ isNew: false, files: [{ knownAs: 1 }] })
  })
})

describe('an import', () => {
  it('repeats what it went by and says who the rows seem to be about', async () => {
    expect(await load('used', '&timeZone=Europe/Berlin')).toMatchObject({
      batches: [{ used: { format: 'csv', timestamp: 'ts', timeZone: 'Europe/Berlin' } }],
      guessed: { personId: 'user_id', candidates: [{ field: 'user_id', filled: 1, values: 1 }] },
      warnings: [],
    })
  })

  it('keeps the person that it is told, for previews, guesses and whoever connects it', async () => {
    const bytes = 'ts,tag,user_id\n2026-01-01,x,ann\n2026-01-02,y,ann\n'
    await load('told', '', bytes)
    const describe = async () => (await workspace.call('GET', 'datasets/told')).body
    expect(await describe()).not.toHaveProperty('personId')
    await load('told', '&personId=tag&again=true', bytes)
    expect(await describe()).toMatchObject({ personId: 'tag' })
    expect(await load('told', '&again=true', bytes)).toMatchObject({
      batches: [{ used: { personId: 'tag' } }],
      guessed: { personId: 'tag' },
    })
    expect(await preview('told')).toMatchObject({ files: [{ used: { personId: 'tag' } }] })
    const guess = await workspace.call('GET', 'datasets/told/guessed')
    expect(guess.body).toMatchObject({ personId: 'tag' })
    const connection = { kind: 'connection', id: 'told', datasets: [{ dataset: 'told' }] }
    const refused = await workspace.call('POST', 'apply', [connection])
    expect(JSON.stringify(refused.body)).toContain('its import was told \\"tag\\"')
    await load('told', '&personId=user_id&again=true', bytes)
    expect(await describe()).toMatchObject({ personId: 'user_id' })
  })

  it('that is refused keeps no person', async () => {
    await load('refused')
    const answer = await workspace.call(
      'POST',
      'datasets/refused/import?name=a.csv&personId=nobody&again=true',
      csv,
    )
    expect(answer.body).toMatchObject({ code: 'import/missing-field' })
    expect((await workspace.call('GET', 'datasets/refused')).body).not.toHaveProperty('personId')
  })

  it('warns where the person that a connection names is missing', async () => {
    const rows = Array.from({ length: 20 }, (_, k) => `2026-01-01,${k % 2 ? 'ann' : ''},d${k % 3}`)
    const bytes = ['ts,email,device_id', ...rows].join('\n')
    await load('gaps', '', bytes)
    await workspace.post('apply', [
      { kind: 'connection', id: 'gaps', datasets: [{ dataset: 'gaps', personId: 'email' }] },
    ])
    const { warnings, guessed } = await load('gaps', '&again=true', bytes)
    expect(guessed?.personId).toBe('email')
    expect(warnings).toEqual([
      'email is empty on 50 % of the rows, which belong to nobody then; better: device_id (100 %)',
    ])
  })

  it('adds the same content once, whatever the file is called', async () => {
    expect(await load('same')).toMatchObject({ added: 2, batches: [{ batch: 1 }] })
    const second = await workspace.call('POST', 'datasets/same/import?name=copy.csv', csv)
    expect(second.body).toMatchObject({
      read: 0,
      added: 0,
      batches: [{ batch: 1, knownAs: 1 }],
      warnings: [expect.stringContaining('copy.csv: it was imported before, as batch 1')],
    })
    expect(await countRows('same')).toBe(2)
    expect(await load('same', '&again=true')).toMatchObject({ added: 2, batches: [{ batch: 2 }] })
    expect(await countRows('same')).toBe(4)
    const replaced = await load('same', '&replace=true')
    expect(replaced).toMatchObject({ added: 2, batches: [{ batch: 3, replaces: [1, 2] }] })
    expect(await countRows('same')).toBe(2)
    expect(await load('same')).toMatchObject({ batches: [{ knownAs: 3 }] })
  })

  it('adds a file whose batch was deleted', async () => {
    await load('deleted')
    await workspace.call('DELETE', 'datasets/deleted/batches/1')
    expect(await load('deleted')).toMatchObject({ added: 2, batches: [{ batch: 2 }] })
  })

  it('replaces rows by their ids', async () => {
    const bytes = 'ts,user_id,id\n2026-01-01,ann,1\n2026-01-02,ann,2\n'
    await load('ids', '&rowId=id', bytes)
    expect(await load('ids', '&replace=true', bytes)).toMatchObject({ added: 2, duplicates: 0 })
    expect(await countRows('ids')).toBe(2)
    expect(await load('ids', '&again=true', bytes)).toMatchObject({ added: 0, duplicates: 2 })
  })

  it('replaces rows that a later file has, too, and leaves each once', async () => {
    const first = 'ts,user_id,id\n2026-01-01,ann,1\n2026-01-02,ann,2\n'
    await load('overlap', '&rowId=id', first)
    await load('overlap', '', `${first}2026-01-03,ann,3\n`)
    expect(await load('overlap', '&replace=true', first)).toMatchObject({ added: 2, duplicates: 0 })
    expect(await countRows('overlap')).toBe(3)
    await workspace.call('DELETE', 'datasets/overlap/batches/3')
    expect(await countRows('overlap')).toBe(3)
  })

  it('takes posted rows as often as they come', async () => {
    const rows = [{ ts: '2026-01-01', who: 'ann' }]
    await workspace.post('datasets/posted/rows', rows)
    expect(await workspace.post('datasets/posted/rows', rows)).toMatchObject({ added: 1 })
  })

  it.each([
    ['&timestamp=page', 'dataset/contradicted', 'timestamp'],
    ['&timeZone=Europe/Berlin', 'dataset/contradicted', 'timeZone'],
    ['&rowId=page', 'dataset/contradicted', 'rowId'],
    ['&kind=profile', 'dataset/wrong-kind', ''],
    ['&type=page=number', 'dataset/schema-mismatch', 'types.page'],
    ['&type=pgae=number', 'import/missing-field', ''],
    ['&personId=nobody', 'import/missing-field', ''],
  ])(
    'refuses %s for a dataset that is otherwise, and changes nothing',
    async (query, code, path) => {
      const dataset = `settled${query.replace(/\W/g, '').toLowerCase()}`
      await load(dataset, '&rowId=user_id')
      const before = await workspace.call('GET', `datasets/${dataset}`)
      for (const what of ['import', 'preview']) {
        const answer = await send(dataset, what, query, `${csv}2026-01-03,cleo,Home\n`)
        const told = what === 'preview' && 'files' in answer.body ? answer.body : undefined
        const problem = told ? (told as unknown as ImportPreview).files[0]?.problem : answer.body
        expect(problem).toMatchObject({ code })
        if (!told) expect(answer.body['path']).toBe(path)
      }
      expect(await workspace.call('GET', `datasets/${dataset}`)).toMatchObject({
        body: before.body,
      })
    },
  )

  it('remembers a row id that it is told later', async () => {
    await load('later')
    await load('later', '&rowId=page', 'ts,user_id,page\n2026-01-05,ann,New\n')
    const { body } = await workspace.call('GET', 'definitions/dataset/later')
    expect(body).toMatchObject({ rowId: 'page' })
  })

  it.each([
    ['nothing', ''],
    ['a header only', 'ts,user_id\n'],
  ])('says that a file has %s', async (_, bytes) => {
    const known = await load(`empty${bytes.length}`, '&again=true')
    expect(known.warnings).toEqual([])
    const { warnings } = await load(`empty${bytes.length}`, '', bytes)
    expect(warnings).toContain(
      'events.csv: it has no rows: it is empty, or has nothing but a header',
    )
  })

  it('says that nothing of a file was added', async () => {
    const { warnings } = await load('none', '', 'ts,user_id\nnever,ann\n')
    expect(warnings).toContain('events.csv: no row was added: 1 unreadable-time')
  })

  it('says what the columns of a file keep from being used, in a preview and an import', async () => {
    const bytes =
      'Time;Date;user_id;Total\n14:05;2026-01-01;ann;12,345\n14:06;2026-01-01;bob;5,100\n'
    const { files } = await preview('columns', '&timestamp=Date', bytes)
    expect(files[0]).toMatchObject({ used: { timestamp: 'Date' } })
    expect(files[0]?.warnings).toEqual([
      expect.stringMatching(/^the events of a day have no order: Date .* in Time;/),
      expect.stringMatching(/^Total holds amounts as text: "12,345" means 12345 \(locale en\) or/),
    ])
    const { warnings } = await load('columns', '&timestamp=Date', bytes)
    expect(warnings).toEqual(files[0]?.warnings.map((warning) => `events.csv: ${warning}`))
  })

  it('refuses assumptions that contradict each other', async () => {
    const refused = await send('both', 'import', '&assume=day-first&assume=month-first', csv)
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'request/invalid', path: 'assume' },
    })
    expect(refused.body['detail']).toContain('contradicts itself: say day-first or month-first')
    expect(refused.body['detail']).not.toContain('\n')
    const twice = await send('both', 'import', '&assume=day-first&assume=day-first', csv)
    expect(twice.status).toBe(200)
  })

  it('says how a time that was guessed wrongly can be told anew', async () => {
    const twoTimes = 'ts,at_day,user_id\n2026-01-02,2026-01-01,ann\n'
    await load('anew', '', twoTimes)
    const refused = await send('anew', 'import', '&timestamp=at_day', twoTimes)
    expect(refused).toMatchObject({ status: 409, body: { code: 'dataset/contradicted' } })
    expect(JSON.stringify(refused.body)).toContain('or delete the dataset first')
  })

  it('takes what an address says several times', async () => {
    const { files } = await preview('several', '&type=page=number&type=user_id=number')
    const types = Object.fromEntries(files[0]!.fields.map(({ path, type }) => [path, type]))
    expect(types).toMatchObject({ page: 'number', user_id: 'number' })
    const refused = await send('several', 'preview', '&timeZone=UTC&timeZone=Europe/Berlin', csv)
    expect(refused).toMatchObject({ status: 400, body: { path: 'timeZone' } })
  })

  it('says in words of its own why no row can be split', async () => {
    const wide = 'a report\n2026-01-01,ann,Home\n2026-01-02,bob,Cart\n'
    const answer = await send('split', 'import', '&kind=lookup', wide)
    expect(answer).toMatchObject({
      status: 400,
      body: { detail: '"events.csv" cannot be read: a row has more values than the first one' },
    })
  })

  it('takes options from a form', async () => {
    const form = new FormData()
    form.set('file', new File([csv], 'form.csv'))
    form.set('timeZone', 'Europe/Berlin')
    form.append('type', 'page=string')
    const answer = await workspace.app.request('/api/v1/datasets/form/import', {
      method: 'POST',
      body: form,
    })
    expect(await answer.json()).toMatchObject({
      batches: [{ used: { timeZone: 'Europe/Berlin' } }],
    })
    form.set('zone', 'UTC')
    const refused = await workspace.app.request('/api/v1/datasets/form/import', {
      method: 'POST',
      body: form,
    })
    expect([refused.status, await refused.json()]).toMatchObject([400, { path: 'zone' }])
  })

  it('refuses an option that does not exist', async () => {
    const { body } = await send('typo', 'import', '&delimeter=;', csv)
    expect(body).toMatchObject({ status: 400, code: 'request/invalid' })
    expect(body['detail']).toContain('delimeter')
  })
})
