import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { readLimit, type BudgetName } from './model/budgets/index.ts'

/** How often slow clients are looked for. */
const EVERY_MS = 500

/** For whoever makes the server. Clients that are gone without a word are found by the system. */
export const connectionOptions: ServerOptions = {
  connectionsCheckingInterval: EVERY_MS,
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
}

/** A request, its answer, and how its body comes along. */
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** When the span began in which its pace is looked at, and what the connection had brought then. */
  since: number
  bytesBefore: number
}

/** Every connection, the oldest first, with what was asked last on it. */
type Connections = Map<Socket, Exchange | undefined>

/**
 * Keeps clients that are slow, silent or many from holding a server: headers have their time, bodies a pace (a
 * whole upload may take hours), answers are taken, and where there are too many connections, those go that ask
 * nothing. The limits are those of `connectionBudgets`.
 */
export function guardConnections(server: Server): void {
  const connections: Connections = new Map()
  server.headersTimeout = milliseconds('header-seconds')
  server.keepAliveTimeout = milliseconds('keep-alive-seconds')
  server.requestTimeout = 0
  server.setTimeout(milliseconds('answer-seconds'), (socket: Socket) => {
    if (socket.writableLength > 0 || isUnused(connections.get(socket))) socket.destroy()
  })
  server.on('connection', (socket) => {
    connections.set(socket, undefined)
    socket.once('close', () => connections.delete(socket))
    if (connections.size > readLimit('connections')) chooseVictim(connections, socket).destroy()
  })
  server.on('request', (request, response) => {
    const { socket } = request
    const [since, bytesBefore] = [performance.now(), socket.bytesRead]
    connections.set(socket, { request, response, since, bytesBefore })
  })
  const looking = setInterval(() => cutSlowBodies(connections), EVERY_MS).unref()
  server.on('close', () => clearInterval(looking))
}

const milliseconds = (name: BudgetName): number => readLimit(name) * 1000

/** Nothing is asked. */
const isUnused = (exchange: Exchange | undefined): boolean =>
  exchange === undefined || exchange.response.writableFinished

/** Nobody waits for an answer: nothing is asked, or not all of it. */
const isIdle = (exchange: Exchange | undefined): boolean =>
  isUnused(exchange) || exchange?.request.complete === false

/** The oldest that asks nothing, of the address that has most of them; else the one that has just come. */
function chooseVictim(connections: Connections, newcomer: Socket): Socket {
  const idle = new Map<string, Socket[]>()
  for (const [socket, exchange] of connections) {
    if (socket === newcomer || !isIdle(exchange)) continue
    const address = socket.remoteAddress ?? ''
    const own = idle.get(address)
    if (own) own.push(socket)
    else idle.set(address, [socket])
  }
  const [most = []] = [...idle.values()].toSorted((a, b) => b.length - a.length)
  return most[0] ?? newcomer
}

function cutSlowBodies(connections: Connections): void {
  const now = performance.now()
  const span = milliseconds('body-seconds')
  for (const [socket, exchange] of connections) {
    if (exchange === undefined || exchange.request.complete) continue
    const isOurTurn = exchange.request.readableLength > 0
    if (!isOurTurn && now - exchange.since < span) continue
    const brought = socket.bytesRead - exchange.bytesBefore
    if (!isOurTurn && brought < (readLimit('body-bytes-per-second') * span) / 1000) {
      cutOff(socket, exchange)
    }
    exchange.since = now
    exchange.bytesBefore = socket.bytesRead
  }
}

/** As Node says it of slow headers, to those who can still be told. */
function cutOff(socket: Socket, { response }: Exchange): void {
  if (!response.headersSent && socket.writable) {
    socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
  }
  socket.destroySoon()
}
