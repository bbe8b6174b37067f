/** An answer in API Gateway's payload format 2.0. */
export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}
