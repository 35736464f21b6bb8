// Runs in a page: a two-way call with audio and video. An agent with default settings watches one end and sends batches.
import { createAgent } from '/dist/rtc-vitals.js';

window.watchCall = async (samples) => {
  const { sender } = await window.startCall({ bothWays: true });
  const agent = createAgent({ url: '/ingest', poll: 1, batch: 5, tags: { room_id: 'standup', user_id: 'ada', region: 'eu' } });
  let seen = 0;
  const enough = new Promise((resolve) => {
    agent.on('sample', () => {
      seen += 1;
      if (seen === samples) resolve();
    });
  });
  agent.add(sender);
  await enough;
};
