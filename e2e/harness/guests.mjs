// Libraries and pages of others: what each brings into the page, and how a call is made with it.
// `script` runs before or after rtc-vitals; `call()` runs in the page, where camera(), microphone() and startCall() are (call_page.js), and resolves to the
// connection that receives video, once a picture is there, and close(), which ends the call as the library does.

const simplePeer = async () => {
  const sending = new SimplePeer({ initiator: true, stream: new MediaStream([camera(), microphone()]) });
  const receiving = new SimplePeer();
  sending.on('signal', (signal) => receiving.signal(signal));
  receiving.on('signal', (signal) => sending.signal(signal));
  const stream = await new Promise((resolve, reject) => {
    receiving.on('stream', resolve);
    for (const peer of [sending, receiving]) peer.on('error', reject);
  });
  await firstPicture(stream);
  const heard = new Promise((resolve) => { receiving.on('data', (data) => resolve(String(data))); });
  sending.send('hello');
  if (await heard !== 'hello') throw new Error('the data channel does not work');
  return { receiver: receiving._pc, close: () => [sending, receiving].forEach((peer) => peer.destroy()) };
};

// Two phones; a pipe is their server.
const jssip = async () => {
  const sockets = [];
  const addSocket = () => {
    const socket = {
      via_transport: 'WS', url: 'ws://pipe.invalid', sip_uri: 'sip:pipe.invalid;transport=ws',
      connect: () => setTimeout(() => socket.onconnect()),
      disconnect() {},
      isConnected: () => true,
      isConnecting: () => false,
      send(message) {
        setTimeout(() => sockets.find((other) => other !== socket).ondata(message));
        return true;
      },
    };
    sockets.push(socket);
    return socket;
  };
  const media = (...tracks) => ({ mediaStream: new MediaStream(tracks), pcConfig: { iceServers: [] } });
  const phones = ['ann', 'bob'].map((name) => {
    const uri = `sip:${name}@pipe.invalid`;
    return new JsSIP.UA({ sockets: [addSocket()], uri, contact_uri: uri, register: false, session_timers: false });
  });
  const answered = new Promise((resolve) => { phones[1].on('newRTCSession', ({ session }) => resolve(session)); });
  await Promise.all(phones.map((phone) => new Promise((resolve) => {
    phone.on('connected', resolve);
    phone.start();
  })));
  const calling = phones[0].call('sip:bob@pipe.invalid', media(camera(), microphone()));
  const session = await answered;
  session.answer(media(microphone()));
  await new Promise((resolve, reject) => {
    calling.on('confirmed', resolve);
    calling.on('failed', ({ cause }) => reject(new Error(cause)));
  });
  const { connection } = session;
  await firstPicture(new MediaStream(connection.getReceivers().map(({ track }) => track)));
  return { receiver: connection, close: () => calling.terminate() };
};

const plain = () => window.startCall();

// As SES and the like leave the built-ins.
const freeze = () => {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = globalThis[name];
    if (typeof value !== 'function') continue;
    Object.freeze(value);
    Object.freeze(value.prototype);
  }
  for (const object of [JSON, Math, Reflect, WebAssembly, navigator, performance, console]) Object.freeze(object);
};

// What pages with old libraries have: a Promise that is no relative of the browser's, an Array.from that knows no second argument, prototypes with more in them.
const replace = () => {
  const Own = globalThis.Promise;
  const after = (own) => new Foreign((resolve, reject) => own.then(resolve, reject));
  class Foreign {
    #own;
    constructor(executor) { this.#own = new Own(executor); }
    then(...handlers) { return after(this.#own.then(...handlers)); }
    catch(handler) { return this.then(undefined, handler); }
    finally(handler) { return after(this.#own.finally(handler)); }
    static resolve(value) { return new Foreign((resolve) => resolve(value)); }
    static reject(reason) { return new Foreign((resolve, reject) => reject(reason)); }
  }
  for (const name of ['all', 'allSettled', 'any', 'race']) Foreign[name] = (promises) => after(Own[name](promises));
  globalThis.Promise = Foreign;
  Array.from = (items) => Array.prototype.slice.call(items);
  Object.prototype.added = () => {};
  Array.prototype.added = () => {};
};

const inline = (action) => `<script>(${action})()</script>`;
const file = (address) => `<script src="${address}"></script>`;

export const guests = {
  // a library that makes connections, or changes what they are made of
  'simple-peer': { script: file('/modules/simple-peer/simplepeer.min.js'), call: simplePeer },
  JsSIP: { script: file('/built/jssip.js'), call: jssip },
  'zone.js': { script: file('/modules/zone.js/bundles/zone.umd.js') + file('/modules/zone.js/bundles/webapis-rtc-peer-connection.umd.js'), call: plain },
  'frozen built-ins': { script: inline(freeze), call: plain },
  'replaced built-ins': { script: inline(replace), call: plain },
};
