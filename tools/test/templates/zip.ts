import { inflateRawSync } from 'node:zlib';

const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1');
const directoryEntry = 0x02014b50;

/**
 * Reads the named entries of a zip file (APPNOTE 4.3: end record, central directory, local headers), deflated or stored.
 * Enough for a jar; ZIP64 and encryption are left out.
 *
 * @param wanted tells by its name whether an entry is to be read.
 */
export function readZip(zip: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> {
  const end = zip.lastIndexOf(endOfDirectory);
  if (end < 0) throw new Error('not a zip file');
  const entries = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  // Not by the count in the end record, which wraps at 65,536 entries.
  while (at < end && zip.readUInt32LE(at) === directoryEntry) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (wanted(name)) entries.set(name, readEntry(zip, at));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function readEntry(zip: Buffer, at: number): Buffer {
  const method = zip.readUInt16LE(at + 10);
  const size = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + size);
  return method === 0 ? packed : inflateRawSync(packed);
}
