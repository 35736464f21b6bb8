// Third-party libraries and page environments: what each adds to the page, and how to make a call with it.
// `script` runs before or after rtc-vitals. `call()` runs in the page, with camera(), microphone() and startCall() of call_page.js. It
// resolves, once a frame has arrived, to the connection that receives video, and to close(), which ends the call as the library does.

const simplePeer = async () => {
  const sending = new SimplePeer({ initiator: true, stream: new MediaStream([camera(), microphone()]) });
  const receiving = new SimplePeer();
  sending.on('signal', (signal) => receiving.signal(signal));
  receiving.on('signal', (signal) => sending.signal(signal));
  const connected = new Promise((resolve) => { sending.on('connect', resolve); }); // its data channel is open
  const stream = await new Promise((resolve, reject) => {
    receiving.on('stream', resolve);
    for (const peer of [sending, receiving]) peer.on('error', reject);
  });
  await firstFrame(stream);
  await connected;
  const received = new Promise((resolve) => { receiving.on('data', (data) => resolve(String(data))); });
  sending.send('hello');
  if (await received !== 'hello') throw new Error('the data channel does not work');
  return { receiver: receiving._pc, close: () => [sending, receiving].forEach((peer) => peer.destroy()) };
};

// Two phones, with a pipe as their server.
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
  await firstFrame(new MediaStream(connection.getReceivers().map(({ track }) => track)));
  return { receiver: connection, close: () => calling.terminate() };
};

const plain = () => window.startCall();

// Freezes the built-ins, as SES and similar libraries do.
const freeze = () => {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = globalThis[name];
    if (typeof value !== 'function') continue;
    Object.freeze(value);
    Object.freeze(value.prototype);
  }
  for (const object of [JSON, Math, Reflect, WebAssembly, navigator, performance, console]) Object.freeze(object);
};

// What old libraries leave in a page: a Promise unrelated to the browser's, an Array.from without a second argument, extended prototypes.
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
  // libraries that make connections, or change the built-ins that connections use
  'simple-peer': { script: file('/modules/simple-peer/simplepeer.min.js'), call: simplePeer },
  JsSIP: { script: file('/built/jssip.js'), call: jssip },
  'zone.js': {
    script: file('/modules/zone.js/bundles/zone.umd.js') + file('/modules/zone.js/bundles/webapis-rtc-peer-connection.umd.js'),
    call: plain,
  },
  'frozen built-ins': { script: inline(freeze), call: plain },
  'replaced built-ins': { script: inline(replace), call: plain },
};
