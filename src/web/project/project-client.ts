import type { ProjectState, ProjectStep, StepTaken } from '../../model/answers/projects.ts'
import { type ProjectDocument } from '../../model/projects/document.ts'
import type { Patch } from '../../model/projects/patch.ts'
import type { RequestError, ShownProblem } from '../api/http.ts'
import { forgetSteps, keepSteps, readSteps, type TextStore } from './kept-steps.ts'
import {
  ask,
  type Conflict,
  decide,
  dispute,
  drop,
  edit,
  type Heard,
  loseBases,
  markSent,
  nextNumber,
  type ProjectModel,
  receive,
  type Refusal,
  refuse,
  reread,
  showDocument,
  type StepAction,
  startModel,
  take,
} from './project-model.ts'
import type { ProjectTransport } from './project-transport.ts'
import { problemToWaitFor, waitBefore } from './retry.ts'
import type { SavedState } from './saved-state.ts'

/** What a page shows of a project. */
export interface ProjectSnapshot {
  /** Null until it was read. */
  readonly document: ProjectDocument | null
  readonly revision: number
  readonly changedAt: string | null
  readonly isStarred: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly saved: SavedState
  readonly conflicts: readonly Conflict[]
  /** This page’s side of each conflict, by its field. */
  readonly mine: Readonly<Record<string, unknown>>
  readonly refused: readonly Refusal[]
  /** Why it could not be read; it is tried again where that may help. */
  readonly problem: ShownProblem | null
  /** False where the browser has no room to keep what the server does not have yet. */
  readonly isKept: boolean
}

export interface ProjectClientOptions {
  readonly project: string
  readonly client: string
  readonly transport: ProjectTransport
  readonly store: TextStore
  /** Chooses another client where this one’s numbers are used elsewhere. */
  readonly newClient: () => string
  readonly timing?: Partial<Timing>
}

interface Timing {
  /** How long typing may pause before it is sent. */
  readonly pauseMs: number
  /** Typing without a pause is sent after that all the same. */
  readonly longestPauseMs: number
  readonly firstRetryMs: number
  /** An answer that takes longer is not waited for. */
  readonly timeoutMs: number
  readonly slowMs: number
}

const usual: Timing = {
  pauseMs: 300,
  longestPauseMs: 800,
  firstRetryMs: 1000,
  timeoutMs: 30_000,
  slowMs: 4000,
}

/** What is done to a project, as patches of the document that is shown. */
export type Build = (document: ProjectDocument) => readonly Patch[]

/** How a change is called among those to undo, and which changes it becomes one with. */
export interface EditOptions {
  readonly note?: string
  readonly key?: string
}

/**
 * A project on a page: shows changes at once, sends them in order, each once, and takes in what others do. What
 * the server has not taken stays in the store, across reloads.
 */
export class ProjectClient {
  readonly #options: ProjectClientOptions
  readonly #timing: Timing
  readonly #listeners = new Set<() => void>()
  readonly #ended = new AbortController()
  #model: ProjectModel | undefined
  #state: Pick<ProjectState, 'changedAt' | 'isStarred' | 'undo' | 'redo'> | undefined
  #snapshot: ProjectSnapshot
  #problem: ShownProblem | null = null
  #isKept = true
  #isBusy = false
  #wasSentAgain = false
  #failures = 0
  #offline: { retryAt: number; problem: ShownProblem } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #slowTimer: ReturnType<typeof setTimeout> | undefined
  #isSlow = false
  #firstEditAt = 0
  #readyAt = 0
  #stopListening: (() => void) | undefined
  #isListening = false
  #reading: Promise<void> | undefined

  constructor(options: ProjectClientOptions) {
    this.#options = options
    this.#timing = { ...usual, ...options.timing }
    this.#snapshot = this.#makeSnapshot()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): ProjectSnapshot => this.#snapshot

  /** Reads the project, and goes on with what an earlier page has left. */
  start(): void {
    void this.#read()
  }

  /** Whether what others do is listened to: not while nobody looks. */
  listen(isWanted: boolean): void {
    this.#isListening = isWanted
    if (isWanted) this.#openStream()
    else this.#closeStream()
  }

  /** Errors: project/wrong-patch where the patches do not fit what is shown. */
  edit(build: Build, options: EditOptions = {}): void {
    const model = this.#model
    if (model === undefined) return
    const patches = build(showDocument(model))
    if (patches.length === 0) return
    const now = Date.now()
    const isFirst = model.queue.length === 0 || now >= this.#readyAt
    if (isFirst) this.#firstEditAt = now
    const { pauseMs, longestPauseMs } = this.#timing
    this.#readyAt = Math.min(now + pauseMs, this.#firstEditAt + longestPauseMs)
    this.#update(edit(model, { patches, ...options }))
    this.#pump()
  }

  undo(): void {
    this.#ask({ kind: 'undo' })
  }

  redo(): void {
    this.#ask({ kind: 'redo' })
  }

  restore(version: number): void {
    this.#ask({ kind: 'restore', version })
  }

  decide(field: string, side: 'yours' | 'theirs'): void {
    if (this.#model === undefined) return
    this.#readyAt = 0
    this.#update(decide(this.#model, field, side))
    this.#pump()
  }

  /** What was refused has been read. */
  dismiss(): void {
    if (this.#model !== undefined) this.#update({ ...this.#model, refused: [] })
  }

  setStarred(isStarred: boolean): void {
    if (this.#state === undefined) return
    this.#state = { ...this.#state, isStarred }
    this.#tell()
  }

  /** Tries again now instead of after the wait. */
  retry(): void {
    clearTimeout(this.#timer)
    this.#offline = undefined
    if (this.#model === undefined || this.#problem !== null) void this.#read()
    this.#pump()
  }

  /** Sends at once what waits for a pause. */
  flush(): void {
    this.#readyAt = 0
    this.#pump()
  }

  close(): void {
    this.#ended.abort()
    this.#closeStream()
    clearTimeout(this.#timer)
    clearTimeout(this.#slowTimer)
    this.#listeners.clear()
  }

  #ask(action: Parameters<typeof ask>[1]): void {
    if (this.#model === undefined) return
    this.#readyAt = 0
    this.#update(ask(this.#model, action))
    this.#pump()
  }

  #pump(): void {
    const model = this.#model
    const isIdle = !this.#isBusy && this.#offline === undefined && !this.#ended.signal.aborted
    if (model === undefined || model.queue.length === 0 || !isIdle) return
    clearTimeout(this.#timer)
    const waitMs = this.#readyAt - Date.now()
    const isTyping = model.queue.length === 1 && !model.isSent && waitMs > 0
    if (isTyping) this.#timer = setTimeout(() => this.#pump(), waitMs)
    else void this.#send(model)
  }

  async #send(model: ProjectModel): Promise<void> {
    this.#isBusy = true
    this.#wasSentAgain = model.isSent
    this.#update(markSent(model))
    const number = nextNumber(model)
    try {
      const answer = await this.#transmit(model, number)
      this.#failures = 0
      this.#isBusy = false
      if (!this.#ended.signal.aborted)
        await this.#answered(answer, number, model.queue[0]!.action.kind)
    } catch (error) {
      if (!this.#ended.signal.aborted) await this.#failed(error, number)
      this.#isBusy = false
    }
    this.#pump()
  }

  #transmit(model: ProjectModel, number: number): Promise<StepTaken> {
    const { base, action } = model.queue[0]!
    const timeout = AbortSignal.timeout(this.#timing.timeoutMs)
    const signal = AbortSignal.any([timeout, this.#ended.signal])
    const { transport } = this.#options
    const by = { client: model.client, number }
    switch (action.kind) {
      case 'change':
        return transport.change({ ...by, base, patches: action.patches, ...noteOf(action) }, signal)
      case 'undo':
      case 'redo':
        return transport.takeBack(action.kind, by, signal)
      case 'restore':
        return transport.restore(action.version, by, signal)
      default:
        return action satisfies never
    }
  }

  /** The stream may have told of the step before its answer came. */
  async #answered(answer: StepTaken, number: number, kind: StepAction['kind']): Promise<void> {
    const model = this.#model!
    if (model.taken < number) this.#hear(take(model, answer, this.#wasSentAgain))
    if (kind === 'change') this.#noteChange()
    else await this.#read()
  }

  #noteChange(): void {
    if (this.#state === undefined) return
    const at = new Date().toISOString()
    const undo = { revision: this.#model!.revision, note: null, at }
    this.#state = { ...this.#state, changedAt: at, undo, redo: null }
    this.#tell()
  }

  async #failed(error: unknown, number: number): Promise<void> {
    const model = this.#model!
    if (model.taken >= number) return
    const later = problemToWaitFor(error)
    if (later !== undefined) return this.#wait(later)
    this.#failures = 0
    const { problem } = error as RequestError
    switch (problem.code) {
      case 'project/conflict':
        // A decision stands on what theirs is by now: on less, the server would ask again.
        await this.#read()
        return this.#update(dispute(this.#model!, problem.conflict ?? []))
      case 'project/wrong-number':
        return this.#update({ ...model, taken: (problem.expectedNumber ?? 1) - 1, isSent: false })
      case 'project/number-used':
        return this.#changeClient(model)
      case 'project/nothing-left':
        this.#update(drop(model))
        return this.#read()
      case 'project/unknown-revision':
        return this.#readWithoutBases()
      default:
        this.#update(refuse(model, problem))
        return this.#read()
    }
  }

  /** Another page goes by the same client, as after a tab was duplicated. */
  #changeClient(model: ProjectModel): void {
    forgetSteps(this.#options.store, this.#options.project, model.client)
    this.#update({ ...model, client: this.#options.newClient(), taken: 0, isSent: false })
  }

  async #readWithoutBases(): Promise<void> {
    await this.#read()
    if (this.#offline === undefined) this.#update(loseBases(this.#model!))
  }

  #wait(problem: ShownProblem): void {
    this.#failures++
    const waitMs = waitBefore(this.#failures, this.#timing.firstRetryMs)
    this.#offline = { retryAt: Date.now() + waitMs, problem }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.retry(), waitMs)
    this.#tell()
  }

  /** One after the other: a later answer is never overtaken by an earlier one. */
  #read(): Promise<void> {
    this.#reading = (this.#reading ?? Promise.resolve()).then(() => this.#readNow())
    return this.#reading
  }

  async #readNow(): Promise<void> {
    const { transport, client } = this.#options
    try {
      const state = await transport.read(this.#model?.client ?? client, this.#ended.signal)
      if (this.#ended.signal.aborted) return
      this.#failures = 0
      this.#problem = null
      this.#state = state
      const stored = state as unknown as { document: ProjectDocument; revision: number }
      if (this.#model === undefined) this.#begin(state.nextNumber ?? 1, stored)
      else this.#update(reread(this.#model, stored))
      this.#openStream()
      this.#pump()
    } catch (error) {
      if (!this.#ended.signal.aborted) this.#notRead(error)
    }
  }

  #notRead(error: unknown): void {
    const later = problemToWaitFor(error)
    this.#problem = later ?? (error as RequestError).problem
    if (later !== undefined) this.#wait(later)
    this.#tell()
  }

  #begin(nextNumberOfClient: number, state: { document: ProjectDocument; revision: number }): void {
    const { client, store, project } = this.#options
    const kept = readSteps(store, project, client)
    const fresh = startModel(client, nextNumberOfClient - 1, state)
    this.#update(kept === undefined ? fresh : { ...fresh, ...kept })
  }

  #openStream(): void {
    const isReady = this.#isListening && this.#stopListening === undefined
    if (!isReady || this.#model === undefined || this.#ended.signal.aborted) return
    this.#stopListening = this.#options.transport.listen(this.#model.revision, {
      onStep: (step) => this.#told(step),
      onReset: () => void this.#reopen(),
    })
  }

  #closeStream(): void {
    this.#stopListening?.()
    this.#stopListening = undefined
  }

  async #reopen(): Promise<void> {
    this.#closeStream()
    await this.#read()
  }

  #told(step: ProjectStep): void {
    const before = this.#model
    if (before === undefined) return
    const heard = receive(before, step)
    if (this.#state !== undefined && heard.model !== before) {
      this.#state = { ...this.#state, changedAt: step.at }
    }
    this.#hear(heard)
    this.#pump()
  }

  #hear({ model, isUnclear }: Heard): void {
    this.#update(model)
    if (isUnclear) void this.#reopen()
  }

  #update(model: ProjectModel): void {
    this.#model = model
    this.#isKept = keepSteps(this.#options.store, this.#options.project, model)
    this.#watchSlowness()
    this.#tell()
  }

  #watchSlowness(): void {
    const isSaving = this.#model !== undefined && this.#model.queue.length > 0
    if (isSaving && this.#slowTimer === undefined) {
      this.#slowTimer = setTimeout(() => {
        this.#isSlow = true
        this.#tell()
      }, this.#timing.slowMs)
    }
    if (isSaving) return
    clearTimeout(this.#slowTimer)
    this.#slowTimer = undefined
    this.#isSlow = false
  }

  #tell(): void {
    this.#snapshot = this.#makeSnapshot()
    for (const listener of this.#listeners) listener()
  }

  #makeSnapshot(): ProjectSnapshot {
    const model = this.#model
    const hasWaiting = model?.queue.some(({ action }) => action.kind === 'change') ?? false
    return {
      document: model === undefined ? null : showDocument(model),
      revision: model?.revision ?? 0,
      changedAt: this.#state?.changedAt ?? null,
      isStarred: this.#state?.isStarred ?? false,
      canUndo: hasWaiting || (this.#state?.undo ?? null) !== null,
      canRedo: !hasWaiting && (this.#state?.redo ?? null) !== null,
      saved: this.#savedState(),
      conflicts: model?.conflicts ?? [],
      mine: model?.mine ?? {},
      refused: model?.refused ?? [],
      problem: this.#problem,
      isKept: this.#isKept,
    }
  }

  #savedState(): SavedState {
    const model = this.#model
    if (model !== undefined && model.conflicts.length > 0) {
      return { kind: 'conflict', count: model.conflicts.length }
    }
    if (this.#offline !== undefined) return { kind: 'offline', ...this.#offline }
    if (model === undefined || model.queue.length === 0) return { kind: 'saved' }
    return { kind: 'saving', isSlow: this.#isSlow }
  }
}

const noteOf = ({ note }: { readonly note?: string }) => (note === undefined ? {} : { note })
