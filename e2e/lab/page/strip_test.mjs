import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stripped } from './strip.mjs';

test('removes what identifies a machine or a person, and nothing else', () => {
  const report = new Map([
    ['c', { id: 'c', type: 'certificate', fingerprint: 'AB:CD' }],
    ['l', { id: 'l', type: 'local-candidate', candidateType: 'host', address: '192.0.2.1', port: 9, usernameFragment: 'u', url: 'stun:x' }],
    ['t', { id: 't', type: 'transport', bytesSent: 5, localCertificateId: 'CFAB' }],
  ]);
  assert.deepEqual(stripped(report), {
    l: { id: 'l', type: 'local-candidate', candidateType: 'host' },
    t: { id: 't', type: 'transport', bytesSent: 5 },
  });
});
