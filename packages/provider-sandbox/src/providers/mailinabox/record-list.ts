/** A record that an administrator has added. */
export interface DnsRecord {
  readonly qname: string;
  readonly rtype: string;
  /** In zone file notation. */
  readonly value: string;
}

/** What records of several values have in common. */
export type RecordName = Pick<DnsRecord, 'qname' | 'rtype'>;

/** Records in the order of their creation. What changes them tells whether it did. */
export interface RecordList {
  all(): readonly DnsRecord[];
  /** Beside the values that the name and type already have. */
  add(record: DnsRecord): boolean;
  /** In place of all values that the name and type have. */
  replace(record: DnsRecord): boolean;
  /** @param value `''` for all of the name and type. */
  remove(name: RecordName, value: string): boolean;
}

/** Makes a list. @param given What is there from the start; members other than those of a record are left out. */
export function createRecordList(given: readonly DnsRecord[]): RecordList {
  let records = given.map(({ qname, rtype, value }): DnsRecord => ({ qname, rtype, value }));

  const add: RecordList['add'] = (record) => {
    if (records.some((known) => isOf(record)(known) && known.value === record.value)) return false;
    records = [...records, record];
    return true;
  };
  const remove: RecordList['remove'] = (name, value) => {
    const kept = records.filter((record) => !isOf(name)(record) || (value !== '' && record.value !== value));
    const isChanged = kept.length < records.length;
    records = kept;
    return isChanged;
  };

  return {
    all: () => records,
    add,
    replace(record) {
      const [only, ...others] = records.filter(isOf(record));
      if (only?.value === record.value && others.length === 0) return false;
      remove(record, '');
      return add(record);
    },
    remove,
  };
}

/** For `filter`. */
export function isOf({ qname, rtype }: RecordName): (record: DnsRecord) => boolean {
  return (record) => record.qname === qname && record.rtype === rtype;
}
