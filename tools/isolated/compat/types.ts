/** What the compilers of `npm run compat` have to accept and, where a line says so, to refuse. */
import {
  type ApiResponse,
  type Configuration,
  generateTransactionsReport,
  type TransactionsApi,
  type TransactionsReportAck,
} from '@acme/finicity-client';

/** True only for the same type; `any` is the same as nothing else. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Result = Awaited<ReturnType<typeof generateTransactionsReport>>;

export const result: Same<Result, TransactionsReportAck> = true;
export const raw: Same<
  ReturnType<TransactionsApi['generateTransactionsReportRaw']>,
  Promise<ApiResponse<TransactionsReportAck>>
> = true;
export const text: Same<Result['requesterName'], string> = true;
export const int64: Same<Result['customerId'], number | bigint> = true;

export function refused(configuration: Configuration): void {
  // @ts-expect-error: the body is required
  void generateTransactionsReport(configuration, { customerId: '1' });
  // @ts-expect-error: a customer's id is text
  void generateTransactionsReport(configuration, { customerId: 1, body: {} });
  // @ts-expect-error: no such member
  void generateTransactionsReport(configuration, { customerId: '1', body: {}, form: {} });
}
