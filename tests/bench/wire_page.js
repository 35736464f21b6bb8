// Runs in a page: a call with both media both ways, one end watched by an agent that sends batches as it does by default.
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
