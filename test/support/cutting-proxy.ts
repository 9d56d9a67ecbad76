import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a client and a server of this machine, cuts connections, goes away and comes back. */
export async function openCuttingProxy(port: number) {
  const sockets = new Set<Socket>()
  /** How many bytes of a client get through. */
  const state = { most: Number.POSITIVE_INFINITY }
  const server = createServer((client) => {
    const behind = connect(port, '127.0.0.1')
    let bytes = 0
    client.on('data', (chunk) => {
      bytes += chunk.length
      if (bytes <= state.most) return void behind.write(chunk)
      client.destroy()
      behind.destroy()
    })
    behind.pipe(client)
    for (const socket of [client, behind]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    client.on('close', () => behind.destroy())
    behind.on('close', () => client.destroy())
  })
  const listen = (on: number) =>
    new Promise<void>((resolve) => server.listen(on, '127.0.0.1', resolve))
  await listen(0)
  const own = (server.address() as AddressInfo).port
  const leave = async () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  return { port: own, state, leave, comeBack: () => listen(own) }
}
