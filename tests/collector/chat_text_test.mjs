import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chatText } from '../../js/collector/chat_text.mjs';
import { makeBatch, query, startCollector } from './harness.mjs';

const kStart = 1_800_000_000_000;

test('neutralizes mentions, links and markup, and stays readable', () => {
  for (const [text, expected] of [
    ['<!channel>', '\uFF1C!channel\uFF1E'],
    ['@everyone ann@example.org', '\uFF20everyone ann\uFF20example.org'],
    ['R&D', 'R\uFF06D'],
    ['#general', '\uFF03general'],
    ['<https://x.example|here>', '\uFF1Chttps\uFF1A//x.example\uFF5Chere\uFF1E'],
    ['[here](http://x.example) ![](//x.example)', '\uFF3Bhere\uFF3D(http\uFF1A//x.example) !\uFF3B\uFF3D(//x.example)'],
    ['WWW.x.example www.x', 'WWW\uFF0Ex.example www\uFF0Ex'],
    ['*a* `b` ~c~', '\uFF0Aa\uFF0A \uFF40b\uFF40 \uFF5Ec\uFF5E'],
    ['board_meeting 7: Müller, c1/IT01V1', 'board_meeting 7: Müller, c1/IT01V1'],
  ]) assert.equal(chatText(text), expected);
});

test('escapes page-supplied text in the message but not in the JSON members', async (t) => {
  const { post, dbPath, log } = await startCollector(t, { now: () => kStart, alertUrl: 'http://127.0.0.1:1/' });
  const [who, id] = ['<!channel>', '@here'];
  const batch = makeBatch({
    sessionId: `s${who}`, start: kStart, sentAt: kStart, frozen: [true, true, true], tags: { room_id: `r${who}`, [`t${id}`]: 'x' },
    events: [{ t: kStart, type: 'freeze', phase: 'start', connection: 0, stream: id, cause: who }],
  });
  batch.connections[0].id = who;
  Object.assign(batch.inboundVideo.streams[0], { id, label: { participant: `p${who}`, source: `q${id}` } });
  assert.equal((await post(JSON.stringify(batch))).status, 202);
  const [{ payload }] = await query(dbPath, 'SELECT payload FROM outbox');
  const { text, alert } = JSON.parse(payload);
  assert.doesNotMatch(text, /[<>@&]/);
  const safe = '\uFF1C!channel\uFF1E';
  assert.equal(
    text,
    `video is frozen (cause: ${safe}): stream ${safe}/\uFF20here (p${safe}, q\uFF20here) in session s${safe}; `
      + `room_id r${safe}, t\uFF20here x`,
  );
  assert.deepEqual([alert.sessionId, alert.stream, alert.label.participant, alert.tags.room_id, alert.cause], [
    `s${who}`, `${who}/${id}`, `p${who}`, `r${who}`, who,
  ]);
  assert.match(log[0], /^ALERT video is frozen \(cause: <!channel>\)/, 'the log shows it as sent');
});
