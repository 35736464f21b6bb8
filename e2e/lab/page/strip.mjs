// What never reaches a recording: whatever tells where a machine is, who it is, or which device it has.

const kPrivateMembers = [
  'address', 'ip', 'ipAddress', 'port', 'portNumber', 'relatedAddress', 'relatedPort', 'url', 'usernameFragment', 'foundation',
  'fingerprint', 'fingerprintAlgorithm', 'base64Certificate', 'issuerCertificateId', 'localCertificateId', 'remoteCertificateId',
  'label', 'deviceId', 'groupId',
];
const kPrivateTypes = ['certificate'];

/** A getStats() report as a plain object by id, without private types and members. */
export function stripped(report) {
  const plain = {};
  for (const [id, stats] of report) {
    if (kPrivateTypes.includes(stats.type)) continue;
    plain[id] = { ...stats };
    for (const member of kPrivateMembers) delete plain[id][member];
  }
  return plain;
}
