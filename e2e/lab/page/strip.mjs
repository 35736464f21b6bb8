// Removes what must never reach a recording: anything that reveals where a machine is, who uses it, or which devices it has.

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
