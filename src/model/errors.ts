import type { z } from 'zod'
import { sayAllowed } from './nearest.ts'
import { type Path, pathKey } from './path.ts'
import { cutText, show } from './show.ts'
import { zodProblem } from './zod-problem.ts'
import { zodWords } from './zod-words.ts'

const listed = (values: readonly unknown[]): string =>
  values.length > 0 ? `: ${values.join(', ')}` : ''

const allowed = ({ allowed: names }: Allowed, given: unknown): string => sayAllowed(given, names)

const reason = (p: Because): string => (p.reason === undefined ? '' : `: ${p.reason}`)

interface Allowed {
  readonly allowed?: readonly unknown[] | undefined
}

interface Because {
  readonly reason?: string | undefined
}

/** What a schema has to say of a value. */
interface Invalid extends Because, Allowed {
  readonly value?: unknown
}

/** Something that goes by an id and is not there. */
interface Unknown extends Allowed {
  readonly id: unknown
}

interface UnknownOfKind extends Unknown {
  readonly kind: string
}

/** A panel (or a field of a project, where `panel` is null) as one has it and as the other. */
interface Disagreement {
  readonly panel: string | null
  readonly field: string
}

const nameDisagreement = ({ panel, field }: Disagreement): string =>
  panel === null ? field : `panel ${panel}`

/** What can be wrong in a request as in a definition: under either's code. */
const common = {
  unknownComponent: {
    status: 400,
    message: (p: Unknown & { type?: string }) =>
      `there is no ${p.type ?? 'component'} ${show(p.id)}${allowed(p, p.id)}`,
  },
  unknownOperator: {
    status: 400,
    message: (p: Allowed & { op: string }) =>
      `the operator ${show(p.op)} cannot be used here${allowed(p, p.op)}`,
  },
  unknownDateRange: {
    status: 400,
    message: (p: Unknown) => `there is no date range or preset ${show(p.id)}${allowed(p, p.id)}`,
  },
  rangeReversed: {
    status: 400,
    message: (p: { start: string; end: string }) =>
      `the range ends (${p.end}) before it starts (${p.start})`,
  },
  impossible: {
    status: 400,
    message: (p: Because) => `this combination is impossible${reason(p)}`,
  },
} as const

/** Every mistake a caller can make: code → HTTP status, message of its parameters, hint. One entry per code. */
export const errors = {
  'definition/invalid': { status: 400, message: (p: Invalid) => `invalid definition${reason(p)}` },
  'definition/unknown-kind': {
    status: 400,
    message: (p: Allowed & { kind: unknown }) =>
      `${show(p.kind)} is not a kind of definition${allowed(p, p.kind)}`,
  },
  'definition/unknown-id': {
    status: 404,
    message: (p: UnknownOfKind) => `there is no ${p.kind} ${show(p.id)}${allowed(p, p.id)}`,
  },
  'definition/unknown-reference': {
    status: 400,
    message: (p: UnknownOfKind) => `there is no ${p.kind} ${show(p.id)}${allowed(p, p.id)}`,
    hint: 'apply what it refers to together with it, in any order',
  },
  'definition/unknown-component': common.unknownComponent,
  'definition/unknown-operator': common.unknownOperator,
  'definition/unknown-date-range': common.unknownDateRange,
  'definition/range-reversed': common.rangeReversed,
  'definition/impossible': common.impossible,
  'definition/too-large': {
    status: 422,
    message: (p: Because & { what?: string }) =>
      `${p.what ?? 'the definition'} is too large${reason(p)}`,
  },
  'definition/unknown-field': {
    status: 400,
    message: (p: Allowed & { field: string }) =>
      `there is no field ${show(p.field)}${allowed(p, p.field)}`,
  },
  'definition/cycle': {
    status: 400,
    message: (p: { cycle: readonly string[] }) =>
      `definitions refer to each other in a circle${listed(p.cycle)}`,
  },
  'definition/in-use': {
    status: 409,
    message: (p: { kind: string; id: string; usedBy: readonly string[] }) =>
      `${p.kind} ${show(p.id)} is in use by${listed(p.usedBy)}`,
    hint: 'delete or change its users first',
  },
  'definition/version-conflict': {
    status: 412,
    message: (p: { kind: string; id: string; expected: number; actual: number }) =>
      `${p.kind} ${show(p.id)} has version ${p.actual}, not ${p.expected}`,
    hint: 'read it again and repeat the change',
  },
  'project/wrong-patch': {
    status: 400,
    message: (p: Because) => `the patch cannot be applied${reason(p)}`,
  },
  'project/conflict': {
    status: 409,
    message: (p: { conflict: readonly Disagreement[] }) =>
      `somebody else has changed the same${listed(p.conflict.map(nameDisagreement))}`,
    hint: 'decide which of both is to stay, and send that with the revision that is there now',
  },
  'project/changed-since': {
    status: 409,
    message: (p: { conflict: readonly Disagreement[]; what: string; revision: number }) =>
      `revision ${p.revision} cannot be ${p.what}: the same was changed since${listed(p.conflict.map(nameDisagreement))}`,
    hint: 'an earlier step can be named by its revision',
  },
  'project/wrong-number': {
    status: 409,
    message: (p: { number: number; expectedNumber: number }) =>
      `step ${p.number} came, where ${p.expectedNumber} is next of this client`,
    hint: 'send the steps in between first',
  },
  'project/number-used': {
    status: 409,
    message: (p: { number: number }) => `another step came as number ${p.number} of this client`,
  },
  'project/unknown-revision': {
    status: 409,
    message: (p: { revision: number; current: number }) =>
      p.revision > p.current
        ? `there is no revision ${p.revision}: the last is ${p.current}`
        : `the steps since revision ${p.revision} are no longer kept; the last is ${p.current}`,
    hint: 'read the project again; THROUGHLINE_PROJECT_STEPS changes how many steps are kept',
  },
  'project/nothing-left': {
    status: 409,
    message: (p: { what: string }) => `there is nothing to be ${p.what}`,
  },
  'project/unknown-version': {
    status: 404,
    message: (p: Unknown) => `the project has no version ${show(p.id)}${allowed(p, p.id)}`,
  },
  'share/unknown': {
    status: 404,
    message: () => 'this link opens nothing: it is wrong, revoked or has expired',
  },
  'share/fixed-dates': { status: 403, message: () => 'this link shows its own dates only' },
  'share/unknown-visualization': {
    status: 404,
    message: (p: Unknown) => `what was shared holds no ${show(p.id)} that asks something`,
  },
  'share/unknown-data-view': {
    status: 404,
    message: (p: Unknown) => `what was shared shows no data view ${show(p.id)}`,
  },
  'request/invalid': { status: 400, message: (p: Invalid) => `invalid request${reason(p)}` },
  'request/unknown-kind': {
    status: 400,
    message: (p: Allowed & { kind: unknown }) =>
      `${show(p.kind)} is not a kind of report${allowed(p, p.kind)}`,
  },
  'request/unknown-component': common.unknownComponent,
  'request/unknown-operator': common.unknownOperator,
  'request/unknown-date-range': common.unknownDateRange,
  'request/range-reversed': common.rangeReversed,
  'request/too-large': {
    status: 422,
    message: (p: Because & { what?: string }) =>
      `${p.what ?? 'the request'} is too large${reason(p)}`,
  },
  'request/impossible': common.impossible,
  'regex/invalid': {
    status: 400,
    message: (p: Because & { pattern: string }) =>
      `the regular expression ${show(p.pattern)} is invalid${reason(p)}`,
  },
  'formula/syntax': { status: 400, message: (p: Because) => `invalid formula${reason(p)}` },
  'formula/unknown-function': {
    status: 400,
    message: (p: Allowed & { function: string }) =>
      `there is no function ${show(p.function)}${allowed(p, p.function)}`,
  },
  'formula/wrong-arguments': {
    status: 400,
    message: (p: Because & { function: string }) => `wrong arguments for ${p.function}${reason(p)}`,
  },
  'import/not-found': {
    status: 404,
    message: (p: { source: string }) => `nothing found at ${show(p.source)}`,
  },
  'import/unreadable': {
    status: 400,
    message: (p: Because & { source: string }) => `${show(p.source)} cannot be read${reason(p)}`,
  },
  'import/unknown-format': {
    status: 400,
    message: (p: Allowed & { source: string; format?: string }) =>
      p.format === undefined
        ? `the format of ${show(p.source)} is unknown${allowed(p, p.source.split('.').at(-1))}`
        : `there is no format ${show(p.format)}${allowed(p, p.format)}`,
  },
  'import/unknown-upload': {
    status: 404,
    message: (p: { id: string }) =>
      `there is no upload ${show(p.id)}: uploads are kept for an hour`,
    hint: 'upload the file again',
  },
  'import/ambiguous': {
    status: 400,
    message: (p: { source: string; question: string; readings: readonly string[] }) =>
      `${show(p.source)} can be read in several ways: ${p.question}${listed(p.readings)}`,
    hint: 'say which is meant, with --assume or `assume`; of decimals with --decimal or `decimal`',
  },
  'import/unknown-encoding': {
    status: 400,
    message: (p: Allowed & { encoding: string }) =>
      `there is no encoding ${show(p.encoding)}${allowed(p, p.encoding)}`,
  },
  'import/ambiguous-encoding': {
    status: 400,
    message: (p: { source: string; readings: readonly { encoding: string; text: string }[] }) =>
      `the encoding of ${show(p.source)} is in doubt${listed(p.readings.map(({ encoding, text }) => `${show(text)} in ${encoding}`))}`,
    hint: 'say which with --encoding, or encoding',
  },
  'import/ambiguous-rows': {
    status: 400,
    message: (p: Allowed & { source: string }) =>
      `${show(p.source)} has several lists that may be its rows${allowed(p, undefined)}`,
    hint: 'say which with --rows-at, or rowsAt; . where the document is a row itself',
  },
  'import/invalid-option': {
    status: 400,
    message: (p: Allowed & { option: string; value: unknown }) =>
      `${p.option} cannot be ${show(p.value)}${allowed(p, p.value)}`,
  },
  'import/archive-too-large': {
    status: 413,
    message: (p: { source: string; setting: string; limit: number }) =>
      `${show(p.source)} unpacks to more than ${p.setting} allows, which is ${p.limit}`,
    hint: 'raise that environment variable if you trust the archive',
  },
  'import/too-wide': {
    status: 422,
    message: (p: Because) => `the file cannot be imported${reason(p)}`,
    hint: 'names and values that stand in columns of their own, such as a column per day, belong into rows',
  },
  'import/line-too-long': {
    status: 422,
    message: (p: { source: string; limit: number }) =>
      `a line of ${show(p.source)} is longer than line-mb allows, which is ${p.limit} megabytes`,
    hint: 'end its rows with line feeds; THROUGHLINE_LINE_MB changes the limit, at the price of memory',
  },
  'import/upload-too-large': {
    status: 413,
    message: (p: { limit: number }) =>
      `the upload is larger than upload-gb allows, which is ${p.limit} gigabytes`,
    hint: 'send its files one by one; THROUGHLINE_UPLOAD_GB changes the limit, at the price of disk',
  },
  'import/not-aside': {
    status: 409,
    message: (p: { dataset: string; batch: number; rowNumber: number }) =>
      `row ${p.rowNumber} of batch ${p.batch} of ${show(p.dataset)} is no longer put aside`,
    hint: 'somebody has replayed it meanwhile: read the list again',
  },
  'import/missing-field': {
    status: 400,
    message: (p: Allowed & { field: string; source?: string }) =>
      p.field === 'timestamp' && p.source !== undefined
        ? `no field of ${show(p.source)} seems to be the time of its rows: say which one is${allowed(p, p.field)}`
        : `the field ${show(p.field)} is missing${allowed(p, p.field)}`,
  },
  'outgoing/private-target': {
    status: 403,
    message: (p: { target: string }) =>
      `${show(p.target)} is not a public address; this server does not ask it`,
    hint: 'start it with --allow-private-targets, or THROUGHLINE_ALLOW_PRIVATE_TARGETS=1',
  },
  'policy/denied': {
    status: 403,
    message: (p: Because) => `a policy does not allow it${reason(p)}`,
    hint: 'leave the field out, name another destination, or change the policy',
  },
  'secret/no-key': {
    status: 500,
    message: (p: Because & { path: string }) =>
      `the key that secrets are encrypted with cannot be had from ${show(p.path)}${reason(p)}`,
    hint: 'set THROUGHLINE_SECRET_KEY to 32 random bytes in base64, or THROUGHLINE_SECRET_KEY_FILE to a file that can be made',
  },
  'secret/missing': {
    status: 409,
    message: (p: Because & { id: string; name: string }) =>
      `the secret ${show(p.name)} of destination ${show(p.id)} cannot be read${reason(p)}`,
    hint: 'give it again, or as env:NAME',
  },
  'dataset/unknown': {
    status: 404,
    message: (p: Unknown) => `there is no dataset ${show(p.id)}${allowed(p, p.id)}`,
  },
  'dataset/wrong-kind': {
    status: 400,
    message: (p: { id: string; actual: string; expected: string }) =>
      `dataset ${show(p.id)} is of type ${p.actual}, not ${p.expected}`,
  },
  'dataset/contradicted': {
    status: 409,
    message: (p: { dataset: string; option: string; told: unknown; known: unknown }) =>
      `${p.option} ${show(p.told)} contradicts dataset ${show(p.dataset)}, which has ${show(p.known)}`,
    hint: 'leave the option out, import into a dataset of its own, or delete the dataset first',
  },
  'dataset/schema-mismatch': {
    status: 409,
    message: (p: { dataset: string; field: string; actual: string; declared: string }) =>
      `the field ${show(p.field)} of dataset ${show(p.dataset)} is ${p.actual} in the data, not ${p.declared}`,
    hint: 'keep the type, or delete the dataset and import it again',
  },
  'batch/unknown': {
    status: 404,
    message: (p: { dataset: string; id: number }) =>
      `dataset ${show(p.dataset)} has no batch ${show(p.id)}`,
  },
  'identity/not-built': {
    status: 409,
    message: (p: { id: string }) => `identity space ${show(p.id)} is not built yet`,
    hint: 'name it in a connection whose datasets carry identities',
  },
  'identity/unknown': {
    status: 404,
    message: (p: { id: string }) => `no row and nobody links ${show(p.id)} with anything`,
  },
  'identity/unknown-link': {
    status: 404,
    message: (p: { id: string }) => `there is no link ${show(p.id)}`,
  },
  'identity/unknown-change': {
    status: 404,
    message: (p: { id: string }) => `there is no change ${show(p.id)} by hand`,
  },
  'identity/refused': {
    status: 409,
    message: (p: Because) => `the change breaks a rule${reason(p)}`,
    hint: 'split or undo first what holds them apart',
  },
  'connection/unknown': {
    status: 404,
    message: (p: Unknown) => `there is no connection ${show(p.id)}${allowed(p, p.id)}`,
  },
  'connection/missing-setting': {
    status: 400,
    message: (p: { dataset: string; setting: string; told?: string | undefined }) =>
      `dataset ${show(p.dataset)} needs a ${p.setting} in this connection${p.told === undefined ? '' : `; its import was told ${show(p.told)}`}`,
  },
  'dataset/damaged': {
    status: 503,
    message: (p: Because & { id: string }) => `dataset ${show(p.id)} is damaged${reason(p)}`,
    hint: 'see: throughline check; what can be repaired is by: throughline check --repair',
  },
  'connection/damaged': {
    status: 503,
    message: (p: { id: string }) =>
      `the journey table of connection ${show(p.id)} is damaged, and is built anew`,
    hint: 'try again; throughline status says how far it is',
  },
  'connection/not-built': {
    status: 409,
    message: (p: { id: string }) => `connection ${show(p.id)} has no journey table yet`,
    hint: 'import data, or run: throughline refresh CONNECTION',
  },
  'connection/not-stitched': {
    status: 400,
    message: (p: { id: string; dataset: string | null; allowed: readonly string[] }) =>
      p.dataset === null
        ? `no dataset of connection ${show(p.id)} is stitched`
        : `dataset ${show(p.dataset)} of connection ${show(p.id)} is not stitched`,
    hint: 'stitch in the dataset’s part of the connection says how it is',
  },
  'connection/changing': {
    status: 409,
    message: (p: { id: string }) =>
      `the data of connection ${show(p.id)} changed again and again while it was compared`,
    hint: 'try again when imports and deletions are done',
  },
  'connection/field-conflict': {
    status: 400,
    message: (p: {
      field: string
      first: string
      firstType: string
      second: string
      secondType: string
    }) =>
      `the field ${show(p.field)} is ${p.firstType} in ${p.first}, but ${p.secondType} in ${p.second}`,
    hint: 'declare the same type in both datasets, or rename one of the fields',
  },
  'data-view/unknown': {
    status: 404,
    message: (p: Unknown) => `there is no data view ${show(p.id)}${allowed(p, p.id)}`,
  },
  'person/unknown': {
    status: 404,
    message: (p: { id: string }) => `there is no person ${show(p.id)}`,
  },
  'profile/unknown': {
    status: 404,
    message: (p: Because & { namespace: string; id: string }) =>
      `nobody has the identity ${show(p.id)} of ${show(p.namespace)}${reason(p)}`,
  },
  'report/unknown': {
    status: 404,
    message: (p: { id: string }) => `there is no report ${show(p.id)}`,
  },
  'report/cancelled': { status: 409, message: () => 'the report was cancelled' },
  'reference/unknown': {
    status: 404,
    message: (p: Unknown) => `the reference has no section ${show(p.id)}${allowed(p, p.id)}`,
  },
  'store/busy': {
    status: 503,
    message: (p: Because) => `the store is busy${reason(p)}`,
    hint: 'try again',
  },
  'store/unusable': {
    status: 500,
    message: (p: Because & { url: string }) =>
      `the store at ${show(p.url)} cannot be opened${reason(p)}`,
  },
  'backup/place-not-empty': {
    status: 409,
    message: (p: { place: string }) => `${show(p.place)} is not empty`,
    hint: 'name a folder or prefix with nothing in it',
  },
  'backup/wrong-place': {
    status: 400,
    message: (p: Because & { place: string }) =>
      `${show(p.place)} cannot hold a backup${reason(p)}`,
    hint: 'name a folder that can be written to, or s3://bucket/prefix',
  },
  'backup/place-failed': {
    status: 502,
    message: (p: Because & { place: string }) =>
      `${show(p.place)} cannot hold a backup, or give it back${reason(p)}`,
  },
  'backup/foreign-folder': {
    status: 403,
    message: () =>
      'a folder of the server’s machine is written to only by a command that has the data folder',
    hint: 'name s3://bucket/prefix, or run: throughline backup DIR --data FOLDER',
  },
  'backup/elsewhere': {
    status: 409,
    message: () => 'the rows are on a ClickHouse server, which is backed up by its own means',
    hint: 'stop Throughline; there BACKUP DATABASE of its tables, and pg_dump of THROUGHLINE_STORE or a copy of the data folder here; then start it again',
  },
  'backup/unusable': {
    status: 422,
    message: (p: Because & { place?: string }) =>
      `there is no backup that can be used${p.place === undefined ? '' : ` at ${show(p.place)}`}${reason(p)}`,
  },
  'restore/not-empty': {
    status: 409,
    message: (p: { place: string }) => `${show(p.place)} is not empty`,
    hint: 'name another one, or put the backup in its place with --replace',
  },
  'restore/unfinished': {
    status: 503,
    message: (p: { folder: string }) => `a restore to ${show(p.folder)} was interrupted`,
    hint: 'begin it again: throughline restore',
  },
  'server/disk-full': {
    status: 507,
    message: () => 'the disk is full: nothing of this was kept',
    hint: 'make room, such as by deleting batches or datasets, which is possible; then try again',
  },
  'collect/unreadable': {
    status: 400,
    message: (p: Because) => `the call cannot be read${reason(p)}`,
  },
  'collect/too-large': {
    status: 413,
    message: (p: { limitBytes: number }) =>
      `the call is larger than ${p.limitBytes} bytes, which is what collect-mb allows`,
    hint: 'send fewer events in one call; THROUGHLINE_COLLECT_MB changes the limit, at the price of memory',
  },
  'collect/wrong-key': {
    status: 401,
    message: (p: Because) => `no source has this write key${reason(p)}`,
    hint: 'make one with POST /api/v1/sources/ID/keys, or throughline source key ID',
  },
  'collect/refused': {
    status: 403,
    message: (p: Because) => `the source does not take this call${reason(p)}`,
  },
  'collect/full': {
    status: 429,
    message: (p: { seconds: number }) =>
      `more has arrived than could be written so far; try again in ${p.seconds} s`,
    hint: 'THROUGHLINE_COLLECT_QUEUE_MB changes how much may wait, at the price of disk',
  },
  'source/unknown': {
    status: 404,
    message: (p: Unknown) => `there is no source ${show(p.id)}${allowed(p, p.id)}`,
  },
  'source/wrong-kind': {
    status: 400,
    message: (p: Because) => `this source cannot do that${reason(p)}`,
  },
  'source/busy': {
    status: 409,
    message: (p: { id: string }) => `another server reads ${p.id} now`,
  },
  'destination/unknown': {
    status: 404,
    message: (p: Unknown) => `there is no destination ${show(p.id)}${allowed(p, p.id)}`,
  },
  'destination/wrong-mode': {
    status: 409,
    message: (p: { id: string; mode: string }) =>
      `${p.id} is in mode ${p.mode}: nobody is there whom it could be sent again`,
  },
  'audience/unknown': {
    status: 404,
    message: (p: Unknown) => `there is no audience ${show(p.id)}${allowed(p, p.id)}`,
  },
  'audience/busy': {
    status: 409,
    message: (p: { id: string }) => `another server evaluates ${p.id} now`,
  },
  'audience/not-imported': {
    status: 409,
    message: (p: { id: string }) => `who is in ${p.id} is decided by its segments`,
    hint: 'members can be given to an audience with "source": "imported"',
  },
  'audience/expired': {
    status: 409,
    message: (p: { id: string; expires: string }) => `${p.id} has expired at ${p.expires}`,
    hint: 'give it a later moment to expire',
  },
  'alert/unknown': {
    status: 404,
    message: (p: Unknown) => `there is no alert ${show(p.id)}${allowed(p, p.id)}`,
  },
  'schedule/unknown': {
    status: 404,
    message: (p: Unknown) => `there is no schedule ${show(p.id)}${allowed(p, p.id)}`,
  },
  'schedule/nothing-to-send': {
    status: 409,
    message: (p: { project: string }) => `nothing of ${p.project} that is to be sent has figures`,
    hint: 'choose visualizations that ask for something, or none for all',
  },
  'job/busy': {
    status: 409,
    message: (p: { job: string }) => `another server does ${p.job} now`,
  },
  'mail/wrong-setting': {
    status: 500,
    message: (p: { setting: string; reason: string }) => `${p.setting} cannot be used: ${p.reason}`,
  },
  'source/wrong-path': {
    status: 400,
    message: (p: { path: string }) =>
      `${show(p.path)} is not below the folder inbox of the data folder`,
    hint: 'put files there and write inbox/*.csv, or watch an s3:// address',
  },
  'source/wrong-url': {
    status: 400,
    message: (p: Because) => `the address of the table cannot be used${reason(p)}`,
  },
  'source/unreadable-table': {
    status: 400,
    message: (p: Because) => `the table cannot be read${reason(p)}`,
  },
  'source/wrong-overlap': {
    status: 400,
    message: (p: Because) => `the overlap of the table cannot be used${reason(p)}`,
  },
  'source/unknown-column': {
    status: 400,
    message: (p: Unknown) => `the table has no column ${show(p.id)}${allowed(p, p.id)}`,
  },
  'source/unknown-key': {
    status: 404,
    message: (p: Unknown) => `the source has no key ${show(p.id)}${allowed(p, p.id)}`,
  },
  'server/unauthorized': {
    status: 401,
    message: (p: Because) => `a token or session is needed${reason(p)}`,
  },
  'server/too-many-tries': {
    status: 429,
    message: (p: { seconds: number }) =>
      `too many wrong tokens came from this address; try again in ${p.seconds} s`,
  },
  'server/busy': {
    status: 429,
    message: (p: { waiting: number; seconds: number }) =>
      `${p.waiting} requests of yours wait already, which is what waiting-per-client allows; try again in ${p.seconds} s`,
    hint: 'ask several reports in one body; THROUGHLINE_WAITING_PER_CLIENT changes the limit, at the price of memory',
  },
  'server/data-changes': {
    status: 503,
    message: () => 'new data came again and again while the rows of this table were read',
    hint: 'ask again when less comes in, or for fewer rows',
  },
  'server/wrong-host': {
    status: 421,
    message: (p: { host: string }) => `this server is not ${show(p.host)}`,
    hint: 'start it with --host-name NAME, or THROUGHLINE_HOST_NAMES, where that name is its own',
  },
  'server/foreign-page': {
    status: 403,
    message: (p: { origin: string }) => `a page of another site (${p.origin}) may not ask this`,
    hint: 'use the workspace of this server, or a program with the token',
  },
  'server/wrong-content-type': {
    status: 415,
    message: (p: Allowed & { given: string }) =>
      `the body is sent as ${show(p.given)}${allowed(p, p.given)}`,
    hint: 'name it in the header Content-Type',
  },
  'server/not-found': {
    status: 404,
    message: (p: { route: string }) => `there is nothing at ${show(p.route)}`,
  },
  'server/invalid-body': {
    status: 400,
    message: (p: Because) => `the body cannot be read${reason(p)}`,
  },
  'server/full': {
    status: 503,
    message: (p: { seconds: number }) =>
      `the server holds as many bodies as bodies-mb allows; try again in ${p.seconds} s`,
    hint: 'send less at once; THROUGHLINE_BODIES_MB changes the limit, at the price of memory',
  },
  'server/body-too-large': {
    status: 413,
    message: (p: { limitBytes: number }) =>
      `the body is larger than ${p.limitBytes} bytes, which is what body-mb allows`,
    hint: 'send it in parts, or as a file; THROUGHLINE_BODY_MB changes the limit, at the price of memory',
  },
} as const satisfies Record<string, ErrorEntry>

interface ErrorEntry {
  readonly status: number
  readonly message: (params: never) => string
  readonly hint?: string
}

export type ErrorCode = keyof typeof errors

/** What an error of this code says about itself. */
export type ErrorParams<C extends ErrorCode> =
  Parameters<(typeof errors)[C]['message']> extends [infer P] ? P : Record<never, never>

type ErrorArgs = {
  [C in ErrorCode]: Record<never, never> extends ErrorParams<C>
    ? [code: C, params?: ErrorParams<C>, path?: Path | undefined]
    : [code: C, params: ErrorParams<C>, path?: Path | undefined]
}[ErrorCode]

/** Longer ones hold what was given at length. */
const LONGEST_MESSAGE = 1000

const cutMessage = (text: string): string =>
  text.length > LONGEST_MESSAGE ? `${cutText(text, LONGEST_MESSAGE)}…` : text

/**
 * The caller's mistake. `path` leads into the definition or request (`['columns', 2, 'metric']`,
 * empty when the whole is meant); `message` names the bad value and, where known, the allowed ones.
 */
export class ThroughlineError extends Error {
  readonly code: ErrorCode
  readonly params: NonNullable<ErrorArgs[1]>
  readonly path: Path
  readonly status: number
  readonly hint: string | undefined

  constructor(...[code, params = {}, path = []]: ErrorArgs) {
    const { message, status, hint }: ErrorEntry = errors[code]
    super(cutMessage(message(params as never)))
    this.name = 'ThroughlineError'
    this.code = code
    this.params = params
    this.path = path
    this.status = status
    this.hint = hint
  }

  is<C extends ErrorCode>(
    code: C,
  ): this is ThroughlineError & { readonly code: C; readonly params: ErrorParams<C> } {
    return this.code === code
  }

  /** The same mistake told at another place, with `more` among its parameters. */
  at(path: Path, more: object = {}): ThroughlineError {
    return new ThroughlineError(...([this.code, { ...this.params, ...more }, path] as ErrorArgs))
  }

  /** The same mistake under a code with the same parameters. */
  as(code: ErrorCode): ThroughlineError {
    return new ThroughlineError(...([code, this.params, this.path] as ErrorArgs))
  }
}

/** What `work` gives; the mistakes that it meets are told at the places that `placeOf` says. */
export async function errorsAt<T>(
  placeOf: (error: ThroughlineError) => Path,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ThroughlineError ? error.at(placeOf(error)) : error
  }
}

/** What `work` gives; its mistakes are told behind `prefix`. */
export const withinPath = <T>(prefix: Path, work: () => T | Promise<T>): Promise<T> =>
  errorsAt(({ path }) => [...prefix, ...path], work)

export type Retry = 'never' | 'later' | 'after-user-action'

/** The lake (ClickHouse, a file, a remote store) failed; `retry` says whether trying again helps. */
export class LakeError extends Error {
  readonly retry: Retry

  constructor(message: string, options: { cause?: unknown; retry: Retry }) {
    super(message, { cause: options.cause })
    this.name = 'LakeError'
    this.retry = options.retry
  }
}

/** Whose mistake it is when a value does not fit its schema: a definition's or a request's. */
export type InvalidCode = 'definition/invalid' | 'request/invalid'

/**
 * The most telling problem of a ZodError as a ThroughlineError, with the code of the rule that was
 * broken where it has one of its own; `prefix` goes in front of its path.
 */
export const fromZod = (
  error: z.ZodError,
  code: InvalidCode,
  prefix: Path = [],
): ThroughlineError => {
  const problem = zodProblem(error.issues)
  const path = [...prefix, ...problem.path.map(pathKey)]
  if (problem.error instanceof ThroughlineError) {
    return problem.error.at(path)
  }
  return new ThroughlineError(
    code,
    { reason: problem.reason, value: problem.value, allowed: problem.allowed },
    path,
  )
}

/** Words for the first issues, of which one is told: a large body can have very many. */
function wordsForFirst(): (issue: Parameters<typeof zodWords>[0]) => string {
  let issues = 0
  return (issue) => (issues++ < MOST_WORDED ? zodWords(issue) : '')
}

const MOST_WORDED = 1000

/** Parses with `schema`, or throws a ThroughlineError with the path of the wrong place. */
export const parseAs = <S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: InvalidCode,
  prefix: Path = [],
): z.output<S> => {
  const parsed = schema.safeParse(value, { reportInput: true, error: wordsForFirst() })
  if (parsed.success) return parsed.data
  throw fromZod(parsed.error, code, prefix)
}
