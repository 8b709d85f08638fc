// Functions, as a bundler keeps a text that is put together even where nothing uses it.

/** How long a counter lasts that nobody touches. Losing one does no harm. */
const THIRTY_DAYS_MS = 30 * 24 * 3_600_000;

/** The generation of a record that this version can read, -1 of anything else; the time in ms by Redis's clock. */
const common = (): string => `
local function generationOf(text)
  local isJson, record = pcall(cjson.decode, text or '')
  if not isJson or type(record) ~= 'table' or record.v ~= 1 then return -1 end
  local number = record.generation
  local isWhole = type(number) == 'number' and number >= 0 and number < 2^53 and number % 1 == 0
  return isWhole and number or -1
end
local function nowMs()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`;

/**
 * Keys: record, lock, last generation. Values: owner, generation that is known, life of the lock in ms.
 *
 * Gives the record, if it is newer; else the lock and a generation, if nobody has it; else neither. The generation
 * never falls behind the clock, so a counter that is lost does not give out an old number again. Asked twice, as by a
 * client that sends a command again after a lost connection, the owner gets the lock twice.
 */
export const claimScript = (): string => `${common()}
local text = redis.call('GET', KEYS[1])
local stored = generationOf(text)
local known = tonumber(ARGV[2])
if stored > known then
  return { 'stored', text, redis.call('PTTL', KEYS[1]), string.format('%.0f', stored) }
end
if not redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[3]) and redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return { 'wait' }
end
local last = tonumber(redis.call('GET', KEYS[3]) or 0) or 0
local generation = string.format('%.0f', math.max(last, stored, known, nowMs()) + 1)
redis.call('SET', KEYS[3], generation, 'PX', ${THIRTY_DAYS_MS})
return { 'lease', generation }
`;

/** Keys: record. Values: its text, its generation, how long it is kept in ms or nothing. Says 1 if it was stored. */
export const saveScript = (): string => `${common()}
if generationOf(redis.call('GET', KEYS[1])) >= tonumber(ARGV[2]) then return 0 end
if ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[1])
else redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3]) end
return 1
`;

/** Keys: lock. Values: owner. */
export const releaseScript = (): string => `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
`;

/**
 * Keys: budget. Values: how many rejected logins are allowed, how long an unknown one counts in ms. Says what a
 * `LoginBudget` says, and counts an allowed login as unknown.
 */
export const reserveScript = (): string => `${common()}
local known = redis.call('HMGET', KEYS[1], 'rejected', 'unknown', 'unknownAtMs', 'proven', 'locked')
local limit = tonumber(ARGV[1])
local rejected, unknown, now = tonumber(known[1] or 0), tonumber(known[2] or 0), nowMs()
if now - tonumber(known[3] or 0) >= tonumber(ARGV[2]) then unknown = 0 end
if known[5] then return 'account_locked' end
if rejected >= limit then return 'credentials_rejected' end
if not known[4] and rejected + unknown >= limit then return 'outcome_unknown' end
redis.call('HSET', KEYS[1], 'unknown', unknown + 1, 'unknownAtMs', string.format('%.0f', now))
if rejected == 0 then redis.call('PEXPIRE', KEYS[1], ${THIRTY_DAYS_MS}) end
return 'allowed'
`;

/** Keys: budget. Values: how the login ended. A refusal is kept for ever, as only new credentials end it. */
export const settleScript = (): string => `
if ARGV[1] == 'accepted' then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'proven', 1)
  redis.call('PEXPIRE', KEYS[1], ${THIRTY_DAYS_MS})
  return
end
local unknown = tonumber(redis.call('HGET', KEYS[1], 'unknown') or 0)
if unknown > 0 then redis.call('HSET', KEYS[1], 'unknown', unknown - 1) end
if ARGV[1] == 'harmless' then return end
if ARGV[1] == 'account_locked' then redis.call('HSET', KEYS[1], 'locked', 1)
else redis.call('HINCRBY', KEYS[1], 'rejected', 1) end
redis.call('PERSIST', KEYS[1])
`;

/** Keys: budget. */
export const resetScript = (): string => `redis.call('DEL', KEYS[1])`;
