// Functions, as a bundler keeps a text that is put together even where nothing uses it.

/** How long is kept what nobody touches: counters, and tokens that do not expire. Losing one costs a login. */
const THIRTY_DAYS_MS = 30 * 24 * 3_600_000;

/**
 * How long a refusal is kept from when somebody last asked for leave. For ever it would be kept of credentials that
 * were thrown away long ago.
 */
const A_YEAR_MS = 366 * 24 * 3_600_000;

/** For a token that does not expire. */
export const KEPT_MS: number = THIRTY_DAYS_MS;

/** The text of a key, and nothing where something else than a text is: nobody else would ever take that away. */
const textAt = (): string => `
local function textAt(key) return redis.call('TYPE', key).ok == 'string' and redis.call('GET', key) end
`;

/**
 * The generation of a record that this version can read, -1 of anything else; that of a counter, 0 for what is none; the
 * time in ms by Redis's clock.
 */
const common = (): string => `${textAt()}
local function generationOf(text)
  local isJson, record = pcall(cjson.decode, text or '')
  if not isJson or type(record) ~= 'table' or record.v ~= 1 then return -1 end
  local number = record.generation
  local isWhole = type(number) == 'number' and number >= 0 and number < 2^52 and number % 1 == 0
  return isWhole and number or -1
end
local function counted(key)
  local number = tonumber(textAt(key) or 0)
  return number and number >= 0 and number < 2^52 and number % 1 == 0 and number or 0
end
local function nowMs()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function whole(number) return string.format('%.0f', number) end
`;

/**
 * Keys: record, lock, last generation. Values: owner, generation that is known, life of the lock in ms.
 *
 * Gives the record, if it is newer; else the lock and a generation, if nobody has it; else neither. The generation
 * never falls behind the clock, so a counter that is lost does not give out an old number again. Asked twice, as by a
 * client that sends a command again after a lost connection, the owner gets the lock twice. A lock without an end is none
 * of these, and would be there for ever.
 */
export const claimScript = (): string => `${common()}
local text = textAt(KEYS[1])
local stored = generationOf(text)
local known = tonumber(ARGV[2])
if stored > known then
  return { 'stored', text, redis.call('PTTL', KEYS[1]), whole(stored) }
end
if redis.call('PTTL', KEYS[2]) == -1 then redis.call('DEL', KEYS[2]) end
if not redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[3]) and textAt(KEYS[2]) ~= ARGV[1] then
  return { 'wait' }
end
local generation = whole(math.max(counted(KEYS[3]), stored, known, nowMs()) + 1)
redis.call('SET', KEYS[3], generation, 'PX', ${THIRTY_DAYS_MS})
return { 'lease', generation }
`;

/** Keys: record. Values: generation that is known. Gives the record, if it is newer. */
export const readScript = (): string => `${common()}
local text = textAt(KEYS[1])
if generationOf(text) > tonumber(ARGV[1]) then return { 'stored', text, redis.call('PTTL', KEYS[1]) } end
return { 'none' }
`;

/** Keys: record. Values: its text, its generation, how long it is kept in ms. Says 1 if it was stored. */
export const saveScript = (): string => `${common()}
if generationOf(textAt(KEYS[1])) >= tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1
`;

/**
 * Keys: record, last generation. Values: how long the life of a lock and a login can be in ms.
 *
 * In its place stays for so long a record without a token, with the last generation: what was lent before, and is saved
 * late, is older than it.
 */
export const deleteScript = (): string => `${common()}
local last = math.max(generationOf(textAt(KEYS[1])), counted(KEYS[2]))
redis.call('DEL', KEYS[1])
if last > 0 then redis.call('SET', KEYS[1], '{"v":1,"generation":' .. whole(last) .. '}', 'PX', ARGV[1]) end
`;

/** Keys: lock. Values: owner, life of the lock in ms. Says 1 if the owner still has it. */
export const renewScript = (): string => `${textAt()}
if textAt(KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`;

/** Keys: lock. Values: owner. */
export const releaseScript = (): string => `${textAt()}
if textAt(KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
`;

/**
 * Keys: budget. Values: how many rejected logins are allowed, how long an unknown one counts in ms, how long one can be
 * under way, a name of this one. Says what a `LoginBudget` says; of one that is allowed `proven` where the credentials
 * were accepted, and `reset` where they were not since somebody has reset them; and counts it as under way, and then,
 * if nobody tells how it ended, as unknown. As long as credentials are unproven one is under way at a time: how it ends
 * decides about the next. Asked twice, as by a client that sends a command again after a lost connection, it counts
 * once.
 */
export const reserveScript = (): string => `${common()}
local fields = { 'rejected', 'unknown', 'unknownAtMs', 'open', 'openAtMs', 'proven', 'locked', 'openName', 'reset' }
local known = redis.call('HMGET', KEYS[1], unpack(fields))
local limit, holdMs, openMs, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), nowMs()
local function count(text)
  local number = tonumber(text or 0)
  if not number or number < 0 then error('the budget of logins holds what is no count: reset() begins anew') end
  return number
end
local rejected, unknown, open = count(known[1]), count(known[2]), count(known[4])
local unknownAt, openAt = tonumber(known[3] or 0), tonumber(known[5] or 0)
local function refused(why) redis.call('PEXPIRE', KEYS[1], ${A_YEAR_MS}) return why end
if known[7] then return refused('account_locked') end
if rejected >= limit then return refused('credentials_rejected') end
if open > 0 and now - openAt >= openMs then
  unknown, unknownAt, open = unknown + open, math.max(unknownAt, openAt), 0
end
if now - unknownAt >= holdMs then unknown = 0 end
local proven = known[6] and rejected == 0
local allowed = proven and 'proven' or known[9] and 'reset' or 'allowed'
if open > 0 and known[8] == ARGV[4] then return allowed end
if not proven and open > 0 then return 'pending' end
if not proven and rejected + unknown >= limit then return 'outcome_unknown' end
redis.call('HSET', KEYS[1], 'unknown', unknown, 'unknownAtMs', whole(unknownAt))
redis.call('HSET', KEYS[1], 'open', open + 1, 'openAtMs', whole(now), 'openName', ARGV[4])
redis.call('PEXPIRE', KEYS[1], rejected == 0 and ${THIRTY_DAYS_MS} or ${A_YEAR_MS})
return allowed
`;

/** Keys: budget. Values: how the login ended. */
export const settleScript = (): string => `${common()}
if ARGV[1] == 'accepted' then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'proven', 1)
  redis.call('PEXPIRE', KEYS[1], ${THIRTY_DAYS_MS})
  return
end
local open = tonumber(redis.call('HGET', KEYS[1], 'open') or 0)
local unknown = tonumber(redis.call('HGET', KEYS[1], 'unknown') or 0)
if open > 0 then redis.call('HSET', KEYS[1], 'open', open - 1)
elseif unknown > 0 then redis.call('HSET', KEYS[1], 'unknown', unknown - 1) end
if ARGV[1] == 'harmless' then return end
if ARGV[1] == 'outcome_unknown' then
  redis.call('HINCRBY', KEYS[1], 'unknown', 1)
  redis.call('HSET', KEYS[1], 'unknownAtMs', whole(nowMs()))
  redis.call('PEXPIRE', KEYS[1], ${THIRTY_DAYS_MS})
  return
end
if ARGV[1] == 'account_locked' then redis.call('HSET', KEYS[1], 'locked', 1)
else redis.call('HINCRBY', KEYS[1], 'rejected', 1) end
redis.call('PEXPIRE', KEYS[1], ${A_YEAR_MS})
`;

/**
 * Keys: budget. Values: `1` where it is kept in mind that it was reset, and not lost: who was told of a refusal before
 * asks for that.
 */
export const resetScript = (): string => `
redis.call('DEL', KEYS[1])
if ARGV[1] == '1' then
  redis.call('HSET', KEYS[1], 'reset', 1)
  redis.call('PEXPIRE', KEYS[1], ${THIRTY_DAYS_MS})
end
`;
