// Receives what rtcstats sends from a page, and writes it as rtcstats-server does in format 2: a line about the page, then one line per
// message.
import { WebSocketServer } from 'ws';

/** Resolves to {url, dump(), close()}; dump() is the file's text. */
export async function startRtcstatsServer() {
  const lines = [];
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => { server.once('listening', resolve); });
  server.on('connection', (client, { url: path, headers: { origin, 'user-agent': userAgent } }) => {
    lines.push(JSON.stringify({ path, origin, url: origin + path, userAgent, time: Date.now(), fileFormat: 2 }));
    client.on('message', (message) => lines.push(JSON.stringify(JSON.parse(message))));
  });
  return {
    url: `ws://127.0.0.1:${server.address().port}`,
    dump: () => `${lines.join('\n')}\n`,
    close() {
      for (const client of server.clients) client.terminate();
      return new Promise((resolve) => { server.close(resolve); });
    },
  };
}
