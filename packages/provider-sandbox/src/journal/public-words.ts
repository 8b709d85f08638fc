/**
 * The words that the sandbox's own messages are made of. A message that has other words, such as what somebody has sent,
 * is not shown. No word is one of a vendor's secrets, and a phrase of such words is none either.
 */
const words: ReadonlySet<string> = new Set(
  `
  a accepted account accounts act action activated activation active added additional address administrator after
  again age alias all allowed already an and anew another answer any anyof anything appears application are array
  as ascii asked assigned associated at auth authentication authorization authorized available bad ban banned be
  been before begin begins body boolean but by byte bytes calculating call called can cannot card cardholder cards
  carried certificate changed characters charset check client clock closed code come comes configured connection
  constant consumer content could created credentials credit custom customer cut data date day days decode
  decrypted default described description different digits dns does domain done duplicate during each eight either
  else email empty enabled encoded encrypted end ended ends enter equal error errors every exactly exist exists
  expected expired expires extra failed failure failures fewer field file fit fits follow following for foreign
  form format forward found from front gateway given greater group had half has hash have header headers host html
  http https identical if in incorrect index institution integer internal into invalid ip is it items its json key
  keys known large last least left length less letters like limit line link linked list lists locked login long
  longer lower machine made mail mailbox mailboxes maintenance make many match maximum may media
  merchant message method mfa minimum missing more most multiple must name names near needs never new newly next
  nine no nobody non none nor not nothing now null number numbers oauth object of off offer offers ok old on one
  oneof only open operation option or order original other others out over owned padding page parameter parameters
  parse part partner password path pattern payment pem per permitted place plain please policy port position
  positive possible present previous privilege privileges problem property proxy public query range rate read
  record records refresh refund refused remove removed reports request requested requests required reset resource
  response result retry right route routing same says schema scheme second seconds secret self send sent separate
  server service session set shorter should signature signed single size small smaller so some something specified
  start state status still string subscription succeeded success such support system than that the their then
  there they this though time timeout times to today token tokens too totp transaction transactions twice two type
  types unable unavailable unexpected unique unknown unsupported until update updated upper url use used user
  username utf valid value values verified version wait was way web well what when where which while whole with
  within without word wrong year you your zone
`
    .trim()
    .split(/\s+/),
);

/** Codes of the vendors that are no words. */
const codes = /^(?:FPDR\d{4}|\d{1,3})$/;

/** Whether every word of it is one of the sandbox's messages, or a name that the description has. */
export function isPublicProse(text: string, names: ReadonlySet<string>): boolean {
  if (text.length > LONGEST) return false;
  const parts = text.match(/[^\s_.,:;()"'/[\]-]+/g) ?? [];
  return parts.every((part) => words.has(part.toLowerCase()) || names.has(part) || codes.test(part));
}

/** Longer than any message. */
const LONGEST = 2_000;
